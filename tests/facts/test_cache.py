import multiprocessing
import time
from pathlib import Path

import pytest

from tests.facts.trees import make_tree
from uninstaller.codebase.tree import Tree
from uninstaller.codebase.walk import walk_tree
from uninstaller.facts import cache
from uninstaller.facts.cache import Remembered, find_folder, load_remembered, make_key, store_remembered
from uninstaller.facts.collect import Collected, collect_uses
from uninstaller.facts.vocabulary import Vocabulary
from uninstaller.settings import Settings

FOO = Vocabulary("foo", functions=frozenset({"foo_load"}))
OLD = 1_000_000_000_000_000_000
KEPT = Remembered({"a.inc": (OLD, 3, b"d")}, {b"d": [("function", "foo_load", "foo", 1, 7, "", "", "certain", "call")]})


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    return tmp_path / "cache" / "uninstaller"


def collect(tree: Tree, use_cache: bool = True) -> tuple[Collected, list[str]]:
    """What was found, and which files had to be read for it."""
    read: list[str] = []

    def note(path: str) -> bytes:
        read.append(path)
        return tree.read(path)

    noting = Tree(tree.root, tree.files, tree.links, tree.unread, note)
    return collect_uses(noting, [FOO], [], Settings(tree.root, tree.root, jobs=1, use_cache=use_cache)), sorted(
        set(read)
    )


def test_there_and_back() -> None:
    store_remembered("key", KEPT)
    assert load_remembered("key") == KEPT
    assert load_remembered("other") == Remembered()


@pytest.mark.parametrize("damage", [b"", b"x", b"uninstaller facts 1\n", b"uninstaller facts 1\n" + b"x" * 40])
def test_damage_is_no_error(folder: Path, damage: bytes) -> None:
    store_remembered("key", KEPT)
    (folder / "key.facts").write_bytes(damage)
    assert load_remembered("key") == Remembered()


def test_any_changed_byte_is_noticed(folder: Path) -> None:
    store_remembered("key", KEPT)
    whole = (folder / "key.facts").read_bytes()
    for position in range(len(whole)):
        (folder / "key.facts").write_bytes(whole[:position] + bytes([whole[position] ^ 1]) + whole[position + 1 :])
        assert load_remembered("key") == Remembered()


