"""The ledger as the runtime reads it: which update runs which removals."""

import re
from collections.abc import Mapping

from uninstaller.artifacts.ledger import Ledger
from uninstaller.drupal.modern.generated.removal_file import CLASSES, name_class
from uninstaller.drupal.modern.generated.templates import make_text
from uninstaller.drupal.shared.generated.php_literals import SHORT, make_literal

_DEFINITION = re.compile(rb"\bextends\s+\\?(?:\w+\\)*\w*(?:FieldDefinition|FieldStorageDefinition|EntityType)\b")


def make_index(name: str, ledger: Ledger, files: Mapping[str, bytes]) -> Mapping[str, bytes]:
    """`files` are all others of the module, by path within it."""
    updates: dict[int, list[str]] = {}
    for entry in ledger.entries:
        if not entry.pruned:
            updates.setdefault(entry.update, []).append(name_class(entry.module))
    serialized = sorted({path.split("/")[1] for path, source in files.items() if _is_serialized(path, source)})
    text = make_text(
        "src/Ledger.php.j2", name=name, updates=_updates(updates), serialized=make_literal(serialized, arrays=SHORT)
    )
    return {"src/Ledger.php": text.encode()}


def _is_serialized(path: str, source: bytes) -> bool:
    """Whether Drupal may keep objects of the class in the database: definitions of fields and entity types."""
    return path.startswith(f"{CLASSES}/") and bool(_DEFINITION.search(source))


def _updates(updates: Mapping[int, list[str]]) -> str:
    rows = "".join(
        f"    {number} => [\n" + "".join(f"      Removal\\{one}::class,\n" for one in classes) + "    ],\n"
        for number, classes in sorted(updates.items())
    )
    return f"[\n{rows}  ]" if rows else "[]"
