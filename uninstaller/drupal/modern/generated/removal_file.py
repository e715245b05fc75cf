"""One removed module as files of the generated module: a class that describes it, and what comes along of its code."""

import re
import textwrap
from collections.abc import Iterator, Mapping

from uninstaller.codebase.tree import Tree
from uninstaller.drupal.modern.generated.templates import make_text
from uninstaller.drupal.shared.generated.php_literals import (
    SHORT,
    PhpValue,
    check_identifier,
    make_comment,
    make_literal,
)
from uninstaller.facts.model import Kind
from uninstaller.plan.model import CarriedService, Lifted, OnContent, Plan, Removal, ServiceValue, StandIn, Strategy

CARRIED = "carried"
"""The folder for whole modules; Drupal finds them in it."""
CLASSES = "classes"
"""The folder for single classes under their own names."""

_INDENT = 4


def make_removal_files(tree: Tree, name: str, removal: Removal, plan: Plan) -> Mapping[str, bytes]:
    """By path within the module called `name`; raises UserError where a name cannot be PHP."""
    module = check_identifier(removal.extension.name, "The module")
    lifted = removal.lifted
    values = list(_methods(removal, plan))
    text = make_text(
        "removal.php.j2",
        name=name,
        module=module,
        class_name=name_class(module),
        base="CarriedBase" if removal.strategy is Strategy.CARRY else "RemovalBase",
        values=values,
        hooks=_list_hooks(removal),
        entry=lifted.uninstall,
    )
    files = {class_path(module): text.encode(), **dict(_carried_files(tree, removal))}
    if lifted.source:
        source = make_text("lifted.inc.j2", module=module, origins=_list_origins(lifted), source=lifted.source)
        files[lifted_path(module)] = source.encode("utf-8", "surrogateescape")
    return files


def _list_origins(lifted: Lifted) -> list[str]:
    origins = ", ".join(f"{make_comment(path)} ({count} lines)" for path, count in lifted.origins)
    text = f"Lifted from {origins}. Unchanged but for the names of functions and constants."
    return textwrap.wrap(text, 77, break_long_words=False, break_on_hyphens=False)


def _list_hooks(removal: Removal) -> list[tuple[str, str]]:
    """Hooks with the lifted functions that stand for them."""
    functions = dict(removal.lifted.functions)
    return [(hook, functions[f"{removal.extension.name}_{hook}"]) for hook in removal.lifted.hooks]


def lifted_path(module: str) -> str:
    return f"lifted/{module}.inc"


def class_path(module: str) -> str:
    return f"src/Removal/{name_class(module)}.php"


def name_class(module: str) -> str:
    """`foo_bar` → `FooBar`, as Drupal itself turns a module's name into that of a class."""
    return "".join(part[:1].upper() + part[1:] for part in module.split("_"))


def _methods(removal: Removal, plan: Plan) -> Iterator[tuple[str, str]]:
    """Methods of RemovalInterface with the PHP that they return, as far as that differs from RemovalBase."""
    if removal.strategy is Strategy.CLASSES:
        yield "strategy", "self::CLASSES"
    if plan.on_content is not OnContent.NATIVE:
        yield "onContent", f"self::{plan.on_content.name}"
    values: tuple[tuple[str, PhpValue], ...] = (
        ("tables", [check_identifier(table, "The table") for table in removal.tables]),
        ("cacheBins", [check_identifier(one, "The cache bin") for one in removal.cache_bins]),
        ("plugins", _plugins(() if removal.strategy is Strategy.CARRY else removal.stand_ins)),
        ("services", {one.id: _service(one) for one in removal.services}),
        ("residue", _residue(removal) if plan.deep_clean else {}),
    )
    for method, value in values:
        if value:
            yield method, make_literal(value, _INDENT, len("    return ;"), SHORT)


def _plugins(stand_ins: tuple[StandIn, ...]) -> PhpValue:
    managers = sorted({one.manager for one in stand_ins})
    return {
        manager: {one.name: _mapping(one.definition) for one in sorted(stand_ins) if one.manager == manager}
        for manager in managers
    }


def _residue(removal: Removal) -> PhpValue:
    methods = {row.kind: _camel(row.kind) for row in removal.residue}
    return {
        method: [row.name for row in sorted(removal.residue) if row.kind is kind]
        for kind, method in sorted(methods.items())
    }


def _camel(kind: Kind) -> str:
    """The method of the runtime's class Residue: `url alias` → `urlAlias`."""
    first, *rest = _METHODS.get(kind, kind).split()
    return first + "".join(part.capitalize() for part in rest)


_METHODS = {Kind.STATE: "state", Kind.KEY_VALUE: "key value"}


def _service(service: CarriedService) -> PhpValue:
    definition = service.definition
    return _mapping((*definition, ("roles", tuple(enumerate(service.roles)))) if service.roles else definition)


def _mapping(entries: tuple[tuple[str, ServiceValue], ...]) -> PhpValue:
    return {key: _value(value) for key, value in entries}


def _value(value: ServiceValue) -> PhpValue:
    """A list where the keys are those of one."""
    if not isinstance(value, tuple):
        return value
    if [key for key, _ in value] == list(range(len(value))):
        return [_value(below) for _, below in value]
    return {str(key): _value(below) for key, below in value}


def _carried_files(tree: Tree, removal: Removal) -> Iterator[tuple[str, bytes]]:
    extension = removal.extension
    if removal.strategy is Strategy.SLICE:
        return
    folder = f"{CARRIED if removal.strategy is Strategy.CARRY else CLASSES}/{extension.name}"
    for path in removal.carried:
        source = tree.read(path)
        inside = path.removeprefix(f"{extension.folder}/") if extension.folder else path
        yield f"{folder}/{inside}", _with_core_version(source) if inside.endswith(".info.yml") else source


def _with_core_version(info: bytes) -> bytes:
    """An info file that every later Drupal accepts: one without a version would stop the whole site."""
    if re.search(rb"^core_version_requirement\s*:", info, re.M):
        return re.sub(rb"^(core_version_requirement\s*:).*$", rb"\1 '>=8'", info, count=1, flags=re.M)
    return info.rstrip() + b"\ncore_version_requirement: '>=8'\n"
