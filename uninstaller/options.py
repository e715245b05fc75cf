"""The options of the command line, in groups that commands share, and the settings that they come to."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import click

from uninstaller.codebase.root import find_project, find_root
from uninstaller.errors import UserError
from uninstaller.settings import FAIL_ON, STRATEGIES, Settings, check_module_dir, read_config


def with_common_options(command: Callable[..., Any]) -> Callable[..., Any]:
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


def with_planning_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """Options of the commands that make a plan."""
    options = (
        click.argument("modules", nargs=-1, required=True, metavar="MODULE..."),
        click.option("--with-dependents", is_flag=True, help="Remove what requires the modules as well."),
        click.option(
            "--on-content",
            type=click.Choice(["native", "abort", "delete"]),
            help="Where content stands in the way [native].",
        ),
        click.option(
            "--strategy",
            type=click.Choice(STRATEGIES),
            help="How much code comes along, on Drupal 8 and later (default: the least that does).",
        ),
        click.option("--guard", is_flag=True, help="Wrap calls that stay, to run only where the module is there."),
        click.option("--deep-clean", is_flag=True, help="Remove also what Drupal's own uninstall leaves behind."),
    )
    return _decorate(with_naming_options(command), options)


def with_release_option(command: Callable[..., Any]) -> Callable[..., Any]:
    """Whether data and code go in one release."""
    return _decorate(
        command, (click.option("--two-release", is_flag=True, help="Data in one release, code in the next."),)
    )


def with_naming_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """Options about the generated module."""
    options = (
        click.option("--module-name", help="Name of the generated module [uninstall]."),
        click.option("--module-dir", metavar="DIR", help="Folder for the generated module, where it is new."),
        click.option("--host", metavar="MODULE", help="Installed module whose update enables the generated one."),
    )
    return _decorate(command, options)


def with_patching_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """Options of the commands that write."""
    options = (
        click.option("--patch", metavar="FILE", help="Write one patch ('-': to stdout) and change nothing else."),
        click.option("--force", is_flag=True, help="Even where what is changed or deleted is not committed."),
    )
    return _decorate(command, options)


def with_checking_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """Options of `check`."""
    options = (
        click.argument("modules", nargs=-1, metavar="[MODULE...]"),
        click.option("--since", metavar="REV", help="Look for what has gone since a git revision."),
        click.option(
            "--fail-on", type=click.Choice(FAIL_ON), help="The least certainty of a finding that fails [likely]."
        ),
        click.option("--baseline", metavar="FILE", help="Findings that are known do not count."),
        click.option("--write-baseline", is_flag=True, help="Write all findings to the baseline, and fail on none."),
        click.option("--exit-zero", is_flag=True, help="Exit with 0 where there are findings."),
    )
    return _decorate(command, options)


def with_policy_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """Options of `policy`."""
    options = (
        click.option("--since", metavar="REV", help="What was there at a git revision, and has shipped [HEAD]."),
        click.option("--module-name", help="Name of the generated module [uninstall]."),
        click.option("--exit-zero", is_flag=True, help="Exit with 0 where the policy is broken."),
    )
    return _decorate(command, options)


def with_report_options(formats: Sequence[str]) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """In which form, and where to, a result is written."""
    choice = click.Choice(formats)
    options = (
        click.option("--format", "format_", type=choice, default=formats[0], show_default=True),
        click.option("--output", type=click.Path(path_type=Path), help="Write the result to a file."),
    )
    return lambda command: _decorate(command, options)


def _decorate(command: Callable[..., Any], options: tuple[Callable[[Any], Any], ...]) -> Callable[..., Any]:
    for option in reversed(options):
        command = option(command)
    return command


def read_settings(options: dict[str, Any]) -> Settings:
    """Options over the settings file over defaults."""
    given = options.get("root")
    root = _folder(given) if given is not None else find_root(Path.cwd())
    config_path = options.get("config")
    path = config_path or root / "uninstaller.toml"
    config: dict[str, Any] = {}
    if config_path is not None or path.is_file():
        config = read_config(_read_text(path), str(path))
    chosen = _given(options)
    chosen |= {key: True for key in ("deep_clean", "guard", "with_dependents") if options.get(key)}
    chosen |= {"use_cache": not options["no_cache"], "with_tests": not options["no_tests"]}
    merged = {**config, **chosen}
    if "module_dir" in merged:
        merged["module_dir"] = check_module_dir(merged["module_dir"])
    return Settings(root=root, project=find_project(root), **merged)


def _given(options: dict[str, Any]) -> dict[str, Any]:
    """The options that hold a value; an empty one, as of an unset shell variable, is a mistake."""
    keys = ("jobs", "on_content", "strategy", "module_name", "module_dir", "host", "fail_on", "baseline")
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
