"""Runs the search for uses alone, as a process to be measured: `python -m benchmarks.engine MODULE ROOT`."""

import argparse
import json
import sys
from pathlib import Path

from uninstaller.codebase.tree import Entry, Tree
from uninstaller.codebase.walk import walk_tree
from uninstaller.facts.collect import collect_uses
from uninstaller.facts.vocabulary import Vocabulary
from uninstaller.settings import Settings


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("module")
    parser.add_argument("root", type=Path)
    parser.add_argument(
        "--vocabulary", type=Path, help="keep the module's names here, so that finding them is not measured"
    )
    parser.add_argument("--jobs", type=int, default=0)
    parser.add_argument("--no-cache", action="store_true")
    parser.add_argument("--no-tests", action="store_true")
    parser.add_argument("--distrust-times", action="store_true", help="validate the cache by content alone")
    parser.add_argument("--walk-only", action="store_true")
    options = parser.parse_args()
    root = options.root.resolve()
    tree = walk_tree(root, root)
    if options.walk_only:
        return 0
    if options.distrust_times:
        tree = _without_times(tree)
    vocabulary = _load_vocabulary(tree, options.module, options.vocabulary)
    settings = Settings(
        root, root, jobs=options.jobs, use_cache=not options.no_cache, with_tests=not options.no_tests
    )  # fmt: skip
    collected = collect_uses(tree, [vocabulary], [vocabulary.folder], settings)
    sys.stdout.write(f"{len(collected.uses)} uses, {len(collected.unread)} unread\n")
    return 0


def _without_times(tree: Tree) -> Tree:
    files = {path: Entry(path, entry.size, 0, entry.is_link) for path, entry in tree.files.items()}
    return Tree(tree.root, files, tree.links, tree.unread, tree.read)


def _load_vocabulary(tree: Tree, module: str, kept: Path | None) -> Vocabulary:
    if kept is not None and kept.exists():
        fields = json.loads(kept.read_text(encoding="utf-8"))
        sets = {name: frozenset(value) for name, value in fields.items() if isinstance(value, list)}
        return Vocabulary(**{**fields, **sets})
    from benchmarks.vocabulary import find_folder, read_vocabulary  # noqa: PLC0415  # Loads the grammar.

    vocabulary = read_vocabulary(tree, module, find_folder(tree, module))
    if kept is not None:
        fields = {name: getattr(vocabulary, name) for name in Vocabulary.__slots__}
        kept.write_text(json.dumps(fields, default=sorted), encoding="utf-8")
    return vocabulary


if __name__ == "__main__":
    raise SystemExit(main())
