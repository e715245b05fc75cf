"""Finds all PHP outside of the removed modules that uses their names: search the bytes, parse where that hits."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from uninstaller.codebase.tree import Entry, Tree
from uninstaller.facts.cache import Remembered, Stamp, load_remembered, make_digest, make_key, store_remembered
from uninstaller.facts.mentions import Mention, choose_mentions, find_words, has_needle, is_shared
from uninstaller.facts.model import Certainty, Kind, Uses
from uninstaller.facts.recall import is_secret, is_unchanged
from uninstaller.facts.vocabulary import Lexicon, Vocabulary, build_lexicon
from uninstaller.facts.workers import run_forked
from uninstaller.place import Place, Unread
from uninstaller.settings import Settings

PHP_FILES = (".php", ".module", ".inc", ".install", ".profile", ".theme", ".engine", ".test")

_TEMPLATE = ".tpl.php"

Row = tuple[str, str, str, int, int, str, str, str, str]


@dataclass(frozen=True, slots=True)
class Collected:
    """`uses` and `unread`, the places where a use may hide, are sorted.

    `silent` are the files that were searched and spell no name; `users` those that declare none themselves.
    """

    uses: tuple[Uses, ...]
    unread: tuple[Unread, ...]
    silent: frozenset[str] = field(default=frozenset(), compare=False)
    users: frozenset[str] = field(default=frozenset(), compare=False)


@dataclass(slots=True)
class _Reading:
    """What is known so far of each file, by path; `sharers` seem to declare a removed module's name themselves."""

    stamps: dict[str, Stamp] = field(default_factory=dict)
    rows: dict[str, Sequence[Row]] = field(default_factory=dict)
    sharers: set[str] = field(default_factory=set)
    mentions: dict[str, Sequence[Mention]] = field(default_factory=dict)
    first: dict[bytes, str] = field(default_factory=dict)
    """By digest, the first path to a content."""
    twins: dict[str, str] = field(default_factory=dict)
    """Further paths to a content, each with the first."""
    unread: list[Unread] = field(default_factory=list)

    def recall(self, path: str, kept: tuple[bool, Sequence[Row]]) -> None:
        is_sharer, self.rows[path] = kept
        if is_sharer:
            self.sharers.add(path)


def collect_uses(tree: Tree, vocabularies: Sequence[Vocabulary], skip: Sequence[str], settings: Settings) -> Collected:
    """Uses of the vocabularies' names in PHP files outside of the folders `skip` (relative to the tree's root).

    Of the settings `jobs`, `use_cache` and `with_tests` count.
    """
    lexicon = build_lexicon(vocabularies)
    entries = list(select_files(tree, skip, settings.with_tests))
    key = make_key(tree.root, lexicon.digest()) if settings.use_cache else ""
    remembered = load_remembered(key) if key else Remembered()
    reading = _Reading()
    for entry in entries:
        _look_at(tree, entry, lexicon, remembered, reading)
    if reading.mentions:
        _parse(tree, lexicon, reading, settings.jobs)
    _copy_to_twins(reading)
    if key:
        _remember(key, remembered, reading)
    uses = [use for path, rows in reading.rows.items() for use in _uses(path, rows)]
    uses += find_templates(entries, lexicon)
    unread = [*reading.unread, *(one for path, rows in reading.rows.items() for one in _unread(path, rows))]
    silent = frozenset(path for path, stamp in reading.stamps.items() if not stamp[2])
    users = frozenset(reading.stamps.keys() - reading.sharers)
    return Collected(tuple(sorted(set(uses))), tuple(sorted(set(unread))), silent, users)


def select_files(tree: Tree, skip: Sequence[str], with_tests: bool) -> Iterator[Entry]:
    """PHP files, but for those in the folders `skip` and, unless `with_tests`, those of automated tests."""
    skipped = tuple(f"{folder}/" for folder in skip if folder)
    for path, entry in tree.files.items():
        is_code = path.endswith(PHP_FILES) and not entry.is_link and not path.startswith(skipped)
        if is_code and (with_tests or not is_test_file(path)):
            yield entry


def is_test_file(path: str) -> bool:
    return path.endswith(".test") or "/tests/" in f"/{path}"


def _look_at(tree: Tree, entry: Entry, lexicon: Lexicon, remembered: Remembered, reading: _Reading) -> None:
    """Takes what is remembered of a file that has not changed; else searches its bytes."""
    path = entry.path
    stamp = remembered.stamps.get(path)
    if stamp is not None and is_unchanged(entry, stamp):
        reading.stamps[path] = stamp
        if stamp[2]:
            reading.recall(path, _kept(remembered.rows[stamp[2]]))
        return
    try:
        source = tree.read(path)
    except OSError as error:
        reading.unread.append(Unread(Place(path), f"cannot be read: {error.strerror or error}"))
        return
    lowered = source.lower()
    digest = b""
    if has_needle(lowered, lexicon):
        digest = make_digest(source)
        if digest in remembered.rows:
            reading.recall(path, _kept(remembered.rows[digest]))
        elif (twin := reading.first.setdefault(digest, path)) != path:
            reading.twins[path] = twin
        else:
            _search(path, lowered, lexicon, reading)
    reading.stamps[path] = (entry.mtime_ns, entry.size, digest)


