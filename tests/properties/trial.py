"""One trial: damage a code base, plan and generate in memory, and hold what comes out against the laws."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from random import Random
from types import FrameType

from tests.properties.mutator import mutate
from tests.properties.trees import Sample, make_settings, with_files
from uninstaller.artifacts.catalogue import PLAN_REPORTS, Look
from uninstaller.artifacts.dossier import Dossier
from uninstaller.codebase.change import Write
from uninstaller.codebase.tree import Tree
from uninstaller.errors import UserError
from uninstaller.php.parse import parse
from uninstaller.pipeline import CodeBase, make_changes, make_plan
from uninstaller.plan.model import Plan
from uninstaller.plan.verdict import Verdict, verdict

MOST_STEPS = 4_000_000
"""Calls of Python functions; a fixture site takes about 20,000, a large module beside all of core two million."""

PHP_FILES = (".php", ".module", ".install", ".inc")


class TooManySteps(BaseException):
    """No Exception, so that nobody who survives a broken file takes this for one."""


@dataclass(frozen=True, slots=True)
class Trial:
    """`said` is the problem of a UserError; `php` what was generated, by path; `faults` what breaks a law."""

    outcome: str
    said: str = ""
    php: tuple[tuple[str, bytes], ...] = ()
    faults: tuple[str, ...] = ()


def damage(sample: Sample, random: Random) -> Tree:
    """One to three files of the sample, each damaged."""
    chosen = random.sample(sample.mutable, min(len(sample.mutable), random.choice((1, 1, 2, 3))))
    return with_files(sample.tree, {path: mutate(random, sample.tree.read(path)) for path in sorted(chosen)})


def run_trial(sample: Sample, seed: int) -> Trial:
    """Raises whatever is no UserError, and TooManySteps."""
    tree = damage(sample, Random(f"{sample.name} {seed}"))
    with counting():
        try:
            return use(sample, tree)
        except UserError as error:
            return Trial("refused", error.problem, faults=tuple(_check_error(error)))


def use(sample: Sample, tree: Tree) -> Trial:
    """Plans, reports, and writes where the plan is ready; all in memory."""
    base = read_code_base_of(tree)
    plan = make_plan(base, sample.modules)
    faults = [*_check_reports(plan), *_check_reading(plan)]
    if verdict(plan) is not Verdict.READY:
        return Trial("decisions", faults=tuple(faults))
    written = make_changes(base, plan, "")
    below = f"{written.folder}/"
    made = {one.path: one.content for one in written.changes if isinstance(one, Write) and one.path.startswith(below)}
    php = tuple((path, content) for path, content in made.items() if path.endswith(PHP_FILES))
    faults += [f"{path}: {found}" for path, content in php for found in _check_php(content)]
    return Trial("ready", php=php, faults=tuple(faults))


def read_code_base_of(tree: Tree) -> CodeBase:
    """As `pipeline.read_code_base`, of a tree that is no folder."""
    from uninstaller.drupal.editions import find_edition
    from uninstaller.facts.answers import Answers
    from uninstaller.graph.build import build_graph

    edition = find_edition(tree)
    inventory = edition.read_inventory(tree)
    settings = make_settings(tree)
    answers = Answers(tree, "", use_cache=settings.use_cache)
    return CodeBase(settings, tree, edition, inventory, build_graph(inventory), answers)


def _check_error(error: UserError) -> Iterator[str]:
    if not error.problem or not error.hint:
        yield f"no problem or no remedy: {error.problem!r}, {error.hint!r}"
    if "\n" in error.problem + error.hint:
        yield f"more than a line: {error.problem!r}, {error.hint!r}"


def _check_reports(plan: Plan) -> Iterator[str]:
    look = Look(colour=False, width=100, verbose=True)
    for name, report in PLAN_REPORTS:
        text = report(Dossier(plan), look)
        if control := {character for character in text if character != "\n" and not character.isprintable()}:
            yield f"{name}: control characters {sorted(control)}"


def _check_reading(plan: Plan) -> Iterator[str]:
    """A worker turns what goes wrong in a file into a reason; the name of an exception in it is our fault."""
    for unread in plan.unread:
        words = unread.reason.replace(":", " ").split()
        if any(word.endswith(("Error", "Exception")) for word in words):
            yield f"{unread.place}: {unread.reason}"


def _check_php(content: bytes) -> Iterator[str]:
    parsed = parse(content)
    if parsed.errors or parsed.legacy:
        yield f"does not parse: {parsed.errors[:2]} {parsed.legacy[:2]}"


@contextmanager
def counting() -> Iterator[None]:
    """Counts calls of Python functions: unlike seconds, the same on every machine. Raises TooManySteps."""
    calls = 0

    def count(frame: FrameType, event: str, _argument: object) -> None:
        nonlocal calls
        calls += event == "call"
        if calls > MOST_STEPS:
            sys.setprofile(None)
            raise TooManySteps(f"more than {MOST_STEPS} calls, now in {frame.f_code.co_qualname}")

    before = sys.getprofile()
    sys.setprofile(count)
    try:
        yield
    finally:
        sys.setprofile(before)
