import os
import pickle
from pathlib import Path

import pytest

from uninstaller.codebase.walk import walk_tree
from uninstaller.facts import answers as module
from uninstaller.facts.answers import Answers
from uninstaller.facts.cache import load_body, make_key, store_body
from uninstaller.place import Place

OLD = 1_000_000_000


@pytest.fixture(autouse=True)
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    (tmp_path / "site").mkdir()
    for name, text in {"a.inc": "one", "b.png": "two"}.items():
        write(tmp_path / "site" / name, text)
    return tmp_path / "site"


def write(path: Path, text: str, seconds: int = OLD) -> None:
    path.write_text(text)
    os.utime(path, (seconds, seconds))


def ask(root: Path, path: str = "a.inc", settings: str = "", use_cache: bool = True) -> tuple[Place, bool]:
    """The answer, and whether it had to be found."""
    answers = Answers(walk_tree(root, root), settings, use_cache)
    asked = []

    def find() -> Place:
        asked.append(True)
        return Place(answers.tree.read(path).decode(), len(asked))

    return answers.recall("question", find), bool(asked)


def test_an_answer_is_found_once(root: Path) -> None:
    assert [ask(root), ask(root)] == [(Place("one", 1), True), (Place("one", 1), False)]
    assert ask(root, settings="other") == (Place("one", 1), True)
    assert ask(root, use_cache=False) == (Place("one", 1), True)


def test_another_content_of_the_same_size_is_noticed_by_its_time(root: Path) -> None:
    ask(root)
    write(root / "a.inc", "six", OLD + 1)
    assert ask(root) == (Place("six", 1), True)


def test_a_fresh_checkout_holds_by_content_and_then_by_time(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (root / "nowhere").symlink_to("gone")
    ask(root)
    write(root / "a.inc", "one", OLD + 1)
    assert ask(root) == (Place("one", 1), False)
    monkeypatch.setattr(module, "_describe_names", lambda _tree: pytest.fail("the times are known by now"))
    assert ask(root) == (Place("one", 1), False)


def test_where_links_lead_counts(root: Path) -> None:
    (root / "link").symlink_to("gone")
    ask(root)
    (root / "link").unlink()
    (root / "link").symlink_to("away")
    assert ask(root)[1]


@pytest.mark.parametrize("change", ["new", "gone", "picture"])
def test_paths_count_for_every_file(root: Path, change: str) -> None:
    ask(root)
    if change == "gone":
        (root / "b.png").unlink()
    else:
        write(root / ("new.txt" if change == "new" else "c.png"), "")
    assert ask(root)[1]


def test_the_content_of_a_picture_does_not_count(root: Path) -> None:
    ask(root)
    write(root / "b.png", "four", OLD + 1)
    assert ask(root) == (Place("one", 1), False)


def test_an_answer_from_a_file_that_nobody_watches_holds_while_all_times_do(root: Path) -> None:
    assert ask(root, "b.png")[1]
    assert not ask(root, "b.png")[1]
    status = (root / "a.inc").stat()
    os.utime(root / "a.inc", ns=(status.st_atime_ns, status.st_mtime_ns - 1_000_000_000))
    assert ask(root, "b.png")[1]


def test_young_times_are_not_trusted(root: Path) -> None:
    (root / "a.inc").write_text("one")
    ask(root)
    times = (root / "a.inc").stat().st_mtime_ns
    (root / "a.inc").write_text("six")
    os.utime(root / "a.inc", ns=(times, times))
    assert ask(root) == (Place("six", 1), True)


def test_what_is_raised_is_not_kept(root: Path) -> None:
    answers = Answers(walk_tree(root, root), "", True)
    with pytest.raises(ValueError, match="no"):
        answers.recall("question", lambda: int("no"))
    assert ask(root)[1]


class Foreign:
    """A type of somebody else."""


@pytest.mark.parametrize("value", [Foreign(), os.system, Path("x")])
def test_nothing_foreign_is_made_of_what_lies_in_the_folder(root: Path, value: object) -> None:
    ask(root)
    key = make_key(root, "question ")
    body = load_body(key)
    store_body(key, body[:48] + pickle.dumps(value))
    assert body
    assert ask(root) == (Place("one", 1), True)


def test_a_name_may_not_lead_through_a_module_of_ours(root: Path) -> None:
    ask(root)
    key = make_key(root, "question ")
    hostile = b"cuninstaller.facts.answers\nio.BytesIO\n."
    store_body(key, load_body(key)[:48] + hostile)
    assert ask(root) == (Place("one", 1), True)
