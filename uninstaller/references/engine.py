"""Finds all that refers to removed extensions from outside of them: with its certainty, its chain and its edits."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from uninstaller.codebase.tree import Tree
from uninstaller.drupal.editions import is_modern
from uninstaller.drupal.shared.references.chain_composer import follow_composer
from uninstaller.drupal.shared.references.chain_config import follow_config
from uninstaller.drupal.shared.references.chain_dumps import follow_dumps
from uninstaller.drupal.shared.references.chain_libraries import follow_libraries
from uninstaller.drupal.shared.references.chain_remains import follow_checksums, follow_remains
from uninstaller.drupal.shared.references.chain_templates import follow_templates
from uninstaller.drupal.shared.references.chain_vendor import follow_vendor
from uninstaller.drupal.shared.references.chain_words import follow_words
from uninstaller.drupal.shared.references.subject import Subject
from uninstaller.facts.model import Certainty
from uninstaller.place import Unread
from uninstaller.plan.finding import Finding
from uninstaller.references.commonness import is_common
from uninstaller.references.edits.guard import Ask, ask_modern, ask_seven
from uninstaller.references.edits.make import add_edits
from uninstaller.references.mention import Mention
from uninstaller.references.search import find_needles, search_file, select_files
from uninstaller.references.subjects import make_subjects
from uninstaller.references.symbols import find_symbols
from uninstaller.settings import Settings

CONFIG_RULES = frozenset({"config-name", "config-dependency", "config-provider", "path-config"})


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
    findings = add_edits(tree, mentions, common, is_foreign, _choose_question(tree) if settings.guard else None)
    followed = _follow(tree, subjects, findings)
    findings += [one for one in followed if isinstance(one, Finding)]
    unread |= {one for one in followed if isinstance(one, Unread)}
    others, hidden = find_symbols(tree, before, subjects, files, settings)
    return References(tuple(sorted({*findings, *others})), tuple(sorted({*unread, *hidden, *tree.unread})))


def _choose_question(tree: Tree) -> Ask:
    return ask_modern if is_modern(tree) else ask_seven


def _follow(tree: Tree, subjects: Sequence[Subject], findings: Sequence[Finding]) -> list[Finding | Unread]:
    """What goes with what was found."""
    sure = [one for one in findings if one.certainty is not Certainty.POSSIBLE]
    files = {one.place.path: one for one in sure if one.deletes or one.place.line == 0}
    templates = {path: one for path, one in files.items() if one.rule == "template"}
    config = {one.place.path: one for one in findings if one.rule in CONFIG_RULES}
    changed = {one.place.path: one for one in sure}
    made: list[Finding | Unread] = [
        *follow_templates(tree, templates),
        *follow_config(tree, config),
        *follow_composer(tree, (subject.name for subject in subjects)),
        *follow_checksums(tree, changed),
    ]
    for subject in subjects:
        if len(subject.chain) == 1:
            made += follow_words(tree, subject, changed)
            made += follow_vendor(tree, subject)
            made += follow_libraries(tree, subject, config)
            made += follow_dumps(tree, subject)
    gone = {one.place.path: one for one in made if isinstance(one, Finding) and one.place.line == 0}
    return [*made, *follow_remains(tree, {**gone, **files})]
