"""Which edition of Drupal a code base is."""

from uninstaller.codebase.tree import Tree
from uninstaller.drupal.edition import Edition
from uninstaller.errors import UserError


def find_edition(tree: Tree) -> Edition:
    """By the info files that there are; raises UserError where there is none that Drupal 7 reads."""
    if any(path.endswith(".info") for path in tree.files):
        from uninstaller.drupal.seven.edition import SEVEN  # noqa: PLC0415 - its readers load tree-sitter

        return SEVEN
    if any(path.endswith(".info.yml") for path in tree.files):
        raise UserError(f"{tree.root} is Drupal 8 or later, which this version cannot read yet", "use it on Drupal 7")
    raise UserError(f"{tree.root} holds no Drupal: no info file is in it", "name the Drupal root with --root DIR")
