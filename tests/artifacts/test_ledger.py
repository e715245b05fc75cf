import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from uninstaller.artifacts.ledger import (
    Digest,
    HostUpdate,
    Ledger,
    LedgerEntry,
    make_ledger,
    mark_pruned,
    read_ledger,
)
from uninstaller.errors import UserError

texts = st.text(max_size=20)
digests = st.builds(Digest, texts, texts)
entries = st.builds(
    LedgerEntry,
    module=texts,
    update=st.integers(0, 10**9),
    label=texts,
    version=texts,
    folder=texts,
    revision=texts,
    pruned=st.booleans(),
    files=st.lists(digests, max_size=3).map(tuple),
)
hosts = st.builds(HostUpdate, texts, texts, texts)
ledgers = st.builds(
    Ledger,
    entries=st.lists(entries, max_size=3).map(tuple),
    hosts=st.lists(hosts, max_size=3).map(lambda items: tuple(sorted(items))),
    generated=st.lists(digests, max_size=3).map(lambda items: tuple(sorted(items))),
)

LEDGER = Ledger(
    entries=(LedgerEntry("poll", 7001, label='The "Poll"', files=(Digest("modules/poll/poll.install", "ab"),)),),
    hosts=(HostUpdate("shop", "shop_update_7003", "sites/all/modules/shop/shop.install"),),
    generated=(Digest("uninstall.inc", "cd"),),
)


def problem_of(source: bytes) -> str:
    try:
        read_ledger(source, "ledger")
    except UserError as error:
        return error.problem
    return ""


@given(ledgers)
def test_what_was_written_is_read_again(ledger: Ledger) -> None:
    assert read_ledger(make_ledger(ledger), "ledger") == ledger


@given(st.text(st.characters(codec="utf-8")))
def test_any_text_is_read_or_refused_with_its_place(text: str) -> None:
    assert problem_of(text.encode())[:7] in ("", "ledger:")


@given(st.data())
def test_a_damaged_ledger_is_read_or_refused(data: st.DataObject) -> None:
    source = make_ledger(LEDGER)
    start = data.draw(st.integers(0, len(source)))
    end = data.draw(st.integers(start, min(start + 8, len(source))))
    damaged = source[:start] + data.draw(st.binary(max_size=8)) + source[end:]
    assert problem_of(damaged)[:7] in ("", "ledger:")


def test_the_text_is_plain_yaml() -> None:
    assert make_ledger(LEDGER).decode().splitlines()[1:] == [
        "format: 1",
        "removals:",
        '  - module: "poll"',
        "    update: 7001",
        r'    label: "The \"Poll\""',
        '    version: ""',
        '    folder: ""',
        '    revision: ""',
        "    pruned: false",
        "    files:",
        '      - path: "modules/poll/poll.install"',
        '        sha256: "ab"',
        "hosts:",
        '  - module: "shop"',
        '    function: "shop_update_7003"',
        '    path: "sites/all/modules/shop/shop.install"',
        "generated:",
        '  - path: "uninstall.inc"',
        '    sha256: "cd"',
    ]


def test_a_line_break_in_a_name_stays_within_its_line() -> None:
    evil = Ledger(entries=(LedgerEntry('a"\nformat: 2\u2028\x85', 1),))
    line = make_ledger(evil).decode().split("\n")[3]
    assert json.loads(line.split("module: ")[1]) == 'a"\nformat: 2\u2028\x85'


@pytest.mark.parametrize(
    ("old", "new", "place"),
    [
        ("update: 7001", 'update: "7001"', "ledger:4: "),
        ("pruned: false", "pruned: no", "ledger:10: "),
        ("    version", "     version", "ledger:7: "),
        ('    label: "The \\"Poll\\""\n', "", "ledger:4: "),
        ("hosts:", "removals:", "ledger:14: "),
        ("format: 1", "<<<<<<< HEAD", "ledger:2: "),
        ('sha256: "ab"', 'sha256: "\\x"', "ledger:13: "),
        ("generated:\n", "", "ledger:18: "),
    ],
)
def test_an_error_names_its_line(old: str, new: str, place: str) -> None:
    text = make_ledger(LEDGER).decode()
    assert old in text
    with pytest.raises(UserError) as caught:
        read_ledger(text.replace(old, new, 1).encode(), "ledger")
    assert caught.value.problem.startswith(place)


def test_a_newer_format_is_refused() -> None:
    with pytest.raises(UserError, match="format 2"):
        read_ledger(make_ledger(LEDGER).replace(b"format: 1", b"format: 2"), "ledger")


def test_a_pruned_entry_is_no_longer_found() -> None:
    assert LEDGER.find("poll") == LEDGER.entries[0]
    assert mark_pruned(LEDGER, 7001) == LEDGER
    assert mark_pruned(LEDGER, 7002).find("poll") is None
