"""Steps behind a load balancer, which asks each web server for a file and sends nobody to one that does not have it."""

from collections.abc import Iterator

from uninstaller.drupal.shared.runbook import data
from uninstaller.drupal.shared.runbook.code import code_is_gone
from uninstaller.drupal.shared.runbook.job import Job, answers
from uninstaller.plan.commands import command
from uninstaller.plan.runbook import Command, Mode, RunbookStep, Where

_FILE = "$ROOT/$HEALTH_FILE"
_OUT = (command(f"mv -- {_FILE} {_FILE}.out"), command("sleep $DRAIN", is_here=True))
_IN = (command(f"mv -- {_FILE}.out {_FILE}"),)


def look_at_each(job: Job) -> Iterator[RunbookStep]:
    is_balanced = job.asked.topology == "rolling"
    yield RunbookStep(
        "Look whether each web server answers",
        Where.EACH,
        commands=(answers("$HEALTH"), *((answers("$HEALTH/$HEALTH_FILE"),) if is_balanced else ())),
        expect=f"Each answers with 200{', for the health check as well' if is_balanced else ''}.",
    )


def answer_each(job: Job) -> Iterator[RunbookStep]:
    yield RunbookStep(
        "Look whether each web server answers, without the modules' code",
        Where.EACH,
        commands=(answers("$HEALTH"), *code_is_gone(job)),
        expect="Each answers with 200.",
    )


def keep_serving(job: Job) -> Iterator[RunbookStep]:
    """update.php of Drupal 7 closes the site while it works; a line in settings.php is stronger."""
    if job.asked.has_drush or job.kit.goes_offline:
        return
    yield RunbookStep(
        "Keep the other web servers open while update.php closes the site",
        Where.OTHERS,
        by_hand="Put $conf['maintenance_mode'] = 0; into settings.php of each other web server.",
        why="update.php sets maintenance mode for all that share the database; settings.php is stronger.",
        undo_note="Take the line out again when all is done.",
    )


def roll(job: Job) -> Iterator[RunbookStep]:
    """The first server updates the database; the others serve with the old code until it is done."""
    yield RunbookStep(
        "Take the first web server out of the load balancer",
        Where.FIRST,
        commands=_OUT,
        expect="The health check fails there, and the others get its visitors.",
        check=(answers("$HEALTH/$HEALTH_FILE", "404"),),
        undo=_IN,
    )
    yield _new_code(job, Where.FIRST)
    if job.needs_maintenance:
        yield from data.maintenance_on(job)
    yield from data.update(job)
    if job.needs_maintenance:
        yield from data.maintenance_off(job)
    yield RunbookStep(
        "Put the first web server in again",
        Where.FIRST,
        commands=(answers("$HEALTH"), *_IN),
        expect="It answers with 200, and gets visitors.",
        check=(answers("$HEALTH/$HEALTH_FILE"),),
        undo=_OUT,
    )
    yield RunbookStep(
        "The other web servers, one after the other",
        Where.OTHERS,
        why="They have served with the old code meanwhile: for them the modules are uninstalled, and their code idle.",
        commands=(
            *_OUT,
            *_fetch("$REVISION"),
            command("@RELOAD"),
            answers("$HEALTH"),
            *_IN,
        ),
        expect="Each leaves, gets the new code, answers with 200, and is back.",
        check=(answers("$HEALTH/$HEALTH_FILE"), *code_is_gone(job)),
        undo=(*_OUT, *_fetch("$PREVIOUS"), command("@RELOAD"), *_IN),
        risk="One that still has the old code must not run cron, or clear caches, for long: finish what you began.",
    )


def _new_code(job: Job, where: Where) -> RunbookStep:
    return RunbookStep(
        "Bring in the new code there",
        where,
        Mode.ASIDE,
        commands=(*_fetch("$REVISION"), command("@RELOAD")),
        check=code_is_gone(job),
        undo=(*_fetch("$PREVIOUS"), command("@RELOAD")),
        expect="Git says nothing.",
    )


def _fetch(revision: str) -> tuple[Command, ...]:
    return (
        command("git -C $CODE fetch --quiet --tags origin"),
        command(f"git -C $CODE checkout --quiet --detach {revision}"),
    )
