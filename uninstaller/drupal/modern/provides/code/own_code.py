"""All PHP of one module, read once; the trees are not kept, but those of the files last asked for."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache

from uninstaller.codebase.tree import Tree
from uninstaller.drupal.modern.provides.code.files import PHP_ROLES, OwnFile, Role
from uninstaller.drupal.modern.provides.code.model import ClassFacts, ConstantFacts, FunctionFacts
from uninstaller.drupal.modern.provides.code.names import Names, read_names
from uninstaller.drupal.modern.provides.code.php_file import PhpFile, read_php_file
from uninstaller.php.parse import Parsed, parse
from uninstaller.place import Place, Unread

FindClass = Callable[[str], ClassFacts | None]
KEPT_TREES = 12


@dataclass(frozen=True, slots=True)
class OwnCode:
    """`classes`, `functions`: by name in lower case; `constants` by name. `find_foreign`: classes of other modules.

    `parse`: the tree of a file. It is parsed anew where it has been dropped: nodes of one file must not be compared
    over a longer time. `read`: its bytes.
    """

    module: str
    files: Mapping[str, PhpFile]
    roles: Mapping[str, Role]
    classes: Mapping[str, ClassFacts]
    functions: Mapping[str, FunctionFacts]
    constants: Mapping[str, ConstantFacts]
    unread: tuple[Unread, ...]
    parse: Callable[[str], Parsed]
    read: Callable[[str], bytes]
    find_foreign: FindClass

    def find_class(self, name: str) -> ClassFacts | None:
        """A class of the module, or of another one whose code is known."""
        return self.classes.get(name.lower()) or self.find_foreign(name)

    def names_of(self, path: str) -> Names:
        """What names mean in a file of the module, or of a class that was found elsewhere."""
        return self.files[path].names if path in self.files else read_names(self.parse(path))

    def with_role(self, *roles: Role) -> tuple[PhpFile, ...]:
        return tuple(file for path, file in self.files.items() if self.roles[path] in roles)


def read_own_code(
    tree: Tree, module: str, files: Iterable[OwnFile], find_foreign: FindClass = lambda _: None
) -> OwnCode:
    """Reads every PHP file of the module but tests and *.api.php."""
    roles = {file.path: file.role for file in files if file.role in PHP_ROLES}
    read: dict[str, PhpFile] = {}
    unread: list[Unread] = []

    def source(path: str) -> bytes:
        try:
            return tree.read(path)
        except OSError as error:
            unread.append(Unread(Place(path), f"cannot be read: {error.strerror or error}"))
            return b""

    @lru_cache(KEPT_TREES)
    def parsed(path: str) -> Parsed:
        return parse(source(path))

    for path in roles:
        read[path] = read_php_file(path, parsed(path), module)
    return OwnCode(
        module,
        read,
        roles,
        {found.name.lower(): found for file in reversed(read.values()) for found in file.classes},
        {found.name.lower(): found for file in reversed(read.values()) for found in file.functions},
        {found.name: found for file in reversed(read.values()) for found in file.constants},
        (*unread, *(problem for file in read.values() for problem in file.unread)),
        parsed,
        source,
        find_foreign,
    )
