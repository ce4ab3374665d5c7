"""The importers under anything at all, for as long as is asked, another seed each round:

    python -m tests.fuzz [--minutes 10] [--seed 0] [FILE ...]

FILE is the name of one of the committed small files; without one, each has its turn.  Where
atheris is installed, `--atheris FILE` lets it guide the bytes by the code that they reach.
"""

from __future__ import annotations

import argparse
import importlib
import sys
import tempfile
import time
from collections import Counter

from hypothesis import HealthCheck, given, seed, settings

from tests.fuzz.harness import feed
from tests.fuzz.strategies import files_with
from tests.support.layouts import SMALL, small_files

_ROUND = 1_000


def main() -> int:
    """Feed each importer; a failure is shown with the smallest file that makes it."""
    parser = argparse.ArgumentParser(prog="python -m tests.fuzz", description=__doc__)
    parser.add_argument("files", nargs="*", metavar="FILE", help="a committed small file")
    parser.add_argument("--minutes", type=int, default=10, help="for each file (10)")
    parser.add_argument("--seed", type=int, default=0, help="the first seed (0)")
    parser.add_argument("--atheris", metavar="FILE", help="guided by atheris, from this file")
    options = parser.parse_args()
    if options.atheris:
        return _guided(options.atheris, options.minutes)
    for name in options.files or small_files():
        counts = _fuzz(name, options.minutes * 60, options.seed)
        print(f"{name}: {sum(counts.values())} files, {dict(counts)}", flush=True)
    return 0


def _fuzz(name: str, seconds: int, first: int) -> Counter[str]:
    counts: Counter[str] = Counter()
    started, number = time.monotonic(), first
    while time.monotonic() - started < seconds:

        @seed(number)
        @settings(
            max_examples=_ROUND,
            deadline=None,
            database=None,
            suppress_health_check=list(HealthCheck),
        )
        @given(files_with([name]))
        def anything(made: tuple[str, bytes]) -> None:
            counts[feed(*made)] += 1

        anything()
        number += 1
    return counts


def _guided(name: str, minutes: int) -> int:
    atheris = importlib.import_module("atheris")
    atheris.instrument_all()
    grown = tempfile.mkdtemp(prefix="homeward-fuzz-")  # what it finds is written there
    limits = (f"-max_total_time={minutes * 60}", "-max_len=20000")
    atheris.Setup([sys.argv[0], *limits, grown, str(SMALL)], lambda each: feed(name, each))
    atheris.Fuzz()
    return 0


if __name__ == "__main__":
    sys.exit(main())
