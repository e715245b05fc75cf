"""Further copies of a removed module: they go too, if uninstalling either comes to the same."""

from collections.abc import Callable, Iterable, Mapping

from uninstaller.codebase.tree import Tree
from uninstaller.drupal.seven.code.own_code import PHP_FILES
from uninstaller.facts.extension import Extension
from uninstaller.place import Place
from uninstaller.plan.model import Decision, Removal

Outcome = tuple[str, tuple[str, ...]]
"""What native removal would run and drop: the lifted source, the tables."""


def compare_copies(
    tree: Tree,
    removals: Iterable[Removal],
    copies: Iterable[Extension],
    read_outcome: Callable[[Extension], Outcome],
) -> Iterable[Decision]:
    """A decision for each copy that some site loads and whose hook_uninstall() or tables differ from the first's."""
    by_name = {removal.extension.name: removal for removal in removals}
    for copy in copies:
        removal = by_name[copy.name]
        if not copy.active or removal.is_test or _is_same_code(tree, removal.extension, copy):
            continue
        if read_outcome(copy) != (removal.lifted.source, removal.tables):
            problem = (
                f"this copy of {copy.name} uninstalls otherwise than the one in {removal.extension.folder}: "
                "nobody can tell here which one a site has run"
            )
            settle = (f"delete {copy.folder} (or the other copy) first, commit, and run again",)
            yield Decision("copies-differ", copy.name, Place(copy.info_path), problem, settle)


def _is_same_code(tree: Tree, first: Extension, copy: Extension) -> bool:
    """Whether both folders hold the same PHP, byte for byte: then nothing has to be studied."""
    sizes, others = _list_sizes(tree, first.folder), _list_sizes(tree, copy.folder)
    return sizes == others and dict(_read_code(tree, first.folder)) == dict(_read_code(tree, copy.folder))


def _list_sizes(tree: Tree, folder: str) -> Mapping[str, int]:
    entries = (entry for entry in tree.below(folder) if entry.path.endswith(PHP_FILES) and not entry.is_link)
    return {entry.path[len(folder) :]: entry.size for entry in entries}


def _read_code(tree: Tree, folder: str) -> Iterable[tuple[str, bytes]]:
    return (
        (path[len(folder) :], source) for path, source in tree.sources(lambda path: path.endswith(PHP_FILES), folder)
    )
