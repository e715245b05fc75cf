"""What the code of a module keeps in the stores that all modules share, and in tables."""

import pytest

from tests.drupal.modern.provides.drawn import php, read
from uninstaller.drupal.modern.provides.declared.model import NameKind

PRELUDE = "const FOO_PREFIX = 'foo.';\n"


def stored(body: str) -> list[tuple[str, str, str]]:
    provided = read(
        {
            "foo.module": f"<?php use Drupal\\Core\\State\\StateInterface;\n{PRELUDE}"
            f"function foo_x($id, StateInterface $given) {{ {body} }}"
        }
    )
    return [(one.kind.value, one.name, one.access.value) for one in provided.stored]


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("\\Drupal::state()->set('foo.a', 1);", ("state", "foo.a", "write")),
        ("\\Drupal::state()->delete(FOO_PREFIX . $id);", ("state", "foo.%", "delete")),
        ('\\Drupal::service("state")->get("foo.$id.b");', ("state", "foo.%.b", "read")),
        ("$given->get('foo.c');", ("state", "foo.c", "read")),
        ("$s = \\Drupal::state(); $s->set('foo.d', 1);", ("state", "foo.d", "write")),
        ("$key = 'foo.e'; \\Drupal::state()->set($key, 1);", ("state", "foo.e", "write")),
        ("\\Drupal::state()->set($id, 1);", ("state", "%", "write")),
        ("\\Drupal::keyValue('foo_c')->set('a', 1);", ("key-value collection", "foo_c", "write")),
        (
            "\\Drupal::service('keyvalue.expirable')->get('foo_e');",
            ("expirable key-value collection", "foo_e", "write"),
        ),
        ("\\Drupal::queue('foo_q')->createItem(1);", ("queue", "foo_q", "write")),
        ("\\Drupal::service('user.data')->set('foo', 1, 'k', 2);", ("user data", "foo", "write")),
        ("\\Drupal::service('tempstore.private')->get('foo_t');", ("private tempstore", "foo_t", "write")),
        ("\\Drupal::configFactory()->getEditable('foo.settings');", ("configuration", "foo.settings", "write")),
        ("\\Drupal::config('system.site')->get('x');", ("configuration", "system.site", "read")),
        ("\\Drupal::cache('foo_bin')->set('a', 1);", ("cache bin", "foo_bin", "write")),
        ("\\Drupal::service('file.usage')->add($id, 'foo', 'x', 1);", ("file usage", "foo", "write")),
        ("\\Drupal::database()->schema()->createTable('foo_t', []);", ("table", "foo_t", "create")),
        ("\\Drupal::database()->insert('foo_t')->execute();", ("table", "foo_t", "write")),
    ],
)
def test_one_call(body: str, expected: tuple[str, str, str]) -> None:
    assert stored(body) == [expected]


def test_lists_of_names() -> None:
    assert [name for _, name, _ in stored("\\Drupal::state()->deleteMultiple(['foo.a', FOO_PREFIX . 'b', $id]);")] == [
        "foo.a",
        "foo.b",
        "%",
    ]
    assert [name for _, name, _ in stored("\\Drupal::state()->setMultiple(['foo.a' => 1, 'foo.b' => 2]);")] == [
        "foo.a",
        "foo.b",
    ]
    assert [name for _, name, _ in stored("foreach (['foo.a', 'foo.b'] as $k) { \\Drupal::state()->delete($k); }")] == [
        "foo.a",
        "foo.b",
    ]
    assert stored("\\Drupal\\Core\\Cache\\Cache::invalidateTags(['foo:1']);") == [("cache tag", "foo:1", "write")]


def test_what_only_looks_like_a_store() -> None:
    assert stored("$form_state->set('a', 1); $request->get('b'); $this->x->delete('c');") == []


CLASS = php(
    "",
    """
use Drupal\\Core\\State\\StateInterface;
class Base { public function __construct(protected StateInterface $state, $kv) { $this->kv = $kv; } }
class Keeper extends Base {
  protected $table = 'foo_made';
  const COLLECTION = 'foo.kept';
  public static function create($container) {
    return new static($container->get('state'), $container->get('keyvalue')->get(self::COLLECTION));
  }
  public function keep() { $this->state->set('foo.kept', 1); }
  protected function ensureTableExists(\\Drupal\\Core\\Database\\Connection $connection) {
    try { $connection->schema()->createTable($this->table, []); } catch (\\Exception $e) {}
  }
}
""",
)


def test_properties_have_the_types_of_the_constructor() -> None:
    found = {(one.kind.value, one.name, one.within) for one in read({"src/Keeper.php": CLASS}).stored}
    assert found == {
        ("key-value collection", "foo.kept", "Keeper::create"),
        ("state", "foo.kept", "Keeper::keep"),
        ("table", "foo_made", "Keeper::ensureTableExists"),
    }


def test_tables_of_hook_schema() -> None:
    names = php("", "final class Names { const SUFFIXES = ['x', 'y']; }")
    code = """<?php
use Drupal\\foo\\Names;
function foo_schema() {
  $schema['foo_log'] = [];
  foreach (Names::SUFFIXES as $s) { $schema["foo_$s"] = []; }
  return $schema;
}"""
    provided = read({"foo.install": code, "src/Names.php": names})
    assert [(one.name, one.place.line) for one in provided.named(NameKind.TABLE)] == [
        ("foo_log", 4),
        ("foo_x", 3),
        ("foo_y", 3),
    ]
    assert provided.unread == ()


def test_a_schema_that_depends_on_the_site_is_told() -> None:
    condition = "\\Drupal::moduleHandler()->moduleExists('bar')"
    code = f"<?php function foo_schema() {{ if ({condition}) {{ return ['foo_a' => []]; }} }}"
    provided = read({"foo.install": code})
    assert [one.name for one in provided.named(NameKind.TABLE)] == ["foo_a"]
    assert len(provided.unread) == 1
