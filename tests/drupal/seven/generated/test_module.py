import re
import subprocess
from collections.abc import Iterable, Mapping
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.facts.trees import make_tree
from uninstaller.artifacts.ledger import Digest, HostUpdate, Ledger, read_ledger
from uninstaller.codebase.change import Change, Delete, Write
from uninstaller.drupal.seven.generated.layout import LAYOUT
from uninstaller.drupal.seven.generated.templates import make_text
from uninstaller.drupal.seven.storage.residue import CLEANABLE
from uninstaller.drupal.shared.generated.host import append_host_update
from uninstaller.drupal.shared.generated.module import Module, ModuleRequest, write_module
from uninstaller.drupal.shared.generated.prune import prune_module
from uninstaller.errors import UserError
from uninstaller.facts.extension import Extension, ExtensionType
from uninstaller.facts.model import Fate, How, Kind, Stores
from uninstaller.place import Place
from uninstaller.plan.model import Lifted, OnContent, Plan, Removal

FOLDER = "sites/all/modules/uninstall"
LIFTED = Lifted(
    source="function _uninstall_poll_uninstall() {\n  variable_del('poll');\n}\n",
    uninstall="_uninstall_poll_uninstall",
    functions=(("poll_uninstall", "_uninstall_poll_uninstall"),),
    origins=(("modules/poll/poll.install", 3),),
)


def extension(name: str, label: str = "") -> Extension:
    return Extension(name, ExtensionType.MODULE, f"modules/{name}", f"modules/{name}/{name}.info", label=label)


def residue(kind: Kind, name: str) -> Stores:
    return Stores(kind, name, "poll", How.WRITTEN, Fate.RESIDUE, Place("modules/poll/poll.module", 1))


POLL = Removal(extension("poll", "Poll"), tables=("poll", "poll_vote"), lifted=LIFTED)
FULL = Removal(
    extension("poll", "Poll"),
    tables=("poll", "poll_choice", "poll_vote"),
    stays=("vote", "chart"),
    requires=(("ctools_include", "ctools"),),
    node_types=("poll",),
    entity_tables=("poll_entity",),
    residue=tuple(residue(kind, "poll_thing") for kind in CLEANABLE),
    node_grants=True,
    registry_files=("modules/poll/poll.class.inc", "poll.test"),
    is_test=True,
    lifted=replace(
        LIFTED,
        source=f"function _uninstall_poll_disable() {{\n}}\n\n{LIFTED.source}",
        disable="_uninstall_poll_disable",
        hooks=("poll_choices",),
    ),
)


def plan(*removals: Removal, on_content: OnContent = OnContent.NATIVE, deep_clean: bool = False) -> Plan:
    names = tuple(removal.extension.name for removal in removals)
    return Plan("seven", names, removals, on_content=on_content, deep_clean=deep_clean)


def written(changes: Iterable[Change], existing: Mapping[str, bytes] | None = None) -> dict[str, bytes]:
    """The module's files once the changes are made."""
    files = dict(existing or {})
    for change in changes:
        path = change.path.removeprefix(f"{FOLDER}/")
        match change:
            case Write():
                files[path] = change.content
            case Delete():
                del files[path]
    return files


def module(existing: Mapping[str, bytes], ledger: Ledger) -> Module:
    return Module(LAYOUT, make_tree({}), FOLDER, existing, ledger)


def run(existing: Mapping[str, bytes], what: Plan, request: ModuleRequest | None = None) -> dict[str, bytes]:
    request = request or ModuleRequest()
    return written(write_module(module(existing, ledger_of(existing)), what, request), existing)


def ledger_of(files: Mapping[str, bytes]) -> Ledger:
    return read_ledger(files["uninstall.ledger.yml"], "ledger") if "uninstall.ledger.yml" in files else Ledger()


