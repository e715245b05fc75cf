import pytest
from hypothesis import given
from hypothesis import strategies as st

from uninstaller.artifacts.terminal import Style, Terminal, clip, columns, cut, flow, pad, visible, wants_colour

WORDS = st.text(alphabet="ab c日é", max_size=80)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("plain name", "plain name"),
        ("größe 日本", "größe 日本"),
        ("\x1b[31mred\x1b[0m", "\\x1b[31mred\\x1b[0m"),
        ("a\nb\rc\td", "a\\nb\\rc\\td"),
        ("\x7f\x9b", "\\x7f\\x9b"),
        ("\u202egpj.exe", "\\u202egpj.exe"),
        ("zero\u200bwidth\ufeff\u00a0", "zero\\u200bwidth\\ufeff\\xa0"),
        ("filler\u3164\ufe0f", "filler\\u3164\\ufe0f"),
        ("line\u2028end", "line\\u2028end"),
        (b"caf\xe9.php".decode("utf-8", "surrogateescape"), "caf\\xe9.php"),
        ("\ud800\U000e0041", "\\ud800\\U000e0041"),
    ],
)
def test_visible(text: str, shown: str) -> None:
    assert visible(text) == shown


@given(st.text(alphabet=st.characters(codec=None)))
def test_visible_text_can_be_printed_and_stays_so(text: str) -> None:
    shown = visible(text)
    assert shown.isprintable()
    assert shown.encode("utf-8").decode("utf-8") == shown
    assert visible(shown) == shown


@pytest.mark.parametrize(
    ("text", "width"), [("abc", 3), ("日本", 4), ("e\u0301", 1), ("\x1b[1;32mab\x1b[0m", 2), ("", 0)]
)
def test_columns(text: str, width: int) -> None:
    assert columns(text) == width
    assert columns(pad(text, 6)) == 6


@given(st.lists(WORDS, max_size=5), st.integers(20, 60), st.booleans())
def test_flow_keeps_each_word_and_the_width(texts: list[str], width: int, colour: bool) -> None:
    lines = flow(Terminal(colour, width), [(Style.GOOD, text) for text in texts], "first ", "  ")
    words = [word for text in texts for word in visible(text).split(" ") if word]
    plain = flow(Terminal(False, width), [(Style.GOOD, text) for text in texts], "first ", "  ")
    assert " ".join(plain).split() == ["first", *words]
    assert [columns(line) for line in lines] == [columns(line) for line in plain]
    assert all(columns(line) <= width or len(line.split()) <= 1 for line in plain)


def test_flow_hangs() -> None:
    spans = [(Style.PLAIN, "one two three"), (Style.DIM, "four")]
    assert flow(Terminal(False, 12), spans, "- ") == ["- one two", "  three four"]
    assert flow(Terminal(True, 40), [(Style.BAD, "no")], "- ") == ["- \x1b[1;31mno\x1b[0m"]
    mixed = [(Style.BAD, "no no"), (Style.DIM, "dim"), (Style.PLAIN, "plain"), (Style.DIM, "dim")]
    painted = "\x1b[1;31mno no\x1b[0m \x1b[2mdim\x1b[0m plain \x1b[2mdim\x1b[0m"
    assert flow(Terminal(True, 40), mixed, "") == [painted]
    assert flow(Terminal(False, 10), [(Style.PLAIN, "much/too/long")], "label   ", "  ") == ["label", "  much/too/long"]


@pytest.mark.parametrize(
    ("environment", "is_terminal", "wanted"),
    [
        ({}, True, True),
        ({}, False, False),
        ({"NO_COLOR": ""}, True, True),
        ({"NO_COLOR": "1", "FORCE_COLOR": "1"}, True, False),
        ({"FORCE_COLOR": "1"}, False, True),
        ({"TERM": "dumb"}, True, False),
    ],
)
def test_wants_colour(environment: dict[str, str], is_terminal: bool, wanted: bool) -> None:
    assert wants_colour(environment, is_terminal) is wanted


def test_cut_never_hides_a_single_item() -> None:
    assert cut("abcd", 3) == ("abcd", 0)
    assert cut("abcde", 3) == ("abc", 2)
    assert clip("abcdef", 4) == "abc…"
    assert clip("abcd", 4) == "abcd"
