"""Steps that work on the site's data: maintenance mode, backup, the update, and the look afterwards."""

from collections.abc import Iterator

from uninstaller.drupal.shared.runbook.code import code_is_gone
from uninstaller.drupal.shared.runbook.job import (
    OTHER,
    Job,
    answers,
    dump_database,
    load_database,
    name_all,
    sql,
    where_once,
)
from uninstaller.plan.commands import command, word
from uninstaller.plan.runbook import Command, EffectKind, Mode, RunbookStep, Where

_CODE_GONE = (
    "Drupal still believes that the module is there while its code is gone: pages of its own answer with an error, and"
    " code that waits for it may fail, until the update has run"
)


def backup_file(job: Job) -> str:
    """Each of two releases has its own; none is ever written over."""
    return f"$BACKUP/$NAME{f'-{job.release}' if job.release else ''}.sql"


def look_before(job: Job) -> Iterator[RunbookStep]:
    """Nothing is changed yet."""
    commands = [answers("$URL")]
    if not job.asked.is_first and not job.has_host and job.release != 1:
        commands.append(_is_enabled(job))
    yield RunbookStep(
        "Look whether all is well before you begin",
        where_once(job),
        commands=tuple(commands),
        expect=f"The site answers with 200{', and uninstall is enabled' if len(commands) > 1 else ''}.".replace(
            "uninstall", job.generated
        ),
    )


def ahead(job: Job) -> Iterator[RunbookStep]:
    """A first release where Drupal cannot enable a module while another's code has just gone."""
    if job.kit.first_is_ahead and job.asked.is_first and not job.has_host and job.release != 1:
        yield RunbookStep(
            f"A release ahead: {job.generated} is enabled",
            where_once(job),
            why="Drupal cannot install a module while the code of another has just gone.",
            by_hand=f"Run uninstaller init, commit, deploy as any release, enable {job.generated} on each site, and"
            " export its configuration where the site keeps any.",
            check=(_is_enabled(job),),
            undo_note=f"Not needed: {job.generated} does nothing until a module is removed.",
        )


def _is_enabled(job: Job) -> Command:
    return sql(job, job.kit.not_enabled, job.generated, job.generated, prints="")


def maintenance_on(job: Job) -> Iterator[RunbookStep]:
    yield RunbookStep(
        "Begin maintenance mode",
        where_once(job),
        Mode.MAINTENANCE,
        why=f"{_CODE_GONE}.",
        commands=job.kit.maintain(job, True),
        expect="Visitors get the page of maintenance mode.",
        check=(answers("$URL", "503"),),
        undo=job.kit.maintain(job, False),
    )


def maintenance_off(job: Job) -> Iterator[RunbookStep]:
    yield RunbookStep(
        "End maintenance mode",
        where_once(job),
        commands=job.kit.maintain(job, False),
        expect="The site answers with 200.",
        check=(answers("$URL"),),
        undo=job.kit.maintain(job, True),
    )


def backup(job: Job) -> Iterator[RunbookStep]:
    file = backup_file(job)
    yield RunbookStep(
        "Back up the database",
        where_once(job),
        _mode(job),
        why="What is written after this is lost when you go back to it." if _mode(job) is Mode.LIVE else "",
        commands=(
            command("mkdir -p -- $BACKUP", is_here=True),
            command(f"test ! -e {file}", is_here=True),
            dump_database(job, f"{file}.part"),
            command(f"test -s {file}.part", is_here=True),
            command(f"mv -- {file}.part {file}", is_here=True),
        ),
        expect="A file with all tables. One that is there already is not written over: it may be the only good one.",
        undo_note="Keep the backup until you are sure.",
        backs_up=True,
    )


def _mode(job: Job) -> Mode:
    return {"rolling": Mode.LIVE, "read-only-copy": Mode.READ_ONLY, "blue-green": Mode.READ_ONLY}.get(
        job.asked.topology, Mode.MAINTENANCE
    )


