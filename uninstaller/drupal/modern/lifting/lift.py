"""Takes hook_uninstall() and other hooks out of a module, with all of its own functions that they need."""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from uninstaller.codebase.tree import Tree
from uninstaller.drupal.modern.lifting.imports import collect_imports
from uninstaller.drupal.modern.lifting.obstacles import Needs, find_needs
from uninstaller.drupal.modern.provides.code.files import Role as FileRole
from uninstaller.drupal.modern.provides.code.names import Names, read_names
from uninstaller.drupal.modern.provides.hooks.model import HookStyle
from uninstaller.drupal.modern.provides.model import Provided
from uninstaller.php.callables import CODE_ARGUMENTS
from uninstaller.php.emit import make_source
from uninstaller.php.needs import Need
from uninstaller.php.outline import Declaration, DeclarationKind, read_outline
from uninstaller.php.parse import parse
from uninstaller.php.positions import Depth
from uninstaller.php.slice import Code, Role, Sliced, build_code, slice_closure
from uninstaller.plan.model import Lifted

_LOADED = frozenset({FileRole.MODULE, FileRole.INSTALL})
"""Files that Drupal loads by itself before it calls hook_uninstall()."""


@dataclass(frozen=True, slots=True)
class Lift:
    """`obstacles` say, a phrase each, why the hook cannot stand alone; `lifted` is then of no use.

    `needs` is what the lifted code needs of the module besides. `additions` are functions that only add texts to lists
    in what they are given.
    """

    lifted: Lifted = field(default_factory=Lifted)
    needs: Needs = field(default_factory=Needs)
    obstacles: tuple[str, ...] = ()
    additions: frozenset[str] = frozenset()


def lift_hooks(tree: Tree, provided: Provided, prefix: str, hooks: Collection[str] = ()) -> Lift:
    """hook_uninstall() and `hooks`, by name without `hook_`, as far as the module has them.

    What is lifted is called with what Drupal gives the hook; `prefix` begins its names.
    """
    name = provided.extension.name
    if any(one.style is HookStyle.METHOD for one in provided.implementations("uninstall")):
        return Lift(obstacles=("its hook_uninstall() is a method",))
    if provided.implementations("module_preuninstall"):
        return Lift(obstacles=("it implements hook_module_preuninstall()",))
    code = _read_code(tree, provided)
    found = {hook: code.find(DeclarationKind.FUNCTION, f"{name}_{hook}") for hook in ("uninstall", *sorted(hooks))}
    roots = {hook: root for hook, root in found.items() if root is not None and provided.implementations(hook)}
    missing = sorted(set(hooks) - set(roots))
    if missing:
        return Lift(obstacles=(f"its hook_{missing[0]}() is in no file that Drupal loads by itself",))
    if not roots:
        return Lift()
    closure = slice_closure(code, list(roots.values()), _role_of, lambda _: ())
    needs = find_needs(provided, closure)
    if needs.obstacles:
        return Lift(needs=Needs(exits=needs.exits), obstacles=needs.obstacles)
    return _emit(code, closure, roots, prefix, needs)


def _read_code(tree: Tree, provided: Provided) -> Code:
    sources = {file.path: tree.read(file.path) for file in provided.files if file.role in _LOADED}
    return build_code(sources, [read_outline(path, source) for path, source in sources.items()])


_ADDITION = re.compile(rb"\s*\$\w+(?:\['\w+'\])+\[\]\s*=\s*'\w+';\s*")


def find_additions(tree: Tree, provided: Provided) -> frozenset[str]:
    """Functions that consist of statements such as `$info['string']['field_types'][] = 'telephone';`."""
    found: set[str] = set()
    for function in provided.functions:
        start, end = function.span
        _, _, body = tree.read(function.place.path)[start:end].partition(b"{")
        if not _ADDITION.sub(b"", body.rpartition(b"}")[0]).strip():
            found.add(function.name)
    return frozenset(found)


def _role_of(need: Need) -> Role:
    """A text that spells an own function is code where PHP itself calls it; elsewhere nobody can tell."""
    where = need.position
    is_called = where.argument in CODE_ARGUMENTS.get(where.call, ()) and where.depth is Depth.DIRECT
    return Role.CODE if is_called else Role.UNSURE


def _emit(
    code: Code,
    closure: tuple[Sliced, ...],
    roots: Mapping[str, Declaration],
    prefix: str,
    needs: Needs,
) -> Lift:
    renames = {one.declaration.key: _rename(one.declaration, prefix) for one in closure}
    source = make_source(code, closure, renames, lambda _: ())
    imports = collect_imports(_names(code, closure), source)
    if imports is None:
        return Lift(obstacles=("its files mean different classes by one name",))

    def names(kind: DeclarationKind) -> tuple[tuple[str, str], ...]:
        return tuple(sorted((one.name, renames[one.key]) for one in _declared(closure) if one.kind is kind))

    lifted = Lifted(
        source="\n".join([*imports, "", source] if imports else [source]),
        uninstall=renames[roots["uninstall"].key] if "uninstall" in roots else "",
        hooks=tuple(hook for hook in roots if hook != "uninstall"),
        functions=names(DeclarationKind.FUNCTION),
        constants=names(DeclarationKind.CONSTANT),
        origins=tuple(sorted(_count_lines(code, closure).items())),
    )
    return Lift(lifted, needs)


def _declared(closure: Iterable[Sliced]) -> Iterator[Declaration]:
    return (sliced.declaration for sliced in closure)


def _names(code: Code, closure: Iterable[Sliced]) -> list[Names]:
    return [read_names(parse(code.sources[path])) for path in sorted({one.path for one in _declared(closure)})]


def _count_lines(code: Code, closure: Iterable[Sliced]) -> dict[str, int]:
    lines: dict[str, int] = {}
    for one in _declared(closure):
        lines[one.path] = lines.get(one.path, 0) + code.sources[one.path].count(b"\n", *one.span) + 1
    return lines


def _rename(declaration: Declaration, prefix: str) -> str:
    """A name that Drupal takes for no hook."""
    if declaration.kind is DeclarationKind.CONSTANT:
        return f"_{prefix.upper()}_{declaration.name}"
    return f"_{prefix}_{declaration.name}"
