"""Options and the settings file: what is wrong with them is said before anything is read or written."""

from pathlib import Path

import pytest

from tests.cli.site import CUSTOM, SHOP, module, refused, run, write_site
from tests.scenarios.git import commit_all
from tests.scenarios.run import read_files

BAD_CONFIG = {
    "syntax": ("jobs = [\n", "Invalid value (at end of document)", "mend the TOML syntax"),
    "unknown key": (
        "job = 1\n",
        "unknown key job",
        "known keys: baseline, deep_clean, exclude, fail_on, include, jobs, "
        "module_dir, module_name, on_content, strategy",
    ),
    "text for a number": (
        'jobs = "2"\n',
        "jobs must be a whole number, 1 or more (0: one a core)",
        "correct its value",
    ),
    "flag for a number": (
        "jobs = true\n",
        "jobs must be a whole number, 1 or more (0: one a core)",
        "correct its value",
    ),
    "negative": ("jobs = -1\n", "jobs must be a whole number, 1 or more (0: one a core)", "correct its value"),
    "number for a flag": ("deep-clean = 1\n", "deep-clean must be of type bool", "correct its value"),
    "unknown choice": (
        'on_content = "keep"\n',
        "on_content must be one of native, abort, delete",
        "correct its value",
    ),
    "text for a list": ('exclude = "x"\n', "exclude must be a list of texts", "correct its value"),
    "list of numbers": ("exclude = [1]\n", "exclude must be a list of texts", "correct its value"),
}
REMEDY_NAME = "Lower case letters, digits and underscores, a letter first."
REMEDY_FOLDER = "name one below the root, without .."
REMEDY_HOST = "name an installed module of this site's own with --host"


@pytest.mark.parametrize(
    "command", [("plan", "shop"), ("generate", "shop"), ("init",), ("list",), ("check",), ("policy",)]
)
@pytest.mark.parametrize(("text", "problem", "remedy"), BAD_CONFIG.values(), ids=BAD_CONFIG)
def test_settings_file_that_is_wrong(
    site: Path, command: tuple[str, ...], text: str, problem: str, remedy: str
) -> None:
    write_site(site, {"uninstaller.toml": text})
    before = read_files(site)
    assert refused(run(site, *command), f"{site}/uninstaller.toml: {problem}", remedy)
    assert read_files(site) == before


def test_settings_file_is_obeyed_and_options_win(site: Path) -> None:
    write_site(
        site,
        {"uninstaller.toml": 'module-name = "goodbye"\nmodule_dir = "sites/all/modules"\nexclude = ["*poll_box*"]\n'},
    )
    assert "poll_box" not in run(site, "list").out
    assert "sites/all/modules/goodbye/goodbye.install" in run(site, "generate", "shop", "--patch", "-").out
    other = run(site, "generate", "shop", "--patch", "-", "--module-name", "farewell").out
    assert "sites/all/modules/farewell/farewell.install" in other


def test_settings_file_that_cannot_be_read(site: Path, tmp_path: Path) -> None:
    assert refused(
        run(site, "plan", "shop", "--config", str(tmp_path / "no.toml")),
        f"{tmp_path}/no.toml cannot be read: No such file or directory",
        "name another file with --config",
    )
    (site / "uninstaller.toml").write_bytes(b"\xff")
    assert refused(
        run(site, "plan", "shop"), f"{site}/uninstaller.toml cannot be read: it is not UTF-8", "save it as UTF-8"
    )


@pytest.mark.parametrize("command", ["plan", "generate"])
class TestModuleName:
    @pytest.mark.parametrize("name", ["../x", "a;b", "Upper", "x" * 51, "a b", "7up", "own_update_7", "a\nb", "é"])
    def test_that_is_none(self, site: Path, command: str, name: str) -> None:
        before = read_files(site)
        shown = name.replace("\n", "\\n")
        assert refused(
            run(site, command, "shop", "--module-name", name), f"'{shown}' is no name for a module", REMEDY_NAME
        )
        assert read_files(site) == before

    @pytest.mark.parametrize(
        ("name", "folder"), [("node", "modules/node"), ("front", f"{CUSTOM}/front"), ("shop", SHOP)]
    )
    def test_that_is_taken(self, site: Path, command: str, name: str, folder: str) -> None:
        result = run(site, command, "shop", "--module-name", name)
        assert result.status == 2
        assert result.err.startswith(f"uninstaller: {folder} holds a module '{name}' that uninstaller has not made\n")


@pytest.mark.parametrize("command", ["plan", "generate"])
@pytest.mark.parametrize("folder", ["../x", "/etc/drupal", "sites/../../x", "..", ".", "./", "a\nb", "a\x1b[2J"])
def test_module_dir_that_is_none(site: Path, command: str, folder: str) -> None:
    before = read_files(site)
    assert refused(
        run(site, command, "shop", "--module-dir", folder),
        f"{folder!r}: no folder for the generated module",
        REMEDY_FOLDER,
    )
    assert read_files(site) == before


@pytest.mark.parametrize("folder", [".git/modules", SHOP, f"{SHOP}/deeper", "includes/bootstrap.inc"])
def test_module_dir_where_nothing_can_be_written(site: Path, folder: str) -> None:
    before = read_files(site)
    result = run(site, "generate", "shop", "--module-dir", folder)
    assert (result.status, result.out) == (2, "")
    assert result.err.startswith(("uninstaller: ", "uninstaller: '"))
    assert folder in result.err
    assert result.err.count("\n") == 2
    assert read_files(site) == before


