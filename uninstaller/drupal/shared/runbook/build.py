"""From a plan to a runbook: the removal as a job, and the steps of a topology made from it."""

import re
from collections.abc import Iterator
from dataclasses import replace

from uninstaller.drupal.shared.runbook.data import between_releases
from uninstaller.drupal.shared.runbook.effects import find_effects
from uninstaller.drupal.shared.runbook.job import Job, Kit
from uninstaller.drupal.shared.runbook.topologies import NAMES, TOPOLOGIES, Topology
from uninstaller.drupal.shared.runbook.variables import choose_variables
from uninstaller.errors import UserError
from uninstaller.facts.extension import Inventory
from uninstaller.plan.model import DeletePath, EditFile, Plan
from uninstaller.plan.runbook import Asked, Runbook, RunbookStep
from uninstaller.settings import Settings

_NAME = re.compile(r"[A-Za-z_][A-Za-z0-9_]*\Z")
_URL = re.compile(r"https?://[A-Za-z0-9.-]+(?::[0-9]+)?(?:/[A-Za-z0-9._~/-]*)?\Z")
_PATH = re.compile(r"[^\x00-\x1f\x7f\"\\$`!\ud800-\udfff]+\Z")


def plan_runbook(kit: Kit, plan: Plan, inventory: Inventory, settings: Settings, asked: Asked) -> Runbook:
    """Raises UserError for a topology that does not go with the edition, and for names that no script may hold."""
    topology = _find_topology(asked.topology)
    asked = replace(asked, has_drush=asked.has_drush and topology.has_drush)
    _check_asked(kit, topology, asked)
    job = _make_job(kit, plan, inventory, settings, asked)
    steps = tuple(_compose(job, topology))
    return Runbook(
        title=f"Remove {', '.join(job.modules)}",
        edition=kit.edition,
        tool=kit.drush if asked.has_drush else "update.php, without drush",
        topology=topology.title,
        docroot=job.docroot,
        modules=job.modules,
        promise=topology.promise.replace("{offline}", _say_offline(job)),
        notes=tuple(_notes(job, plan)),
        variables=choose_variables(job, steps),
        effects=job.effects,
        steps=steps,
    )


def _say_offline(job: Job) -> str:
    """What closes a site that answers all the time otherwise."""
    if job.needs_maintenance:
        return ", and for the updates, which rewrite a table that others read"
    return ", and for the updates, during which drush closes it" if job.kit.goes_offline else ""


def _compose(job: Job, topology: Topology) -> Iterator[RunbookStep]:
    releases = (1, 2) if job.asked.in_two else (0,)
    for release in releases:
        if release == 2:
            yield between_releases(job)
        for maker in topology.makers:
            for step in maker(replace(job, release=release)):
                yield replace(step, title=f"Release {release}: {step.title}") if release else step


def _find_topology(name: str) -> Topology:
    for topology in TOPOLOGIES:
        if topology.name == name:
            return topology
    raise UserError(f"there is no topology {name}", f"name one of {', '.join(NAMES)}")


def _check_asked(kit: Kit, topology: Topology, asked: Asked) -> None:
    if topology.edition and topology.edition != kit.edition:
        raise UserError(
            f"{topology.name} is for {topology.edition}, and this is {kit.edition}", "name another topology"
        )
    if topology.needs_drush and not asked.has_drush:
        raise UserError(f"{topology.name} needs drush", "leave out --no-drush, or name another topology")
    for url in asked.sites:
        if not _URL.match(url):
            raise UserError(f"{url!r} is no URL of a site", "give one as https://www.example.org, a line each")


def _make_job(kit: Kit, plan: Plan, inventory: Inventory, settings: Settings, asked: Asked) -> Job:
    modules = tuple(removal.extension.name for removal in plan.removals if not removal.is_test)
    owned = {one.extension.folder for one in plan.removals} | {one.folder for one in plan.shadowed}
    gone = [step.path for step in plan.steps if isinstance(step, DeletePath)]
    edited = [step.path for step in plan.steps if isinstance(step, EditFile)]
    folders = tuple(path for path in gone if path in owned)
    for name in (*modules, settings.module_name):
        _check(_NAME.match(name), f"{name!r} is no machine name of a module")
    for path in (*folders, inventory.docroot or ""):
        _check(not path or _PATH.match(path), f"{path!r} cannot stand in a script")
    return Job(
        kit=kit,
        asked=asked,
        modules=modules,
        folders=folders,
        effects=find_effects(plan),
        generated=settings.module_name,
        docroot=inventory.docroot or "",
        has_host=bool(settings.host),
        has_composer="composer.json" in edited,
        has_sync=asked.topology == "config-sync" or any(path.endswith("core.extension.yml") for path in edited),
        has_read_only_module=bool(inventory.find("readonlymode")),
        features=_find_features(inventory, edited),
        sites=asked.sites or tuple(url for url in _guess_sites(inventory) if _URL.match(url)),
    )


def _check(is_fine: object, problem: str) -> None:
    if not is_fine:
        raise UserError(problem, "rename it, or remove it by hand: it is not put into a script")


def _find_features(inventory: Inventory, edited: list[str]) -> tuple[str, ...]:
    """Modules with exports of Features whose files the release edits."""
    folders = {one.folder: one.name for one in inventory.extensions if one.package.lower().startswith("feature")}
    names = {folders[path.rpartition("/")[0]] for path in edited if path.rpartition("/")[0] in folders}
    return tuple(sorted(name for name in names if _NAME.match(name)))


def _guess_sites(inventory: Inventory) -> Iterator[str]:
    """Folders below sites/ bear the name of the host that they are for."""
    return (f"https://{name}" for name in inventory.sites if "." in name)


def _notes(job: Job, plan: Plan) -> Iterator[str]:
    if plan.decisions:
        yield f"The plan has open decisions ({len(plan.decisions)}): uninstaller plan says what settles them."
    if job.asked.in_two:
        yield "Release 1 is what uninstaller generate --two-release writes: the references go, the code stays."
        yield (
            "Release 2 is what uninstaller generate writes after that: the code goes. Its update finds data only on a"
            " site that missed the first."
        )
    elif job.asked.is_first and job.has_host:
        yield "The first release: an update of the host enables the generated module."
    elif job.asked.is_first:
        yield f"The first release with the module {job.generated}: it must be enabled once on each site."
    if job.asked.topology == "tarball":
        yield (
            "SQL, DUMP and LOAD run on this machine. Where they cannot reach the database, paste the statements into"
            " the hoster's page for it, and save the backup from there."
        )
    yield "Stop cron and other jobs that start PHP before the code changes, and start them again at the end."
    yield "Try it on a copy of the real database first."
