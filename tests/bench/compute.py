"""Estimates and look-ups, beside the arithmetic alone."""

from __future__ import annotations

import json
import resource
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

from core.case import Case
from core.estimate import estimate
from core.intake.search import index, search
from core.reference.store import open_reference
from core.resources import REFERENCE
from core.words import words
from tests.bench.money import (
    THIRTEEN_MONTHS,
    UNSURE,
    Pair,
    case_of,
    elsewhere,
    importing,
    pair,
    runs_of,
)
from tests.bench.timing import Timing, of, timed
from tests.support.cases import MILRINONE


def rows(times: int) -> Iterator[tuple[str, Timing, str, Timing | None]]:
    """Known answers, unknown answers, a year; opening the reference; a keystroke."""
    reference = open_reference()
    year = case_of(days=THIRTEEN_MONTHS)
    one = pair(year, reference)
    yield (
        f"one ledger, 13 months, {one.lines} lines",
        timed(one.mine, times),
        "the same in whole cents",
        timed(one.bare, times),
    )
    for what, case in (
        ("whole estimate, 6 weeks, all known", case_of()),
        ("whole estimate, 6 weeks, much unknown", case_of(**UNSURE)),
        ("whole estimate, 13 months", year),
        ("whole estimate, 13 months, four places side by side", elsewhere(year)),
        ("the same, much unknown", elsewhere(case_of(days=THIRTEEN_MONTHS, **UNSURE))),
    ):
        runs, ledger = runs_of(case, reference), pair(case, reference)

        def whole(case: Case = case) -> None:
            estimate(case, reference)

        def bare(ledger: Pair = ledger, runs: int = runs) -> None:
            for _ in range(runs):
                ledger.bare()

        floor = f"{ledger.lines} lines in whole cents, {runs} ledgers"
        yield what, timed(whole, times), floor, timed(bare, times)
    spent, peak = importing(times)
    yield f"import the core ({peak:.0f} MB), fastest", of([spent]), "", None
    yield (
        f"open and check the reference ({REFERENCE.stat().st_size // 1024} kB)",
        timed(open_reference, times),
        "read the file",
        timed(REFERENCE.read_bytes, times),
    )
    said = words("en")
    names = index(reference.drugs(), lambda drug: said(f"drug.{drug.id}"))
    typed = "vancomicin"
    yield (
        f"one keystroke of the drug search ({len(names)} names, misspelled)",
        timed(lambda: search(names, typed), times),
        "look for it in every name",
        timed(lambda: [name for name in names if typed in name.plain], times),
    )
    with TemporaryDirectory() as folder:
        file = Path(folder) / "case.json"
        file.write_text(json.dumps(MILRINONE))
        yield (
            "command line, from start to a printed estimate",
            _command("-m", "gui", "estimate", str(file)),
            "start Python",
            _command("-c", "pass"),
        )


def _command(*arguments: str) -> Timing:
    """A whole process."""
    command = [sys.executable, *arguments]

    def run() -> None:
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL)

    return timed(run, 5, clock=_processor_time_of_children)


def _processor_time_of_children() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime
