"""The kiosk's own process of the canary: visits with marked answers, ended in every way.

    python -m tests.canary.run VISITS FIRST [kill]

Every weight, dose and paid amount of a visit is a number that is found nowhere else; its ZIP code
begins with a 0, as no number in a log does.
With `kill` the process kills itself in the middle of its last visit.
"""

from __future__ import annotations

import os
import signal
import sys
import threading
from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from typing import NoReturn

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QTimer
from PySide6.QtGui import QGuiApplication, QPaintEvent
from PySide6.QtWidgets import QWidget

from gui import sample
from gui.crash import catch_all
from gui.printing import CupsPrinter
from gui.screens.base import Want
from gui.sealed import seal
from gui.state import PrinterState
from gui.walk import wait_for
from tests.support.visits import Rig, rig

_ZIPS = range(2108, 2182)
"""ZIP codes of Boston, each of them known."""


def marks(number: int) -> tuple[str, str, str, str]:
    """What is looked for of a visit: weight in kilograms, dose a day, deductible paid, ZIP code."""
    return (
        f"{50 + number % 97}.{number * 7919 % 10000:04}",
        f"{30 + number % 41}.{number * 6151 % 10000:04}",
        f"{70 + number % 89}.{number * 4243 % 10000:04}",
        f"{_ZIPS[number % len(_ZIPS)]:05}",
    )


def _visit(made: Rig, number: int) -> None:
    *numbers, code = marks(number)
    weight, dose, paid = (Decimal(mark) for mark in numbers)
    answers = replace(
        sample.ANSWERS,
        weight_kg=weight,
        dose_amount=dose,
        deductible_met=paid,
        zip_code=code,
    )
    visit = made.kiosk.visit
    visit.want(f"{Want.BEGIN}:en")
    visit.answer(answers)
    assert visit.state().answers == answers, "all of them are taken"
    visit.want(f"{Want.GO}:review")
    visit.want(Want.NEXT)
    made.settle()
    if number % 25 == 0:
        wait_for(lambda: visit.state().handout is not None, "the pages")
        visit.want(Want.PRINT)
        wait_for(lambda: not visit.is_printing, "printed")
        assert visit.state().printer is PrinterState.SENT
    QGuiApplication.clipboard().setText(marks(number)[0])


def _fail(number: int) -> NoReturn:
    raise ValueError(f"cannot price {marks(number)}")


class _Broken(QWidget):
    """A widget whose painting fails once, and quotes an answer as it does."""

    number = 0

    def paintEvent(self, event: QPaintEvent) -> None:
        if self.number:
            number, self.number = self.number, 0
            _fail(number)


def _crash_in_a_paint_event(made: Rig, number: int) -> None:
    broken = _Broken(made.kiosk.shell)
    broken.number = number
    broken.resize(20, 20)
    broken.show()
    # From the event loop: a repaint that Python asks for raises in Python.
    wait_for(made.kiosk.shell.asks, "the plain words")
    broken.setParent(None)
    broken.deleteLater()


def _crash_in_a_slot(made: Rig, number: int) -> None:
    timer = QTimer()
    timer.setSingleShot(True)
    timer.timeout.connect(lambda: _fail(number))
    timer.start(0)
    wait_for(made.kiosk.shell.asks, "the plain words")


def _crash_in_a_worker(made: Rig, number: int) -> None:
    made.kiosk._parts.work.run(lambda: _fail(number), lambda _: None, _raise)
    wait_for(made.kiosk.shell.asks, "the plain words")


def _crash_in_a_thread(made: Rig, number: int) -> None:
    thread = threading.Thread(target=_fail, args=(number,))
    thread.start()
    thread.join()
    wait_for(made.kiosk.shell.asks, "the plain words")


def _raise(trouble: Exception) -> NoReturn:
    raise trouble


def _done(made: Rig, _number: int) -> None:
    made.kiosk.visit.want(Want.DONE)
    made.settle()
    made.kiosk.visit.want(Want.FINISH)


def _start_over(made: Rig, _number: int) -> None:
    made.kiosk.visit.want(Want.START_OVER)
    made.kiosk.shell.question.primary.click()


def _idle(made: Rig, _number: int) -> None:
    made.nobody()


ENDS: tuple[Callable[[Rig, int], None], ...] = (
    _done,
    _start_over,
    _idle,
    _crash_in_a_slot,
    _crash_in_a_worker,
    _crash_in_a_paint_event,
    _crash_in_a_thread,
)


def main(visits: int, first: int, kill: bool) -> None:
    """Make the visits."""
    seal()
    made = rig(printer=CupsPrinter("kiosk"))
    # So many crashes in a row are no loop here.
    seconds = iter(range(0, 10**9, 1000))
    catch_all(made.kiosk.crashed, clock=lambda: float(next(seconds)))
    for number in range(first, first + visits):
        _visit(made, number)
        if kill and number == first + visits - 1:
            os.kill(os.getpid(), signal.SIGKILL)
        ENDS[number % len(ENDS)](made, number)
        made.settle()
        if made.kiosk.shell.asks():
            made.kiosk.shell.question.primary.click()
            made.settle()
        assert made.kiosk.visit.is_fresh
        assert QGuiApplication.clipboard().text() == ""
    made.kiosk.stop()


if __name__ == "__main__":
    main(int(sys.argv[1]), int(sys.argv[2]), "kill" in sys.argv)
