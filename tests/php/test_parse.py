"""Valid PHP that the grammar misreads must be read all the same; what stays unreadable must be told."""

import pytest

from uninstaller.php.parse import Parsed, parse, walk


def find_call(parsed: Parsed) -> str:
    """The function whose call of target() is found, with the spans of the bytes as they are in the source."""
    for node in walk(parsed.root):
        if node.type == "function_call_expression" and parsed.text(node) == "target()":
            assert parsed.source[node.start_byte : node.end_byte] == b"target()"
            return "found"
    return "lost"


@pytest.mark.parametrize(
    "code",
    [
        b'$a = "$item[function]"; target();',
        b'$a = "SELECT $row[class] FROM $row[list]"; target();',
        b"class A { public function __construct(readonly protected B $c) { target(); } }",
        b"class A { public function __construct(readonly private ?B $c = NULL) { target(); } }",
        b"$a = 'x\x00y'; target();",
        b"f(Binary::A); target();",
        b"$a = new Binary(); target();",
        b"$a = new Binary($b); target();",
        b"clone $a = clone $b; target();",
        b"target(); $a = \"$b[function] and $c[function]\"; $d = 'x\x00y';",
    ],
)
def test_misread_constructs(code: bytes) -> None:
    parsed = parse(b"<?php\n" + code)
    assert parsed.errors == ()
    assert parsed.legacy == ()
    assert find_call(parsed) == "found"


def test_the_text_is_as_written() -> None:
    source = b'<?php\n$a = "$item[function]";'
    parsed = parse(source)
    assert parsed.text(parsed.root) == source.decode()


def test_what_php_8_has_dropped() -> None:
    source = b"<?php\nif ($s{0} == 'a') { target(); }"
    parsed = parse(source)
    assert parsed.errors == ()
    assert [source[start:end] for start, end in parsed.legacy] == [b"$s{0}"]
    assert find_call(parsed) == "found"


def test_an_error_is_told_and_spoils_only_its_neighbourhood() -> None:
    source = b"<?php\nfunction a() { $b = ; }\nfunction c() { target(); }\n"
    parsed = parse(source)
    assert parsed.errors
    assert all(end <= source.index(b"function c") for _, end in parsed.errors)
    assert find_call(parsed) == "found"


def test_a_made_up_token_is_an_error() -> None:
    assert parse(b"<?php\na()").errors


def test_any_bytes() -> None:
    assert parse(bytes(range(256))).root.end_byte == 256
    assert parse(b"").errors == ()


def test_deep_nesting() -> None:
    source = b"<?php\n$a = " + b"array(" * 60 + b"target()" + b")" * 60 + b";"
    assert find_call(parse(source)) == "found"


def test_what_is_nested_too_deep_is_an_error_and_the_rest_is_read() -> None:
    source = b"<?php\n$a = " + b"array(" * 3000 + b"1" + b")" * 3000 + b";\ntarget();"
    parsed = parse(source)
    assert find_call(parsed) == "found"
    assert parsed.errors
    assert parsed.source == source
