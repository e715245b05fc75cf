"""The commands that are held against each other, and the peers that this machine lacks."""

import os
import shutil
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from importlib.util import find_spec
from pathlib import Path

PHP_PARSER = "UNINSTALLER_BENCH_PHP_PARSER"
_PARSE_ALL = """
require $argv[1];
ini_set('memory_limit', '-1');
$parser = (new PhpParser\\ParserFactory())->createForNewestSupportedVersion();
$files = new RecursiveIteratorIterator(new RecursiveDirectoryIterator($argv[2], FilesystemIterator::SKIP_DOTS));
foreach ($files as $file) {
  if ($file->isFile() && preg_match('/\\.(php|module|inc|install|profile|theme|engine|test)$/', $file->getFilename())) {
    try { $parser->parse(file_get_contents($file->getPathname())); } catch (Throwable $e) { }
  }
}
"""


@dataclass(frozen=True, slots=True)
class Command:
    """`prepare` runs once before it, unmeasured, in the same environment."""

    name: str
    arguments: tuple[str, ...]
    prepare: tuple[str, ...] = ()
    environment: dict[str, str] = field(default_factory=dict)


def list_own(module: str, root: Path, scratch: Path) -> Iterator[Command]:
    """The engine, and `plan` where there is a command line; caches are kept in `scratch`."""
    engine = (
        sys.executable,
        "-m",
        "benchmarks.engine",
        module,
        str(root),
        "--vocabulary",
        str(scratch / f"{module}.json"),
    )
    cache = {"XDG_CACHE_HOME": str(scratch)}
    yield Command("walk alone", (*engine, "--walk-only"))
    yield Command("engine, cold", (*engine, "--no-cache"), engine, cache)
    yield Command("engine, cold, one process", (*engine, "--no-cache", "--jobs", "1"), engine, cache)
    yield Command("engine, cold, no tests", (*engine, "--no-cache", "--no-tests"), engine, cache)
    by_content = {"XDG_CACHE_HOME": str(scratch / "by content")}
    yield Command("engine, warm by content", (*engine, "--distrust-times"), (*engine, "--distrust-times"), by_content)
    yield Command("engine, warm by time", engine, engine, cache)
    if find_spec("uninstaller.cli") is not None:
        plan = (sys.executable, "-m", "uninstaller", "plan", module, "--root", str(root))
        yield Command("plan, cold", (*plan, "--no-cache"), (), cache)
        yield Command("plan, warm by time", plan, plan, cache)


def list_peers(module: str, root: Path) -> Iterator[Command]:
    """Those that are here; ripgrep, the unit of all ratios, is the first."""
    if shutil.which("rg"):
        yield Command("rg -l", ("rg", "-l", module, str(root)))
    if shutil.which("ctags"):
        maps = "--langmap=php:.php.module.inc.install.profile.theme.engine.test"
        yield Command("ctags", ("ctags", "-R", "--links=no", "--languages=php", maps, "-f", os.devnull, str(root)))
    if shutil.which("ast-grep"):
        yield Command("ast-grep", ("ast-grep", "run", "--lang", "php", "--pattern", "module_exists($A)", str(root)))
    autoload = os.environ.get(PHP_PARSER, "")
    if autoload and shutil.which("php"):
        yield Command("nikic/PHP-Parser", ("php", "-r", _PARSE_ALL, "--", autoload, str(root)))


def list_missing() -> Iterator[str]:
    for program in ("rg", "ctags", "ast-grep"):
        if not shutil.which(program):
            yield f"{program} is not installed"
    if not os.environ.get(PHP_PARSER, "") or not shutil.which("php"):
        yield f"nikic/PHP-Parser: install php and set {PHP_PARSER} to the autoload.php of a folder that has it"
