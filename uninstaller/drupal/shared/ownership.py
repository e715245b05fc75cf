"""Whose code a file is: the site's own, or a project's, whose next release would bring it back as it was."""

from collections.abc import Callable, Iterable

from uninstaller.facts.extension import Extension, Inventory

CORE = "drupal"
_FETCHED = frozenset({"contrib", "vendor", "node_modules"})
_CORE_FOLDERS = ("core/", "includes/", "misc/", "modules/", "scripts/", "themes/")
"""Below the docroot; `modules/` and `themes/` are core's own on Drupal 7 only."""
_CORE_PROFILES = ("profiles/minimal/", "profiles/standard/", "profiles/testing/")


def make_is_foreign(inventory: Inventory, removed: Iterable[Extension]) -> Callable[[str], bool]:
    """Tells of a path whether it is code of a project that none of the removed extensions belongs to.

    A site's core is never its own, though a module of core goes: only where there is nothing else is it worked on.
    """
    project_of = _make_project_of(inventory)
    going = {project_of(extension.info_path) for extension in removed}
    if any(project_of(extension.info_path) != CORE for extension in inventory.extensions):
        going.discard(CORE)

    def is_foreign(path: str) -> bool:
        project = project_of(path)
        return bool(project) and project not in going

    return is_foreign


def _make_project_of(inventory: Inventory) -> Callable[[str], str]:
    """The project that a path belongs to, '' for the site's own code."""
    by_folder = {one.folder: one for one in inventory.extensions if one.folder}
    prefix = f"{inventory.docroot}/" if inventory.docroot else ""
    is_modern = not inventory.core_version.startswith("7")
    core = ("core/",) if is_modern else (*_CORE_FOLDERS, *_CORE_PROFILES)
    found: dict[str, str] = {}

    def project_of(path: str) -> str:
        folder = path.rpartition("/")[0]
        if folder not in found:
            found[folder] = _find_project(f"{folder}/", prefix, core, by_folder)
        return found[folder]

    return project_of


def _find_project(folder: str, prefix: str, core: tuple[str, ...], by_folder: dict[str, Extension]) -> str:
    if inside_docroot(folder, prefix).startswith(core):
        return CORE
    parts = folder.rstrip("/").split("/")
    above = ["/".join(parts[:size]) for size in range(1, len(parts) + 1)]
    extensions = [by_folder[one] for one in above if one in by_folder]
    project = next((one.project for one in reversed(extensions) if one.project), "")
    fetched = next((number for number, part in enumerate(parts) if part in _FETCHED), None)
    if project or fetched is None:
        return project
    return extensions[0].name if extensions else "/".join(parts[: fetched + 2])


def inside_docroot(path: str, prefix: str) -> str:
    return path.removeprefix(prefix) if path.startswith(prefix) else f"../{path}"
