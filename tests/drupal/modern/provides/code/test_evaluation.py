"""What code of a module evaluates to, classes included."""

import pytest

from tests.drupal.modern.provides.drawn import code_of, php
from uninstaller.drupal.modern.provides.code.callbacks import evaluate_callback, find_callback
from uninstaller.drupal.modern.provides.code.evaluation import evaluate_attribute
from uninstaller.php.values import Array, Unknown, Value

NAMES = """
abstract class Base { const PREFIX = 'foo'; public static function words() { return ['x', 'y']; } }
final class Names extends Base {
  const ALL = [self::PREFIX, parent::PREFIX . '_b', Names::class];
  const Other = Level::High;
  public function titled() { return [$this->t('Title'), t('Text'), new \\Drupal\\Core\\X\\TranslatableMarkup('M')]; }
  public function own() { return $this->titled()[0]; }
}
enum Level: string { case High = 'high'; }
"""


def run(body: str) -> Value:
    code = code_of(
        {
            "foo.module": f"<?php use Drupal\\foo\\Names as N;\nfunction foo_x() {{ {body} }}",
            "src/Names.php": php("", NAMES),
        }
    )
    callback = find_callback(code, "foo_x")
    assert callback is not None
    return evaluate_callback(code, callback)


def items(value: Value) -> list[object]:
    assert isinstance(value, Array)
    assert not value.gaps
    return list(value.items.values())


def test_constants_of_classes() -> None:
    assert items(run("return N::ALL;")) == ["foo", "foo_b", "Drupal\\foo\\Names"]
    assert run("return N::PREFIX . '_' . N::Other;") == "foo_high"


def test_static_methods_own_methods_and_translated_text() -> None:
    assert items(run("return N::words();")) == ["x", "y"]
    assert items(run("return (new N())->titled();")) == ["Title", "Text", "M"]
    assert run("return \\Drupal::classResolver(N::class)->own();") == "Title"


def test_a_way_out_without_return_is_null_and_is_joined() -> None:
    value = run("if (unknown()) { return ['a' => 1]; }")
    assert isinstance(value, Array)
    assert list(value.items) == ["a"]
    assert value.gaps


@pytest.mark.parametrize(
    "body", ["return \\Other::name();", "return N::MISSING;", "return $this->x;", "return new N();"]
)
def test_what_lies_outside_is_unknown(body: str) -> None:
    assert isinstance(run(body), Unknown)


def test_an_endless_recursion_ends() -> None:
    assert isinstance(run("return foo_x();"), Unknown)


def test_attributes_keep_objects_as_arrays_of_their_arguments() -> None:
    source = php(
        "",
        "#[Thing('a', label: new TranslatableMarkup('L'), part: new Part(x: [1], y: self::B))]"
        "\nclass C { const B = 2; }",
    )
    code = code_of({"src/C.php": source})
    (attribute,) = code.classes["drupal\\foo\\c"].attributes
    found = evaluate_attribute(code, attribute).items
    assert (found[0], found["label"]) == ("a", "L")
    part = found["part"]
    assert isinstance(part, Array)
    assert part.items["y"] == 2
