"""How high each thing of an ordered row stands: as near as can be to where it would like to, nothing overlapping."""

import itertools
from collections.abc import Sequence


def settle(wishes: Sequence[float], sizes: Sequence[float], gap: float) -> list[float]:
    """Centres in the order given, `gap` between neighbours; the sum of squared distances to the wishes is least.

    Without the sizes this is isotonic regression, which pooling adjacent violators solves.
    """
    offsets = [0.0]
    for one, other in itertools.pairwise(sizes):
        offsets.append(offsets[-1] + (one + other) / 2 + gap)
    pools: list[tuple[float, int]] = []
    for wish, offset in zip(wishes, offsets, strict=False):
        total, count = wish - offset, 1
        while pools and pools[-1][0] / pools[-1][1] > total / count:
            before = pools.pop()
            total, count = total + before[0], count + before[1]
        pools.append((total, count))
    settled = [total / count for total, count in pools for _ in range(count)]
    return [base + offset for base, offset in zip(settled, offsets, strict=False)]
