"""The money alone: one ledger and the whole estimate beside the bare integer loop, its growth
with the months of treatment, and what importing the core takes."""

from __future__ import annotations

import copy
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from itertools import pairwise
from pathlib import Path
from typing import Any

from reportlab.graphics import renderSVG
from reportlab.graphics.charts.lineplots import LinePlot
from reportlab.graphics.shapes import Drawing, Rect, String
from reportlab.lib.colors import HexColor

from core.assumptions import gather
from core.assumptions.visits import rate_unknown
from core.binding import read
from core.case import Alternatives, Case, MedigapPlan, Setting
from core.coverage import determine
from core.estimate import estimate
from core.ledger import Opening, fold
from core.payers.medigap import medigap
from core.pricing import Claim
from core.reference.store import Reference
from core.run import run
from core.schedule.lay_out import verdicts
from core.settled import Bound
from tests.bench import floor
from tests.support.cases import MILRINONE

PICTURE = Path(__file__).parents[2] / "docs/pictures/growth.svg"
THIRTEEN_MONTHS = 396
MONTHS = tuple(range(1, 14))
_DAYS_A_MONTH = 30
UNSURE: dict[str, Any] = {
    "coverage": {"medicare": "original", "deductible_met": None},
    "criteria": {},
}


def case_of(**changes: Any) -> Case:
    """The milrinone case with some answers changed."""
    case, problems = read(Case, copy.deepcopy(MILRINONE) | changes)
    assert case is not None, problems
    return case


def elsewhere(case: Case) -> Case:
    """The case with every other place to compare."""
    places = (Setting.OFFICE, Setting.OUTPATIENT, Setting.SNF)
    return replace(case, alternatives=Alternatives(settings=places, inpatient_days=4))


def claims_of(case: Case, reference: Reference) -> tuple[Claim, ...]:
    """The priced lines of a case's high run."""
    assert case.therapy.drug is not None
    decided = verdicts(determine(case, reference))
    questions = gather(case, reference.drug(case.therapy.drug, case.therapy.route), reference)
    asked = replace(questions, unknowns=(*questions.unknowns, rate_unknown()))
    return run(asked.run(Bound.HIGH), decided, reference).claims


@dataclass(frozen=True)
class Pair:
    """The program's ledger of a case under Medigap plan G, and the bare loop over its lines."""

    lines: int
    mine: Callable[[], object]
    bare: Callable[[], object]


def pair(case: Case, reference: Reference) -> Pair:
    """Both, once it is certain that they come to the same cents."""
    claims = claims_of(case, reference)
    opening = Opening(claims[0].service.date.year)
    payer = medigap(MedigapPlan.G, reference)
    lines = [floor.bare(claim) for claim in claims]
    deductibles = {
        year: int(reference.parameter("part_b_deductible", date(year, 1, 1)).value.high * 100)
        for year in {line.day.year for line in lines}
    }
    found = fold(claims, opening, payer, reference)
    if not floor.agrees(floor.fold(lines, deductibles), found):
        raise floor.Unbalanced("the bare loop and the ledger differ")
    return Pair(
        len(claims),
        lambda: fold(claims, opening, payer, reference),
        lambda: floor.fold(lines, deductibles),
    )


def runs_of(case: Case, reference: Reference) -> int:
    """How many ledgers a whole estimate holds: both ends of every supplement and place."""
    made = estimate(case, reference)
    return 2 * (len(made.supplements) + len(made.settings))


def fastest(do: Callable[[], object], times: int, calls: int = 1) -> float:
    """The least milliseconds of processor time of one call: what other work cannot lengthen."""
    found = []
    for _ in range(times):
        start = time.process_time()
        for _ in range(calls):
            do()
        found.append((time.process_time() - start) * 1000 / calls)
    return min(found)


def growth(reference: Reference, times: int) -> list[tuple[int, float]]:
    """Milliseconds of a whole estimate in four places, by months of treatment."""
    found = []
    for months in MONTHS:
        case = elsewhere(case_of(days=months * _DAYS_A_MONTH))
        estimate(case, reference)  # look-ups of these days are kept from here on
        found.append((months, fastest(lambda case=case: estimate(case, reference), times)))  # type: ignore[misc]
    return found


def plot(points: list[tuple[int, float]], file: Path = PICTURE) -> None:
    """The growth as a picture: months to the right, milliseconds upwards, both from 0."""
    drawing = Drawing(640, 320)
    drawing.add(Rect(0, 0, 640, 320, fillColor=HexColor(0xFFFFFF), strokeColor=None))
    chart = LinePlot()
    chart.x, chart.y, chart.width, chart.height = 60, 50, 550, 220
    chart.data = [[*both] for both in pairwise(points)]  # one longer line would be filled in SVG
    for piece in range(len(chart.data)):
        chart.lines[piece].strokeWidth = 2.5
        chart.lines[piece].strokeColor = HexColor(0x0B5C7A)
    chart.xValueAxis.valueMin, chart.xValueAxis.valueMax = 0, MONTHS[-1]
    chart.xValueAxis.valueStep = 1
    chart.yValueAxis.valueMin = 0
    drawing.add(chart)
    title = "Whole estimate in four places: milliseconds by months of treatment"
    drawing.add(String(60, 292, title, fontSize=14))
    drawing.add(String(255, 14, "months of treatment", fontSize=12))
    renderSVG.drawToFile(drawing, str(file))


_IMPORT = """
import time
start = time.process_time()
import core.estimate, core.reference.store
spent = (time.process_time() - start) * 1000
status = open("/proc/self/status").read()  # rusage would count the process that started this one
print(spent, int(status.partition("VmHWM:")[2].split()[0]) / 1024)
"""


def importing(times: int) -> tuple[float, float]:
    """The least milliseconds of processor time, and the most megabytes, of importing the core."""
    found = []
    for _ in range(times):
        made = subprocess.run(
            [sys.executable, "-c", _IMPORT], check=True, capture_output=True, text=True
        )
        spent, peak = made.stdout.split()
        found.append((float(spent), float(peak)))
    return min(spent for spent, _ in found), max(peak for _, peak in found)
