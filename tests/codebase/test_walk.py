"""Walking a folder: what is listed, what is followed, and what is said aloud about the rest."""

import os
import pickle
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NoReturn

import pytest

from uninstaller.codebase.aliases import build_aliases
from uninstaller.codebase.tree import Tree
from uninstaller.codebase.walk import walk_tree


def _write(root: Path, *paths: str) -> Path:
    for path in paths:
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(path)
    return root


def _link(root: Path, path: str, target: str | Path) -> None:
    (root / path).parent.mkdir(parents=True, exist_ok=True)
    (root / path).symlink_to(target)


def _reasons(tree: Tree) -> dict[str, str]:
    return {unread.place.path: unread.reason for unread in tree.unread}


def test_files_are_sorted_sized_and_read(tmp_path: Path) -> None:
    _write(tmp_path, "b/c.php", "a.php", "b-c.php")
    tree = walk_tree(tmp_path, tmp_path)
    assert list(tree.files) == ["a.php", "b-c.php", "b/c.php"]
    assert tree.files["b/c.php"].size == len("b/c.php")
    assert tree.files["a.php"].mtime_ns == (tmp_path / "a.php").stat().st_mtime_ns
    assert tree.read("b/c.php") == b"b/c.php"
    assert (tree.root, tree.links, tree.unread) == (tmp_path, {}, ())


def test_what_no_site_loads_is_left_out(tmp_path: Path) -> None:
    left_out = ("x/.git/HEAD", ".svn/entries", "theme/node_modules/a/a.js", "sites/default/files/a.txt")
    kept = ("modules/shop/sites/default/files/shop.info", "sites/default/settings.php", "vendor/files/a.php")
    tree = walk_tree(_write(tmp_path, *left_out, *kept), tmp_path)
    assert list(tree.files) == sorted(kept)


def test_exclude_takes_folders_and_globs(tmp_path: Path) -> None:
    _write(tmp_path, "docs/a.php", "docs/deep/b.php", "src/a.php", "src/a.min.js")
    assert list(walk_tree(tmp_path, tmp_path, ("docs/", "*.min.js")).files) == ["src/a.php"]


def test_real_path_wins_over_a_link(tmp_path: Path) -> None:
    _write(tmp_path, "z/shared/shop/shop.info")
    _link(tmp_path, "a", "z/shared")
    tree = walk_tree(tmp_path, tmp_path)
    assert list(tree.files) == ["z/shared/shop/shop.info"]
    assert tree.links == {"a": "z/shared"}
    assert build_aliases(tree).list_paths("z/shared/shop/shop.info") == ("a/shop/shop.info", "z/shared/shop/shop.info")


def test_link_out_of_root_but_in_the_project_is_read_once(tmp_path: Path) -> None:
    _write(tmp_path, "shared/shop/shop.info", "web/index.php", "README.md")
    _link(tmp_path, "web/sites/b", tmp_path / "shared")
    _link(tmp_path, "web/sites/a", "../../shared")
    _link(tmp_path, "web/README.md", "../README.md")
    tree = walk_tree(tmp_path / "web", tmp_path)
    assert list(tree.files) == ["README.md", "index.php", "sites/a/shop/shop.info"]
    assert tree.read("sites/a/shop/shop.info") == b"shared/shop/shop.info"
    assert tree.read("README.md") == b"README.md"
    assert set(tree.links.values()) == {str(tmp_path / "shared"), str(tmp_path / "README.md")}
    assert "sites/b/shop/shop.info" in build_aliases(tree).list_paths("sites/a/shop/shop.info")
    assert tree.unread == ()


def test_link_that_leaves_the_project_is_told_and_not_read(tmp_path: Path) -> None:
    _write(tmp_path, "secret/key.txt", "project/a.php")
    _link(tmp_path, "project/folder", "../secret")
    _link(tmp_path, "project/key.php", "../secret/key.txt")
    tree = walk_tree(tmp_path / "project", tmp_path / "project")
    assert _reasons(tree) == {"folder": "link leaves the project", "key.php": "link leaves the project"}
    assert [path for path, entry in tree.files.items() if entry.is_link] == ["folder", "key.php"]
    with pytest.raises(OSError, match="symbolic links"):
        tree.read("key.php")


def test_loops_end(tmp_path: Path) -> None:
    _write(tmp_path, "web/a/b/c.php")
    _link(tmp_path, "web/a/b/up", "..")
    _link(tmp_path, "web/top", tmp_path)
    _link(tmp_path, "web/self", "self")
    _link(tmp_path, "web/gone", "nowhere")
    tree = walk_tree(tmp_path / "web", tmp_path)
    assert [path for path, entry in tree.files.items() if not entry.is_link] == ["a/b/c.php"]
    reasons = _reasons(tree)
    assert reasons.pop("self").startswith("link leads nowhere")
    assert reasons == {
        "gone": "link leads nowhere: No such file or directory",
        "top": "link leads to a folder that holds it",
    }


