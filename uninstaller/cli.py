"""The command line: options in, text and an exit status out. Nothing else is decided here."""

import os
import sys
from collections.abc import Callable
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING, Any, ParamSpec

import click

from uninstaller import __version__
from uninstaller.errors import UserError

if TYPE_CHECKING:
    from uninstaller.drupal.edition import Written
    from uninstaller.pipeline import CodeBase
    from uninstaller.settings import Settings

CLEAN, FINDINGS, FAILED = 0, 1, 2
P = ParamSpec("P")


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, prog_name="uninstaller")
def main() -> None:
    """Remove a Drupal module's code and data in one release.

    Exit status: 0 clean, or it can be generated; 1 an open decision; 2 it could not run.
    """


def _common(command: Callable[..., Any]) -> Callable[..., Any]:
    """Options that every command has."""
    options = (
        click.option(
            "--root", type=click.Path(path_type=Path), help="The Drupal root (default: the nearest one upwards)."
        ),
        click.option(
            "--config", type=click.Path(path_type=Path), help="Settings file (default: uninstaller.toml in the root)."
        ),
        click.option("--jobs", type=click.IntRange(min=1), help="Worker processes (default: one a core)."),
        click.option("--no-cache", is_flag=True, help="Neither read nor write the cache."),
        click.option("--no-tests", is_flag=True, help="Leave the tests of others unread."),
        click.option("--quiet", is_flag=True, help="Print results only."),
        click.option("--verbose", is_flag=True, help="Cut no list short."),
    )
    return _decorate(command, options)


def _planning(command: Callable[..., Any]) -> Callable[..., Any]:
    """Options of the commands that make a plan."""
    options = (
        click.argument("modules", nargs=-1, required=True, metavar="MODULE..."),
        click.option("--with-dependents", is_flag=True, help="Remove what requires the modules as well."),
        click.option(
            "--on-content",
            type=click.Choice(["native", "abort", "delete"]),
            help="Where content stands in the way [native].",
        ),
        click.option("--deep-clean", is_flag=True, help="Remove also what Drupal's own uninstall leaves behind."),
    )
    return _decorate(_naming(command), options)


def _naming(command: Callable[..., Any]) -> Callable[..., Any]:
    """Options about the generated module."""
    options = (
        click.option("--module-name", help="Name of the generated module [uninstall]."),
        click.option("--module-dir", metavar="DIR", help="Folder for the generated module, where it is new."),
        click.option("--host", metavar="MODULE", help="Installed module whose update enables the generated one."),
    )
    return _decorate(command, options)


def _patching(command: Callable[..., Any]) -> Callable[..., Any]:
    """Options of the commands that write."""
    options = (
        click.option("--patch", metavar="FILE", help="Write one patch ('-': to stdout) and change nothing else."),
        click.option("--force", is_flag=True, help="Even where what is changed or deleted is not committed."),
    )
    return _decorate(command, options)


def _decorate(command: Callable[..., Any], options: tuple[Callable[[Any], Any], ...]) -> Callable[..., Any]:
    for option in reversed(options):
        command = option(command)
    return command


def _failing(command: Callable[P, int]) -> Callable[P, None]:
    """Ends the process with the command's status; a UserError is one line on stderr, with its remedy, and status 2."""

    @wraps(command)
    def run(*args: P.args, **kwargs: P.kwargs) -> None:
        try:
            status = command(*args, **kwargs)
        except UserError as error:
            _say(*(f"uninstaller: {error.problem}", *((f"  {error.hint}",) if error.hint else ())))
            status = FAILED
        except OSError as error:
            if isinstance(error, BrokenPipeError):
                os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            else:
                problem = f"uninstaller: {error.filename or 'a file'} cannot be read: {error.strerror or error}"
                _say(problem, "  give this user the right to read the whole code base, then run again")
            status = FAILED
        except KeyboardInterrupt:
            _say("uninstaller: interrupted; nothing was changed")
            status = FAILED
        raise SystemExit(status)

    return run


