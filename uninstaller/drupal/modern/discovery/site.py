"""All that discovery finds beside the extensions themselves, and the edges between extensions that follow from it."""

from collections.abc import Iterator
from dataclasses import dataclass

from uninstaller.codebase.tree import Tree
from uninstaller.drupal.modern.discovery.components import Component, find_components
from uninstaller.drupal.modern.discovery.composer.edges import list_package_edges
from uninstaller.drupal.modern.discovery.composer.packages import Packages, find_packages
from uninstaller.drupal.modern.discovery.composer.project import Project, read_project
from uninstaller.drupal.modern.discovery.config.shipped import Shipped, list_shipped_edges, read_shipped
from uninstaller.drupal.modern.discovery.config.stores import Stores, read_stores
from uninstaller.drupal.modern.discovery.recipes import Recipe, list_recipe_edges, read_recipes
from uninstaller.drupal.modern.discovery.services import Services, list_service_edges, read_services
from uninstaller.facts.extension import Inventory
from uninstaller.graph.model import Edge, Strength
from uninstaller.place import Unread


@dataclass(frozen=True, slots=True)
class Site:
    """`unknown` and `unread` are what these readings add to the inventory's."""

    inventory: Inventory
    project: Project | None
    packages: Packages
    stores: Stores
    recipes: tuple[Recipe, ...]
    components: tuple[Component, ...]
    services: Services
    shipped: tuple[Shipped, ...]
    unknown: tuple[str, ...]
    unread: tuple[Unread, ...]


def read_site(tree: Tree, inventory: Inventory) -> Site:
    project = read_project(tree).project
    packages = find_packages(tree, inventory, project)
    stores = read_stores(tree, inventory.docroot)
    recipes, unread_recipes = read_recipes(tree, inventory.docroot)
    services = read_services(tree, inventory)
    shipped, unread_shipped = read_shipped(tree, inventory)
    unread = {*packages.unread, *stores.unread, *unread_recipes, *services.unread, *unread_shipped}
    return Site(
        inventory=inventory,
        project=project,
        packages=packages,
        stores=stores,
        recipes=recipes,
        components=find_components(tree, inventory),
        services=services,
        shipped=shipped,
        unknown=(*stores.unknown, *_describe_missing(packages)),
        unread=tuple(sorted(unread - set(inventory.unread))),
    )


def _describe_missing(packages: Packages) -> Iterator[str]:
    if packages.missing:
        count = len(packages.missing)
        subject = f"{count} Drupal packages" if count > 1 else "a Drupal package"
        yield (
            f"composer.lock has {subject} that the tree does not hold, such as {packages.missing[0]}:"
            " run `composer install` first, or what they need and use is not known."
        )


def list_extra_edges(site: Site) -> tuple[Edge, ...]:
    """Who needs whom beyond info files: for `build_graph`, but not for what a removal takes along.

    Drupal uninstalls a module in spite of them. Sources are extensions, and recipes by their folders.
    """
    return (
        *_list_install_edges(site.inventory),
        *list_recipe_edges(site.recipes),
        *list_package_edges(site.packages, site.inventory),
        *list_shipped_edges(site.shipped),
        *list_service_edges(site.services, site.inventory),
    )


def _list_install_edges(inventory: Inventory) -> Iterator[Edge]:
    for extension in inventory.extensions:
        for dependency in extension.installs if extension.active else ():
            reason = "install profile that installs it"
            yield Edge(extension.name, dependency.name, Strength.HARD, reason, dependency.place)
