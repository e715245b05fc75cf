from pathlib import Path

import pytest

from tests.facts.trees import make_tree
from uninstaller.codebase.tree import Tree
from uninstaller.facts.recall import recall_facts

OLD = 1_000_000_000_000_000_000


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    return tmp_path / "uninstaller"


def recall(tree: Tree, question: str = "length", use_cache: bool = True) -> tuple[dict[str, int], list[bytes]]:
    """The answers, and the texts that were asked."""
    asked: list[bytes] = []

    def read(source: bytes) -> int:
        asked.append(source)
        return len(source)

    return dict(recall_facts(tree, tree.files.values(), question, read, use_cache)), asked


def test_each_content_is_read_once() -> None:
    tree = make_tree({"a.inc": "one", "b.inc": "three"}, mtime_ns=OLD)
    assert recall(tree) == ({"a.inc": 3, "b.inc": 5}, [b"one", b"three"])
    assert recall(tree) == ({"a.inc": 3, "b.inc": 5}, [])
    moved = make_tree({"c.inc": "one", "a.inc": "six!"}, mtime_ns=OLD)
    assert recall(moved) == ({"a.inc": 4, "c.inc": 3}, [b"six!"])


def test_another_question_and_no_cache() -> None:
    tree = make_tree({"a.inc": "one"}, mtime_ns=OLD)
    recall(tree)
    assert recall(tree, "other")[1] == [b"one"]
    assert recall(tree, use_cache=False)[1] == [b"one"]


def test_unknown_times_are_held_to_the_content() -> None:
    recall(make_tree({"a.inc": "one"}, mtime_ns=OLD))
    assert recall(make_tree({"a.inc": "six"})) == ({"a.inc": 3}, [b"six"])


def test_nothing_of_settings_is_kept(folder: Path) -> None:
    tree = make_tree({"sites/default/settings.php": "secret"}, mtime_ns=OLD)
    assert recall(tree)[0] == {"sites/default/settings.php": 6}
    assert recall(tree)[1] == [b"secret"]
    assert not any(b"settings" in path.read_bytes() for path in folder.glob("*.facts"))


def test_a_file_that_has_gone_has_no_answer() -> None:
    tree = make_tree({"a.inc": "one"}, mtime_ns=OLD)

    def fail(path: str) -> bytes:
        raise FileNotFoundError(path)

    assert recall(Tree(tree.root, tree.files, {}, (), fail)) == ({}, [])