def test_link_is_no_way_into_what_is_left_out(tmp_path: Path) -> None:
    _write(tmp_path, "node_modules/x/x.js", "drop/y.php", ".git/config", "a.php")
    for name, target in (("one", "node_modules/x"), ("two", "drop"), ("three", ".git")):
        _link(tmp_path, name, target)
    tree = walk_tree(tmp_path, tmp_path, ("drop",))
    assert list(tree.files) == ["a.php"]


def test_link_to_a_file_of_the_tree_is_listed_not_followed(tmp_path: Path) -> None:
    _write(tmp_path, "src/a.php")
    _link(tmp_path, "a.php", "src/a.php")
    tree = walk_tree(tmp_path, tmp_path)
    assert tree.files["a.php"].is_link
    assert tree.links == {"a.php": "src/a.php"}


def test_submodule_is_told_and_read(tmp_path: Path) -> None:
    _write(tmp_path, "modules/shop/shop.info", "modules/cart/cart.info", "modules/cart/.git/HEAD")
    (tmp_path / "modules/shop/.git").write_text("gitdir: ../../.git/modules/shop\n")
    (tmp_path / ".git").write_text("gitdir: /srv/worktrees/x\n")
    tree = walk_tree(tmp_path, tmp_path)
    assert tree.links == {"modules/cart": "gitdir: .git", "modules/shop": "gitdir: ../../.git/modules/shop"}
    assert list(tree.files) == ["modules/cart/cart.info", "modules/shop/shop.info"]


def test_pipe_is_never_opened(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.php")
    tree = walk_tree(tmp_path, tmp_path)
    assert _reasons(tree) == {"pipe.php": "is neither file nor folder: never opened"}
    with pytest.raises(OSError, match="no regular file"):
        tree.read("pipe.php")


def test_name_that_is_no_utf8(tmp_path: Path) -> None:
    (tmp_path / os.fsdecode(b"caf\xe9.php")).write_bytes(b"latin")
    tree = walk_tree(tmp_path, tmp_path)
    (path,) = tree.files
    assert os.fsencode(path) == b"caf\xe9.php"
    assert tree.read(path) == b"latin"


def test_folder_that_cannot_be_listed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    _write(tmp_path, "open/a.php", "shut/b.php")
    scandir = os.scandir

    @contextmanager
    def refuse(path: str) -> Iterator[Iterator[os.DirEntry[str]]]:
        if path.endswith("shut"):
            raise PermissionError(13, "Permission denied")
        with scandir(path) as found:
            yield found

    monkeypatch.setattr(os, "scandir", refuse)
    tree = walk_tree(tmp_path, tmp_path)
    assert list(tree.files) == ["open/a.php"]
    assert _reasons(tree) == {"shut": "cannot be read: Permission denied"}


def test_file_that_cannot_be_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    _write(tmp_path, "a.php", "b.php")
    (tmp_path / "b.php").chmod(0)
    monkeypatch.setattr(os, "access", lambda _path, _mode: False)
    tree = walk_tree(tmp_path, tmp_path)
    assert list(tree.files) == ["a.php", "b.php"]
    assert _reasons(tree) == {"b.php": "cannot be read: Permission denied"}


def test_folder_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        walk_tree(tmp_path / "nowhere", tmp_path)


def test_tree_travels_to_worker_processes(tmp_path: Path) -> None:
    tree = walk_tree(_write(tmp_path, "a.php"), tmp_path)
    assert pickle.loads(pickle.dumps(tree)).read("a.php") == b"a.php"


def test_link_swapped_in_after_the_walk_is_not_read(tmp_path: Path) -> None:
    _write(tmp_path, "project/a.php", "secret")
    tree = walk_tree(tmp_path / "project", tmp_path / "project")
    (tmp_path / "project/a.php").unlink()
    _link(tmp_path, "project/a.php", "../secret")
    with pytest.raises(OSError, match="symbolic links"):
        tree.read("a.php")


def test_maze_of_links_is_bounded(tmp_path: Path) -> None:
    _write(tmp_path, "a/f.info", "b/x")
    for number in range(12):
        _link(tmp_path, f"a/l{number}", "../b")
        _link(tmp_path, f"b/m{number}", "../a")
    paths = build_aliases(walk_tree(tmp_path, tmp_path)).list_paths("a/f.info")
    assert 12 * 12 < len(paths) <= 201


def _never(*_arguments: object) -> NoReturn:
    raise AssertionError


def test_reading_is_left_to_those_who_ask(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    _write(tmp_path, "a.php")
    monkeypatch.setattr(os, "open", _never)
    assert list(walk_tree(tmp_path, tmp_path).files) == ["a.php"]