def update(job: Job) -> Iterator[RunbookStep]:
    """What removes the data: natively in the first of two releases, else by the generated module."""
    if job.release == 1:
        yield _uninstall(job)
        return
    if job.asked.is_first and not job.has_host and not job.kit.first_is_ahead:
        yield _data_step(
            job,
            f"Enable {job.generated}, which removes the data",
            job.kit.enable(job),
            by_hand=f"Enable {job.generated} as user 1 on the page admin/modules.",
            expect=f"{job.generated} is enabled; it reports what was removed.",
        )
    yield _data_step(
        job,
        "Run the updates",
        job.kit.update(job),
        by_hand="Open update.php as user 1, and apply all pending updates.",
        expect="No update fails." + (" Then configuration is imported, last of all." if job.has_sync else ""),
    )


def _uninstall(job: Job) -> RunbookStep:
    how = "Import the configuration, which uninstalls" if job.has_sync else "Uninstall"
    return _data_step(
        job,
        f"{how} {', '.join(job.modules)} while the code is still there",
        job.kit.uninstall(job),
        by_hand="Uninstall them as user 1 on the page admin/modules/uninstall (on Drupal 7 disable them before that).",
        expect="Drupal says that they were uninstalled.",
    )


def _data_step(job: Job, title: str, commands: tuple[Command, ...], by_hand: str, expect: str) -> RunbookStep:
    is_last = "Enable" not in title
    return RunbookStep(
        title,
        where_once(job),
        _mode_of_update(job),
        why=_why(job),
        by_hand=by_hand if not job.asked.has_drush else "",
        commands=commands,
        expect=expect,
        check=(sql(job, job.kit.still_there, name_all(job.modules), prints=""),) if is_last else (),
        undo=() if job.stack == OTHER else load_database(job, backup_file(job)),
        undo_note="Not needed: the live stack has all its data."
        if job.stack == OTHER
        else f"Puts the backup in the place of the whole database.{_loss(job)}",
        risk="Data is deleted. A run that fails half-way can be repeated: it goes on where it was.",
        destroys=True,
        needs=word(backup_file(job)),
    )


def _loss(job: Job) -> str:
    return " What was written since then is lost." if _mode(job) is Mode.LIVE else ""


def _mode_of_update(job: Job) -> Mode:
    mode = _mode(job)
    if mode is Mode.READ_ONLY:
        return Mode.ASIDE
    goes_offline = job.kit.goes_offline if job.asked.has_drush else True
    return Mode.MAINTENANCE if job.needs_maintenance or goes_offline else mode


def _why(job: Job) -> str:
    """What of the update keeps visitors away, if anything does."""
    rewritten = [effect for effect in job.effects if effect.kind is EffectKind.REWRITES]
    reasons = [f"{effect.module} {effect.kind.value} ({', '.join(effect.objects)})" for effect in rewritten]
    if reasons:
        return f"{'; '.join(reasons)}."
    what = "It drops tables that nobody reads any more, or deletes rows: that could run live."
    if _mode_of_update(job) is Mode.MAINTENANCE:
        return f"{what} Maintenance mode is for the time in which code and data disagree."
    return what


def look_after(job: Job) -> Iterator[RunbookStep]:
    gone = code_is_gone(job)
    is_gone = job.release != 1
    yield RunbookStep(
        "Look whether code and data are gone" if is_gone else "Look whether the data is gone",
        where_once(job),
        commands=(
            answers("$URL"),
            sql(job, job.kit.still_there, name_all(job.modules), prints=""),
            *gone,
        ),
        expect="The site answers with 200, and nothing of the modules is there.",
    )


def between_releases(job: Job) -> RunbookStep:
    return RunbookStep(
        "Wait until the second release may be made",
        Where.HERE,
        by_hand=f"Each site must have run the first release by now; {job.generated} must be enabled where one has not."
        " Make the second release, and set the variables anew before you go on.",
        expect="The time between is yours: the code is idle, and does no harm.",
        undo_note="From here on, going back means to go back from the second release, and then from the first.",
    )
