"""The commands that are held against each other, and the peers that this machine lacks."""

import os
import shutil
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

AST_GREP = "UNINSTALLER_BENCH_AST_GREP"
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
    """The search for uses alone, and the whole command; caches are kept in `scratch`."""
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
    yield from list_plans(module, root, scratch)
    yield from list_checks(module, root, scratch)
    yield Command("--help", (sys.executable, "-m", "uninstaller", "--help"))
    yield Command("python -c pass", (sys.executable, "-c", "pass"))


def list_plans(module: str, root: Path, scratch: Path) -> Iterator[Command]:
    """The real command: with an empty cache, with one of a tree with other times, with one of this very tree."""
    arguments = ("plan", module, "--root", str(root), "--module-dir", "sites/all/modules/custom")
    plan = (sys.executable, "-m", "uninstaller", *arguments)
    forgetful = (sys.executable, "-m", "benchmarks.forgetful", *arguments)
    by_content, by_time = ({"XDG_CACHE_HOME": str(scratch / way)} for way in ("content", "time"))
    yield Command("plan, cold", (*plan, "--no-cache"))
    yield Command("plan, warm by content", forgetful, forgetful, by_content)
    yield Command("plan, warm by time", plan, plan, by_time)


def list_checks(module: str, root: Path, scratch: Path) -> Iterator[Command]:
    """The gate for one module's name, with an empty cache and with one of this very tree."""
    check = (sys.executable, "-m", "uninstaller", "check", module, "--root", str(root))
    yield Command("check, cold", (*check, "--no-cache"))
    yield Command("check, warm by time", check, check, {"XDG_CACHE_HOME": str(scratch / "checked")})


def list_peers(module: str, root: Path) -> Iterator[Command]:
    """Those that are here; ripgrep, the unit of all ratios, is the first."""
    if shutil.which("rg"):
        yield Command("rg -l", ("rg", "-l", module, str(root)))
    if shutil.which("ctags"):
        maps = "--langmap=php:.php.module.inc.install.profile.theme.engine.test"
        yield Command("ctags", ("ctags", "-R", "--links=no", "--languages=php", maps, "-f", os.devnull, str(root)))
    if ast_grep := find_ast_grep():
        # Without its settings it passes over all PHP files that do not end in .php.
        settings = str(Path(__file__).with_name("ast_grep.yml"))
        pattern = ("--lang", "php", "--pattern", "module_exists($A)")
        yield Command("ast-grep", (ast_grep, "run", "--config", settings, *pattern, str(root)))
    if autoload := find_php_parser():
        yield Command("nikic/PHP-Parser", ("php", "-r", _PARSE_ALL, "--", autoload, str(root)))


def list_missing() -> Iterator[str]:
    for program in ("rg", "ctags"):
        if not shutil.which(program):
            yield f"{program}: it is not on the path"
    if not find_ast_grep():
        yield f"ast-grep: it is not on the path, nor is {AST_GREP} set to it"
    if not find_php_parser():
        yield f"nikic/PHP-Parser: php and php-parse are not on the path, nor is {PHP_PARSER} set to its autoload.php"


def find_ast_grep() -> str:
    """The program that the environment names, else that on the path; '' where there is none."""
    return shutil.which(os.environ.get(AST_GREP, "") or "ast-grep") or ""


def find_php_parser() -> str:
    """The autoload.php that the environment names, else that of the folder `vendor` with the php-parse on the path."""
    program = shutil.which("php-parse")
    beside = str(Path(program).parent.parent / "autoload.php") if program else ""
    autoload = os.environ.get(PHP_PARSER, "") or beside
    return autoload if shutil.which("php") and Path(autoload).is_file() else ""
