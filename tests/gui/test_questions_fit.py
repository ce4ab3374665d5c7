"""What only some answers bring up fits too: doubts, search results, errors, long lists."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from decimal import Decimal

import pytest
from PySide6.QtWidgets import QApplication

from core.case import Delivery, DoseUnit, Route
from core.intake.answers import UNASKED, Answers, DoseFrom, WayIn
from core.intake.prune import prune
from core.reference.store import Reference
from gui.application import make_application
from gui.flow import Stop
from gui.state import Prefs, Step, TextSize
from tests.gui.fit import misfits
from tests.gui.walker import Walker
from tests.support.answered import FULL

ORDER = replace(FULL, dose_from=DoseFrom.ORDER)
CASES: dict[str, tuple[Answers, Stop, str]] = {
    "a slip": (
        replace(ORDER, dose_unit=DoseUnit.G),
        Stop(Step.SCHEDULE, "readback"),
        "40",
    ),
    "a high dose without a weight": (
        replace(ORDER, dose_amount=Decimal(100), weight_kg=None),
        Stop(Step.SCHEDULE, "readback"),
        "",
    ),
    "a usual schedule": (
        replace(ORDER, dose_from=DoseFrom.USUAL, usual="j2260-1"),
        Stop(Step.SCHEDULE, "readback"),
        "",
    ),
    "many medicines": (FULL, Stop(Step.MEDICINE), "IMMUNE"),
    "no medicine": (FULL, Stop(Step.MEDICINE), "QXQXQX"),
    "a medicine nobody knows": (replace(FULL, drug=None), Stop(Step.MEDICINE), ""),
    "many schedules": (
        Answers(drug="foscarnet", route=Route.IV, delivery=Delivery.PUMP),
        Stop(Step.DOSE, "from"),
        "",
    ),
    "schedules of an average adult": (
        Answers(drug="fluorouracil", route=Route.IV, delivery=Delivery.PUMP),
        Stop(Step.DOSE, "from"),
        "",
    ),
    "many kinds of medicine": (Answers(way_in=WayIn.KIND), Stop(Step.TOPIC, "choose"), ""),
    "no such ZIP code": (replace(FULL, zip_code=UNASKED), Stop(Step.HOME, "zip"), "00000"),
    "an unknown ZIP code": (replace(FULL, zip_code=None), Stop(Step.HOME, "zip"), ""),
    "an unknown deductible": (replace(FULL, deductible_met=None), Stop(Step.DEDUCTIBLE), ""),
    "more than a week": (
        replace(FULL, administrations_per_week=Decimal(14)),
        Stop(Step.SCHEDULE, "minutes"),
        "",
    ),
}
WINDOWS = ((1920, 1080), (1080, 1920), (1280, 800))


@pytest.fixture(scope="module")
def walker(qapp: QApplication, reference: Reference) -> Iterator[Walker]:
    make_application([])  # the program's own typeface
    with closing(Walker(reference)) as made:
        yield made


@pytest.mark.parametrize("window", WINDOWS, ids=lambda window: f"{window[0]}x{window[1]}")
@pytest.mark.parametrize("size", [TextSize.NORMAL, TextSize.LARGEST])
@pytest.mark.parametrize("language", ["en", "es"])
def test_it_fits(walker: Walker, language: str, size: TextSize, window: tuple[int, int]) -> None:
    walker.shell.resize(*window)
    found = []
    for name, (answers, stop, typed) in CASES.items():
        walker.begin_again()
        walker.prefs = Prefs(language, size)
        walker.answers = prune(answers, walker.reference)
        walker.go(stop)
        walker.type(typed)
        for _ in range(6):
            QApplication.processEvents()
        found += [f"{name}: {misfit}" for misfit in misfits(walker.shell)]
    assert not found, "\n".join(found)
