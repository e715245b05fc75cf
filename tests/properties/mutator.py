"""Damages the bytes of PHP and info files in the ways that disks, merges, editors and attackers do."""

import re
from collections.abc import Callable
from random import Random

Mutation = Callable[[Random, bytes], bytes]

REPEATS = (
    b"(",
    b"[",
    b"{",
    b"!",
    b"$",
    b"'",
    b".",
    b"-",
    b" ",
    b"\n",
    b"x",
    b"/*",
    b"?:",
    b"if (1) ",
    b"a[]",
    b"::",
    b"->a",
)
SPICE = (
    b"?>",
    b"<?php",
    b"<?=",
    b"*/",
    b"/*",
    b"//",
    b"#",
    b"<<<X\n",
    b"\nX;\n",
    b"__halt_compiler();",
    b"namespace a;",
    b"\0",
    b"\xff\xfe",
    b"\xef\xbb\xbf",
    b"\xc0\x80",
    b"\x1b[31m",
    b"\xe2\x80\xae",
    b"$$",
    b"${",
    b"{$",
    b"%s%n",
    b"../../",
    b"= \n",
    b"dependencies[] = ",
    b"files[] = ../../../etc/passwd\n",
    b"name[a][b] = c\n",
    b"[]",
    b"__DIR__",
    b"eval($_GET['x']);",
    b"function ",
    b"class ",
    b"abstract ",
    b"static ",
    b"return",
    b"goto a;",
    b"yield ",
    b"fn() => ",
    b"match(1) {",
    b"switch (1) {",
    b"while (TRUE) {}",
    b"for (;;) $schema['x' . $i++] = array();",
    b"9" * 400,
    b"1e999",
    b"PHP_INT_MAX + 1",
    b"str_repeat('x', 1 << 40)",
    b"range(0, 1 << 40)",
    b"1 << -1",
    b"1 % 0",
    b"1 / 0",
)


def mutate(random: Random, source: bytes) -> bytes:
    """One to four mutations, one after the other."""
    for _ in range(random.choice((1, 1, 2, 4))):
        source = random.choice(MUTATIONS)(random, source)
    return source


def _span(random: Random, source: bytes, longest: int = 400) -> tuple[int, int]:
    start = random.randint(0, len(source))
    return start, min(len(source), start + random.randint(0, longest))


def _cut(random: Random, source: bytes) -> bytes:
    start, end = _span(random, source)
    return source[:start] + source[end:]


def _cut_short(random: Random, source: bytes) -> bytes:
    return source[: random.randint(0, len(source))]


def _splice(random: Random, source: bytes) -> bytes:
    start, end = _span(random, source)
    at = random.randint(0, len(source))
    return source[:at] + source[start:end] + source[at:]


def _double_lines(random: Random, source: bytes) -> bytes:
    lines = source.splitlines(keepends=True)
    start = random.randint(0, len(lines))
    end = start + random.randint(1, 12)
    return b"".join(lines[:end] + lines[start:])


def _swap_lines(random: Random, source: bytes) -> bytes:
    lines = source.splitlines(keepends=True)
    if len(lines) > 1:
        first, second = random.randrange(len(lines)), random.randrange(len(lines))
        lines[first], lines[second] = lines[second], lines[first]
    return b"".join(lines)


def _random_bytes(random: Random, source: bytes) -> bytes:
    start, end = _span(random, source, 40)
    return source[:start] + random.randbytes(random.randint(1, 40)) + source[end:]


def _flip_bits(random: Random, source: bytes) -> bytes:
    damaged = bytearray(source)
    for _ in range(min(len(source), random.choice((1, 1, 3, 20)))):
        damaged[random.randrange(len(damaged))] ^= 1 << random.randrange(8)
    return bytes(damaged)


def _repeat(random: Random, source: bytes) -> bytes:
    at = random.randint(0, len(source))
    return source[:at] + random.choice(REPEATS) * random.choice((2, 30, 600, 5000)) + source[at:]


def _line_ends(random: Random, source: bytes) -> bytes:
    unix = source.replace(b"\r\n", b"\n")
    return unix.replace(b"\n", random.choice((b"\r\n", b"\r", b"\n\r", b"\x0b\n", b"\n\n")))


def _unbalance(random: Random, source: bytes) -> bytes:
    places = [found.start() for found in re.finditer(rb"[(){}\[\]'\";]", source)]
    if not places:
        return source
    at = random.choice(places)
    return source[:at] + random.choice((b"", b"{", b"}", b"(", b")", b"'", b'"', b";")) + source[at + 1 :]


def _spice(random: Random, source: bytes) -> bytes:
    at = random.randint(0, len(source))
    return source[:at] + random.choice(SPICE) + source[at:]


def _swap_words(random: Random, source: bytes) -> bytes:
    """Still words, most of the time still PHP: the sort of damage that a parser does not stop."""
    words = [found.span() for found in re.finditer(rb"\$?\w+", source)]
    if len(words) < 2:
        return source
    (start, end), (other, other_end) = random.choice(words), random.choice(words)
    return source[:start] + source[other:other_end] + source[end:]


def _spice_statement(random: Random, source: bytes) -> bytes:
    """After the end of a statement or the beginning of a block, where it may be PHP."""
    places = [found.end() for found in re.finditer(rb"[;{}]\n", source)]
    at = random.choice(places) if places else 0
    return source[:at] + random.choice(SPICE) + b";\n" + source[at:]


MUTATIONS: tuple[Mutation, ...] = (
    _cut,
    _cut_short,
    _splice,
    _double_lines,
    _swap_lines,
    _random_bytes,
    _flip_bits,
    _repeat,
    _line_ends,
    _unbalance,
    _spice,
    _swap_words,
    _swap_words,
    _spice_statement,
)
