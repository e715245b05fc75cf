"""YAML as people and exporters write it: blocks, flows, comments, blank lines, every kind of scalar; and mere noise."""

from hypothesis import strategies as st

SCALARS = (
    *("foo", "a b", "node.settings", "'it''s'", '"a\\nb"', "true", "null", "~", "''", "1", "-2.5", "0x1F", "'1'"),
    *("'@x'", "drupal:node (>= 1.0)", "http://x.y/z", "2024-01-02", "|\n~  text\n~  more", ">-\n~  folded\n~  text"),
    *("|+\n~  kept", "'two\n~  lines'", "plain\n~  goes on", "[a, 'b']", "{ a: 1, b: [c] }", "{  }", "[]"),
)
KEYS = ("a", "b", "c", "module", "'quoted key'", "with.dots", "with space", "1")
COMMENTS = ("", "", "", "", "# why\n", "\n", "\n# apart\n\n")
FLOWS = st.recursive(
    st.sampled_from(["a", "'b, c'", "1", "true", '"}"', "x y"]),
    lambda inner: (
        st.lists(inner, max_size=4).map(lambda items: f"[{', '.join(items)}]")
        | st.lists(inner, max_size=4).map(
            lambda items: "{ " + ", ".join(f"k{at}: {item}" for at, item in enumerate(items)) + " }"
        )
        | st.lists(inner, min_size=1, max_size=3).map(lambda items: "[\n~    " + ",\n~    ".join(items) + ",\n~  ]")
    ),
    max_leaves=6,
)


@st.composite
def blocks(draw: st.DrawFn, column: int = 0, depth: int = 0) -> str:
    """Lines of a mapping or sequence, from a column on."""
    margin = " " * column
    is_sequence = draw(st.booleans()) if depth else False
    keys = draw(st.lists(st.sampled_from(KEYS), unique=True, min_size=1, max_size=4))
    lines = []
    for key in keys:
        comment = draw(st.sampled_from(COMMENTS))
        lines.append("".join(margin + line if line.strip() else line for line in comment.splitlines(keepends=True)))
        mark = f"{margin}-" if is_sequence else f"{margin}{key}:"
        lines.append(mark + draw(_values(column, depth, is_sequence)))
    return "".join(lines)


@st.composite
def _values(draw: st.DrawFn, column: int, depth: int, is_sequence: bool) -> str:
    kind = draw(st.sampled_from(["scalar", "scalar", "flow", "block", "compact"])) if depth < 3 else "scalar"
    margin = " " * column
    tail = draw(st.sampled_from(["\n", "\n", "  # so\n"]))
    if kind == "flow":
        return f" {draw(FLOWS)}{tail}".replace("\n~", f"\n{margin}")
    if kind == "compact" and is_sequence:
        inner = draw(blocks(column + 2, depth + 1))
        return f" {inner.lstrip()}" if inner.lstrip()[:1] not in "#" else f"\n{inner}"
    if kind in ("block", "compact"):
        return tail + draw(blocks(column + draw(st.sampled_from([2, 4])), depth + 1))
    scalar = draw(st.sampled_from(SCALARS)).replace("\n~", f"\n{margin}")
    return f" {scalar}\n" if "\n" in scalar else f" {scalar}{tail}"


TEXTS = st.tuples(st.sampled_from(["", "# Head.\n", "---\n", "\n"]), blocks()).map(
    lambda parts: "".join(parts).encode()
)

PIECES = (
    *(b"a: 1\n", b"- a\n", b"- ", b"  ", b"\n", b"# c\n", b" # c\n", b"key: |\n", b"key: >-\n", b"    text\n"),
    *(b"'", b'"', b"[", b"]", b"{", b"}", b", ", b": ", b":\n", b"~", b"0x1F", b"&x ", b"*x", b"<<: *x\n", b"!foo "),
    *(b"\\", b"\t", b"---\n", b"...", b"? ", b"%", b"@", b"\r\n", b"\r", b"-\n", b"\x00", b"\xff", b"\xef\xbb\xbf"),
    *(b"k: &x\n  a: b\n", b"k: 'a\n  b'\n", b"k: [a,\n  b]\n", b"1: x\n", b"2001-13-45", b'"\\UFFFFFFFF"', b"1e999"),
)
NOISE = st.lists(st.sampled_from(PIECES) | st.binary(max_size=6), max_size=14).map(b"".join)