def test_without_a_removal_the_module_is_whole_but_empty() -> None:
    files = run({}, plan())
    assert sorted(files) == [
        "uninstall.check.inc",
        "uninstall.inc",
        "uninstall.info",
        "uninstall.install",
        "uninstall.ledger.yml",
        "uninstall.module",
    ]
    assert b"_update_" not in files["uninstall.install"]
    assert write_module(module(files, ledger_of(files)), plan(), ModuleRequest()) == ()


def test_a_first_removal_gives_an_update_its_data_and_a_line_in_the_ledger() -> None:
    origins = (Digest("modules/poll/poll.install", "ab" * 32), Digest("other", "cd" * 32))
    files = run({}, plan(POLL), ModuleRequest(revision="1a2b", origins=origins))
    assert (
        files["uninstall.install"]
        .decode()
        .endswith(
            """
/**
 * Removes the data of Poll (poll).
 */
function uninstall_update_7001(&$sandbox) {
  module_load_include('inc', 'uninstall');
  $modules = array('poll');
  return _uninstall_run(__FUNCTION__, $modules, $sandbox);
}
"""
        )
    )
    assert (
        files["removals/poll.inc"].decode()
        == """<?php

/**
 * @file
 * What is left of the module poll.
 */

/**
 * Describes the removal of poll.
 *
 * @return array
 *   Keys and their defaults are those of _uninstall_load().
 */
function _uninstall_poll_removal() {
  return array(
    'uninstall' => '_uninstall_poll_uninstall',
    'tables' => array('poll', 'poll_vote'),
  );
}

// Lifted from modules/poll/poll.install (3 lines). Unchanged but for names that
// are now its own, and dropped loads.
// phpcs:disable
function _uninstall_poll_uninstall() {
  variable_del('poll');
}
// phpcs:enable
"""
    )
    entry = ledger_of(files).entries[0]
    assert (entry.module, entry.update, entry.revision, entry.files) == ("poll", 7001, "1a2b", origins[:1])
    assert [digest.path for digest in ledger_of(files).generated] == sorted(set(files) - {"uninstall.ledger.yml"})


def test_a_later_removal_appends_and_touches_no_shipped_byte() -> None:
    first = run({}, plan(POLL))
    first["uninstall.info"] = b"name = Ours\ncore = 7.x\n"
    changes = write_module(module(first, ledger_of(first)), plan(Removal(extension("blog"))), ModuleRequest())
    assert [change.path.removeprefix(f"{FOLDER}/") for change in changes] == [
        "removals/blog.inc",
        "uninstall.install",
        "uninstall.ledger.yml",
    ]
    second = written(changes, first)
    assert second["uninstall.install"].startswith(first["uninstall.install"])
    assert b"function uninstall_update_7002(" in second["uninstall.install"]
    assert [entry.update for entry in ledger_of(second).entries] == [7001, 7002]


def test_an_update_added_by_hand_keeps_its_number() -> None:
    files = run({}, plan())
    files["uninstall.install"] += b"\nfunction uninstall_update_7040() {\n}"
    files = run(files, plan(POLL))
    assert b"\n}\n\n/**" in files["uninstall.install"]
    assert b"function uninstall_update_7041(" in files["uninstall.install"]


def test_the_same_removal_again_changes_nothing() -> None:
    files = run({}, plan(POLL))
    assert write_module(module(files, ledger_of(files)), plan(POLL), ModuleRequest()) == ()


def test_another_removal_of_the_same_module_is_refused_until_it_is_pruned() -> None:
    files = run({}, plan(POLL))
    changed = plan(replace(POLL, tables=("poll",)))
    with pytest.raises(UserError, match=r"already removed by uninstall_update_7001") as caught:
        run(files, changed)
    assert "--before 7002" in caught.value.hint
    pruned = written(prune_module(module(files, ledger_of(files)), 7002), files)
    assert b"function uninstall_update_7002(" in run(pruned, changed)["uninstall.install"]


def test_same_input_same_bytes() -> None:
    shuffled = replace(
        FULL, stays=FULL.stays[::-1], residue=FULL.residue[::-1], registry_files=FULL.registry_files[::-1]
    )
    assert run({}, plan(FULL, deep_clean=True)) == run({}, plan(shuffled, deep_clean=True))


