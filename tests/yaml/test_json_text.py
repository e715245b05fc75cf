"""JSON is read strictly: what another reader might take otherwise is refused."""

import json

import pytest
from hypothesis import given

from tests.yaml.test_edit_properties import JSON
from uninstaller.yaml.json_text import parse_json
from uninstaller.yaml.nodes import DEEPEST, Document, Malformed, Value

REFUSED = (
    *(
        '{"a": 1,}',
        "[1,]",
        "{'a': 1}",
        '{"a" 1}',
        '{"a": 1 "b": 2}',
        "[1 2]",
        "// x\n{}",
        "{} x",
        "",
        "nul",
        "01",
        "1.",
    ),
    *('"\\x41"', '"a\nb"', "[", '{"a"', "\ufeff{}", '{"a": 1, "a": 2}', "[" * (DEEPEST + 2), "9" * 5000, "NaN"),
)


@pytest.mark.parametrize("text", REFUSED)
def test_what_is_no_json_is_refused(text: str) -> None:
    assert isinstance(parse_json(text.encode()), Malformed)


@given(JSON)
def test_all_json_is_read_as_python_reads_it(value: Value) -> None:
    for text in (json.dumps(value), json.dumps(value, ensure_ascii=False, indent="\t")):
        document = parse_json(text.encode())
        assert isinstance(document, Document)
        assert document.root.value == value


def test_the_error_has_its_place() -> None:
    malformed = parse_json(b'{\n  "a": 1,\n  "a": 2\n}')
    assert isinstance(malformed, Malformed)
    assert str(malformed.unread("composer.json").place) == "composer.json:3:3"
