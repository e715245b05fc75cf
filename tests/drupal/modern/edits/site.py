"""A small site on disk, and what becomes of its files."""

from collections.abc import Mapping
from pathlib import Path

from uninstaller.codebase.change import apply_edits
from uninstaller.codebase.tree import Tree
from uninstaller.codebase.walk import walk_tree
from uninstaller.drupal.modern.edits.files import edit_files
from uninstaller.drupal.modern.edits.model import Edits, Leaving
from uninstaller.facts.extension import Extension, ExtensionType

SYNC = "config/sync"


def make_tree(root: Path, files: Mapping[str, str]) -> Tree:
    for path, text in files.items():
        target = root / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text, encoding="utf-8")
    return walk_tree(root, root)


def make_extension(name: str, folder: str = "", project: str = "") -> Extension:
    folder = folder or f"modules/custom/{name}"
    return Extension(name, ExtensionType.MODULE, folder, f"{folder}/{name}.info.yml", project=project)


def make_leaving(*names: str, more: tuple[Extension, ...] = ()) -> Leaving:
    """Modules in `modules/custom` that go, with their code, and extensions that stay."""
    own = tuple(make_extension(name) for name in names)
    return Leaving(frozenset(names), (*own, *more), tuple(one.folder for one in own))


def edit_sync(root: Path, objects: Mapping[str, str], *names: str, code: Mapping[str, str] | None = None) -> Edits:
    """Edits of a sync folder with these objects, by name. The modules' files are `code`, paths in modules/custom."""
    files = {f"{SYNC}/{name}.yml": text for name, text in objects.items()}
    files |= {f"modules/custom/{path}": text for path, text in (code or {}).items()}
    return edit_files(make_tree(root, files), make_leaving(*names), {SYNC: ()})


def apply(root: Path, edits: Edits) -> dict[str, str | None]:
    """The new text of each file that is edited, None for what is deleted; names of a sync folder for its objects."""
    tree = walk_tree(root, root)
    changed: dict[str, str | None] = {_short(one.path): None for one in edits.deletes}
    for one in edits.edits:
        changed[_short(one.path)] = apply_edits(tree.read(one.path), one.edits).decode()
    return changed


def _short(path: str) -> str:
    return path.removeprefix(f"{SYNC}/").removesuffix(".yml") if path.startswith(f"{SYNC}/") else path


def entity(*modules: str, config: tuple[str, ...] = (), enforced: str = "", rest: str = "") -> str:
    """An exported entity with dependencies as Drupal writes them, and what comes below."""
    lists = [("config", config), ("module", modules)]
    lines = [f"  {kind}:\n" + "".join(f"    - {name}\n" for name in sorted(names)) for kind, names in lists if names]
    if enforced:
        lines.append(f"  enforced:\n    module:\n      - {enforced}\n")
    dependencies = "dependencies:\n" + "".join(lines) if lines else "dependencies: {  }\n"
    return f"uuid: 1b\nlangcode: en\nstatus: true\n{dependencies}{rest}"
