"""What is wrong with a code base or a request is one clear line with a place and a remedy, and nothing is written."""

from pathlib import Path

import pytest

from tests.cli.site import CUSTOM, OURS, SHOP, forbid, module, refused, run, write_site
from tests.scenarios.git import commit_all
from tests.scenarios.run import read_files

BOTH = pytest.mark.parametrize("command", ["plan", "generate"])


@BOTH
@pytest.mark.parametrize(
    ("name", "remedy"),
    [
        ("shp", "did you mean shop?"),
        ("SHOP", "did you mean shop?"),
        ("nothing_like_it", "uninstaller list shows every module of this tree"),
        ("../shop", "did you mean shop?"),
        ("*", "uninstaller list shows every module of this tree"),
    ],
)
def test_module_that_does_not_exist(site: Path, command: str, name: str, remedy: str) -> None:
    before = read_files(site)
    assert refused(run(site, command, name), f"there is no module {name} in this code base", remedy)
    assert refused(run(site, command, "shop", name), f"there is no module {name} in this code base", remedy)
    assert read_files(site) == before


@BOTH
def test_theme(site: Path, command: str) -> None:
    write_site(site, {"sites/all/themes/bart/bart.info": "name = Bart\ncore = 7.x\n"})
    assert refused(
        run(site, command, "bart"),
        "bart is a theme, not a module (sites/all/themes/bart/bart.info)",
        "name modules only; a theme keeps no data but its settings variable and its block rows",
    )


@BOTH
def test_module_that_core_requires(site: Path, command: str) -> None:
    before = read_files(site)
    result = run(site, command, "system")
    assert result.status == 1
    said = result.out if command == "plan" else result.err
    assert said.count("required: Drupal requires system: it cannot be uninstalled") == 1
    assert "modules/system/system.info" in said
    assert result.err.endswith("nothing was written\n") is (command == "generate")
    assert read_files(site) == before


COMMANDS = (("plan", "shop"), ("generate", "shop"), ("init",), ("prune", "--before", "7002"), ("list",))


