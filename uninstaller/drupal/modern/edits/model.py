"""What goes, and what that means for YAML and JSON files: edits, files that go, and what is left to a person."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from uninstaller.codebase.change import Edit
from uninstaller.facts.extension import Extension
from uninstaller.place import Unread
from uninstaller.plan.model import DeletePath, EditFile, Risk, ToDo


@dataclass(frozen=True, slots=True)
class Leaving:
    """The modules that are uninstalled, by machine name.

    `extensions` are all of the tree; `folders` those that go with all that is in them. `module_name` is the generated
    module's.
    """

    names: frozenset[str]
    extensions: tuple[Extension, ...] = ()
    folders: tuple[str, ...] = ()
    module_name: str = "uninstall"

    def covers(self, path: str) -> bool:
        """Whether a path goes with the code."""
        return any(path == folder or path.startswith(f"{folder}/") for folder in self.folders)

    def find(self, name: str) -> Extension | None:
        """The extension of a name that Drupal loads."""
        return next((one for one in self.extensions if one.name == name and one.active), None)

    @property
    def staying(self) -> tuple[Extension, ...]:
        return tuple(one for one in self.extensions if not self.covers(one.info_path))

    def owns(self, config_name: str) -> bool:
        """Whether a configuration object belongs to one of the modules: it goes with it."""
        return config_name.partition(".")[0] in self.names


@dataclass(frozen=True, slots=True)
class Edits:
    """Sorted by path."""

    edits: tuple[EditFile, ...] = ()
    deletes: tuple[DeletePath, ...] = ()
    todos: tuple[ToDo, ...] = ()
    risks: tuple[Risk, ...] = ()
    unread: tuple[Unread, ...] = ()


def join_edits(parts: Iterable[Edits]) -> Edits:
    """All of them; a file that one part deletes is not edited by another."""
    found = tuple(parts)
    deletes = {one for part in found for one in part.deletes}
    paths = {one.path for one in deletes}
    edits: dict[str, set[Edit]] = {}
    for one in (one for part in found for one in part.edits):
        if one.path not in paths:
            edits.setdefault(one.path, set()).update(one.edits)
    return Edits(
        tuple(EditFile(path, tuple(sorted(edits[path]))) for path in sorted(edits)),
        tuple(sorted(deletes, key=lambda one: (one.path, one.reason))),
        tuple(sorted({one for part in found for one in part.todos})),
        tuple(sorted({one for part in found for one in part.risks})),
        tuple(sorted({one for part in found for one in part.unread})),
    )


def list_names(names: Collection[str]) -> str:
    return ", ".join(sorted(names))
