"""Which files exist for a module alone, as far as their paths tell."""

import re

from uninstaller.drupal.shared.references.judgement import Judgement, Sure
from uninstaller.drupal.shared.references.subject import Subject, belongs_to_other
from uninstaller.drupal.shared.references.vocabulary import asset_stem, is_template_of
from uninstaller.facts.model import Certainty, Kind

C, L, P = Certainty.CERTAIN, Certainty.LIKELY, Certainty.POSSIBLE
_TRANSLATION = re.compile(r"-(?:\d+\.x-)?\d[\w.+-]*?\.[a-z]{2,3}(?:-[\w-]+)?\.po\Z|\.[a-z]{2,3}(?:-[\w-]+)?\.po\Z")
_CONFIG_FOLDER = re.compile(r"(?:^|/)config(?:[_-]?\w+)?/|(?:^|/)(?:sync|config)(?:/|\Z)")
_ASSET = re.compile(r"\.(?:css|scss|js|png|svg|gif|jpe?g)\Z")
_LIBRARY_FOLDERS = {"vendor", "libraries", "bower_components"}
_TEMPLATE = (".html.twig", ".tpl.php")


def judge_path(path: str, subject: Subject) -> Judgement | None:
    folder, _, file = path.rpartition("/")
    name = subject.name
    declared = _judge_declared(file, subject)
    if declared is not None:
        return declared
    for spelling in {name, name.replace("_", "-")}:
        if file.lower().startswith(spelling):
            found = _judge_file(path, file, spelling, subject)
            if found is not None:
                return found
    named = re.compile(rf"[a-z]\w*\.(?:[\w-]+\.)*{re.escape(name)}(?![a-z0-9]).*\.yml\Z")
    if (
        _CONFIG_FOLDER.search(folder)
        and named.match(file)
        and not belongs_to_other(subject, "", name, file.split(name, 1)[1])
    ):
        return Judgement("path-config", Kind.CONFIG, (L, P), "is configuration that bears its name")
    return _judge_folder(folder.lower().split("/"), subject)


def _judge_folder(parts: list[str], subject: Subject) -> Judgement | None:
    """A library of that name is the module's; any other folder may be called so."""
    names = {subject.name, subject.name.replace("_", "-")}
    above = {parts[number - 1] if number else "" for number, part in enumerate(parts) if part in names}
    sure = (P, P) if subject.is_theme else (L, L) if above & _LIBRARY_FOLDERS else (L, P)
    return Judgement("path-folder", Kind.FILE, sure, "lies in a folder of that name") if above else None


def _judge_file(path: str, file: str, spelling: str, subject: Subject) -> Judgement | None:
    after = file[len(spelling) :]
    if belongs_to_other(subject, "", spelling, after):
        return None
    if file.endswith(".po"):
        return (
            Judgement("path-translation", Kind.LOCALE_SOURCE, (C, C), "holds translations")
            if _TRANSLATION.match(after)
            else None
        )
    if file.endswith((".yml", ".yaml")) and after.startswith(".") and _CONFIG_FOLDER.search(path):
        return Judgement("config-name", Kind.MODULE, (C, C), "is its configuration")
    sure = _sure_of(after, file)
    return Judgement("path-name", Kind.FILE, sure, "bears its name") if sure else None


def _sure_of(after: str, file: str) -> Sure | None:
    if file.endswith(_TEMPLATE):
        return (L, P) if after[:1] in (".", "-") else None
    if after.startswith("."):
        return (L, P)
    return (L, P) if after[:1] in ("-", "_") else None


def _judge_declared(file: str, subject: Subject) -> Judgement | None:
    """A template of one of its theme hooks; a file that is called as one of its own files that bear its name."""
    lowered = file.lower()
    if not subject.is_theme and is_template_of(file, subject.declared):
        return Judgement("template", Kind.THEME_HOOK, (C, C), "is a template of its theme hook")
    bears_name = subject.name in lowered or subject.name.replace("_", "-") in lowered
    if bears_name and _ASSET.search(lowered) and asset_stem(file) in subject.declared.assets and not subject.is_theme:
        return Judgement("asset", Kind.FILE, (L, L), "is called as one of its own files")
    return None
