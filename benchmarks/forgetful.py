"""Runs the command line on a tree whose times nobody knows, so that what is remembered is held to its content."""

from dataclasses import replace
from pathlib import Path

from uninstaller import pipeline
from uninstaller.cli import main
from uninstaller.codebase.tree import Tree
from uninstaller.codebase.walk import walk_tree


def walk_without_times(root: Path, project: Path, exclude: tuple[str, ...] = ()) -> Tree:
    tree = walk_tree(root, project, exclude)
    return replace(tree, files={path: replace(entry, mtime_ns=0) for path, entry in tree.files.items()})


if __name__ == "__main__":
    vars(pipeline)["walk_tree"] = walk_without_times
    main()
