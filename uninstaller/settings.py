"""What the user asked for: options and `uninstaller.toml` as a few frozen settings."""

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Settings:
    """`root` is absolute; `project` is the nearest composer.json or git top at or above it: nothing outside is written."""

    root: Path
    project: Path
    jobs: int = 0
    """Worker processes; 0 is one for each core."""
    use_cache: bool = True
    with_tests: bool = True
    with_dependents: bool = False
    on_content: str = "native"
    deep_clean: bool = False
    module_name: str = "uninstall"
    module_dir: str = ""
    host: str = ""
    force: bool = False
    exclude: tuple[str, ...] = ()
