"""What the steps of a runbook are made from: the removal, the stack that it runs on, and an edition's own commands."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

from uninstaller.plan.commands import command, word
from uninstaller.plan.runbook import Asked, Command, Effect, Where

SHARED = frozenset(["several-servers", "rolling"])
"""Topologies with several web servers on one database."""


@dataclass(frozen=True, slots=True)
class Stack:
    """A code base with its database: the names of the variables that lead to it."""

    code: str = "$CODE"
    drush: str = "--root=$ROOT --uri=$URL"
    url: str = "$URL"
    sql: str = "@SQL"
    dump: str = "@DUMP"
    load: str = "@LOAD"
    prefix: str = "$PREFIX"


OTHER = Stack(
    code="$OTHER",
    drush="--root=$OTHER_ROOT --uri=$OTHER_URL",
    url="$OTHER_URL",
    sql="@OTHER_SQL",
    dump="@OTHER_DUMP",
    load="@OTHER_LOAD",
    prefix="$OTHER_PREFIX",
)
"""The second stack of topologies that have one."""
AEGIR = Stack(code="$NEW", drush="$SITE")
"""A site that drush finds by its alias."""


@dataclass(frozen=True, slots=True)
class Kit:
    """What editions do differently, each as commands. `drush` are the releases of drush for it.

    `goes_offline`: its updates put the site into maintenance mode by themselves, where drush runs them.
    """

    edition: str
    drush: str
    maintain: Callable[["Job", bool], tuple[Command, ...]]
    update: Callable[["Job"], tuple[Command, ...]]
    enable: Callable[["Job"], tuple[Command, ...]]
    uninstall: Callable[["Job"], tuple[Command, ...]]
    freeze: Callable[["Job"], tuple[Command, ...]]
    thaw: Callable[["Job"], tuple[Command, ...]]
    still_there: str
    """A query for those of the modules `{}` that a site still has."""
    not_enabled: str
    """A query that says so where the generated module `{}`, named twice, is not enabled."""
    goes_offline: bool
    first_is_ahead: bool
    """A first release must have been enabled a release ahead."""


@dataclass(frozen=True, slots=True)
class Job:
    """`folders` are those that go, `features` names of feature modules that the release edits, all from the plan.

    `release` is 1 or 2 where there are two, else 0.
    """

    kit: Kit
    asked: Asked
    modules: tuple[str, ...]
    folders: tuple[str, ...]
    effects: tuple[Effect, ...]
    generated: str
    docroot: str = ""
    has_host: bool = False
    has_composer: bool = False
    has_sync: bool = False
    has_read_only_module: bool = False
    features: tuple[str, ...] = ()
    sites: tuple[str, ...] = ()
    release: int = 0
    stack: Stack = Stack()

    def on(self, stack: Stack) -> "Job":
        return replace(self, stack=stack)

    @property
    def needs_maintenance(self) -> bool:
        """For the update's own sake, wherever the code is."""
        return any(not effect.is_live for effect in self.effects)


def drush(job: Job, template: str, *literals: str, **options: Any) -> Command:
    return command(f"@DRUSH {job.stack.drush} {template}", *literals, **options)


def sql(job: Job, statements: str, *literals: str, **options: Any) -> Command:
    """Statements on the site's database; `$PREFIX` stands before a table's name."""
    text = word(statements.replace("$PREFIX", job.stack.prefix), *literals)
    if job.asked.has_drush:
        return drush(job, "sql-cli", stdin=text, **options)
    return command(job.stack.sql, stdin=text, **options)


def dump_database(job: Job, file: str) -> Command:
    target = word(file)
    if job.asked.has_drush:
        return drush(job, "sql-dump", target=target)
    return command(job.stack.dump, target=target)


def load_database(job: Job, file: str) -> tuple[Command, ...]:
    """Puts a dump in the place of all that is in the database."""
    source = word(file)
    if job.asked.has_drush:
        return drush(job, "sql-drop --yes"), drush(job, "sql-cli", source=source)
    return (command(job.stack.load, source=source),)


def name_all(names: tuple[str, ...]) -> str:
    """Machine names as SQL's list; they were checked to be nothing else."""
    return ", ".join(f"'{name}'" for name in names)


def answers(url: str, status: str = "200") -> Command:
    """That a URL answers with a status."""
    form = "%{http_code}"
    template = f"curl --silent --show-error --output /dev/null --write-out {{}} {url}"
    return command(template, form, prints=status, is_here=True)


def where_once(job: Job) -> Where:
    """Where the database is worked on."""
    if job.asked.topology in SHARED:
        return Where.FIRST
    return {"many-sites": Where.SITES, "tarball": Where.HERE}.get(job.asked.topology, Where.SERVER)
