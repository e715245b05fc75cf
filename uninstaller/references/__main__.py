"""Prints all references to some modules as JSON: `python -m uninstaller.references ROOT MODULE…`."""

import json
import sys
from pathlib import Path

from uninstaller.codebase.walk import walk_tree
from uninstaller.references.engine import find_references
from uninstaller.settings import Settings


def main(arguments: list[str]) -> None:
    root = Path(arguments[0]).resolve()
    settings = Settings(root, root, use_cache=False)
    tree = walk_tree(root, root)
    references = find_references(tree, tree, arguments[1:], settings)
    rows = [
        {
            "path": one.place.path, "line": one.place.line, "column": one.place.column, "rule": one.rule,
            "kind": one.kind, "certainty": one.certainty, "module": one.module, "chain": one.chain,
            "message": one.message,
        }
        for one in references.findings
    ]  # fmt: skip
    unread = [{"path": one.place.path, "reason": one.reason} for one in references.unread]
    sys.stdout.write(json.dumps({"findings": rows, "unread": unread}, indent=1) + "\n")


if __name__ == "__main__":
    main(sys.argv[1:])
