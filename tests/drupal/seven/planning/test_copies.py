from collections.abc import Callable

import pytest

from tests.facts.trees import make_tree
from uninstaller.drupal.seven.planning.copies import Outcome, compare_copies
from uninstaller.facts.extension import Extension, ExtensionType
from uninstaller.plan.model import Lifted, Removal

FIRST = Extension("foo", ExtensionType.MODULE, "a/foo", "a/foo/foo.info")
COPY = Extension("foo", ExtensionType.MODULE, "b/foo", "b/foo/foo.info")
REMOVAL = Removal(FIRST, tables=("foo",), lifted=Lifted("source"))


def compare(files: dict[str, str], read_outcome: Callable[[Extension], Outcome]) -> list[str]:
    tree = make_tree({"a/foo/foo.module": "<?php a();", **files})
    return [decision.place.path for decision in compare_copies(tree, [REMOVAL], [COPY], read_outcome)]


def test_the_same_code_is_not_studied() -> None:
    files = {"b/foo/foo.module": "<?php a();", "b/foo/README.txt": "differs"}
    assert compare(files, lambda copy: pytest.fail(f"{copy.folder} was studied")) == []


@pytest.mark.parametrize(
    "files",
    [
        {"b/foo/foo.module": "<?php b();"},
        {"b/foo/foo.module": "<?php a();", "b/foo/foo.install": ""},
        {"b/foo/foo.inc": "<?php a();"},
    ],
    ids=["content", "more", "name"],
)
def test_other_code_is_held_to_its_outcome(files: dict[str, str]) -> None:
    assert compare(files, lambda _copy: ("source", ("foo",))) == []
    assert compare(files, lambda _copy: ("source", ("bar",))) == ["b/foo/foo.info"]
