"""What composer.json files of packages require, as edges between extensions."""

from collections.abc import Iterator, Mapping

from uninstaller.drupal.modern.discovery.composer.packages import Package, Packages
from uninstaller.drupal.modern.discovery.composer.project import CORE, Requirement
from uninstaller.facts.extension import Inventory
from uninstaller.graph.model import Edge, Strength

SUGGEST = "suggest"
VENDOR = "drupal/"


def list_package_edges(packages: Packages, inventory: Inventory) -> tuple[Edge, ...]:
    """From what a package is for to what it requires; a suggestion is a soft edge. Core is no extension."""
    by_name = {package.name: package for package in packages.found if package.name}
    known = {extension.name for extension in inventory.extensions}
    return tuple(sorted({edge for package in packages.found for edge in _list_edges(package, by_name, known)}))


def _list_edges(package: Package, by_name: Mapping[str, Package], known: set[str]) -> Iterator[Edge]:
    for requirement in package.requires:
        is_hard = requirement.section != SUGGEST
        reason = f"says in composer.json that it {'needs' if is_hard else 'may use'} {requirement.package}"
        for target in _find_targets(requirement, by_name, known):
            for source in package.main:
                if source != target:
                    strength = Strength.HARD if is_hard else Strength.SOFT
                    yield Edge(source, target, strength, reason, requirement.place)


def _find_targets(requirement: Requirement, by_name: Mapping[str, Package], known: set[str]) -> tuple[str, ...]:
    """drupal.org offers each module of a project as a package of its own, which brings the whole project."""
    found = by_name.get(requirement.package)
    if found is not None:
        return () if found.name == CORE else found.main
    name = requirement.package.removeprefix(VENDOR)
    return (name,) if requirement.package.startswith(VENDOR) and name in known else ()