def test_a_folder_that_cannot_be_written_is_no_error(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder.parent.mkdir()
    folder.write_text("a file where the folder should be")
    store_remembered("key", KEPT)
    assert load_remembered("key") == Remembered()
    monkeypatch.delenv("XDG_CACHE_HOME")
    monkeypatch.delenv("HOME", raising=False)
    assert find_folder() is None
    store_remembered("key", KEPT)
    assert load_remembered("key") == Remembered()


def test_the_folder_follows_the_environment(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert find_folder() == tmp_path / "cache" / "uninstaller"
    monkeypatch.setenv("XDG_CACHE_HOME", "relative")
    monkeypatch.setenv("HOME", str(tmp_path))
    assert find_folder() == tmp_path / ".cache" / "uninstaller"


def test_a_key_depends_on_root_question_and_version(monkeypatch: pytest.MonkeyPatch) -> None:
    keys = {make_key(Path("/a"), "q"), make_key(Path("/b"), "q"), make_key(Path("/a"), "r")}
    monkeypatch.setattr(cache, "__version__", "0.0.0")
    keys.add(make_key(Path("/a"), "q"))
    assert len(keys) == 4


def test_young_times_are_not_trusted() -> None:
    store_remembered("key", Remembered({"a.inc": (time.time_ns(), 3, b""), "b.inc": (OLD, 3, b"")}, {}))
    assert load_remembered("key").stamps == {"a.inc": (0, 3, b""), "b.inc": (OLD, 3, b"")}


def test_only_the_newest_are_kept(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cache, "_KEPT", 3)
    for number in range(6):
        store_remembered(f"key{number}", KEPT)
    assert len(list(folder.glob("*.facts"))) == 3
    assert list(folder.glob(".new-*")) == []


def _store_often(number: int) -> None:
    for _ in range(30):
        store_remembered("key", Remembered({"a.inc": (OLD, number, b"x" * 50_000)}, {}))


def test_runs_at_the_same_time() -> None:
    context = multiprocessing.get_context("spawn")
    processes = [context.Process(target=_store_often, args=(number,)) for number in (1, 2)]
    for process in processes:
        process.start()
    while any(process.is_alive() for process in processes):
        stamps = load_remembered("key").stamps
        assert not stamps or stamps["a.inc"][1] in (1, 2)
    assert [process.exitcode for process in processes] == [0, 0]
    assert load_remembered("key").stamps["a.inc"][1] in (1, 2)


def test_what_has_not_changed_is_not_read_again() -> None:
    texts = {"a.inc": "<?php foo_load();", "b.inc": "<?php bar();", "c.inc": "<?php /* foo_load */"}
    first, read = collect(make_tree(texts, mtime_ns=OLD))
    assert read == ["a.inc", "b.inc", "c.inc"]
    assert collect(make_tree(texts, mtime_ns=OLD)) == (first, [])
    assert collect(make_tree(texts, mtime_ns=OLD), use_cache=False) == (first, read)


def test_what_has_changed_is_read_again() -> None:
    collect(make_tree({"a.inc": "<?php foo_load();", "b.inc": "<?php bar();"}, mtime_ns=OLD))
    second, read = collect(make_tree({"a.inc": "<?php foo_load();", "b.inc": "<?php foo_load();"}, mtime_ns=OLD))
    assert read == ["b.inc"]
    assert [use.place.path for use in second.uses] == ["a.inc", "b.inc"]
    third, read = collect(make_tree({"a.inc": "<?php bar_load();"}, mtime_ns=OLD + 1))
    assert (third.uses, read) == ((), ["a.inc"])


def test_same_content_at_another_time_is_not_parsed_again(monkeypatch: pytest.MonkeyPatch) -> None:
    texts = {"a.inc": "<?php\nfoo_load();", "b.inc": "<?php bar();"}
    first, _ = collect(make_tree(texts, mtime_ns=OLD))
    monkeypatch.setattr("uninstaller.facts.collect.run_forked", None)
    again, read = collect(make_tree({**texts, "moved.inc": texts["a.inc"]}, mtime_ns=OLD + 1))
    assert read == ["a.inc", "b.inc", "moved.inc"]
    assert [str(use.place) for use in again.uses] == ["a.inc:2:1", "moved.inc:2:1"]
    assert again.uses[0] == first.uses[0]


def test_files_on_disk(tmp_path: Path) -> None:
    root = tmp_path / "site"
    root.mkdir()
    (root / "a.inc").write_text("<?php foo_load();")
    first, _ = collect(walk_tree(root, root))
    assert collect(walk_tree(root, root))[0] == first
    (root / "a.inc").write_text("<?php bar_load();")  # Same size, and most likely the same tick of the clock.
    assert collect(walk_tree(root, root))[0].uses == ()


def test_settings_files_leave_no_trace(folder: Path) -> None:
    text = "<?php\n$databases = array('password' => 'hunter2');\nfoo_load();"
    names = ["sites/default/settings.php", "sites/default/settings.local.php", "sites/default/default.settings.php"]
    first, _ = collect(make_tree(dict.fromkeys([*names, "a.inc"], text), mtime_ns=OLD))
    assert len(first.uses) == 4
    (kept,) = folder.glob("*.facts")
    assert b"hunter2" not in kept.read_bytes()
    assert b"settings" not in kept.read_bytes()
    again, read = collect(make_tree(dict.fromkeys([*names, "a.inc"], text), mtime_ns=OLD))
    assert (again, read) == (first, sorted(names))


def test_a_file_that_failed_is_tried_again(monkeypatch: pytest.MonkeyPatch) -> None:
    tree = make_tree({"a.inc": "<?php foo_load();"}, mtime_ns=OLD)
    with monkeypatch.context() as context:
        context.setattr("uninstaller.facts.readers.php.parse", None)
        first, _ = collect(tree)
    assert [one.reason for one in first.unread] == ["cannot be read: TypeError: 'NoneType' object is not callable"]
    second, read = collect(tree)
    assert (len(second.uses), second.unread, read) == (1, (), ["a.inc"])