def test_module_dir_is_tidied(site: Path) -> None:
    assert run(site, "generate", "shop", "--module-dir", "./sites/all//modules/").status == 0
    assert (site / "sites/all/modules/uninstall/uninstall.info").is_file()


@pytest.mark.parametrize("option", ["--module-name", "--module-dir", "--host"])
def test_option_of_an_unset_shell_variable(site: Path, option: str) -> None:
    assert refused(run(site, "generate", "shop", option, ""), f"{option} is empty", "give it a value, or leave it out")


HOSTS = {
    "nothing": "there is no module nothing to host the first release",
    "a;b": "there is no module a;b to host the first release",
    "../front": "there is no module ../front to host the first release",
    "bart": "there is no module bart to host the first release",
    "shop": "shop cannot host the first release: it is removed itself",
    "node": "node is a part of Drupal core, whose updates are not this site's to number",
}


@pytest.mark.parametrize("command", ["plan", "generate"])
@pytest.mark.parametrize(("host", "problem"), HOSTS.items())
def test_host_that_cannot_be(site: Path, command: str, host: str, problem: str) -> None:
    write_site(site, {"sites/all/themes/bart/bart.info": "name = Bart\ncore = 7.x\n"})
    before = read_files(site)
    assert refused(run(site, command, "shop", "--host", host), problem, REMEDY_HOST)
    assert read_files(site) == before


def test_host_that_is_the_generated_module(site: Path) -> None:
    run(site, "init")
    assert refused(
        run(site, "init", "--host", "uninstall"),
        "uninstall cannot host the first release: it is the generated module",
        REMEDY_HOST,
    )


def test_host_is_edited_once(site: Path) -> None:
    assert run(site, "generate", "shop", "--host", "front").status == 0
    install = (site / CUSTOM / "front/front.install").read_text()
    assert install.count("function front_update_7001(") == 1
    assert "module_enable(array('uninstall'))" in install
    commit_all(site, "Removed")
    assert run(site, "generate", "poll_box", "--host", "front").status == 0
    assert (site / CUSTOM / "front/front.install").read_text() == install


@pytest.mark.parametrize(
    ("option", "value"),
    [("--on-content", "keep"), ("--jobs", "0"), ("--jobs", "many"), ("--format", "pdf"), ("--nothing", "x")],
)
def test_option_that_click_refuses(site: Path, option: str, value: str) -> None:
    result = run(site, "plan", "shop", option, value)
    assert (result.status, result.out) == (2, "")
    assert "Error: " in result.err
    assert "Traceback" not in result.err


@pytest.mark.parametrize("command", ["plan", "generate"])
def test_no_module_is_named(site: Path, command: str) -> None:
    result = run(site, command)
    assert result.status == 2
    assert "Missing argument 'MODULE...'" in result.err


@pytest.mark.parametrize(("command", "option"), [("plan", "--output"), ("list", "--output"), ("generate", "--patch")])
def test_result_into_a_folder_that_is_missing_or_into_a_folder(site: Path, command: str, option: str) -> None:
    before = read_files(site)
    modules = () if command == "list" else ("shop",)
    for place, reason in ((site / "no" / "file", "No such file or directory"), (site, "Is a directory")):
        outcome = run(site, command, *modules, option, str(place))
        assert refused(outcome, f"{place} cannot be written: {reason}", "name another file")
    assert read_files(site) == before


def test_with_dependents(site: Path) -> None:
    write_site(
        site, {**module(f"{CUSTOM}/cart", "dependencies[] = shop"), **module(f"{CUSTOM}/gift", "dependencies[] = cart")}
    )
    commit_all(site, "Dependents")
    alone = run(site, "plan", "shop")
    assert alone.status == 0
    assert f"{CUSTOM}/cart/cart.info" in alone.out
    assert run(site, "generate", "shop", "--with-dependents").status == 0
    assert not any((site / folder).exists() for folder in (SHOP, f"{CUSTOM}/cart", f"{CUSTOM}/gift"))
    install = (site / CUSTOM / "uninstall/uninstall.install").read_text()
    assert "$modules = array('gift', 'cart', 'shop');" in install


def test_on_content(site: Path) -> None:
    written = {}
    for choice in ("native", "abort", "delete"):
        result = run(site, "generate", "shop", "--patch", "-", "--on-content", choice)
        assert result.status == 0
        written[choice] = result.out
    assert run(site, "generate", "shop", "--patch", "-").out == written["native"]
    assert len(set(written.values())) == 3


def test_deep_clean_lists_what_goes(site: Path) -> None:
    write_site(site, {f"{SHOP}/shop.module": "<?php\n\nfunction shop_total() {\n  variable_set('shop_total', 1);\n}\n"})
    commit_all(site, "Residue")
    native = run(site, "plan", "shop").out
    deep = run(site, "plan", "shop", "--deep-clean").out
    assert "residue, natively as well" in native
    assert "residue, removed by --deep-clean" in deep
    assert "shop_total" in deep
    assert "uninstall.residue.inc" not in run(site, "generate", "shop", "--patch", "-").out
    patch = run(site, "generate", "shop", "--patch", "-", "--deep-clean").out
    assert "uninstall.residue.inc" in patch
    assert "+" in patch
    assert "'shop_total'" in patch
