"""What lifted declarations are called: names that nobody else bears, and that Drupal takes for nothing else."""

import re

from uninstaller.php.outline import Declaration, DeclarationKind

_TAKEN = re.compile(
    r"_update_\d+$|_removal$|^(?:check|is_purgeable|clean|pattern|delete_rows|run|continue|begin|list_steps|advance|end"
    r"|step|installed|note_enabled|load|removal_file|read|describe|run_to_end|implement|roll_back|activate_fields)(?:_|$)|^install$",
    re.I,
)
"""Names that, behind the prefix, are updates for Drupal or functions of the generated module."""


def is_taken(plain: str) -> bool:
    """Whether a function of this name, behind the prefix, would be taken for another: it gets a suffix then."""
    return bool(_TAKEN.search(plain))


def make_name(declaration: Declaration, prefix: str) -> str:
    """A name that nobody else bears, and that no hook or update function can be mistaken for."""
    plain = declaration.name.rpartition("\\")[2]
    match declaration.kind:
        case DeclarationKind.FUNCTION:
            name = f"_{prefix}_{plain}"
            return f"{name}_lifted" if is_taken(plain) else name
        case DeclarationKind.CLASS:
            return "".join(part.title() for part in prefix.split("_")) + plain[:1].upper() + plain[1:]
        case DeclarationKind.CONSTANT:
            return f"_{prefix.upper()}_{plain}"