def test_a_runtime_edited_by_hand_is_not_overwritten() -> None:
    files = run({}, plan())
    files["uninstall.inc"] += b"// Ours.\n"
    with pytest.raises(UserError, match=r"uninstall\.inc .* edited by hand"):
        run(files, plan(POLL))


def test_a_runtime_of_an_older_uninstaller_is_renewed() -> None:
    files = run({}, plan())
    current = files["uninstall.inc"]
    older = b"<?php // Older.\n"
    ledger = ledger_of(files)
    known = replace(ledger, generated=tuple(_aged(digest, older) for digest in ledger.generated))
    changes = write_module(module({**files, "uninstall.inc": older}, known), plan(POLL), ModuleRequest())
    assert written(changes)["uninstall.inc"] == current


def _aged(digest: Digest, content: bytes) -> Digest:
    import hashlib

    return Digest(digest.path, hashlib.sha256(content).hexdigest()) if digest.path == "uninstall.inc" else digest


def test_a_foreign_module_in_the_folder_is_refused() -> None:
    with pytest.raises(UserError, match="has not made"):
        write_module(module({"uninstall.info": b"name = Foreign\n"}, Ledger()), plan(POLL), ModuleRequest())


def test_hosts_are_kept_in_the_ledger() -> None:
    host = HostUpdate("shop", "shop_update_7003", "modules/shop/shop.install")
    files = run({}, plan(POLL), ModuleRequest(hosts=(host,)))
    assert ledger_of(run(files, plan(Removal(extension("blog"))))).hosts == (host,)


def test_all_keys_of_a_removal_are_known_to_the_runtime() -> None:
    files = run({}, plan(FULL, on_content=OnContent.ABORT, deep_clean=True))
    keys = re.findall(r"^    '(\w+)' =>", files["removals/poll.inc"].decode(), re.M)
    loaded = files["uninstall.inc"].decode().split("return $function() + array(")[1].split(");\n")[0]
    assert sorted(keys) == sorted(re.findall(r"'(\w+)' =>", loaded))
    assert b"'registry_files' => array('poll.class.inc', 'poll.test')" in files["removals/poll.inc"]


def test_residue_is_written_only_on_request() -> None:
    assert "uninstall.residue.inc" not in run({}, plan(FULL))
    files = run({}, plan(FULL, deep_clean=True))
    for kind in CLEANABLE:
        function = f"function _uninstall_clean_{kind.replace(' ', '_')}(".encode()
        assert files["uninstall.residue.inc"].count(function) == 1


@pytest.mark.parametrize("name", ["%", "%%", "_%", ""])
def test_a_pattern_that_means_everything_is_refused(name: str) -> None:
    with pytest.raises(UserError, match="too wide"):
        run({}, plan(replace(POLL, residue=(residue(Kind.VARIABLE, name),)), deep_clean=True))


@pytest.mark.parametrize("name", ["Uninstall", "7up", "a-b", "x';", "", "a_update_7", "a" * 51])
def test_a_name_that_no_module_can_have_is_refused(name: str) -> None:
    with pytest.raises(UserError, match="no name for a module"):
        run({}, plan(), ModuleRequest(name=name))


@pytest.mark.parametrize("evil", ["a*/b", "a?>b", "a\nb", "a'b", 'a"b', "../a", "a b", "1a", "é", ""])
def test_hostile_names_do_not_reach_php(evil: str) -> None:
    for removal in (
        replace(POLL, extension=extension(evil)),
        replace(POLL, tables=(evil,)),
        replace(POLL, stays=(evil,)),
        replace(POLL, requires=(("f", evil),)),
        replace(POLL, lifted=replace(LIFTED, functions=(("x", evil),))),
    ):
        with pytest.raises(UserError):
            run({}, plan(removal))