@main.command()
@_planning
@click.option("--format", "format_", type=click.Choice(["text", "markdown", "json"]), default="text", show_default=True)
@click.option("--output", type=click.Path(path_type=Path), help="Write the plan to a file.")
@_common
@_failing
def plan(modules: tuple[str, ...], format_: str, output: Path | None, **options: Any) -> int:
    """Say what goes, what breaks and what needs a decision; write nothing."""
    from uninstaller.artifacts.catalogue import PLAN_REPORTS, Look
    from uninstaller.pipeline import make_changes, make_plan, read_code_base
    from uninstaller.plan.verdict import Verdict, verdict

    base = read_code_base(_settings(options))
    names = _not_yet_removed(base, modules)
    if not names:
        return CLEAN
    made = make_plan(base, names)
    is_ready = verdict(made) is Verdict.READY
    if is_ready:
        make_changes(base, made, "")  # raises what would stop `generate`
    look = Look(_wants_colour() and output is None, _width(), options["verbose"])
    report = dict(PLAN_REPORTS)[format_](made, look)
    _print(report, output)
    return CLEAN if is_ready else FINDINGS


@main.command()
@_planning
@_patching
@_common
@_failing
def generate(modules: tuple[str, ...], patch: str | None, force: bool, **options: Any) -> int:
    """Write the module that removes the data, delete the code, and mend what names it."""
    from uninstaller.pipeline import make_changes, make_plan, read_code_base
    from uninstaller.plan.verdict import Verdict, verdict

    settings = _settings(options)
    _recover(settings)
    base = read_code_base(settings)
    names = _not_yet_removed(base, modules)
    if not names:
        return CLEAN
    made = make_plan(base, names)
    if verdict(made) is not Verdict.READY:
        from uninstaller.artifacts.reports.text import report_text

        report = report_text(made, colour=False, width=_width(), verbose=options["verbose"])
        _say(*report.split("\n"), "nothing was written")
        return FINDINGS
    written = make_changes(base, made, _revision(settings))
    status = _deliver(base, written, patch, force=force)
    if not options["quiet"]:
        _say_next(base, written, patch)
    return status


@main.command()
@_naming
@_patching
@_common
@_failing
def init(patch: str | None, force: bool, **options: Any) -> int:
    """Write the generated module empty, to be enabled a release ahead."""
    from uninstaller.pipeline import make_empty, read_code_base

    settings = _settings(options)
    _recover(settings)
    base = read_code_base(settings)
    return _deliver(base, make_empty(base, _revision(settings)), patch, force=force)


@main.command()
@click.option("--before", type=click.IntRange(min=1), required=True, metavar="N", help="Retire the updates below N.")
@click.option("--module-name", help="Name of the generated module [uninstall].")
@_patching
@_common
@_failing
def prune(before: int, patch: str | None, force: bool, **options: Any) -> int:
    """Retire updates that every site has run."""
    from uninstaller.pipeline import make_pruned, read_code_base

    settings = _settings(options)
    _recover(settings)
    base = read_code_base(settings)
    return _deliver(base, make_pruned(base, before), patch, force=force)


@main.command("list")
@click.option("--format", "format_", type=click.Choice(["text", "json"]), default="text", show_default=True)
@click.option("--output", type=click.Path(path_type=Path), help="Write the list to a file.")
@click.option(
    "--sort", type=click.Choice(["name", "type", "path", "version", "dependents"]), default="name", show_default=True
)
@_common
@_failing
def list_extensions(format_: str, output: Path | None, sort: str, **options: Any) -> int:
    """Show every extension of the code base."""
    from uninstaller.artifacts.reports.extensions import Column, ListRow, report_inventory_json, report_inventory_text
    from uninstaller.graph.model import Strength
    from uninstaller.graph.questions import dependents_of
    from uninstaller.pipeline import read_code_base

    base = read_code_base(_settings(options))
    rows = [
        ListRow(extension, len(dependents_of(base.graph, [extension.name], Strength.HARD)))
        for extension in base.inventory.extensions
    ]
    column = Column(sort)
    if format_ == "json":
        _print(report_inventory_json(base.inventory, rows, column), output)
    else:
        colour = _wants_colour() and output is None
        _print(report_inventory_text(base.inventory, rows, colour=colour, width=_width(), sort=column), output)
    return CLEAN


def _settings(options: dict[str, Any]) -> "Settings":
    """Options over the settings file over defaults."""
    from uninstaller.codebase.root import find_project, find_root
    from uninstaller.settings import Settings, check_module_dir, read_config

    given = options.get("root")
    root = _folder(given) if given is not None else find_root(Path.cwd())
    config_path = options.get("config")
    path = config_path or root / "uninstaller.toml"
    config: dict[str, Any] = {}
    if config_path is not None or path.is_file():
        config = read_config(_read_text(path), str(path))
    chosen = _given(options)
    chosen |= {key: True for key in ("deep_clean", "with_dependents") if options.get(key)}
    chosen |= {"use_cache": not options["no_cache"], "with_tests": not options["no_tests"]}
    merged = {**config, **chosen}
    if "module_dir" in merged:
        merged["module_dir"] = check_module_dir(merged["module_dir"])
    return Settings(root=root, project=find_project(root), **merged)


