"""Steps of sites that keep their configuration in code, or share their code: what they must see to beside the data."""

from collections.abc import Iterator

from uninstaller.drupal.shared.runbook.data import backup_file
from uninstaller.drupal.shared.runbook.job import Job, drush, name_all, sql, where_once
from uninstaller.plan.commands import word
from uninstaller.plan.runbook import Mode, RunbookStep


def revert_features(job: Job) -> Iterator[RunbookStep]:
    """Drupal 7: what features export must become what the code says."""
    slots = " {}" * len(job.features)
    revert = f"features-revert --yes{slots}" if job.features else "features-revert-all --yes"
    yield RunbookStep(
        "Revert the features that named the modules",
        where_once(job),
        Mode.MAINTENANCE,
        why="Between the update and this, permissions and fields are not those of the code.",
        commands=(drush(job, revert, *job.features),),
        expect="Each is reverted, or is in its default state already.",
        undo_note="Goes with the database.",
        risk="What was changed on the site and not exported is lost: look at features-diff first.",
        destroys=True,
        needs=word(backup_file(job)),
    )


def look_at_features(job: Job) -> Iterator[RunbookStep]:
    yield RunbookStep(
        "Look which features are overridden",
        where_once(job),
        commands=(drush(job, "features-list --status=enabled"),),
        expect="None is overridden. Export what must stay: it will be reverted.",
    )


def look_at_configuration(job: Job) -> Iterator[RunbookStep]:
    yield RunbookStep(
        "Look whether configuration was changed on the site",
        where_once(job),
        commands=(drush(job, "config:status --format=list", prints=""),),
        expect="Nothing: all of it is exported, so that the import loses nothing.",
    )


def list_sites(job: Job) -> Iterator[RunbookStep]:
    yield RunbookStep(
        "See which sites have the modules",
        where_once(job),
        commands=(sql(job, job.kit.still_there, name_all(job.modules)),),
        expect="The names of those that a site has; nothing on a site without them, where the update does nothing.",
    )
