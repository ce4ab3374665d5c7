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


def timed(do: Callable[[], object], times: int) -> Timing:
    """Time a function in this process."""
    do()
    taken = []
    for _ in range(times):
        start = time.perf_counter()
        do()
        taken.append((time.perf_counter() - start) * 1000)
    return of(taken)
