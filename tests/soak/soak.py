"""One visit after another in one process: what it holds after thousands is what it held after some.

A visit goes through the real screens and sums, in another language or palette now and then,
with pages on paper or on the screen now and then, and ends in each of the ways there are.
"""

from __future__ import annotations

import random
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from PySide6.QtWidgets import QApplication

from gui import sample
from gui.screens.base import Want
from gui.state import Prefs, Step, TextSize, Theme
from gui.walk import wait_for
from tests.support.visits import Measure, Rig, rig

MOST_GROWTH = 2 * 1024 * 1024
"""Bytes that the process's own memory may grow by from the hundredth visit on."""

_SETTLED = 100
_LOOKED_AT = (Step.GIVEN, Step.SCHEDULE, Step.CRITERIA, Step.HOME, Step.VISITS, Step.DEDUCTIBLE)


@dataclass(frozen=True)
class Look:
    """What the process held after so many visits, and how often None is referred to."""

    visit: int
    held: Measure
    none: int


def soak(visits: int, every: int, seed: int = 1) -> Iterator[Look]:
    """Make visits; a look after the hundredth, after each `every`, and after the last."""
    chance, made = random.Random(seed), rig()
    for number in range(1, visits + 1):
        _visit(made, chance, number)
        if number in (_SETTLED, visits) or (number > _SETTLED and number % every == 0):
            made.settle()
            none = sys.getrefcount(None)
            yield Look(number, Measure.now(), none)
    made.kiosk.stop()


def _visit(made: Rig, chance: random.Random, number: int) -> None:
    visit = made.kiosk.visit
    visit.want(f"{Want.BEGIN}:{chance.choice(('en', 'es'))}")
    QApplication.processEvents()
    zip_code = chance.choice(("60612", "60601", "60614", "60657"))
    visit.answer(replace(sample.ANSWERS, zip_code=zip_code, days=chance.randrange(7, 90)))
    for step in chance.sample(_LOOKED_AT, 2) if number % 4 == 0 else ():
        visit.want(f"{Want.GO}:{step}")
        QApplication.processEvents()
    visit.want(f"{Want.GO}:{Step.REVIEW}")
    if number % 10 == 0:
        visit.prefer(Prefs("es", chance.choice(list(TextSize)), chance.choice(list(Theme))))
    QApplication.processEvents()
    visit.want(Want.NEXT)
    made.settle()
    assert visit.state().step is Step.RESULT
    if number % 7 == 0:
        visit.want(Want.WHY)
        QApplication.processEvents()
    if number % 20 == 0:
        wait_for(lambda: visit.state().handout is not None, "the pages")
        visit.want(Want.PREVIEW)
        made.settle()
    if number % 15 == 0:
        visit.want(Want.PRINT)
        wait_for(lambda: bool(made.paper.sent), "the printer has it")
        made.paper.sent.clear()
    if number % 50 == 0:
        visit.answer(replace(sample.ANSWERS, days=14))
    _ENDS[number % len(_ENDS)](made)
    made.settle()
    made.paper.cancelled.clear()
    assert visit.is_fresh


def _done(made: Rig) -> None:
    made.kiosk.visit.want(Want.DONE)
    made.settle()
    made.kiosk.visit.want(Want.FINISH)


def _start_over(made: Rig) -> None:
    made.kiosk.visit.want(Want.START_OVER)
    made.kiosk.shell.question.primary.click()


def _idle(made: Rig) -> None:
    if made.kiosk.visit.is_printing:
        wait_for(lambda: not made.kiosk.visit.is_printing, "the printer is done")
    made.nobody()


def _crash(made: Rig) -> None:
    made.kiosk.crashed()
    made.kiosk.shell.question.primary.click()


_ENDS: tuple[Callable[[Rig], None], ...] = (_done, _start_over, _idle, _crash)


def growth(looks: list[Look]) -> tuple[int, int]:
    """Bytes that were added since the hundredth visit, and references to None that were lost."""
    first, last = looks[0], looks[-1]
    return last.held.own - first.held.own, first.none - last.none
