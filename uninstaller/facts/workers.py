"""Runs one function over many files in forked processes; a process that dies costs the file it was at, not the run."""

import marshal
import os
import selectors
import signal
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

Work = Callable[[str], Any]
"""From a path to a value that marshal can write; in a forked process it sees all that its maker saw."""

SMALLEST_SHARE = 200_000
"""Bytes for which a process of its own pays."""


@dataclass(slots=True)
class _Worker:
    pid: int
    pipe: int
    paths: Sequence[str]
    received: bytearray = field(default_factory=bytearray)
    done: int = 0


def run_forked(work: Work, sizes: Mapping[str, int], jobs: int) -> tuple[dict[str, object], tuple[str, ...]]:
    """Results by path, and the paths at which a process died. `sizes` in bytes; `jobs` 0 is one for each core."""
    count = min(jobs or _count_cores(), 1 + sum(sizes.values()) // SMALLEST_SHARE, max(1, len(sizes)))
    if count <= 1 or not hasattr(os, "fork"):
        return {path: work(path) for path in sorted(sizes)}, ()
    results: dict[str, object] = {}
    died: list[str] = []
    with selectors.DefaultSelector() as selector:
        for share in _share_out(sizes, count):
            _start(selector, work, share)
        while selector.get_map():
            for key, _ in selector.select():
                _receive(selector, key.data, work, results, died)
    return results, tuple(sorted(died))


def _count_cores() -> int:
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _share_out(sizes: Mapping[str, int], count: int) -> list[list[str]]:
    """Shares of about the same size; not all begin with their largest file, which would add up in memory."""
    shares: list[list[str]] = [[] for _ in range(count)]
    loads = [0] * count
    for path in sorted(sizes, key=lambda path: (-sizes[path], path)):
        lightest = loads.index(min(loads))
        shares[lightest].append(path)
        loads[lightest] += sizes[path] + 1
    return [share if number % 2 == 0 else share[::-1] for number, share in enumerate(shares) if share]


def _start(selector: selectors.BaseSelector, work: Work, paths: Sequence[str]) -> None:
    reading, writing = os.pipe()
    pid = os.fork()
    if pid == 0:
        status = 1
        try:
            os.close(reading)
            signal.signal(signal.SIGINT, signal.SIG_DFL)
            for path in paths:
                _write_all(writing, marshal.dumps(work(path)))
            status = 0
        finally:
            os._exit(status)  # Neither the parent's exit handlers nor its buffers are the child's business.
    os.close(writing)
    selector.register(reading, selectors.EVENT_READ, _Worker(pid, reading, paths))


def _write_all(pipe: int, frame: bytes) -> None:
    remaining = memoryview(len(frame).to_bytes(8, "big") + frame)
    while remaining:
        remaining = remaining[os.write(pipe, remaining) :]


def _receive(
    selector: selectors.BaseSelector, worker: _Worker, work: Work, results: dict[str, object], died: list[str]
) -> None:
    chunk = os.read(worker.pipe, 1 << 16)
    worker.received += chunk
    for frame in _frames(worker.received):
        results[worker.paths[worker.done]] = marshal.loads(frame)
        worker.done += 1
    if chunk:
        return
    selector.unregister(worker.pipe)
    os.close(worker.pipe)
    os.waitpid(worker.pid, 0)
    if worker.done < len(worker.paths):
        died.append(worker.paths[worker.done])
        if worker.done + 1 < len(worker.paths):
            _start(selector, work, worker.paths[worker.done + 1 :])


def _frames(received: bytearray) -> Iterator[bytes]:
    """Takes the complete frames off the front."""
    while len(received) >= 8:
        end = 8 + int.from_bytes(received[:8], "big")
        if len(received) < end:
            return
        frame = bytes(received[8:end])
        del received[:end]
        yield frame
