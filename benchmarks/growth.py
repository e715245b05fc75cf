"""Draws code bases of growing size, alike in all but their number of modules, to see whether the cost grows with it."""

from collections.abc import Iterator
from pathlib import Path

SIZES = (1_000, 5_000, 20_000)
"""PHP files."""
MODULE = "grown_1"
_IN_EACH = 5


def draw_tree(root: Path, size: int) -> None:
    """A Drupal 7 with modules of five PHP files each, of which some use the one that is removed."""
    for path, text in _list_files(size):
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(text, encoding="utf-8")


def _list_files(size: int) -> Iterator[tuple[str, str]]:
    yield "includes/bootstrap.inc", "<?php\ndefine('VERSION', '7.103');\n"
    yield "modules/system/system.info", "name = System\ncore = 7.x\nrequired = TRUE\n"
    yield "modules/system/system.module", "<?php\nfunction system_help() {\n}\n"
    for number in range(1, size // _IN_EACH + 1):
        name = f"grown_{number}"
        folder = f"sites/all/modules/{name}"
        yield f"{folder}/{name}.info", f"name = {name}\ncore = 7.x\nfiles[] = {name}.inc\n"
        yield f"{folder}/{name}.install", f"<?php\nfunction {name}_uninstall() {{\n  variable_del('{name}_x');\n}}\n"
        for ending in ("module", "inc", "admin.inc", "theme.inc"):
            yield (
                f"{folder}/{name}.{ending}",
                "<?php\n" + "".join(_list_functions(name, ending.replace(".", "_"), number)),
            )


def _list_functions(name: str, ending: str, number: int) -> Iterator[str]:
    for index in range(40):
        call = f"{MODULE}_module_1($x)" if number % 50 == 0 and index == 0 else f"{name}_{ending}_{index - 1}($x)"
        yield (
            f"/**\n * Does the {index}th thing.\n */\nfunction {name}_{ending}_{index}($x) {{\n"
            f"  $items['{name}/{index}'] = array('title' => t('Thing'), 'x' => variable_get('{name}_{index}', $x));\n"
            f"  return {call};\n}}\n\n"
        )
