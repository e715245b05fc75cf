"""Which edition of Drupal a code base is."""

from uninstaller.codebase.tree import Tree
from uninstaller.drupal.edition import Edition
from uninstaller.errors import UserError


def find_edition(tree: Tree) -> Edition:
    """By Drupal core where it is there, else by the info files that prevail; raises UserError where there are none."""
    if not any(path.endswith((".info", ".info.yml")) for path in tree.files):
        raise UserError(f"{tree.root} holds no Drupal: no info file is in it", "name the Drupal root with --root DIR")
    if is_modern(tree):
        from uninstaller.drupal.modern.edition import MODERN  # noqa: PLC0415 - its readers load tree-sitter

        return MODERN
    from uninstaller.drupal.seven.edition import SEVEN  # noqa: PLC0415 - as above

    return SEVEN


def is_modern(tree: Tree) -> bool:
    """Whether it is Drupal 8 or later."""
    seven = any(path.endswith("includes/bootstrap.inc") for path in tree.files)
    modern = any(path.endswith("core/lib/Drupal.php") for path in tree.files)
    counts = [sum(path.endswith(ending) for path in tree.files) for ending in (".info", ".info.yml")]
    return modern if modern != seven else counts[0] < counts[1]
