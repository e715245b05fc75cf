"""`uninstaller graph`: the same picture in four formats."""

import json
from pathlib import Path
from xml.etree import ElementTree

import pytest
from jsonschema import Draft202012Validator  # type: ignore[import-untyped]

import uninstaller.artifacts
from tests.artifacts.plans import HOSTILE, make_hostile, make_ready
from tests.cli.site import CUSTOM, module, run, write_site
from uninstaller.artifacts.catalogue import GRAPH_REPORTS, PLAN_REPORTS
from uninstaller.artifacts.drawing.picture import picture_plan
from uninstaller.views import GRAPH_FORMATS

SCHEMA = Path(uninstaller.artifacts.__file__).parent / "schema" / "graph-1.schema.json"
VISITS = "function gate_open() {\n  if (module_exists('shop')) {\n    shop_total();\n  }\n}\n"


@pytest.fixture
def mall(tmp_path: Path) -> Path:
    """`till` requires `cart`, that `shop`, that `ctools`; `gate` uses `shop` where it is there."""
    contrib = "sites/all/modules/contrib"
    more = {
        **module(f"{contrib}/shop", "dependencies[] = ctools", module="function shop_total() {\n}\n"),
        **module(f"{contrib}/cart", "dependencies[] = shop"),
        **module(f"{CUSTOM}/till", "dependencies[] = cart"),
        **module(f"{CUSTOM}/gate", module=VISITS),
    }
    return write_site(tmp_path / "mall", more)


def _json(root: Path, *options: str) -> dict[str, object]:
    result = run(root, "graph", "shop", "--format", "json", *options)
    assert (result.status, result.err) == (0, "")
    value: dict[str, object] = json.loads(result.out)
    Draft202012Validator(json.loads(SCHEMA.read_text(encoding="utf-8"))).validate(value)
    return value


def _names(value: dict[str, object]) -> dict[str, int]:
    nodes = value["nodes"]
    assert isinstance(nodes, list)
    return {node["name"]: node["distance"] for node in nodes}


def test_both_directions(mall: Path) -> None:
    value = _json(mall)
    assert _names(value) == {"till": -2, "cart": -1, "gate": -1, "shop": 0, "ctools": 1}
    assert isinstance(value["links"], list)
    assert isinstance(value["nodes"], list)
    strengths = {(link["source"], link["target"]): link["strength"] for link in value["links"]}
    assert strengths == {
        ("cart", "shop"): "hard",
        ("gate", "shop"): "soft",
        ("shop", "ctools"): "hard",
        ("till", "cart"): "hard",
    }
    assert {node["name"]: node["role"] for node in value["nodes"]} == {
        "shop": "target",
        "cart": "stays",
        "till": "stays",
        "gate": "stays",
        "ctools": "absent",
    }


@pytest.mark.parametrize(
    ("options", "names"),
    [
        (("--depth", "1"), {"cart", "gate", "shop", "ctools"}),
        (("--direction", "dependents"), {"till", "cart", "gate", "shop"}),
        (("--direction", "dependencies"), {"shop", "ctools"}),
        (("--direction", "dependents", "--depth", "1"), {"cart", "gate", "shop"}),
    ],
)
def test_depth_and_direction(mall: Path, options: tuple[str, ...], names: set[str]) -> None:
    assert _names(_json(mall, *options)).keys() == names


@pytest.mark.parametrize("format_", GRAPH_FORMATS)
def test_formats_are_deterministic_and_into_a_file(mall: Path, tmp_path: Path, format_: str) -> None:
    first = run(mall, "graph", "shop", "--format", format_)
    run(mall, "graph", "shop", "--format", format_, "--no-cache", "--output", str(tmp_path / "out"))
    assert first.out == (tmp_path / "out").read_text(encoding="utf-8")


def test_svg_is_the_default(mall: Path) -> None:
    root = ElementTree.fromstring(run(mall, "graph", "shop").out)
    texts = [element.text for element in root.iter("{http://www.w3.org/2000/svg}text")]
    assert sorted(filter(None, texts)) == ["cart", "ctools", "gate", "shop", "till"]


def test_dot_and_mermaid_tell_hard_from_soft(mall: Path) -> None:
    dot = run(mall, "graph", "shop", "--format", "dot").out
    assert '"cart" -> "shop" [style=solid ' in dot
    assert '"gate" -> "shop" [style=dashed ' in dot
    mermaid = run(mall, "graph", "shop", "--format", "mermaid").out
    ids = {line.split('"')[1]: line.split("[")[0].strip() for line in mermaid.splitlines() if '["' in line}
    assert f"  {ids['cart']} --> {ids['shop']}\n" in mermaid
    assert f"  {ids['gate']} -.-> {ids['shop']}\n" in mermaid


def test_unknown_name_suggests_the_nearest(mall: Path) -> None:
    result = run(mall, "graph", "shopp")
    assert (result.status, result.out) == (2, "")
    assert "shop" in result.err


def test_absent_name_that_something_needs(mall: Path) -> None:
    result = run(mall, "graph", "ctools", "--format", "json")
    assert _names(json.loads(result.out)) == {"till": -3, "cart": -2, "shop": -1, "ctools": 0}


@pytest.mark.parametrize("name", GRAPH_FORMATS)
def test_hostile_names_are_harmless(name: str) -> None:
    for text in (HOSTILE, '"]; evil"', "`\\", "</script><b>"):
        out = dict(GRAPH_REPORTS)[name](picture_plan(make_hostile(text)))
        assert all(line.isprintable() for line in out.split("\n"))
        assert out.encode()
        if name == "mermaid":
            assert all(line.count('"') in (0, 2) and "<" not in line for line in out.splitlines())
        if name == "svg":
            assert "<b>" not in out
            ElementTree.fromstring(out)


def test_commands_offer_what_the_catalogue_has() -> None:
    from uninstaller.cli import main

    assert tuple(name for name, _ in GRAPH_REPORTS) == GRAPH_FORMATS
    formats = next(option for option in main.commands["plan"].params if option.name == "format_")
    assert tuple(formats.type.choices) == tuple(name for name, _ in PLAN_REPORTS)  # type: ignore[attr-defined]
    assert picture_plan(make_ready()).targets == ("survey",)
