"""Measures against peers on real trees, all in one run and by turns, and prints the ratios: `--tree NAME=PATH`."""

import argparse
import os
import sys
import tempfile
from collections.abc import Iterable, Sequence
from pathlib import Path
from statistics import median

from benchmarks.commands import Command, list_missing, list_own, list_peers, list_plans
from benchmarks.growth import MODULE, SIZES, draw_tree
from benchmarks.measure import Cost, measure_memory, measure_time

TREES = "UNINSTALLER_BENCH_TREES"
UNIT = "rg -l"
SLOW_PEERS = ("nikic/PHP-Parser", "ast-grep")


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument(
        "--tree", action="append", metavar="NAME=PATH", help=f"repeatable; else {TREES}, separated by commas"
    )
    parser.add_argument("--module", action="append", help="repeatable; else views and flag, or core's comment")
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--growth", action="store_true", help="also measure drawn code bases of growing size")
    options = parser.parse_args()
    trees = options.tree or [one for one in os.environ.get(TREES, "").split(",") if one]
    if not trees and not options.growth:
        parser.error(f"no tree: give --tree NAME=PATH, or set {TREES}")
    for missing in list_missing():
        _say(f"without {missing}")
    for tree in trees:
        name, _, path = tree.partition("=")
        root = Path(path or name).resolve()
        modules = choose_modules(root, options.module)
        if not modules:
            _say(f"\n{name} has none of the modules")
        for module in modules:
            _bench(name, module, root, options.runs)
    if options.growth:
        _bench_growth(options.runs)
    return 0


def choose_modules(root: Path, asked: Sequence[str] | None) -> tuple[str, ...]:
    """Those that the tree has of the modules that are asked for; unless any are, of contributed ones, else of core."""
    for modules in (asked,) if asked else (("views", "flag"), ("comment",)):
        if found := tuple(module for module in modules if any(root.rglob(f"{module}.info"))):
            return found
    return ()


def _bench_growth(runs: int) -> None:
    """The cost a file should stay the same."""
    _say(f"\n{'PHP files':28}{'CPU s':>8}{'ms a file':>11}{'x rg':>8}")
    for size in SIZES:
        with tempfile.TemporaryDirectory() as scratch:
            draw_tree(Path(scratch) / "site", size)
            peers = list(list_peers(MODULE, Path(scratch) / "site"))[:1]
            cold = next(list_plans(MODULE, Path(scratch) / "site", Path(scratch)))
            costs = _measure_by_turns([*peers, cold], runs)
        cpu = median(cost.cpu for cost in costs[-1])
        ratio = _ratio(costs[-1], costs[0] if peers and peers[0].name == UNIT else None, 1)
        _say(f"{size:<28}{cpu:8.2f}{cpu * 1000 / size:11.3f}{ratio:>8}")


def _bench(name: str, module: str, root: Path, runs: int) -> None:
    with tempfile.TemporaryDirectory() as scratch:
        commands = [*list_peers(module, root), *list_own(module, root, Path(scratch))]
        for command in commands:
            if command.prepare:
                measure_time(command.prepare, command.environment)
        costs = _measure_by_turns(commands, runs)
        memory = [measure_memory(command.arguments, command.environment) for command in commands]
    _say(f"\n{name}, module {module}, {runs} runs by turns, medians")
    for line in make_table(commands, costs, memory):
        _say(line)


def _measure_by_turns(commands: Sequence[Command], runs: int) -> list[list[Cost]]:
    """What else the machine does falls on all alike; the first round, which fills its caches, does not count."""
    costs: list[list[Cost]] = [[] for _ in commands]
    for turn in range(runs + 1):
        for command, found in zip(commands, costs, strict=True):
            cost = measure_time(command.arguments, command.environment)
            if turn:
                found.append(cost)
    return costs


def make_table(commands: Sequence[Command], costs: Sequence[Sequence[Cost]], memory: Iterable[float]) -> list[str]:
    """Ratios are medians of the ratios within one turn."""
    found = {command.name: own for command, own in zip(commands, costs, strict=True)}
    heads = ("CPU s", "wall s", "x rg", "x nikic", "x ast-grep", "MiB")
    lines = [f"{'':28}{''.join(f'{head:>11}' for head in heads)}"]
    for (name, own), size in zip(found.items(), memory, strict=True):
        cpu, wall = median(cost.cpu for cost in own), median(cost.wall for cost in own)
        ratios = (_ratio(own, found.get(UNIT), 1), *(_ratio(own, found.get(peer), 3) for peer in SLOW_PEERS))
        lines.append(f"{name:28}{cpu:11.2f}{wall:11.2f}{''.join(f'{ratio:>11}' for ratio in ratios)}{size:11.0f}")
    return lines


def _ratio(own: Sequence[Cost], other: Sequence[Cost] | None, digits: int) -> str:
    if other is None:
        return "-"
    return f"{median(one.cpu / two.cpu for one, two in zip(own, other, strict=True)):.{digits}f}"


def _say(line: str) -> None:
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    raise SystemExit(main())