@pytest.mark.parametrize("name", ["_uninstall_poll_update_7001", "uninstall_poll", "Uninstall_install"])
def test_lifted_names_that_drupal_would_take_for_hooks_are_refused(name: str) -> None:
    with pytest.raises(UserError, match="for a hook"):
        run({}, plan(replace(POLL, lifted=replace(LIFTED, functions=(("x", name),)))))


@pytest.mark.parametrize(
    "name", ["_UNINSTALL_RUN", "_uninstall_check", "_uninstall_poll_removal", "_uninstall_poll_uninstall"]
)
def test_names_that_php_would_meet_twice_are_refused(name: str) -> None:
    blog = Removal(extension("blog"), lifted=Lifted(source=f"function {name}() {{\n}}\n"))
    files = run({}, plan(POLL))
    with pytest.raises(UserError, match="declared twice"):
        run(files, plan(blog))
    if "poll" in name:
        with pytest.raises(UserError, match="declared twice"):
            run({}, plan(blog, POLL))


@settings(max_examples=50)
@given(st.text(max_size=40), st.text(max_size=40))
def test_hostile_text_stays_within_its_comment(label: str, path: str) -> None:
    lifted = replace(LIFTED, origins=((path, 1),))
    files = run({}, plan(replace(POLL, extension=extension("poll", label), lifted=lifted)))
    update = files["uninstall.install"].decode().split("_uninstall_install();\n}\n")[1]
    comment, _, code = update.partition("*/")
    assert code.startswith("\nfunction uninstall_update_7001(&$sandbox) {\n")
    assert not set(comment.removeprefix("\n/**")) & set("<>\"'&\r")
    note = files["removals/poll.inc"].decode().split("\n}\n\n")[1].split("// phpcs:disable")[0]
    assert all(line.startswith("// ") and "?>" not in line for line in note.splitlines())


def test_text_in_a_list_is_quoted() -> None:
    removal = replace(POLL, registry_files=("a'b\\.inc", "c?>*/.inc"))
    assert rb"array('a\'b\\.inc', 'c?>*/.inc')" in run({}, plan(removal))["removals/poll.inc"]
    with pytest.raises(UserError, match="control character"):
        run({}, plan(replace(POLL, registry_files=("a\nb.inc",))))


def test_only_updates_are_named_like_updates() -> None:
    files = run({}, plan(FULL, deep_clean=True))
    functions = [name for text in files.values() for name in re.findall(rb"^function (\w+)\(", text, re.M)]
    assert [name for name in functions if re.search(rb"_update_\d+$", name)] == [b"uninstall_update_7001"]
    assert [name for name in functions if not name.startswith(b"_")] == [b"uninstall_install", b"uninstall_update_7001"]


def test_another_name_leaves_no_trace_of_the_default() -> None:
    files = run({}, plan(replace(POLL, lifted=Lifted())), ModuleRequest(name="farewell"))
    assert {path.split(".")[0] for path in files} == {"farewell", "uninstall", "removals/poll"}
    php = b"".join(content for path, content in files.items() if path != "uninstall.ledger.yml")
    assert b"_uninstall_" not in php.replace(b"_step_uninstall", b"").replace(b"drupal_uninstall_modules", b"")


HOST = b"<?php\n\nfunction shop_update_7004() {\n}\n"


@pytest.mark.parametrize(
    ("install", "number"),
    [
        (None, 7001),
        (HOST, 7005),
        (HOST.rstrip() + b"\n?>\n", 7005),
        (HOST.replace(b"\n", b"\r\n"), 7005),
        (b"<?php\nfunction shop_update_last_removed() {\n  return 7210;\n}", 7211),
        (b"<?php\nfunction shop_update_6100() {}\nfunction other_update_9000() {}\n", 7001),
    ],
)
def test_a_host_gets_its_next_update(install: bytes | None, number: int) -> None:
    source = append_host_update(LAYOUT, install, "shop", "uninstall")
    kept = (install or b"<?php").rstrip().removesuffix(b"?>").rstrip()
    assert source.startswith(kept)
    assert source.count(b"function shop_update_%d() {" % number) == 1
    assert b"?>" not in source
    assert (b"\r\n" in source) == (b"\r\n" in kept)
    assert source.count(b"\n") == source.count(b"\r\n") or b"\r\n" not in source


