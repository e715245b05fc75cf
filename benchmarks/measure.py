"""CPU time, wall time and memory of a command with all of its processes."""

import os
import subprocess
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

_PAUSE = 0.004
_BAD = 2
"""ripgrep says 1 where it finds nothing, and plan where something is open; 2 is a failure everywhere."""


@dataclass(frozen=True, slots=True)
class Cost:
    """Seconds; CPU is user and system time of the process and of those that it waited for."""

    cpu: float
    wall: float


def measure_time(command: Sequence[str], environment: Mapping[str, str]) -> Cost:
    """Raises RuntimeError where the command fails."""
    started = time.perf_counter()
    process = _start(command, environment)
    _, status, usage = os.wait4(process.pid, 0)
    wall = time.perf_counter() - started
    process.returncode = os.waitstatus_to_exitcode(status)
    if not 0 <= process.returncode < _BAD:
        raise RuntimeError(f"exit status {process.returncode}: {' '.join(command)}")
    return Cost(usage.ru_utime + usage.ru_stime, wall)


def measure_memory(command: Sequence[str], environment: Mapping[str, str]) -> float:
    """Peak of the sum of the processes' proportional set sizes in MiB, sampled; 0 where /proc does not tell."""
    process = _start(command, environment)
    peak = 0
    while process.poll() is None:
        peak = max(peak, sum(map(_read_pss, _list_family(process.pid))))
        time.sleep(_PAUSE)
    return peak / 1024


def _start(command: Sequence[str], environment: Mapping[str, str]) -> subprocess.Popen[bytes]:
    # Without compiled modules Python itself would be measured.
    inherited = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    return subprocess.Popen(
        command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env={**inherited, **environment}
    )  # fmt: skip


def _list_family(pid: int) -> list[int]:
    found = [pid]
    for parent in found:
        try:
            children = Path(f"/proc/{parent}/task/{parent}/children").read_text(encoding="ascii")
        except OSError:
            continue
        found += map(int, children.split())
    return found


def _read_pss(pid: int) -> int:
    """KiB."""
    try:
        lines = Path(f"/proc/{pid}/smaps_rollup").read_text(encoding="ascii").splitlines()
    except OSError:
        return 0
    return next((int(line.split()[1]) for line in lines if line.startswith("Pss:")), 0)
