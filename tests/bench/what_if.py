"""From a touch on the what-if screen to the new figure on it, in processor time of both threads,
which other work on the machine does not move.

python -m tests.bench.what_if [-n TIMES]
"""

from __future__ import annotations

import argparse
import os
import statistics
import sys
import time
from collections.abc import Iterator

from PySide6.QtCore import QEventLoop
from PySide6.QtWidgets import QApplication

from core.reference.store import open_reference
from gui.app import Kiosk, real_parts
from gui.application import make_application
from gui.sample import ANSWERS
from gui.screens.base import Want
from gui.screens.what_if import WhatIfScreen
from gui.settings import Settings
from gui.state import Step
from gui.walk import wait_for
from tests.bench.timing import Timing, of

MOST_MS = 100
_SIZE = (1920, 1080)
_WAIT = QEventLoop.ProcessEventsFlag.AllEvents | QEventLoop.ProcessEventsFlag.WaitForMoreEvents


def touches(times: int) -> list[float]:
    """Milliseconds from each of so many touches to the figure, painted."""
    make_application([])
    running = Kiosk(real_parts(open_reference(), Settings()))
    running.shell.resize(*_SIZE)
    running.start()
    running.shell.show()
    visit = running.visit
    visit.want(f"{Want.BEGIN}:en")
    visit.answer(ANSWERS)
    visit.want(f"{Want.GO}:{Step.REVIEW}")
    visit.want(Want.NEXT)
    wait_for(lambda: visit.state().handout is not None, "the pages are made")
    visit.want(Want.WHAT_IF)
    QApplication.processEvents()
    screen = running.shell.current()
    assert isinstance(screen, WhatIfScreen)

    def is_told() -> bool:
        tried = visit.state().tried
        return tried is None or tried.ready

    taken = []
    for number in range(times + 1):
        button = (screen.weeks.more, screen.visits.more, screen.weeks.less, screen.visits.less)[
            number % 4
        ]
        start = time.process_time()
        button.click()
        while not is_told():
            QApplication.processEvents(_WAIT)
        running.shell.repaint()
        taken.append((time.process_time() - start) * 1000)
    running.stop()
    return taken[1:]


def ninety_fifth(milliseconds: list[float]) -> float:
    """The 95th percentile."""
    return statistics.quantiles(milliseconds, n=20)[-1]


def rows(times: int) -> Iterator[tuple[str, Timing, str, Timing | None]]:
    """The row of the table of all benchmarks."""
    taken = touches(max(times, 20))
    what = f"what-if, touch to figure (95 %: {ninety_fifth(taken):.0f} ms)"
    yield what, of(taken), "", None


def main() -> int:
    """Say the figures; 1 when the 95th percentile is not within the bar."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("-n", type=int, default=60, help="how many touches (60)")
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    taken = touches(parser.parse_args().n)
    late = ninety_fifth(taken)
    sys.stdout.write(
        f"what-if: median {statistics.median(taken):.1f} ms, 95 % {late:.1f} ms, bar {MOST_MS} ms\n"
    )
    return 0 if late < MOST_MS else 1


if __name__ == "__main__":
    sys.exit(main())