def test_a_host_that_is_no_plain_php_is_refused() -> None:
    with pytest.raises(UserError, match=r"shop\.install"):
        append_host_update(LAYOUT, b"<?php\n?>\nsome text\n", "shop", "uninstall")


def test_prune_retires_updates_and_says_so_to_old_sites() -> None:
    shared = replace(POLL, extension=extension("shared"), lifted=Lifted())
    files = run(run(run({}, plan(POLL)), plan(shared)), plan(Removal(extension("blog"))))
    pruned = written(prune_module(module(files, ledger_of(files)), 7003), files)
    install = pruned["uninstall.install"].decode()
    assert re.findall(r"^function uninstall_update_(\w+)\(", install, re.M) == ["7003", "last_removed"]
    assert install.count("Removes the data of") == 1
    assert "  return 7002;\n" in install
    assert [path for path in pruned if path.startswith("removals/")] == ["removals/blog.inc"]
    assert [entry.pruned for entry in ledger_of(pruned).entries] == [True, True, False]
    again = written(prune_module(module(pruned, ledger_of(pruned)), 7004), pruned)
    assert again["uninstall.install"].count(b"last_removed") == 2
    assert b"  return 7003;\n" in again["uninstall.install"]
    assert prune_module(module(again, ledger_of(again)), 7004) == ()
    assert b"function uninstall_update_7004(" in run(again, plan(POLL))["uninstall.install"]


def test_prune_refuses_an_install_file_that_it_does_not_know() -> None:
    files = run({}, plan(POLL))
    ledger = ledger_of(files)
    files["uninstall.install"] = b"<?php\n"
    with pytest.raises(UserError, match="cannot be found"):
        prune_module(module(files, ledger), 7002)


def everything() -> dict[str, bytes]:
    label = "A label that is much too long for one line of a docblock*/ ?>"
    files = run({}, plan(replace(FULL, extension=extension("poll", label)), POLL_EXTRAS, deep_clean=True))
    files = run(files, plan(Removal(extension("blog")), on_content=OnContent.ABORT))
    files = run(written(prune_module(module(files, ledger_of(files)), 7002), files), plan(FULL))
    files["host/shop.install"] = append_host_update(LAYOUT, None, "shop", "uninstall")
    return files


POLL_EXTRAS = Removal(extension("poll_" + "x" * 45), tables=tuple(f"table_number_{number}" for number in range(9)))


def write_files(files: Mapping[str, bytes], folder: Path) -> list[str]:
    for path, content in files.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(content)
    return sorted(str(folder / path) for path in files if not path.endswith((".yml", ".info")))


def test_php_accepts_all_files(php: str, tmp_path: Path) -> None:
    for path in write_files(everything(), tmp_path):
        done = subprocess.run([php, "-l", path], capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stdout


def test_drupals_coding_standard_is_kept(phpcs_drupal: tuple[str, ...], tmp_path: Path) -> None:
    folder = tmp_path / "uninstall"
    write_files(everything(), folder)
    done = subprocess.run([*phpcs_drupal, str(folder)], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout


def test_the_runtime_uses_nothing_newer_than_php_5_3() -> None:
    newer = r"\[[^\]]*=>|=\s*\[|\?\?|\bfn\b|\byield\b|\bfinally\b|::class|\.\.\.|<=>|\): \w"
    for template in ("runtime.inc.j2", "check.inc.j2", "residue.inc.j2"):
        code = re.sub(r"/\*.*?\*/|//[^\n]*|'(?:[^'\\]|\\.)*'", "", make_text(template, name="uninstall"), flags=re.S)
        assert not re.findall(newer, code), template
