import pytest

from tests.facts.trees import make_tree
from uninstaller.facts.declarations import find_declarations

TREE = make_tree(
    {
        "a.module": (
            "<?php\n/** function a_load() {} */\nfunction a_load($a) {\n  $b = 'function b_load() {';\n}\n"
            "// function b_load() {}\nif (!function_exists('c_load')) {\n  function &C_Load() { }\n}\n"
            "class A { function b_load() { } const LIMIT = 1; }\n"
            "define('A_LIMIT', 1);\nconst B_LIMIT = 2;\n$x = 'define(\"C_LIMIT\", 1)';\nf('D_LIMIT');"
        ),
        "b.inc": (
            "<?php\ninterface B { }\nabstract class C extends A { }\ntrait D { }\n// class E { }\nfunction a_load() { }"
        ),
        "c.txt": "<?php function a_load() { }",
    }
)


def find(names: list[str], kind: str) -> dict[str, list[str]]:
    found = find_declarations(TREE, {kind: names})
    return {name: [str(place) for place in places] for (_, name), places in found.items()}


@pytest.mark.parametrize("more", [[], [f"other_{number}" for number in range(100)]], ids=["few", "many"])
def test_functions(more: list[str]) -> None:
    assert find(["a_load", "b_load", "c_load", *more], "function") == {
        "a_load": ["a.module:3:10", "b.inc:6:10"],
        "c_load": ["a.module:8:13"],
    }


@pytest.mark.parametrize("more", [[], [f"Other{number}" for number in range(100)]], ids=["few", "many"])
def test_classes(more: list[str]) -> None:
    assert find(["a", "B", "\\C", "D", "E", *more], "class") == {
        "B": ["b.inc:2:11"],
        "D": ["b.inc:4:7"],
        "\\C": ["b.inc:3:16"],
        "a": ["a.module:10:7"],
    }


@pytest.mark.parametrize("more", [[], [f"OTHER_{number}" for number in range(100)]], ids=["few", "many"])
def test_constants(more: list[str]) -> None:
    names = ["A_LIMIT", "B_LIMIT", "C_LIMIT", "D_LIMIT", "LIMIT", "b_limit", *more]
    assert find(names, "constant") == {"A_LIMIT": ["a.module:11:9"], "B_LIMIT": ["a.module:12:7"]}


def test_nothing_wanted() -> None:
    assert find([], "function") == {}
