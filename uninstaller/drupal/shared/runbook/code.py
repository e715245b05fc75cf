"""Steps that bring the new code to a server, one way each."""

from collections.abc import Iterator

from uninstaller.drupal.shared.runbook.job import Job, answers, where_once
from uninstaller.plan.commands import command, word
from uninstaller.plan.runbook import Command, Mode, RunbookStep, Where


def checkout(job: Job) -> Iterator[RunbookStep]:
    """Git in the folder that is served."""
    yield _checkout(job, where_once(job) if job.asked.topology != "many-sites" else Where.SERVER, Mode.MAINTENANCE)


def checkout_each(job: Job) -> Iterator[RunbookStep]:
    yield _checkout(job, Where.EACH, Mode.MAINTENANCE)


def checkout_aside(job: Job) -> Iterator[RunbookStep]:
    """In a stack that nobody sees now."""
    yield _checkout(job, Where.SERVER, Mode.ASIDE)


def _checkout(job: Job, where: Where, mode: Mode) -> RunbookStep:
    return RunbookStep(
        "Bring in the new code",
        where,
        mode,
        commands=(*_switch_to(job, "$REVISION", fetches=True), command("@RELOAD")),
        expect="Git says nothing.",
        check=code_is_gone(job),
        undo=(*_switch_to(job, "$PREVIOUS"), command("@RELOAD")),
        risk="Files in the modules' folders that git does not know stay behind: the check finds them.",
    )


def _switch_to(job: Job, revision: str, *, fetches: bool = False) -> tuple[Command, ...]:
    code = job.stack.code
    fetch = (command(f"git -C {code} fetch --quiet --tags origin"),) if fetches else ()
    switch = command(f"git -C {code} checkout --quiet --detach {revision}")
    composer = command(f"composer --working-dir={code} install --no-dev --no-interaction")
    return (*fetch, switch, composer) if job.has_composer else (*fetch, switch)


def code_is_gone(job: Job) -> tuple[Command, ...]:
    """In the first of two releases it stays."""
    if job.release == 1:
        return ()
    if job.asked.topology == "tarball":
        lines = (word('cls -1 -d "{}"\nbye 0', folder) for folder in job.folders)
        return tuple(command("lftp $FTP", stdin=line, prints="", is_here=True) for line in lines)
    return tuple(command(f"test ! -e {job.stack.code}/{{}}", folder) for folder in job.folders)


def prepare_release(job: Job) -> Iterator[RunbookStep]:
    """A folder beside the one that is served, complete before anybody sees it."""
    sites = "$NEW_ROOT/sites/default"
    composer = command("composer --working-dir=$NEW install --no-dev --no-interaction")
    gone = tuple(command("test ! -e $NEW/{}", folder) for folder in job.folders) if job.release != 1 else ()
    yield RunbookStep(
        "Prepare the new release beside the old one",
        Where.SERVER,
        commands=(
            command("git clone --quiet --no-checkout -- $REPOSITORY $NEW"),
            command("git -C $NEW checkout --quiet --detach $REVISION"),
            *((composer,) if job.has_composer else ()),
            command(f"mkdir -p -- {sites}"),
            command(f"ln -sfn -- $SHARED/settings.php {sites}/settings.php"),
            command(f"ln -sfn -- $SHARED/files {sites}/files"),
        ),
        expect="A folder with the new code, and links to what all releases share.",
        check=gone,
        undo=(command("rm -rf -- $NEW"),),
        undo_note="Only what this step has made goes.",
    )


def switch_link(job: Job) -> Iterator[RunbookStep]:
    yield RunbookStep(
        "Switch the link to the new release",
        Where.SERVER,
        Mode.MAINTENANCE,
        commands=_point_to("$NEW"),
        expect="One rename: no request sees half of it.",
        check=code_is_gone(job),
        undo=_point_to("$OLD"),
        undo_note="The old release is untouched.",
    )


def _point_to(folder: str) -> tuple[Command, ...]:
    """`mv -T` replaces a link in one step; `ln -f` would delete it first."""
    return (
        command(f"ln -sfn -- {folder} $LIVE.next"),
        command("mv -T -- $LIVE.next $LIVE"),
        command("@RELOAD"),
    )


def point_live_to(title: str, folder: str, back: str, note: str = "") -> RunbookStep:
    """Sends visitors to another stack."""
    return RunbookStep(
        title,
        Where.SERVER,
        Mode.READ_ONLY if "copy" in title else Mode.LIVE,
        commands=_point_to(folder),
        expect="Visitors get the same pages from there.",
        check=(answers("$URL"),),
        undo=_point_to(back),
        undo_note=note,
    )


def install_package(job: Job) -> Iterator[RunbookStep]:
    where = where_once(job)
    yield RunbookStep(
        "Install the new package",
        where,
        Mode.MAINTENANCE,
        why="dpkg replaces file by file: for a moment old and new code stand beside each other.",
        commands=(
            command("@APT update"),
            command("@APT install --yes $PACKAGE=$VERSION"),
            command("@RELOAD"),
        ),
        expect="The package is configured, without a question about changed files.",
        check=(command("dpkg --verify $PACKAGE", prints=""), *code_is_gone(job)),
        undo=(command("@APT install --yes --allow-downgrades $PACKAGE=$PREVIOUS_VERSION"), command("@RELOAD")),
        risk="dpkg leaves a folder in which there are files that it does not own: the check finds it.",
    )


def upload(job: Job) -> Iterator[RunbookStep]:
    """No git and no shell on the server: folders that go must be named, since nothing that is unpacked deletes."""
    gone = job.folders if job.release != 1 else ()
    mirror = (
        'mirror --reverse --exclude-glob .git/ --exclude-glob "sites/*/files/" --exclude-glob "sites/*/settings.php"'
    )
    yield RunbookStep(
        "Upload the new code, and delete the folders that go",
        Where.HERE,
        Mode.MAINTENANCE,
        why="The upload takes minutes: meanwhile old and new code stand beside each other.",
        commands=(
            command("git -C $HERE checkout --quiet --detach $REVISION"),
            _lftp(*(f'rm -r -f "{folder}"' for folder in gone), f"{mirror} . ."),
        ),
        expect="lftp says nothing; asked for the folders, it finds none.",
        check=code_is_gone(job),
        undo=(command("git -C $HERE checkout --quiet --detach $PREVIOUS"), _lftp(f"{mirror} . .")),
        risk="A tarball unpacked over the old code, or an upload without the lines rm, leaves the folders there.",
    )


def _lftp(*lines: str) -> Command:
    """Double quotes hold in lftp as well; the paths were checked for them."""
    script = word('set cmd:fail-exit yes\nlcd "$HERE"\n{}\nbye', "\n".join(lines))
    return command("lftp $FTP", stdin=script, is_here=True)
