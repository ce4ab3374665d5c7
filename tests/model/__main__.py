"""Compare the program with the second model on many random cases: ./run model --help.

Every seed folds random lines through Medicare and a payer.  Every tenth lays out, prices and
folds a whole random treatment as well, and every five hundredth makes a whole estimate.
A run that was stopped goes on with --first, or in other processes with other ranges of seeds:
the same seed is always the same case.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Callable, Iterator
from multiprocessing import Pool
from typing import NamedTuple

from core.reference.store import Reference, open_reference
from tests.model.compare import Compared, compare_ledger, compare_run, compare_whole

_CHUNK = 250
_reference: list[Reference] = []


def _open() -> None:
    _reference.append(open_reference())


class _Task(NamedTuple):
    """A range of seeds, and how often more than the ledger is compared (0: never)."""

    first: int
    last: int
    runs: int
    wholes: int


class _Done(NamedTuple):
    """How much was compared, and what differed."""

    ledgers: int = 0
    runs: int = 0
    wholes: int = 0
    lines: int = 0
    differences: tuple[str, ...] = ()


def _chunk(task: _Task) -> _Done:
    """Compare the seeds of a range."""
    done = _Done()
    for seed in range(task.first, task.last):
        made = _one(compare_ledger, seed)
        is_run = bool(task.runs) and seed % task.runs == 0
        is_whole = bool(task.wholes) and seed % task.wholes == 0
        if is_run:
            # Whether a run is the low or the high one goes by the seed: take every seed's turn.
            made = _both(made, _one(compare_run, seed // task.runs))
        if is_whole:
            made = _both(made, _one(compare_whole, seed))
        done = _Done(
            done.ledgers + 1,
            done.runs + is_run,
            done.wholes + is_whole,
            done.lines + made.lines,
            done.differences + made.differences,
        )
    return done


def _both(one: Compared, other: Compared) -> Compared:
    return Compared(one.differences + other.differences, one.lines + other.lines)


def _one(compare: Callable[[int, Reference], Compared], seed: int) -> Compared:
    try:
        return compare(seed, _reference[0])
    except Exception as error:  # a case that stops either side is a difference too
        return Compared((f"seed {seed}: {type(error).__name__}: {error}",), 0)


def _tasks(chosen: argparse.Namespace) -> Iterator[_Task]:
    end = chosen.first + chosen.cases
    for start in range(chosen.first, end, _CHUNK):
        yield _Task(start, min(start + _CHUNK, end), chosen.runs, chosen.wholes)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="./run model", description=__doc__)
    parser.add_argument("--cases", type=int, default=1_000_000, help="how many (%(default)s)")
    parser.add_argument("--first", type=int, default=0, help="the first seed (%(default)s)")
    parser.add_argument("--processes", type=int, default=2, help="at once (%(default)s)")
    for name, every, what in (
        ("--runs", 10, "lay out, price and fold a whole random treatment"),
        ("--wholes", 500, "compare a whole estimate, its months and other supplements"),
    ):
        parser.add_argument(
            name, type=int, default=every, metavar="N", help=f"{what} every N seeds (%(default)s)"
        )
    return parser.parse_args()


def main() -> int:
    """Compare, say how far it is every few seconds, and what differed at the end."""
    chosen = _arguments()
    total = _Done()
    began = said = time.monotonic()
    with Pool(chosen.processes, initializer=_open) as pool:
        for done in pool.imap(_chunk, _tasks(chosen)):
            total = _Done(
                total.ledgers + done.ledgers,
                total.runs + done.runs,
                total.wholes + done.wholes,
                total.lines + done.lines,
                total.differences + done.differences,
            )
            for difference in done.differences[:5]:
                print(difference, flush=True)
            if time.monotonic() - said > 10:
                said = time.monotonic()
                at = chosen.first + total.ledgers
                print(f"next seed {at:,}, {total.lines:,} lines", file=sys.stderr, flush=True)
    print(
        f"{total.ledgers:,} ledgers of random lines, {total.runs:,} whole treatments and"
        f" {total.wholes:,} whole estimates, together {total.lines:,} lines:"
        f" {len(total.differences):,} differences, {time.monotonic() - began:,.0f} s"
        f" (seeds {chosen.first:,} to {chosen.first + total.ledgers - 1:,})"
    )
    return 1 if total.differences else 0


if __name__ == "__main__":
    sys.exit(main())
