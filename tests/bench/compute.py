"""Estimates and look-ups, beside the arithmetic alone."""

from __future__ import annotations

import copy
import json
import resource
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from core.binding import read
from core.case import Case
from core.estimate import estimate
from core.intake.search import index, search
from core.reference.store import open_reference
from core.resources import REFERENCE
from core.words import words
from tests.bench.timing import Timing, timed
from tests.support.cases import MILRINONE

_CENT = Decimal("0.01")
_SHARE = Decimal("0.20")


@dataclass(frozen=True, slots=True)
class _Bare:
    """The least that a line of a ledger is."""

    allowed: Decimal
    medicare: Decimal
    patient: Decimal


def _fold(prices: list[tuple[Decimal, Decimal]], runs: int) -> None:
    """Price x units, deductible, share and remainder for each line of each run: the floor."""
    for _ in range(runs):
        left = Decimal("283.00")
        lines = []
        for price, units in prices:
            allowed = (price * units).quantize(_CENT, ROUND_HALF_UP)
            deductible = min(left, allowed)
            left -= deductible
            share = ((allowed - deductible) * _SHARE).quantize(_CENT, ROUND_HALF_UP)
            lines.append(_Bare(allowed, allowed - deductible - share, deductible + share))


_ELSEWHERE = {"alternatives": {"settings": ["office", "outpatient", "snf"], "inpatient_days": 4}}


def _case(**changes: Any) -> Case:
    data = copy.deepcopy(MILRINONE) | changes
    case, problems = read(Case, data)
    assert case is not None, problems
    return case


def rows(times: int) -> Iterator[tuple[str, Timing, str, Timing | None]]:
    """Known answers, unknown answers, a year; opening the reference; a keystroke."""
    reference = open_reference()
    unsure = {"coverage": {"medicare": "original", "deductible_met": None}, "criteria": {}}
    for what, case in (
        ("whole estimate, 6 weeks, all known", _case()),
        ("whole estimate, 6 weeks, much unknown", _case(**unsure)),
        ("whole estimate, 13 months", _case(days=396)),
        ("whole estimate, 13 months, four places side by side", _case(days=396, **_ELSEWHERE)),
    ):
        made = estimate(case, reference)
        runs = 2 * (len(made.supplements) + len(made.settings))
        prices = [(line.allowed.high, Decimal(1)) for line in made.lines]

        def whole(case: Case = case) -> None:
            estimate(case, reference)

        def bare(prices: list[tuple[Decimal, Decimal]] = prices, runs: int = runs) -> None:
            _fold(prices, runs)

        floor = f"the arithmetic of its {len(made.lines)} lines, {runs} runs"
        yield what, timed(whole, times), floor, timed(bare, times)
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
