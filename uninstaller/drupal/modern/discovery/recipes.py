"""Recipes: what they install, which other recipes they apply, and whose configuration they touch."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from uninstaller.codebase.tree import Tree
from uninstaller.drupal.modern.discovery.info import MACHINE_NAME, parse_dependency
from uninstaller.drupal.modern.discovery.info_yml import Node, read_file
from uninstaller.drupal.modern.discovery.search import TESTS
from uninstaller.facts.extension import Dependency
from uninstaller.graph.model import Edge, Strength
from uninstaller.place import Place, Unread

FILE = "recipe.yml"


@dataclass(frozen=True, slots=True, order=True)
class Applied:
    """Another recipe that a recipe applies first: `folder` is where Drupal looks for it."""

    folder: str
    place: Place


@dataclass(frozen=True, slots=True)
class Recipe:
    """`folder` names it: its own name is for people and need not be unique.

    `installs` are modules and themes; `imports` those whose configuration it takes; `acts_on` configuration objects.
    """

    folder: str
    label: str
    installs: tuple[Dependency, ...]
    recipes: tuple[Applied, ...]
    imports: tuple[Dependency, ...]
    acts_on: tuple[tuple[str, Place], ...]

    @property
    def for_tests(self) -> bool:
        return TESTS in self.folder.split("/")


def read_recipes(tree: Tree, docroot: str | None) -> tuple[tuple[Recipe, ...], tuple[Unread, ...]]:
    """Every `recipe.yml` of the tree, sorted by folder, but for those in dot folders, vendor and the like."""
    found: list[Recipe] = []
    unread: list[Unread] = []
    for path, entry in tree.files.items():
        folders = path.split("/")[:-1]
        if not path.endswith(f"/{FILE}") or entry.is_link or not _may_be_applied(folders):
            continue
        root = read_file(tree, path)
        if isinstance(root, Unread):
            unread.append(root)
        else:
            found.append(_make_recipe(path, "/".join(folders), docroot or "", root, unread))
    return tuple(sorted(found, key=lambda recipe: recipe.folder)), tuple(sorted(set(unread)))


def _may_be_applied(folders: Iterable[str]) -> bool:
    return not any(name.startswith(".") or name in ("vendor", "fixtures") for name in folders)


def _make_recipe(path: str, folder: str, docroot: str, root: Node, unread: list[Unread]) -> Recipe:
    return Recipe(
        folder=folder,
        label=root.text_of("name"),
        installs=tuple(_read_names(path, ((node.text, node) for node in root.below("install")), unread)),
        recipes=tuple(_read_applied(path, folder, docroot, root)),
        imports=tuple(_read_names(path, root.entries("config", "import"), unread)),
        acts_on=tuple((name, Place(path, node.line)) for name, node in root.entries("config", "actions")),
    )


def _read_names(path: str, written: Iterable[tuple[str, Node]], unread: list[Unread]) -> Iterator[Dependency]:
    for text, node in written:
        project, name, constraint = parse_dependency(text)
        if MACHINE_NAME.fullmatch(name):
            yield Dependency(name, constraint, Place(path, node.line), project)
        else:
            unread.append(Unread(Place(path, node.line), "names no module or theme"))


def _read_applied(path: str, folder: str, docroot: str, root: Node) -> Iterator[Applied]:
    """As RecipeConfigurator::getIncludedRecipe(): a name with a slash is a path below the docroot, else a neighbour."""
    for node in root.below("recipes"):
        above = docroot if "/" in node.text else folder.rpartition("/")[0]
        yield Applied("/".join(filter(None, (above, node.text))), Place(path, node.line))


def list_recipe_edges(recipes: Iterable[Recipe]) -> tuple[Edge, ...]:
    """Hard edges from recipes, named by their folders, to extensions and recipes."""
    return tuple(sorted({edge for recipe in recipes for edge in _list_edges(recipe)}))


def _list_edges(recipe: Recipe) -> Iterator[Edge]:
    for dependency in recipe.installs:
        yield Edge(recipe.folder, dependency.name, Strength.HARD, "recipe that installs it", dependency.place)
    for applied in recipe.recipes:
        yield Edge(recipe.folder, applied.folder, Strength.HARD, "recipe that applies it", applied.place)
    for dependency in recipe.imports:
        reason = "recipe that imports its configuration"
        yield Edge(recipe.folder, dependency.name, Strength.HARD, reason, dependency.place)
    for name, place in recipe.acts_on:
        owner = name.partition(".")[0]
        if owner != "core":
            yield Edge(recipe.folder, owner, Strength.HARD, f"recipe that changes {name}", place)