@pytest.mark.parametrize("command", COMMANDS)
class TestRoot:
    def test_that_does_not_exist(self, tmp_path: Path, command: tuple[str, ...]) -> None:
        root = tmp_path / "nowhere"
        assert refused(run(root, *command), f"{root} is no folder", "name the Drupal root with --root DIR")

    def test_that_is_a_file(self, site: Path, command: tuple[str, ...]) -> None:
        root = site / "includes" / "bootstrap.inc"
        assert refused(run(root, *command), f"{root} is no folder", "name the Drupal root with --root DIR")

    def test_that_is_no_drupal(self, tmp_path: Path, command: tuple[str, ...]) -> None:
        (tmp_path / "index.php").write_text("<?php")
        assert refused(
            run(tmp_path, *command),
            f"{tmp_path} holds no Drupal: no info file is in it",
            "name the Drupal root with --root DIR",
        )

    def test_that_is_not_found_upwards(
        self, tmp_path: Path, command: tuple[str, ...], monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.chdir(tmp_path)
        result = run(None, *command)
        assert result.status == 2
        assert result.err.startswith(f"uninstaller: no Drupal at or above {tmp_path}\n")
        assert "--root DIR" in result.err

    def test_that_cannot_be_listed(self, site: Path, command: tuple[str, ...], monkeypatch: pytest.MonkeyPatch) -> None:
        forbid(monkeypatch, "scandir", site)
        assert refused(
            run(site, *command),
            f"{site} cannot be read: Permission denied",
            "give this user the right to read the whole code base, then run again",
        )


UNREAD = {
    "info file with a line that Drupal ignores": (
        {f"{CUSTOM}/front/front.info": "name = Front\ncore = 7.x\ndependencies[ = x\n"},
        "Drupal ignores this line",
        f"{CUSTOM}/front/front.info:3",
    ),
    "binary info file": (
        {f"{CUSTOM}/front/front.info": b"\0\1\2\xff"},
        "nothing in it can be read: Drupal passes it over",
        f"{CUSTOM}/front/front.info",
    ),
    "PHP beside that does not parse": (
        {f"{CUSTOM}/front/front.module": "<?php\nfunction front_x() {\n  shop_uninstall(;\n"},
        "PHP that cannot be parsed; it spells shop_uninstall",
        f"{CUSTOM}/front/front.module:3:3",
    ),
    "info file without a module": (
        {f"{CUSTOM}/lost/lost.info": "name = Lost\ncore = 7.x\n"},
        "no lost.module beside it and no theme: Drupal does not load it",
        f"{CUSTOM}/lost/lost.info",
    ),
}


@pytest.mark.parametrize(("files", "reason", "place"), UNREAD.values(), ids=UNREAD)
def test_what_cannot_be_read_beside_is_told_once(
    tmp_path: Path, files: dict[str, str | bytes], reason: str, place: str
) -> None:
    root = write_site(tmp_path / "site", files)
    result = run(root, "plan", "shop", "--verbose")
    words = " ".join(result.out.split())
    assert result.status == 0
    assert result.err == ""
    assert words.count(f"{reason} ({place})") == 1
    assert "1 unread place" in words
    assert "removed by hook_uninstall() 1 variable shop_currency" in words, "the rest is still read"


def test_unreadable_folder_and_file(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    forbid(monkeypatch, "scandir", site / CUSTOM)
    forbid(monkeypatch, "open", site / "modules/node/node.info")
    result = run(site, "plan", "shop")
    words = " ".join(result.out.split())
    assert result.status == 0
    assert words.count(f"cannot be read: Permission denied (modules/node/node.info, {CUSTOM})") == 1
    assert "2 unread places" in words


def test_links_that_loop(site: Path) -> None:
    (site / "sites/all/modules/round").symlink_to("..")
    (site / "itself").symlink_to("itself")
    result = run(site, "plan", "shop")
    assert result.status == 0
    assert result.out.count("(itself)") == 1
    assert "Too many levels of symbolic links" in result.out


@pytest.mark.parametrize("binary", [b"\x7fELF\0\0\xff\xfe" * 300, bytes(range(256)) * 20, b"\0" * 5000])
def test_binary_module_beside(site: Path, binary: bytes) -> None:
    write_site(site, {f"{CUSTOM}/front/front.module": binary})
    result = run(site, "plan", "shop")
    assert (result.status, result.err) == (0, "")


def test_name_in_two_places(site: Path) -> None:
    write_site(site, {**module("profiles/own/modules/shop"), **module("profiles/own", profile="")})
    commit_all(site, "Twice")
    planned = run(site, "plan", "shop")
    assert planned.status == 0
    assert f"duplicate profiles/own/modules/shop (Drupal loads {SHOP}/shop.info)" in " ".join(planned.out.split())
    assert run(site, "generate", "shop").status == 0
    assert not (site / SHOP).exists()
    assert not (site / "profiles/own/modules/shop").exists()


def test_foreign_module_bears_the_name(site: Path) -> None:
    folder = "sites/all/modules/uninstall"
    write_site(site, module(folder))
    commit_all(site, "Foreign")
    before = read_files(site)
    remedy = "Give the generated module another name with --module-name, or another folder with --module-dir."
    for command in (("plan", "shop"), ("generate", "shop"), ("init",)):
        assert refused(
            run(site, *command), f"{folder} holds a module 'uninstall' that uninstaller has not made", remedy
        )
    assert refused(
        run(site, "prune", "--before", "7002"),
        "there is no generated module uninstall here",
        "uninstaller init writes it",
    )
    assert read_files(site) == before
    assert run(site, "generate", "shop", "--module-name", "removals").status == 0


def test_runtime_edited_by_hand(site: Path) -> None:
    run(site, "generate", "shop")
    runtime = site / OURS / "uninstall.inc"
    runtime.write_bytes(runtime.read_bytes() + b"// Mine.\n")
    commit_all(site, "Edited")
    before = read_files(site)
    problem = "uninstall.inc of the module 'uninstall' was edited by hand"
    for command in (("plan", "poll_box"), ("generate", "poll_box"), ("init",)):
        assert refused(run(site, *command), problem, "Delete it: it is written again.")
    assert read_files(site) == before
    runtime.unlink()
    assert run(site, "generate", "poll_box").status == 0
    assert runtime.read_bytes() == dict(before)[f"{OURS}/uninstall.inc"][1].removesuffix(b"// Mine.\n")


LEDGERS = {
    b"": ":1: cannot be read: 'format' must be given",
    b"\xff\0": ":1: cannot be read: not UTF-8",
    b"no ledger": ":1: cannot be read: not as uninstaller writes it",
    b'format: 1\nremovals:\n  - module: "x"\n': ":3: cannot be read: 'update' must be given",
}


@pytest.mark.parametrize(("content", "problem"), LEDGERS.items())
def test_corrupt_ledger(site: Path, content: bytes, problem: str) -> None:
    run(site, "generate", "shop")
    (site / OURS / "uninstall.ledger.yml").write_bytes(content)
    commit_all(site, "Corrupt")
    before = read_files(site)
    for command in (("plan", "poll_box"), ("generate", "poll_box"), ("init",), ("prune", "--before", "7002")):
        assert refused(run(site, *command), f"{OURS}/uninstall.ledger.yml{problem}", "Restore the file from git.")
    assert read_files(site) == before


def test_git_is_not_installed(site: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path / "nothing"))
    before = read_files(site)
    assert refused(
        run(site, "generate", "shop"), "git is not installed", "Install git, or make sure that it is in PATH."
    )
    assert read_files(site) == before


def test_broken_repository(site: Path) -> None:
    (site / ".git" / "config").write_text("[core\n")
    before = read_files(site)
    result = run(site, "generate", "shop")
    assert (result.status, result.out) == (2, "")
    assert result.err.startswith(f"uninstaller: {site}: git failed: fatal: bad config line 1")
    assert result.err.endswith("\n  Mend the repository until `git status` works, then run again.\n")
    assert result.err.count("\n") == 2
    assert read_files(site) == before
