"""How a thing is timed: once to warm up, then so many times, median and both ends."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True)
class Timing:
    """Milliseconds."""

    median: float
    fastest: float
    slowest: float


def of(milliseconds: list[float]) -> Timing:
    """The timing of a list of measurements."""
    return Timing(statistics.median(milliseconds), min(milliseconds), max(milliseconds))


def timed(
    do: Callable[[], object], times: int, clock: Callable[[], float] = time.process_time
) -> Timing:
    """Time a function by this process's processor time, which others on the machine do not move."""
    do()
    taken = []
    for _ in range(times):
        start = clock()
        do()
        taken.append((clock() - start) * 1000)
    return of(taken)
