"""The literal text that a call is given first."""

from uninstaller.php.needs import argument_list, literal
from uninstaller.php.parse import Node, Parsed


def first_text(parsed: Parsed, call: Node) -> str:
    """'' where the first argument is no plain string, or there is none."""
    arguments = argument_list(call)
    return (literal(parsed, arguments[0]) or "") if arguments else ""
