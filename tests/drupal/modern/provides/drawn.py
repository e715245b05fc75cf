"""A module drawn in a test as texts by path, and what is read of it."""

from tests.facts.trees import make_tree
from uninstaller.codebase.tree import Tree
from uninstaller.drupal.modern.provides.code.files import read_own_files
from uninstaller.drupal.modern.provides.code.own_code import OwnCode, read_own_code
from uninstaller.drupal.modern.provides.core_facts import CoreFacts, assume_core, read_core_facts
from uninstaller.drupal.modern.provides.model import Provided
from uninstaller.drupal.modern.provides.provided import read_provided
from uninstaller.facts.extension import Extension, ExtensionType

FOLDER = "modules/foo"
FOO = Extension("foo", ExtensionType.MODULE, FOLDER, f"{FOLDER}/foo.info.yml")
BAR = Extension("bar", ExtensionType.MODULE, "modules/bar", "modules/bar/bar.info.yml")

CORE = {
    "core/lib/Drupal/Core/core.api.php": """<?php
function hook_cron() {}
function hook_ENTITY_TYPE_delete($entity) {}
function hook_entity_delete($entity) {}
function hook_uninstall($is_syncing) {}
function hook_schema() {}
function hook_theme($existing, $type, $theme, $path) {}
function hook_form_FORM_ID_alter(&$form) {}
function hook_entity_base_field_info($entity_type) {}
function hook_entity_type_alter(array &$entity_types) {}
""",
    "core/modules/node/src/Entity/Node.php": """<?php
namespace Drupal\\node\\Entity;
/**
 * @ContentEntityType(
 *   id = "node",
 * )
 */
class Node {}
""",
}
"""The little of core that tests need: some hooks, one entity type."""


def draw(texts: dict[str, str]) -> Tree:
    """Paths within the module's folder; those that begin with `/` are relative to the root."""
    files = {path[1:] if path.startswith("/") else f"{FOLDER}/{path}": text for path, text in texts.items()}
    every = {f"{FOLDER}/foo.info.yml": "type: module\n", **CORE, **files}
    return make_tree({path: text.encode("utf-8", "surrogateescape") for path, text in every.items()})


def core_of(tree: Tree, version: str) -> CoreFacts:
    return read_core_facts(tree, (FOO, BAR), "core", version)


def read(texts: dict[str, str], version: str = "10.6.0") -> Provided:
    tree = draw(texts)
    return read_provided(tree, FOO, core_of(tree, version))


def read_alone(texts: dict[str, str]) -> Provided:
    """Without anything known of core."""
    return read_provided(draw(texts), FOO)


def code_of(texts: dict[str, str]) -> OwnCode:
    tree = draw(texts)
    return read_own_code(tree, "foo", read_own_files(tree, FOO), assume_core().find_class)


def php(namespace: str, code: str) -> str:
    return f"<?php\nnamespace Drupal\\foo{namespace};\n{code}\n"
