"""Steps of topologies with a second stack: one serves, read only, while the other is updated."""

from collections.abc import Iterator

from uninstaller.drupal.shared.runbook import code, data
from uninstaller.drupal.shared.runbook.job import OTHER, Job, answers, load_database
from uninstaller.plan.commands import command, word
from uninstaller.plan.runbook import Mode, RunbookStep, Where

_LIMITS = (
    "User 1 can write whatever is frozen, and logging in, counters and the log write as well:"
    " what is written on the side that goes away is lost."
)


def freeze(job: Job) -> Iterator[RunbookStep]:
    how = "the module readonlymode" if job.has_read_only_module and job.asked.has_drush else "SQL"
    yield RunbookStep(
        f"Let nobody write any more, by {how}",
        Where.SERVER,
        Mode.READ_ONLY,
        why="What would be written now would be lost, since another database goes on serving.",
        commands=job.kit.freeze(job),
        expect="Pages answer; forms for content, comments and the like are not offered.",
        check=(answers("$URL"),),
        undo=job.kit.thaw(job),
        risk=_LIMITS,
    )


def copy_database(job: Job) -> Iterator[RunbookStep]:
    yield RunbookStep(
        "Load the backup into the other database",
        Where.SERVER,
        Mode.READ_ONLY,
        commands=load_database(job.on(OTHER), data.backup_file(job)),
        expect="The other stack has the same content.",
        undo_note="Not needed: nobody reads it.",
        risk="All that was in the other database is replaced: look twice where OTHER leads.",
        destroys=True,
        needs=word(data.backup_file(job)),
    )


def open_copy(_job: Job) -> Iterator[RunbookStep]:
    """The copy has the old code, and serves."""
    yield RunbookStep(
        "Look at the copy",
        Where.SERVER,
        Mode.READ_ONLY,
        commands=(
            command("git -C $OTHER checkout --quiet --detach $PREVIOUS"),
            command("@RELOAD"),
            answers("$OTHER_URL"),
        ),
        expect="It answers with 200, with the code that runs now.",
    )
    yield code.point_live_to("Send visitors to the read-only copy", "$OTHER", "$CODE")


def update_site(job: Job) -> Iterator[RunbookStep]:
    yield from code.checkout_aside(job)
    yield from data.update(job)
    yield thaw(job)
    yield RunbookStep(
        "Look at the updated site",
        Where.SERVER,
        Mode.ASIDE,
        commands=(answers("$CODE_URL"),),
        expect="It answers with 200.",
    )
    yield code.point_live_to(
        "Send visitors back from the copy to the site", "$CODE", "$OTHER", note="The copy still has all."
    )


def thaw(job: Job) -> RunbookStep:
    return RunbookStep(
        "Let people write again",
        Where.SERVER,
        Mode.ASIDE,
        why="Nobody sees it yet. What the removed modules had of permissions stays away, as Drupal would leave it.",
        commands=job.kit.thaw(job),
        expect="Nothing.",
        undo=job.kit.freeze(job),
    )


def update_idle(job: Job) -> Iterator[RunbookStep]:
    """The idle stack becomes the new one; the live one stays as it is, as the way back."""
    other = job.on(OTHER)
    yield from code.checkout_aside(other)
    yield from data.update(other)
    yield thaw(other)
    yield RunbookStep(
        "Look at the idle stack",
        Where.SERVER,
        Mode.ASIDE,
        commands=(answers("$OTHER_URL"),),
        expect="It answers with 200.",
    )


def swap(_job: Job) -> Iterator[RunbookStep]:
    yield code.point_live_to(
        "Swap: send visitors to the updated stack",
        "$OTHER",
        "$CODE",
        note="The old stack has lost nothing: thaw it, and it is as before. What was written since then is lost.",
    )
