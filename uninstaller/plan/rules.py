"""The rules of `check` and `policy`: one id for each kind of finding, what it means and what mends it."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from uninstaller.facts.model import Certainty


class Level(StrEnum):
    """How bad a finding is: SARIF's words."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


@dataclass(frozen=True, slots=True)
class Rule:
    """`docs/rules/<id>.md` shows an example that fails, and the same mended."""

    id: str
    level: Level
    title: str
    remedy: str


_ERROR, _WARNING, _NOTE = Level.ERROR, Level.WARNING, Level.NOTE

RULES: tuple[Rule, ...] = (
    Rule("behavior", _NOTE, "A script uses what a removed module's script provides", "Take the use out."),
    Rule("composer-lock", _WARNING, "composer.lock still holds a removed project", "Run composer update --lock."),
    Rule("composer-orphan", _WARNING, "A package was installed for a removed module alone",
         "Run composer update --lock, or require the package yourself."),
    Rule("composer-package", _ERROR, "composer.json still names a removed project", "Take the line out."),
    Rule("config-dependency", _ERROR, "Configuration depends on a removed module",
         "Take the dependency out, or delete the configuration."),
    Rule("config-dependent", _WARNING, "Configuration needs other configuration that goes with a removed module",
         "Delete it, or export it anew once the module is uninstalled."),
    Rule("config-object", _WARNING, "Configuration of a removed module is still there", "Delete the file."),
    Rule("config-setting", _WARNING, "Configuration holds something of a removed module",
         "Take it out, or export the configuration anew."),
    Rule("core-extension", _ERROR, "core.extension.yml still lists a removed module", "Take the line out."),
    Rule("file", _WARNING, "A file is there for a removed module alone", "Delete the file."),
    Rule("info-base-theme", _ERROR, "A theme's base theme was removed", "Choose another base theme."),
    Rule("info-dependency", _ERROR, "An info file requires a removed module",
         "Take the line out, or remove the dependent too."),
    Rule("info-feature", _WARNING, "A feature exports something of a removed module", "Export the feature anew."),
    Rule("library", _ERROR, "A library of a removed module is attached", "Take the library out."),
    Rule("makefile-project", _WARNING, "A makefile still fetches a removed project", "Take its lines out."),
    Rule("mention", _NOTE, "The name of a removed module is written", "Look whether the module is meant."),
    Rule("path", _WARNING, "A path leads to a file of a removed module", "Take it out."),
    Rule("permission", _WARNING, "A permission of a removed module is named", "Take it out."),
    Rule("php-class", _ERROR, "PHP uses a class of a removed module",
         "Take the use out, or bring a class of your own."),
    Rule("php-constant", _ERROR, "PHP uses a constant of a removed module", "Put the value in its place."),
    Rule("php-file", _ERROR, "PHP loads a file of a removed module", "Take the line out."),
    Rule("php-function", _ERROR, "PHP calls a function of a removed module", "Take the call out, or guard it."),
    Rule("php-hook", _WARNING, "PHP implements a hook that nobody invokes any more", "Delete the implementation."),
    Rule("php-module", _WARNING, "PHP names a removed module", "Take the line out."),
    Rule("php-theme-hook", _WARNING, "PHP uses a theme hook of a removed module", "Take the use out."),
    Rule("plugin", _NOTE, "A plugin of a removed module is named", "Take it out, or choose another."),
    Rule("route", _ERROR, "A route of a removed module is named", "Take the link out, or choose another."),
    Rule("service", _ERROR, "A service of a removed module is asked for", "Take the service out."),
    Rule("settings-override", _WARNING, "A settings file overrides the configuration of a removed module",
         "Take the line out."),
    Rule("style-class", _WARNING, "A style sheet styles the markup of a removed module", "Take the selector out."),
    Rule("table", _NOTE, "A table of a removed module is queried", "Take the query out."),
    Rule("template-override", _WARNING, "A template for a theme hook of a removed module", "Delete the file."),
    Rule("waiver-without-finding", _WARNING, "A waiver waives nothing",
         "Delete the comment, or move it to the line of the finding."),
    Rule("waiver-without-reason", _WARNING, "A waiver does not say why", "Write the reason after the colon."),
    Rule("policy-edited-by-hand", _ERROR, "A generated file was edited by hand",
         "Restore the file from git, or generate again."),
    Rule("policy-no-entry", _ERROR, "A module's code went away with no entry in the ledger",
         "Bring the code back, and remove it with uninstaller generate."),
    Rule("policy-out-of-step", _ERROR, "Ledger and generated module disagree",
         "Restore both from git, and generate again."),
    Rule("policy-shipped-altered", _ERROR, "An update that has shipped was altered",
         "Restore it: sites may have run it already."),
    Rule("policy-still-enabled", _ERROR, "core.extension.yml still lists a module of the ledger",
         "Take the line out."),
)  # fmt: skip

RULES_BY_ID: Mapping[str, Rule] = {rule.id: rule for rule in RULES}


def find_rule(rule: str) -> Rule:
    """The rule of an id; one that nobody wrote down yet is a warning, so that its findings are not lost."""
    return RULES_BY_ID.get(rule) or Rule(rule, Level.WARNING, "A reference to a removed module", "Take it out.")


def find_level(rule: str, certainty: Certainty) -> Level:
    """The rule's level where a finding is certain, one less where it is likely, a note where it is possible."""
    level = find_rule(rule).level
    if certainty is Certainty.POSSIBLE:
        return Level.NOTE
    return _WARNING if certainty is Certainty.LIKELY and level is _ERROR else level
