"""Finds all that refers to removed extensions from outside of them: with its certainty, its chain and its edits."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from uninstaller.codebase.tree import Tree
from uninstaller.drupal.shared.references.chain_composer import follow_composer
from uninstaller.drupal.shared.references.chain_config import follow_config
from uninstaller.drupal.shared.references.chain_templates import follow_templates
from uninstaller.drupal.shared.references.chain_words import follow_words
from uninstaller.drupal.shared.references.subject import Subject
from uninstaller.place import Unread
from uninstaller.plan.finding import Finding
from uninstaller.references.commonness import is_common
from uninstaller.references.edits.make import add_edits
from uninstaller.references.mention import Mention
from uninstaller.references.search import find_needles, search_file, select_files
from uninstaller.references.subjects import make_subjects
from uninstaller.references.symbols import find_symbols
from uninstaller.settings import Settings

CONFIG_RULES = frozenset({"config-name", "config-dependency", "config-provider"})


@dataclass(frozen=True, slots=True)
class References:
    """Both sorted. `unread` are files in which a reference may hide."""

    findings: tuple[Finding, ...]
    unread: tuple[Unread, ...]


def find_references(
    tree: Tree,
    before: Tree,
    names: Sequence[str],
    settings: Settings,
    is_foreign: Callable[[str], bool] = lambda _path: False,
) -> References:
    """References in `tree`, whatever Drupal it is; `before` may hold the modules' code, which tells what they declare.

    `names` are machine names of modules and themes. Submodules in their folders are removed with them. `is_foreign`
    tells of a path whether nobody edits it here.
    """
    subjects = make_subjects(tree, before, names)
    needles = find_needles(subjects)
    files = list(select_files(tree, subjects, settings))
    found = [one for entry in files for one in search_file(tree, entry.path, subjects, needles)]
    mentions = [one for one in found if isinstance(one, Mention)]
    unread = {one for one in found if isinstance(one, Unread)}
    common = {subject.name for subject in subjects if is_common(subject, mentions)}
    findings = add_edits(tree, mentions, common, is_foreign)
    findings += _follow(tree, subjects, findings)
    others, hidden = find_symbols(tree, before, subjects, files, settings)
    return References(tuple(sorted({*findings, *others})), tuple(sorted({*unread, *hidden, *tree.unread})))


def _follow(tree: Tree, subjects: Sequence[Subject], findings: Sequence[Finding]) -> list[Finding]:
    """What goes with what was found."""
    templates = {one.place.path: one for one in findings if one.rule == "template"}
    config = {one.place.path: one for one in findings if one.rule in CONFIG_RULES}
    words = [one for subject in subjects if len(subject.chain) == 1 for one in follow_words(tree, subject)]
    packages = follow_composer(tree, (subject.name for subject in subjects))
    return [*follow_templates(tree, templates), *follow_config(tree, config), *packages, *words]
