import os
import signal

import pytest

from uninstaller.facts.workers import run_forked

LARGE = 10_000_000


def test_each_path_once_whatever_the_number_of_processes() -> None:
    sizes = {f"f{number}": number * LARGE for number in range(30)}
    for jobs in (0, 1, 2, 4, 100):
        assert run_forked(lambda path: [path, 1], sizes, jobs) == ({path: [path, 1] for path in sizes}, ())


def test_nothing_to_do() -> None:
    assert run_forked(lambda path: path, {}, 4) == ({}, ())


def test_little_work_stays_in_this_process() -> None:
    results, _ = run_forked(lambda path: os.getpid(), {"a": 10, "b": 10}, 8)
    assert set(results.values()) == {os.getpid()}
    results, _ = run_forked(lambda path: os.getpid(), {"a": LARGE, "b": LARGE}, 2)
    assert len(set(results.values()) - {os.getpid()}) == 2


def test_a_process_that_dies_costs_one_file() -> None:
    def work(path: str) -> object:
        if path == "f3":
            os.kill(os.getpid(), signal.SIGKILL)
        if path == "f5":
            raise RuntimeError("the interpreter itself")
        return path

    sizes = {f"f{number}": LARGE for number in range(9)}
    results, died = run_forked(work, sizes, 2)
    assert died == ("f3", "f5")
    assert results == {path: path for path in sizes if path not in died}


def test_large_results() -> None:
    sizes = {"a": LARGE, "b": LARGE, "c": LARGE}
    results, died = run_forked(lambda path: path * 3_000_000, sizes, 3)
    assert died == ()
    assert results == {path: path * 3_000_000 for path in sizes}


def test_no_pipe_and_no_process_is_left() -> None:
    lowest = os.open(os.devnull, os.O_RDONLY)
    os.close(lowest)
    pids, _ = run_forked(lambda path: os.getpid(), {"a": LARGE, "b": LARGE}, 2)
    again = os.open(os.devnull, os.O_RDONLY)
    os.close(again)
    assert again == lowest
    for pid in pids.values():
        assert isinstance(pid, int)
        with pytest.raises(ChildProcessError):
            os.waitpid(pid, os.WNOHANG)
