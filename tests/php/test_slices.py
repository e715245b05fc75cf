import pytest

from uninstaller.php.slices import cut_pieces

MARK = b"HERE"


def cut(source: str) -> list[str]:
    """The pieces that hold the marks, blanks at their ends and runs of them left out."""
    text = source.encode()
    offsets = []
    position = text.find(MARK)
    while position >= 0:
        offsets.append(position)
        position = text.find(MARK, position + 1)
    pieces = cut_pieces(text, offsets)
    for piece in pieces:
        for offset in piece.offsets:
            assert piece.text[offset - piece.shift :].startswith(MARK)
    return [" ".join(piece.text.decode().split()) for piece in pieces]


def test_only_the_functions_with_mentions() -> None:
    source = "<?php\nfunction a() { HERE; if (1) { HERE; } }\nfunction b() { c(); }\nfunction &d() { HERE; }\n"
    assert cut(source) == ["<?php function a() { HERE; if (1) { HERE; } }", "<?php function &d() { HERE; }"]


def test_what_stands_between_is_one_piece_without_the_declarations() -> None:
    source = (
        "<?php\n$a = HERE;\nfunction a() { b(); }\nclass B { function c() { HERE; } }\nif (HERE) { function d() { } }\n"
    )
    assert cut(source) == [
        "<?php class B { function c() { HERE; } }",
        "<?php $a = HERE; if (HERE) { function d() { } }",
    ]


@pytest.mark.parametrize(
    "declaration",
    [
        "function a($b = array('}'), $c = \"{$d['}']}\") { HERE; }",
        "function a() { // it's } \n # it's } \n /* it's } */ HERE; }",
        "function a() { $b = `ls }`; HERE; }",
        "function a() { $b = 'it\\'s }'; $c = \"a \\\" }\"; HERE; }",
        "function a() { $b = <<<EOT\n}\nfunction b() {\nEOT;\nHERE; }",
        "function a() { $b = <<<'EOT'\n} it's\n  EOT . 'x'; HERE; }",
        'function a() { $b = <<<"EOT"\nEOT;\nHERE; }',
        "function a() { ?> } it's <?php HERE; ?> { <?= $b ?> <?php }",
        "function a() { // ?> } <?php\n HERE; }",
        "function a() { $b = \"x ${c}\"; $b{0} = $d->{'e'}; HERE; }",
        "abstract  class A extends B implements C, D { const E = '}'; function f() { HERE; } }",
        "final class A { public static function f() { HERE; } }",
        "interface A { function f(HERE $a); }",
        "trait A { function f() { HERE; } }",
        "enum A: string { case B = HERE; }",
        "FUNCTION a() { HERE; }",
        "#[Hook('it{')] function a() { HERE; }",
    ],
)
def test_ends_of_declarations(declaration: str) -> None:
    pieces = cut(f"<?php\n$x = 1;\n{declaration}\n$y = 2;\nfunction z() {{ }}\n")
    assert pieces == [" ".join(f"<?php {declaration}".split())]


@pytest.mark.parametrize(
    "statement",
    [
        "$a = function () { HERE; };",
        "$a = new class { function b() { HERE; } };",
        "$a = B::class; HERE;",
        "use function a\\b; HERE;",
        "namespace A { function b() { HERE; } }",
        "$function = HERE; $class = 1;",
        "if (HERE): endif;",
        "class A\n{ HERE",
    ],
)
def test_what_is_no_declaration_of_its_own(statement: str) -> None:
    pieces = cut(f"<?php\nfunction z() {{ zz(); }}\n{statement}")
    assert pieces == [" ".join(f"<?php {statement}".split())]


@pytest.mark.parametrize(
    "source",
    [
        "<p>HERE</p>",
        "HERE <?php a(); ?> HERE <?php function b() { } // HERE ?> HERE",
        "<?php\n/** HERE */\nfunction a() { }\n// HERE\n# HERE\n/* HERE",
    ],
)
def test_comments_and_markup_between_declarations_are_left_out(source: str) -> None:
    assert cut(source) == []


def test_a_comment_ends_where_php_ends() -> None:
    assert cut("<?php // a ?> b <?php HERE;") == ["<?php // a ?> b <?php HERE;"]


def test_of_a_class_only_the_methods_with_mentions() -> None:
    source = (
        "<?php\nabstract class A extends B {\n  use C { d as e; }\n  public $f = array('}');\n"
        "  function g($x = array()) { if (1) { g(); } }\n  function h(): ?int { HERE; }\n  function i() { i(); }\n}\n"
    )
    assert cut(source) == [
        "<?php abstract class A extends B { use C { d as e; } public $f = array('}'); function g($x = array()) { } "
        "function h(): ?int { HERE; } function i() { } }"
    ]


def test_a_class_with_markup_in_a_method_is_left_whole() -> None:
    source = "<?php class A { function b() { ?> } <?php } function c() { HERE; } }"
    assert cut(source) == [source]


def test_a_piece_that_is_blank_costs_little() -> None:
    source = b"<?php\n" + b"function a() { bbbbbbbbbbbbbbbbbbb(); }\n" * 1000 + b"HERE;"
    (piece,) = cut_pieces(source, [source.index(MARK)])
    assert len(piece.text) == len(source)
    assert piece.size < 1100


LONG = "".join(f"db_fill('t{number}', array('x' => array(1, ';')));\n" for number in range(2000))


def test_a_long_stretch_of_statements_is_cut_between_them() -> None:
    assert cut(f"<?php\n{LONG}db_fill('HERE', ';');\n{LONG}$a = f(function () {{ g(); }}, HERE);\n") == [
        "<?php db_fill('HERE', ';');",
        "<?php $a = f(function () { g(); }, HERE);",
    ]


@pytest.mark.parametrize("source", ["if ($x):\n f(HERE);\nendif;\n", "use A\\HERE;\n", "namespace A;\n f(HERE);\n"])
def test_a_long_stretch_that_hangs_together_is_not_cut(source: str) -> None:
    assert len(cut(f"<?php\n{source}{LONG}")[0]) > len(LONG) / 2
