"""Laws of edits, held to files put together at random."""

from hypothesis import given
from hypothesis import strategies as st

from tests.references.trees import find
from uninstaller.codebase.change import apply_edits
from uninstaller.php.parse import parse

PHP = (
    "use Drupal\\shop\\Cart;\n",
    "use Drupal\\node\\Node;\n",
    "if (module_exists('shop')) {\n  shop_total(1);\n  if (module_exists('shop')) {\n    a();\n  }\n}\n",
    "if (!module_exists('shop')) {\n  b();\n}\nelse {\n  c();\n}\n",
    "function a_shop_price_alter(&$p) {\n  if (module_exists('shop')) {\n    d();\n  }\n}\n",
    "/**\n * Preprocesses.\n */\nfunction t{}_preprocess_shop_item(&$v) {{\n}}\n\n",
    "$modules = ['node', 'shop', 'user'];\n",
    "$modules = [\n  'shop',\n];\n",
    "// The shop module.\n",
)
STYLE = (
    ".shop-item { color: red; }\n",
    "/* A. */\n.a,\n.shop-item p { }\n\n",
    "@media print {\n  .shop-item { }\n}\n",
    ".a { .shop-item { } .b { } }\n",
    ".b { }\n\n",
    "} stray\n",
)


def _fill(parts: list[str]) -> str:
    return "".join(part.format(number) if "{}" in part else part for number, part in enumerate(parts))


@given(st.lists(st.sampled_from(PHP), max_size=8))
def test_php_stays_php(parts: list[str]) -> None:
    """Edits are apart from each other, and no edit leaves what cannot be parsed."""
    text = "<?php\n" + _fill(parts)
    edits = {edit for one in find({"a.module": text}) if one.place.path == "a.module" for edit in one.edits}
    assert parse(text.encode()).errors == ()
    assert parse(apply_edits(text.encode(), edits)).errors == ()


@given(st.lists(st.sampled_from(STYLE), max_size=8))
def test_styles_of_others_stay(parts: list[str]) -> None:
    text = "".join(parts)
    found = [one for one in find({"t/a.css": text}) if one.place.path == "t/a.css"]
    edited = apply_edits(text.encode(), {edit for one in found for edit in one.edits}).decode()
    if not any(one.deletes for one in found):
        assert edited.count(".b {") == text.count(".b {")
        assert edited.count(".a") == text.count(".a")
        assert edited.count("{") == edited.count("}") - text.count("} stray")


@given(
    st.binary(max_size=200),
    st.sampled_from(["a.css", "a.php", "a.yml", "a.js", "a.html.twig", "a.json", "a.txt", "a.info"]),
)
def test_no_bytes_are_too_strange(junk: bytes, ending: str) -> None:
    path = f"a.{ending}"
    text = (junk + b" shop " + junk).decode("latin-1")
    assert all(one.place.path == path for one in find({path: text}) if not one.place.path.startswith("modules/shop/"))
