"""One removed module as PHP: what the runtime must know of it, and its lifted code, unchanged."""

import re
import textwrap

from uninstaller.drupal.seven.generated.templates import make_text
from uninstaller.drupal.seven.storage.residue import CLEANABLE
from uninstaller.drupal.shared.generated.php_literals import PhpValue, check_identifier, make_comment, make_literal
from uninstaller.errors import UserError
from uninstaller.facts.model import Kind
from uninstaller.plan.model import Lifted, OnContent, Plan, Removal

_PATTERNS_ALLOWED = {
    Kind.VARIABLE,
    Kind.URL_ALIAS,
    Kind.LOCALE_SOURCE,
    Kind.FILE_USAGE,
    Kind.AUTHMAP,
    Kind.ACTION,
    Kind.TEXT_FILTER,
    Kind.IMAGE_EFFECT,
}
_UPDATE = re.compile(r"_update_\d+$")


def make_removal_file(name: str, removal: Removal, plan: Plan) -> bytes:
    """The file `removals/MODULE.inc` of the module called `name`; raises UserError where a name cannot be PHP."""
    module = check_identifier(removal.extension.name, "The module")
    check_lifted(name, removal.lifted)
    text = make_text(
        "removal.inc.j2",
        name=name,
        module=module,
        data=make_literal(removal_data(removal, plan), indent=2, used=len("  return ")),
        comment=_origin_lines(removal.lifted),
        source=removal.lifted.source.strip("\n"),
    )
    return text.encode("utf-8", "surrogateescape")


def removal_data(removal: Removal, plan: Plan) -> dict[str, PhpValue]:
    """What the removal's PHP function returns: the keys of `_NAME_load()` that differ from their defaults."""
    lifted = removal.lifted
    rows: dict[str, PhpValue] = {
        "disable": lifted.disable,
        "uninstall": lifted.uninstall,
        "hooks": _identifiers(lifted.hooks, "The hook"),
        "tables": _identifiers(removal.tables, "The table"),
        "stays": _identifiers(sorted(removal.stays), "The module"),
        "requires": {name: check_identifier(module, "The module") for name, module in sorted(removal.requires)},
        "registry_files": [
            path.removeprefix(f"{removal.extension.folder}/") for path in sorted(removal.registry_files)
        ],
        "node_grants": removal.node_grants,
        "is_test": removal.is_test,
        "on_content": "" if plan.on_content is OnContent.NATIVE else plan.on_content.value,
        "residue": residue_rows(removal) if plan.deep_clean else [],
    }
    if plan.on_content is OnContent.ABORT:
        rows["node_types"] = sorted(removal.node_types)
        rows["entity_tables"] = _identifiers(sorted(removal.entity_tables), "The table")
    return {key: value for key, value in rows.items() if value}


def residue_rows(removal: Removal) -> list[PhpValue]:
    """Pairs of a kind, as in the names of the functions of `residue.inc.j2`, and a name or pattern."""
    rows = sorted({(row.kind, row.name) for row in removal.residue if row.kind in CLEANABLE})
    for kind, name in rows:
        is_pattern = "%" in name and kind in _PATTERNS_ALLOWED
        if not name.strip("%_ ") or ("%" in name and not is_pattern):
            raise UserError(f"{removal.extension.name}: {kind} '{name}' is too wide a pattern to delete by")
        if kind in (Kind.TABLE, Kind.CACHE_BIN):
            check_identifier(name, "The table")
    return [(kind.replace(" ", "_"), name) for kind, name in rows]


def check_lifted(name: str, lifted: Lifted) -> None:
    """Refuses names that Drupal would take for a hook or an update of the generated module."""
    new_names = [new for _, new in (*lifted.functions, *lifted.classes, *lifted.constants)]
    for new in (*new_names, *filter(None, (lifted.disable, lifted.uninstall))):
        check_identifier(new, "The lifted name")
        if _UPDATE.search(new) or new.lower().startswith(f"{name}_"):
            raise UserError(f"Drupal would take the lifted function {new}() for a hook of the module {name}")


def _origin_lines(lifted: Lifted) -> list[str]:
    origins = ", ".join(f"{make_comment(path)} ({count} lines)" for path, count in lifted.origins)
    text = f"Lifted from {origins or 'the module'}. Unchanged but for names that are now its own, and dropped loads."
    return textwrap.wrap(text, 77, break_long_words=False, break_on_hyphens=False)


def _identifiers(names: "tuple[str, ...] | list[str]", what: str) -> list[PhpValue]:
    return [check_identifier(name, what) for name in names]