def _kept(value: object) -> tuple[bool, Sequence[Row]]:
    return value  # type: ignore[return-value]  # Written by _remember() only, and checked by a digest.


def _search(path: str, lowered: bytes, lexicon: Lexicon, reading: _Reading) -> None:
    words = find_words(lowered, lexicon)
    if lexicon.shared and any(is_shared(lowered, span, lexicon) for span in words):
        reading.sharers.add(path)
    if mentions := choose_mentions(lowered, words, lexicon):
        reading.mentions[path] = mentions
    else:
        reading.rows[path] = ()


def _parse(tree: Tree, lexicon: Lexicon, reading: _Reading, jobs: int) -> None:
    from uninstaller.facts.readers.php import read_uses  # noqa: PLC0415  # The grammar is loaded where it is needed.

    def work(path: str) -> object:
        try:
            return read_uses(tree.read(path), reading.mentions[path], lexicon)
        except OSError as error:
            return f"cannot be read: {error.strerror or error}"
        except Exception as error:  # Whatever one file does to its reader, the others are read.
            return f"cannot be read: {type(error).__name__}: {error}"

    sizes = {path: reading.stamps[path][1] for path in reading.mentions}
    results, died = run_forked(work, sizes, jobs)
    failed = dict.fromkeys(died, "the process that parsed it died")
    failed.update({path: result for path, result in results.items() if isinstance(result, str)})
    for path, result in results.items():
        if path not in failed:
            reading.rows[path] = result  # type: ignore[assignment]  # Of read_uses().
    for path, reason in failed.items():
        del reading.stamps[path]
        reading.unread.append(Unread(Place(path), reason))


def _copy_to_twins(reading: _Reading) -> None:
    """What one of several equal files says, or why it cannot be read, holds for all of them."""
    failed = {one.place.path: one.reason for one in reading.unread}
    for path, twin in reading.twins.items():
        if twin in reading.rows:
            reading.recall(path, (twin in reading.sharers, reading.rows[twin]))
        else:
            del reading.stamps[path]
            reading.unread.append(Unread(Place(path), failed[twin]))


def _remember(key: str, remembered: Remembered, reading: _Reading) -> None:
    stamps = {path: stamp for path, stamp in reading.stamps.items() if not is_secret(path)}
    if stamps != remembered.stamps:
        rows = {stamp[2]: (path in reading.sharers, reading.rows[path]) for path, stamp in stamps.items() if stamp[2]}
        store_remembered(key, Remembered(stamps, rows))


def _uses(path: str, rows: Sequence[Row]) -> Iterator[Uses]:
    for kind, name, module, line, column, guard, within, certainty, how in rows:
        if not kind:
            continue
        sure, construct = (Certainty(certainty), how) if certainty else _judge_declaration(path, how)
        yield Uses(Kind(kind), name, Place(path, line, column), guard, within, sure, module, construct)


def _judge_declaration(path: str, prefix: str) -> tuple[Certainty, str]:
    """A function's name implements a hook for sure where its beginning is the name of the file's extension."""
    owner, how = prefix, "declaration"
    for step in ("preprocess", "process"):
        if prefix.endswith(f"_{step}"):
            owner, how = prefix.removesuffix(f"_{step}"), step
    is_known = owner in path.lower().replace(".", "/").split("/")
    return (Certainty.CERTAIN if is_known else Certainty.POSSIBLE), how


def _unread(path: str, rows: Sequence[Row]) -> Iterator[Unread]:
    return (Unread(Place(path, row[3], row[4]), row[1]) for row in rows if not row[0])


def find_templates(entries: Sequence[Entry], lexicon: Lexicon) -> Iterator[Uses]:
    """Templates of others for a removed theme hook, or a suggestion below it: `foo-item--bar.tpl.php`."""
    hooks: Mapping[str, tuple[str, str]] = lexicon.theme_hooks
    for entry in entries if hooks else ():
        if entry.path.endswith(_TEMPLATE):
            stem = entry.path.rpartition("/")[2].removesuffix(_TEMPLATE).lower().replace("-", "_")
            hook = stem if stem in hooks else stem.partition("__")[0]
            if hook in hooks:
                name, module = hooks[hook]
                yield Uses(Kind.THEME_HOOK, name, Place(entry.path), module=module, how="template")
