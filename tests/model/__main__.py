"""Compare the program with the second model on many random cases: ./run model --help.

Each case is one seed.  A run that was stopped goes on with --first, or in other processes
with other ranges of seeds: the same seed is always the same case.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Callable, Iterator
from itertools import islice
from multiprocessing import Pool

from core.reference.store import Reference, open_reference
from tests.model.compare import Compared, compare_run, compare_whole

_CHUNK = 250
_reference: list[Reference] = []


def _open() -> None:
    _reference.append(open_reference())


def _chunk(task: tuple[int, int, int]) -> tuple[int, int, int, tuple[str, ...]]:
    """Compare the seeds of a range: cases, lines, whole estimates, and what differs."""
    first, last, every = task
    lines = wholes = 0
    found: list[str] = []
    for seed in range(first, last):
        compared = _one(compare_run, seed)
        lines += compared.lines
        found += compared.differences
        if every and seed % every == 0:
            compared = _one(compare_whole, seed)
            wholes += 1
            lines += compared.lines
            found += compared.differences
    return last - first, lines, wholes, tuple(found)


def _one(compare: Callable[[int, Reference], Compared], seed: int) -> Compared:
    try:
        return compare(seed, _reference[0])
    except Exception as error:  # a case that stops either side is a difference too
        return Compared((f"seed {seed}: {type(error).__name__}: {error}",), 0)


def _tasks(first: int, cases: int, every: int) -> Iterator[tuple[int, int, int]]:
    for start in range(first, first + cases, _CHUNK):
        yield start, min(start + _CHUNK, first + cases), every


def main() -> int:
    """Compare, say how far it is every few seconds, and what differed at the end."""
    parser = argparse.ArgumentParser(prog="./run model", description=__doc__)
    parser.add_argument("--cases", type=int, default=1_000_000, help="how many (%(default)s)")
    parser.add_argument("--first", type=int, default=0, help="the first seed (%(default)s)")
    parser.add_argument("--processes", type=int, default=2, help="at once (%(default)s)")
    parser.add_argument(
        "--whole",
        type=int,
        default=100,
        metavar="N",
        help="compare the whole estimate of every Nth case too; 0: of none (%(default)s)",
    )
    chosen = parser.parse_args()
    cases = lines = wholes = 0
    found: list[str] = []
    began = said = time.monotonic()
    with Pool(chosen.processes, initializer=_open) as pool:
        tasks = _tasks(chosen.first, chosen.cases, chosen.whole)
        for done in pool.imap(_chunk, tasks):
            cases, lines, wholes = cases + done[0], lines + done[1], wholes + done[2]
            found += done[3]
            for difference in islice(done[3], 5):
                print(difference, flush=True)
            if time.monotonic() - said > 10:
                said = time.monotonic()
                print(f"next seed {chosen.first + cases:,}, {lines:,} lines", file=sys.stderr)
    print(
        f"{cases:,} cases (seeds {chosen.first:,} to {chosen.first + cases - 1:,}), of"
        f" {wholes:,} the whole estimate, {lines:,} lines: {len(found):,} differences,"
        f" {time.monotonic() - began:,.0f} s"
    )
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
