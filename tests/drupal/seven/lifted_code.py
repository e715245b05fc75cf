"""Removed modules drawn in a test: `foo/foo.install` is a file of the module foo, in the folder foo."""

from collections.abc import Mapping
from pathlib import Path

from uninstaller.codebase.tree import Entry, Tree
from uninstaller.drupal.seven.code.own_code import OwnCode, read_own_code
from uninstaller.drupal.seven.lifting.lift import Lift, lift_modules
from uninstaller.drupal.seven.lifting.matter import Surroundings
from uninstaller.facts.extension import Extension, ExtensionType

Files = Mapping[str, str | bytes]


def read_files(files: Files) -> OwnCode:
    contents = {path: text if isinstance(text, bytes) else f"<?php\n{text}".encode() for path, text in files.items()}
    entries = {path: Entry(path, len(content), 0) for path, content in sorted(contents.items())}
    tree = Tree(Path("/"), entries, {}, (), contents.__getitem__)
    names = sorted({path.split("/")[0] for path in files})
    return read_own_code(tree, [Extension(name, ExtensionType.MODULE, name, f"{name}/{name}.info") for name in names])


def lift_files(files: Files) -> Lift:
    own = read_files(files)
    surroundings = Surroundings(
        folders=own.folders,
        entity_types=frozenset({"foo_thing"}),
        libraries=frozenset({"foo_library"}),
        tables=frozenset({"foo_items"}),
        globals=own.loading.globals,
        effects=own.loading.effects,
    )
    return lift_modules(own, sorted(own.folders), surroundings, "uninstall")


def rules(files: Files) -> set[str]:
    return {decision.rule for decision in lift_files(files).decisions}


def uninstall(body: str, rest: str = "", module: str = "") -> dict[str, str]:
    """foo.install with hook_uninstall() and some more, and foo.module."""
    return {"foo/foo.install": f"function foo_uninstall() {{\n  {body}\n}}\n{rest}", "foo/foo.module": module}


def disable(body: str, rest: str = "", module: str = "") -> dict[str, str]:
    return {"foo/foo.install": f"function foo_disable() {{\n  {body}\n}}\n{rest}", "foo/foo.module": module}


def lifted(files: Files) -> str:
    """The lifted code of foo, for which nothing had to be decided."""
    lift = lift_files(files)
    assert not lift.decisions
    return lift.lifted["foo"].source
