"""Whatever is done to the bytes of a code base: a plan or a clear refusal, and only PHP that parses."""

import faulthandler
import os
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from random import Random

import pytest

from tests.properties.mutator import MUTATIONS, mutate
from tests.properties.trees import Sample, read_samples
from tests.properties.trial import damage, run_trial

CASES = "UNINSTALLER_FUZZ_CASES"
"""Environment variable: how many trials of each sample; more than the default where real trees are named."""

SEEDS = range(int(os.environ.get(CASES, "8")))
SAMPLES = tuple(read_samples())
LONGEST = 600
"""Seconds after which a trial that hangs outside of Python's own calls ends the run, with its traceback."""


@contextmanager
def ending() -> Iterator[None]:
    faulthandler.dump_traceback_later(LONGEST, exit=True)
    try:
        yield
    finally:
        faulthandler.cancel_dump_traceback_later()


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda sample: sample.name)
def test_damaged_code_base_is_planned_or_refused(sample: Sample) -> None:
    """An exception or too many steps raise out of the trial."""
    outcomes = Counter[str]()
    for seed in SEEDS:
        with ending():
            trial = run_trial(sample, seed)
        assert trial.faults == (), f"{sample.name}, seed {seed}"
        outcomes[trial.outcome] += 1
    assert outcomes.total() == len(SEEDS)


def test_damage_is_done_and_can_be_repeated() -> None:
    for sample in SAMPLES[:5]:
        trees = [damage(sample, Random(f"{sample.name} {seed}")) for seed in (1, 1, 2)]
        first, again, other = ([tree.read(path) for path in sample.mutable] for tree in trees)
        assert first == again != other
        assert first != [sample.tree.read(path) for path in sample.mutable]


@pytest.mark.parametrize("source", [b"", b"\n", b"<?php", b"\xff\0", b"a" * 10])
def test_mutations_survive_any_source(source: bytes) -> None:
    for seed in range(20):
        random = Random(seed)
        mutate(random, source)
        for mutation in MUTATIONS:
            assert isinstance(mutation(random, source), bytes)
