"""What the user asked for: options and `uninstaller.toml` as a few frozen settings."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from uninstaller.errors import UserError


@dataclass(frozen=True, slots=True)
class Settings:
    """`root` is absolute; `project`, the nearest composer.json or git top at or above it, bounds all that is written.

    `module_name` is the generated module's, `module_dir` the folder for it where it is new; `host` an installed module
    that shall enable it. `strategy` is one of STRATEGIES, '' for the least that does. `guard`: calls that stay run only
    where the module is there. `jobs` are worker processes, 0 for one a core. Of `check`: `include` are globs of files
    whose findings count (none: all), `fail_on` the least certainty that fails, `baseline` a file relative to the root.
    """

    root: Path
    project: Path
    jobs: int = 0
    use_cache: bool = True
    with_tests: bool = True
    with_dependents: bool = False
    on_content: str = "native"
    strategy: str = ""
    deep_clean: bool = False
    guard: bool = False
    module_name: str = "uninstall"
    module_dir: str = ""
    host: str = ""
    exclude: tuple[str, ...] = ()
    include: tuple[str, ...] = ()
    fail_on: str = "likely"
    baseline: str = ""


ON_CONTENT = ("native", "abort", "delete")
STRATEGIES = ("slice", "classes", "carry")
FAIL_ON = ("certain", "likely", "possible")

CONFIGURABLE: Mapping[str, type] = {
    "jobs": int,
    "on_content": str,
    "strategy": str,
    "deep_clean": bool,
    "module_name": str,
    "module_dir": str,
    "exclude": list,
    "include": list,
    "fail_on": str,
    "baseline": str,
}
"""Keys of `uninstaller.toml`, with underscores or hyphens, and what each holds."""


def read_config(text: str, path: str) -> dict[str, object]:
    """The keys of an `uninstaller.toml`; raises UserError for what is no TOML, unknown or of a wrong type."""
    import tomllib  # noqa: PLC0415 - few code bases have a settings file

    try:
        loaded = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise UserError(f"{path}: {error}", "mend the TOML syntax") from None
    config: dict[str, object] = {}
    for key, value in loaded.items():
        name = key.replace("-", "_")
        if name not in CONFIGURABLE:
            raise UserError(f"{path}: unknown key {key}", f"known keys: {', '.join(sorted(CONFIGURABLE))}")
        expected = EXPECTED.get(name, f"be of type {CONFIGURABLE[name].__name__}")
        if type(value) is not CONFIGURABLE[name] or not _VALID.get(name, _accept)(value):
            raise UserError(f"{path}: {key} must {expected}", "correct its value")
        config[name] = tuple(value) if isinstance(value, list) else value
    return config


def check_module_dir(folder: str) -> str:
    """The folder for the generated module, relative to the root, without `.` and a final `/`; raises UserError."""
    path = PurePosixPath(folder)
    if path.is_absolute() or ".." in path.parts or not path.parts or not folder.isprintable():
        raise UserError(f"{folder!r}: no folder for the generated module", "name one below the root, without ..")
    return str(path)


EXPECTED: Mapping[str, str] = {
    "jobs": "be a whole number, 1 or more (0: one a core)",
    "on_content": f"be one of {', '.join(ON_CONTENT)}",
    "strategy": f"be one of {', '.join(STRATEGIES)}",
    "exclude": "be a list of texts",
    "include": "be a list of texts",
    "fail_on": f"be one of {', '.join(FAIL_ON)}",
}


def _accept(_value: object) -> bool:
    return True


_VALID: Mapping[str, Callable[..., bool]] = {
    "jobs": lambda jobs: jobs >= 0,
    "on_content": lambda choice: choice in ON_CONTENT,
    "strategy": lambda choice: choice in STRATEGIES,
    "exclude": lambda globs: all(isinstance(glob, str) for glob in globs),
    "include": lambda globs: all(isinstance(glob, str) for glob in globs),
    "fail_on": lambda choice: choice in FAIL_ON,
}
