"""Names that a module declares in YAML and in code."""

from tests.drupal.modern.provides.drawn import php, read
from uninstaller.drupal.modern.provides.declared.model import NameKind
from uninstaller.drupal.modern.provides.model import Provided


def names(provided: Provided, kind: NameKind) -> list[str]:
    return [one.name for one in provided.named(kind)]


PERMISSIONS = """use foo: { title: Use }
permission_callbacks:
  - Drupal\\foo\\Permissions::all
  - foo_missing
"""
CALLBACK = php(
    "",
    """
class Permissions {
  public function all() {
    $permissions = ['fixed foo' => ['title' => $this->t('Fixed')]];
    foreach (Type::loadMultiple() as $type) { $permissions += $this->ofType($type); }
    return $permissions;
  }
  private function ofType($type) { $id = $type->id(); return ["edit $id foo" => [], 'delete ' . $id => []]; }
}
""",
)


def test_permissions_literal_and_made_by_code() -> None:
    provided = read({"foo.permissions.yml": PERMISSIONS, "src/Permissions.php": CALLBACK})
    assert names(provided, NameKind.PERMISSION)[:1] == ["use foo"]
    assert set(names(provided, NameKind.PERMISSION)) >= {"edit % foo", "delete %"}
    assert sorted(one.reason.partition(" makes")[0] for one in provided.unread) == [
        "which permissions Drupal\\foo\\Permissions::all()",
        "which permissions foo_missing",
    ]


def test_routes_libraries_and_configuration() -> None:
    provided = read(
        {
            "foo.routing.yml": "foo.page: { path: /foo }\nroute_callbacks: ['\\Drupal\\foo\\Routes::all']\n",
            "foo.libraries.yml": "card: { css: {} }\n",
            "config/install/foo.settings.yml": "a: 1\n",
            "config/optional/views.view.foo.yml": "a: 1\n",
            "config/schema/foo.schema.yml": "foo.settings: { type: config_object }\nfoo.type.*: {}\n",
            "foo.services.yml": "parameters: { foo.limit: 3 }\n",
        }
    )
    assert [(one.name, one.detail) for one in provided.named(NameKind.ROUTE)] == [("foo.page", "/foo")]
    assert names(provided, NameKind.LIBRARY) == ["card"]
    assert names(provided, NameKind.CONFIG) == ["foo.settings"]
    assert names(provided, NameKind.OPTIONAL_CONFIG) == ["views.view.foo"]
    assert names(provided, NameKind.CONFIG_SCHEMA) == ["foo.settings", "foo.type.*"]
    assert names(provided, NameKind.PARAMETER) == ["foo.limit"]
    assert ["Routes::all" in one.reason for one in provided.unread] == [True]


def test_theme_hooks_twig_and_drush() -> None:
    twig = (
        "class Ext { function getFunctions() { return [new TwigFunction('foo_f', [$this, 'f'])]; }"
        " function getFilters() { return [new \\Twig\\TwigFilter('foo_x', 'x')]; } }"
    )
    drush = (
        "use Drush\\Attributes as CLI;\nclass FooCommands {\n  #[CLI\\Command(name: 'foo:run')]\n  function run() {}\n"
        "  /**\n   * @command foo:old\n   */\n  function old() {}\n}"
    )
    provided = read(
        {
            "foo.module": "<?php function foo_theme($e, $t, $th, $path) {"
            " return ['foo_card' => ['template' => 'card'], 'foo_b' => []] + more(); }",
            "src/Ext.php": php("", twig),
            "src/Commands/FooCommands.php": php("\\Commands", drush),
            "templates/foo-b.html.twig": "",
        }
    )
    assert [(one.name, one.detail) for one in provided.named(NameKind.THEME_HOOK)] == [
        ("foo_card", "card"),
        ("foo_b", "foo-b"),
    ]
    assert names(provided, NameKind.TWIG_FUNCTION) == ["foo_f"]
    assert names(provided, NameKind.TWIG_FILTER) == ["foo_x"]
    assert names(provided, NameKind.DRUSH_COMMAND) == ["foo:run", "foo:old"]
    assert names(provided, NameKind.TEMPLATE) == ["foo-b"]
    assert ["theme hooks" in one.reason for one in provided.unread] == [True]


def test_theme_hooks_behind_an_included_file() -> None:
    code = (
        "<?php function foo_theme($e, $t, $th, $path) { include_once $path . '/x.inc';"
        " return ['foo_card' => ['template' => 'card'], 'foo_b' => []]; }"
    )
    provided = read({"foo.module": code})
    assert [(one.name, one.detail) for one in provided.named(NameKind.THEME_HOOK)] == [
        ("foo_card", "card"),
        ("foo_b", "foo-b"),
    ]
    assert provided.unread == ()
