"""Services: which extension declares one, and whose declarations use it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from uninstaller.codebase.tree import Tree
from uninstaller.drupal.modern.discovery.info_yml import Node, read_file
from uninstaller.facts.extension import Inventory
from uninstaller.graph.model import Edge, Strength
from uninstaller.place import Place, Unread

CORE = "core"
ENDING = ".services.yml"
REFERENCE = re.compile(r"@(\??)([^@=\s]+)")
"""Of a service, optional with a question mark; `@=` begins an expression, `@@` is an escape."""
NAMING_KEYS = ("parent", "decorates", "alias")
INVALID = "decoration_on_invalid"


@dataclass(frozen=True, slots=True, order=True)
class ServiceUse:
    """A declaration of `extension` uses the service; `optional`: it does without where there is no such service."""

    extension: str
    service: str
    optional: bool
    place: Place


@dataclass(frozen=True, slots=True)
class Services:
    """`declared` are pairs of service and owner, an extension or `core`; all sorted."""

    declared: tuple[tuple[str, str], ...]
    uses: tuple[ServiceUse, ...]
    unread: tuple[Unread, ...]


def read_services(tree: Tree, inventory: Inventory) -> Services:
    """From core's own services and `NAME.services.yml` of every active extension."""
    declared: set[tuple[str, str]] = set()
    uses: set[ServiceUse] = set()
    unread: set[Unread] = set()
    for owner, path in list_service_files(tree, inventory):
        root = read_file(tree, path)
        if isinstance(root, Unread):
            unread.add(root)
            continue
        for name, service in root.entries("services"):
            declared.add((name, owner))
            found = _list_used(service)
            uses |= {ServiceUse(owner, used, optional, Place(path, line)) for used, optional, line in found}
    return Services(tuple(sorted(declared)), tuple(sorted(uses)), tuple(sorted(unread)))


def list_service_files(tree: Tree, inventory: Inventory) -> Iterator[tuple[str, str]]:
    """Each file of services with its owner, an extension or `core`."""
    above = "" if inventory.docroot is None else f"{inventory.docroot}/core/".lstrip("/")
    files = [(one.name, f"{one.folder}/{one.name}{ENDING}".lstrip("/")) for one in inventory.extensions if one.active]
    return ((owner, path) for owner, path in [(CORE, f"{above}{CORE}{ENDING}"), *files] if path in tree.files)


def _list_used(service: Node) -> Iterator[tuple[str, bool, int]]:
    invalid = service.get(INVALID)
    for key in NAMING_KEYS:
        node = service.get(key)
        if node is not None and node.text:
            yield node.text.removeprefix("@"), invalid is not None and invalid.text != "exception", node.line
    stack = [service]
    while stack:
        node = stack.pop()
        stack += [child for _key, child in node.items()]
        found = REFERENCE.fullmatch(node.value) if isinstance(node.value, str) else None
        if found:
            yield found[2], bool(found[1]), node.line


def list_service_edges(services: Services, inventory: Inventory) -> tuple[Edge, ...]:
    """One edge from an extension to each other one whose services it uses, soft where all that it uses is optional."""
    edges: dict[tuple[str, str], Edge] = {}
    owners = find_owners(services, inventory)
    for use in sorted(services.uses, key=lambda use: (use.optional, use)):
        owner = owners.get(use.service, CORE)
        if owner not in (use.extension, CORE) and use.extension != CORE:
            strength = Strength.SOFT if use.optional else Strength.HARD
            reason = f"uses the {'optional ' if use.optional else ''}service {use.service} in its own"
            edges.setdefault((use.extension, owner), Edge(use.extension, owner, strength, reason, use.place))
    return tuple(sorted(edges.values()))


def find_owners(services: Services, inventory: Inventory) -> dict[str, str]:
    """The extension, or `core`, of each service; none where several declare it, test modules aside: each would do."""
    tests = {extension.name for extension in inventory.extensions if extension.for_tests}
    owners: dict[str, set[str]] = {}
    for service, owner in services.declared:
        owners.setdefault(service, set()).add(owner)
    serious = {service: found - tests or found for service, found in owners.items()}
    return {service: min(found) for service, found in serious.items() if len(found) == 1}
