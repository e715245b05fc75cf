"""From what the engine calls a reference to the rule under which people read of it: `plan/rules.py`."""

from dataclasses import replace

from uninstaller.facts.model import Certainty, Kind
from uninstaller.plan.finding import Finding

MENTION = "mention"
_RULES = {
    "asset": "file", "composer-patch": "composer-package", "composer-requirement": "composer-package",
    "config-field": "config-dependent", "config-owner": "config-setting", "config-translation": "config-object",
    "library-folder": "file", "path-config": "config-object", "vendor-package": "composer-orphan",
    "config-extension": "core-extension",
    "config-mention": "config-dependent", "config-name": "config-object", "config-provider": "config-setting",
    "config-third-party": "config-setting", "config-value": "config-setting", "info-install": "info-dependency",
    "library-entry": "library", "library-file": "file", "path-name": "file", "path-translation": "file",
    "path-folder": "file", "php-extension-call": "php-module", "php-extension-item": "php-module",
    "php-extension-key": "php-module", "php-extension-list": "php-module", "php-namespace": "php-class",
    "php-theme-function": "php-theme-hook", "style-image": "file", "style-selector": "style-class",
    "template": "template-override", "twig-theme-hook": "php-theme-hook", "yaml-configuration-object": "config-setting",
}  # fmt: skip
_LANGUAGES = frozenset({"json", "php", "script", "shell", "style", "twig", "yaml"})
_ENDINGS = {
    "behavior": "behavior", "class": "php-class", "constant": "php-constant", "configuration-object": "config-setting",
    "file": "file",
    "function": "php-function", "library": "library", "menu-route": "route", "namespace": "php-class",
    "permission": "permission", "plugin": "plugin", "service": "service", "table": "table",
    "theme-hook": "php-theme-hook",
}  # fmt: skip
"""What is named, whatever the language. Text is for people: whatever it says is a mention."""
_KEPT = frozenset({
    "composer-orphan", "composer-package", "config-dependency", "config-dependent", "info-base-theme",
    "info-dependency", "info-feature", "makefile-project", "php-constant", "php-hook", "settings-override",
    "style-class",
})  # fmt: skip


def publish(finding: Finding) -> Finding:
    rule = name_rule(finding.rule, finding.place.path)
    if rule == MENTION and finding.kind is Kind.FILE and finding.certainty is Certainty.CERTAIN:
        rule = "php-file" if finding.rule.startswith("php-") else "path"
    return replace(finding, rule=rule)


def name_rule(rule: str, path: str = "") -> str:
    """The id of the rule in the file at a path."""
    if rule == "composer-package" and path.endswith("composer.lock"):
        return "composer-lock"
    if rule in _KEPT:
        return rule
    language, _, what = rule.partition("-")
    return _RULES.get(rule) or (_ENDINGS.get(what, MENTION) if language in _LANGUAGES else MENTION)
