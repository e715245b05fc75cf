"""Holds the gates and parsing by pieces against a parse of every whole file: `MODULE… --root ROOT`."""

import argparse
from collections import Counter
from pathlib import Path

from benchmarks.vocabulary import find_folder, read_vocabulary
from uninstaller.codebase.walk import walk_tree
from uninstaller.facts.collect import select_files
from uninstaller.facts.mentions import find_mentions, find_words, has_needle
from uninstaller.facts.readers.php import Row, read_uses
from uninstaller.facts.vocabulary import build_lexicon


def main() -> int:
    """Exit status 1 where a mention is read differently in a file that parses."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("modules", nargs="+")
    parser.add_argument("--root", type=Path, required=True)
    options = parser.parse_args()
    tree = walk_tree(options.root.resolve(), options.root.resolve())
    counts: Counter[str] = Counter()
    for module in options.modules:
        folder = find_folder(tree, module)
        lexicon = build_lexicon([read_vocabulary(tree, module, folder)])
        for entry in select_files(tree, [folder], with_tests=True):
            source = tree.read(entry.path)
            lowered = source.lower()
            if not has_needle(lowered, lexicon):
                continue
            mentions, words = find_mentions(lowered, lexicon), sorted(find_words(lowered, lexicon))
            sliced, whole = read_uses(source, mentions, lexicon), read_uses(source, words, lexicon, is_sliced=False)
            counts["files"] += 1
            counts["words"] += len(words)
            counts["mentions"] += len(mentions)
            counts["uses"] += sum(bool(row[0]) for row in sliced)
            _compare(entry.path, sliced, whole, counts)
    for name, count in sorted(counts.items()):
        print(f"{count:8} {name}")  # noqa: T201
    return 1 if counts["differences"] else 0


def _compare(path: str, sliced: list[Row], whole: list[Row], counts: Counter[str]) -> None:
    if sliced == whole:
        return
    kind = "differences in files that do not parse" if any(not row[0] for row in whole) else "differences"
    for sign, rows in (("-", set(whole) - set(sliced)), ("+", set(sliced) - set(whole))):
        for row in sorted(rows):
            counts[kind] += 1
            print(sign, path, row)  # noqa: T201


if __name__ == "__main__":
    raise SystemExit(main())
