"""Which names a declaration uses, and what some declarations need to stand alone."""

from tests.drupal.modern.provides.drawn import php, read
from uninstaller.drupal.modern.provides.code.closure import Closure, find_closure, make_declarations
from uninstaller.drupal.modern.provides.code.model import Use

CLASS = php(
    "",
    """
use Drupal\\other\\Thing;
/** Doc. */
#[Mark(Kind::class)]
class A extends Thing implements I {
  use HelpsTrait;
  public function __construct(private readonly Thing $thing, protected ?\\Other $other = NULL) {}
  public static function create($container) { return new static($container->get('foo.b'), $container->get('x')); }
  public function run($name) {
    foo_helper(strlen('a'), FOO_LIMIT, C::NAME);
    try { new $name(); } catch (\\Thrown $e) { \\Drupal::service('foo.c')->x(); }
    return [$e instanceof Kind, 'Drupal\\\\foo\\\\C', 'foo_called', 'unrelated'];
  }
}
""",
)


def uses(use: Use) -> list[tuple[str, str]]:
    (facts,) = read({"src/A.php": CLASS}).classes
    return [(one.name, one.within) for one in facts.references if one.use is use]


def test_each_use_with_the_method_that_holds_it() -> None:
    assert uses(Use.EXTENDS) == [("Drupal\\other\\Thing", "")]
    assert uses(Use.IMPLEMENTS) == [("Drupal\\foo\\I", "")]
    assert uses(Use.TRAIT) == [("Drupal\\foo\\HelpsTrait", "")]
    assert uses(Use.ATTRIBUTE) == [("Drupal\\foo\\Mark", "")]
    assert uses(Use.TYPE) == [("Drupal\\other\\Thing", "__construct"), ("Other", "__construct")]
    assert uses(Use.CALL) == [("foo_helper", "run")]
    assert uses(Use.CONSTANT) == [("FOO_LIMIT", "run")]
    assert uses(Use.STATIC) == [("Drupal\\foo\\C", "run"), ("Drupal", "run")]
    assert uses(Use.CATCH) == [("Thrown", "run")]
    assert uses(Use.INSTANCEOF) == [("Drupal\\foo\\Kind", "run")]
    assert uses(Use.STRING) == [("Drupal\\foo\\C", "run"), ("foo_called", "run")]
    assert uses(Use.SERVICE) == [("foo.b", "create"), ("x", "create"), ("foo.c", "run")]
    assert uses(Use.DYNAMIC) == [("new $name", "run")]


def test_members_of_a_class() -> None:
    (facts,) = read({"src/A.php": CLASS}).classes
    constructor = facts.method("__CONSTRUCT")
    assert constructor is not None
    assert [(one.name, one.types, one.is_optional, one.is_promoted) for one in constructor.parameters] == [
        ("thing", ("Drupal\\other\\Thing",), False, True),
        ("other", ("Other",), True, True),
    ]
    assert facts.properties == (("other", "Other"), ("thing", "Drupal\\other\\Thing"))
    assert facts.services == ("foo.b", "x")
    assert (facts.parent, facts.doc, facts.place.line) == ("Drupal\\other\\Thing", "/** Doc. */", 6)


def closure(*roots: str, methods: dict[str, frozenset[str]] | None = None) -> Closure:
    provided = read(
        {
            "foo.module": "<?php const FOO_LIMIT = 3;\nfunction foo_deeper() {}\nfunction foo_called() {}\n"
            "function foo_helper() { foo_deeper(); other_call(OTHER); }",
            "src/A.php": CLASS,
            "src/C.php": php("", "class C extends D { const NAME = 'c'; function f(E $e) {} }"),
            "src/D.php": php("", "abstract class D {}"),
            "src/E.php": php("", "class E {}"),
        }
    )
    return find_closure(make_declarations(provided.classes, provided.functions, provided.constants), roots, methods)


def test_a_closure_takes_own_code_and_names_what_is_foreign() -> None:
    found = closure("\\Drupal\\foo\\A")
    assert found.classes == ("Drupal\\foo\\A", "Drupal\\foo\\C", "Drupal\\foo\\D")
    assert found.functions == ("foo_called", "foo_deeper", "foo_helper")
    assert found.constants == ("FOO_LIMIT",)
    assert found.foreign_functions == ("other_call",)
    assert found.foreign_constants == ("OTHER",)
    assert set(found.foreign_classes) == {"Drupal", "Drupal\\foo\\HelpsTrait", "Drupal\\foo\\I", "Drupal\\other\\Thing"}
    assert found.services == ("foo.b", "foo.c", "x")
    assert found.named == ("Drupal\\foo\\E",)
    assert [one.name for one in found.dynamic] == ["new $name"]


def test_only_some_methods_of_a_class_may_count() -> None:
    found = closure("Drupal\\foo\\A", methods={"drupal\\foo\\a": frozenset({"create"})})
    assert (found.functions, found.services, found.dynamic) == ((), ("foo.b", "x"), ())
