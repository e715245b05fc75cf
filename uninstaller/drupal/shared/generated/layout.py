"""How an edition lays out the generated module: which files, from which templates, and where its updates begin."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from uninstaller.artifacts.ledger import Ledger
from uninstaller.codebase.tree import Tree
from uninstaller.drupal.shared.generated.php_literals import ArrayStyle
from uninstaller.facts.extension import Inventory
from uninstaller.plan.model import Plan, Removal

MakeText = Callable[..., str]
"""The text of a template, by its file name and the values in it."""


@dataclass(frozen=True, slots=True)
class Layout:
    """Paths are within the module, `{name}` in them stands for its machine name, `{camel}` for `FooBar`.

    `first` are templates of files that are written once, `runtime` of those that each version writes anew; `optional`
    are parts of the runtime that only some plans need. `removal_files` gives a removal's own files; `owned` the files
    and folders that they may be, by the removed module's name. `index` are files that say in PHP what the ledger says;
    it is given all other files. `check_names` refuses files that PHP could not load together.

    `home` is where the module goes in a tree that has none yet, `is_searched` whether Drupal looks for modules in a
    folder, `is_core` whether a folder is a part of Drupal core. `host_hooks` are templates of hooks that a host needs
    besides its update so that it can run, by the ending of the host's file that they belong into.
    """

    edition: str
    make_text: MakeText
    arrays: ArrayStyle
    first_update: int
    first: Mapping[str, str]
    runtime: Mapping[str, str]
    optional: Mapping[str, tuple[str, Callable[[Plan], bool]]]
    removal_files: Callable[[Tree, str, Removal, Plan], Mapping[str, bytes]]
    owned: Callable[[str], tuple[str, ...]]
    check_names: Callable[[Mapping[str, bytes], Mapping[str, bytes]], None]
    index: Callable[[str, Ledger, Mapping[str, bytes]], Mapping[str, bytes]]
    home: Callable[[Tree, Inventory], str]
    is_searched: Callable[[Inventory, str], bool]
    is_core: Callable[[Inventory, str], bool]
    host_hooks: Callable[[Inventory], Mapping[str, str]]

    def owns(self, module: str, path: str) -> bool:
        """Whether a path is of the removal of a module."""
        return any(path == own or path.startswith(f"{own}/") for own in self.owned(module))
