"""Steps on an Aegir server, which moves a site from one platform to another, backup and updates included."""

from collections.abc import Iterator

from uninstaller.drupal.shared.runbook.job import AEGIR, Job, answers, name_all, sql
from uninstaller.plan.commands import command
from uninstaller.plan.runbook import Mode, RunbookStep, Where


def make_platform(job: Job) -> Iterator[RunbookStep]:
    gone = tuple(command("test ! -e $NEW/{}", folder) for folder in job.folders) if job.release != 1 else ()
    yield RunbookStep(
        "Make a platform of the new code",
        Where.SERVER,
        commands=(
            command("git clone --quiet --no-checkout -- $REPOSITORY $NEW"),
            command("git -C $NEW checkout --quiet --detach $REVISION"),
            command("@DRUSH provision-save $PLATFORM --context_type=platform --root=$NEW_ROOT"),
            command("@DRUSH $PLATFORM provision-verify"),
            command("@DRUSH {} hosting-import $PLATFORM", "@hostmaster"),
        ),
        expect="The platform is listed in Aegir's front end, without a failed task.",
        check=gone,
        undo=(command("@DRUSH $PLATFORM provision-delete"),),
        undo_note="No site is on it yet.",
    )


def migrate(job: Job) -> Iterator[RunbookStep]:
    yield RunbookStep(
        "Back up the site",
        Where.SERVER,
        commands=(command("@DRUSH $SITE provision-backup"),),
        expect="Aegir names the file of the backup, with database and files.",
        backs_up=True,
    )
    site = job.on(AEGIR)
    is_first = job.asked.is_first and not job.has_host and not job.release
    after = job.kit.uninstall(site) if job.release == 1 else job.kit.enable(site) if is_first else ()
    yield RunbookStep(
        "Migrate the site to the new platform",
        Where.SERVER,
        Mode.MAINTENANCE,
        why="Aegir closes the site, moves it, runs updatedb, and opens it; if they fail it rolls back itself.",
        by_hand="In the front end the same is the task Migrate, which warns of modules that the platform lacks:"
        f" {', '.join(job.modules)} is meant to lack.",
        commands=(
            command("@DRUSH $SITE provision-migrate $PLATFORM"),
            command("@DRUSH {} hosting-import $SITE", "@hostmaster"),
            *after,
        ),
        expect="No update fails, and the site is on the new platform.",
        check=(answers("$URL"), sql(site, job.kit.still_there, name_all(job.modules), prints="")),
        undo=(command("@DRUSH $SITE provision-migrate $OLD_PLATFORM"),),
        undo_note="Migrating back brings the code, not the data: restore the backup with the task Restore before that.",
        risk="Try it on a clone first: the task Clone, with the new platform.",
        destroys=True,
    )