def _given(options: dict[str, Any]) -> dict[str, Any]:
    """The options that hold a value; an empty one, as of an unset shell variable, is a mistake."""
    keys = ("jobs", "on_content", "module_name", "module_dir", "host")
    given = {key: options[key] for key in keys if options.get(key) is not None}
    for key, value in given.items():
        if value == "":
            raise UserError(f"--{key.replace('_', '-')} is empty", "give it a value, or leave it out")
    return given


def _folder(path: Path) -> Path:
    if not path.is_dir():
        raise UserError(f"{path} is no folder", "name the Drupal root with --root DIR")
    return path.resolve()


def _read_text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except UnicodeDecodeError:
        raise UserError(f"{path} cannot be read: it is not UTF-8", "save it as UTF-8") from None
    except OSError as error:
        raise UserError(f"{path} cannot be read: {error.strerror}", "name another file with --config") from None


def _recover(settings: "Settings") -> None:
    from uninstaller.delivery import recover_project

    said = recover_project(settings)
    if said:
        _say(f"uninstaller: {said}")


def _revision(settings: "Settings") -> str:
    from uninstaller.delivery import read_revision

    return read_revision(settings)


def _not_yet_removed(base: "CodeBase", modules: tuple[str, ...]) -> tuple[str, ...]:
    """The modules without those that are gone from the tree and in the ledger."""
    from uninstaller.pipeline import read_removed

    removed = read_removed(base)
    there = tuple(name for name in modules if base.inventory.find(name) or name not in removed)
    gone = [name for name in modules if name not in there]
    if gone:
        said = f"{', '.join(gone)} {'are' if len(gone) > 1 else 'is'} in the ledger already"
        _say(said if there else f"nothing to do: {said}")
    return there


def _say_next(base: "CodeBase", written: "Written", patch: str | None) -> None:
    """What is left to a person after `generate`."""
    from uninstaller.delivery import is_versioned

    name = base.settings.module_name
    if not base.inventory.find(name) and not base.settings.host:
        _say(f"{name} is a new module: nothing is removed before a site enables it (or see --host)")
    _say(f"{written.update}() removes the data: deploy, then run update.php or drush updatedb")
    if patch is None and not is_versioned(base.settings):
        _say("this code base is not in git: keep a copy of what was deleted until the release is out")


def _deliver(base: "CodeBase", written: "Written", patch: str | None, *, force: bool) -> int:
    from uninstaller.delivery import check_committed, patch_changes, write_changes

    if not written.changes:
        _say(f"nothing to do: {written.folder} is as it should be")
        return CLEAN
    if not force:
        check_committed(base.settings, written.changes, written.folder)
    if patch is None:
        write_changes(base.settings, written.changes)
        for change in sorted(written.changes, key=lambda change: change.path):
            click.echo(f"{type(change).__name__.lower():<7}{_visible(change.path)}  ({_visible(change.reason)})")
        return CLEAN
    content = patch_changes(base.settings, written.changes)
    if patch == "-":
        click.echo(content, nl=False)
    else:
        _write(Path(patch), content)
    return CLEAN


def _print(text: str, output: Path | None) -> None:
    if output is None:
        click.echo(text.encode("utf-8", "backslashreplace"), nl=False)
    else:
        _write(output, text.encode("utf-8", "backslashreplace"))


def _write(path: Path, content: bytes) -> None:
    try:
        path.write_bytes(content)
    except OSError as error:
        raise UserError(f"{path} cannot be written: {error.strerror}", "name another file") from None


def _say(*lines: str) -> None:
    for line in lines:
        click.echo(_visible(line), err=True)


def _visible(text: str) -> str:
    from uninstaller.artifacts.terminal import visible

    return visible(text)


def _wants_colour() -> bool:
    from uninstaller.artifacts.terminal import wants_colour

    return wants_colour(os.environ, sys.stdout.isatty())


def _width() -> int:
    from shutil import get_terminal_size

    return get_terminal_size((100, 24)).columns
