"""The first picture and a change of screen, beside a bare PySide6 window doing the same.

python -m tests.bench.window [-n TIMES]
"""

from __future__ import annotations

import argparse
import os
import statistics
import subprocess
import sys
import time
from collections.abc import Iterator

from PySide6.QtWidgets import QApplication, QLabel, QStackedWidget, QWidget

from core.reference.store import open_reference
from gui.app import Kiosk, make_application, real_parts
from gui.sample import ANSWERS
from gui.screens.base import Want
from gui.settings import Settings
from gui.state import Step
from tests.bench.timing import Timing, of, timed
from tests.support.xvfb import screen

_SIZE = (1920, 1080)


def rows(times: int) -> Iterator[tuple[str, Timing, str, Timing | None]]:
    """From a new process to the first picture under X; then a change of screen, offscreen."""
    with screen(*_SIZE) as environment:
        kiosk = _first_paint("kiosk", times, environment)
        bare = _first_paint("bare", times, environment)
    what, floor = "cold start to first paint, 1920x1080 under X", "a bare PySide6 window"
    yield what, kiosk[1], floor, bare[1]
    yield f"{what}, by the clock", kiosk[0], floor, bare[0]
    yield "memory at the first paint (MB)", kiosk[2], floor, bare[2]
    yield "screen change and repaint, 1920x1080", _change(times), "two labels", _bare_change(times)
    taken = _journey(max(2, times // 3))
    most = statistics.quantiles(taken, n=20)[-1]
    yield (
        f"each Next of a whole visit, screens made anew (95 %: {most:.0f} ms)",
        of(taken),
        "",
        None,
    )


def _first_paint(
    what: str, times: int, environment: dict[str, str]
) -> tuple[Timing, Timing, Timing]:
    """By the clock, in processor time, and the most memory in MB."""
    clock, processor, memory = [], [], []
    for _ in range(times + 1):
        start = time.perf_counter()
        process = subprocess.Popen(
            [sys.executable, "-m", "tests.bench.first_paint", what],
            env={**os.environ, **environment},
            stdout=subprocess.PIPE,
            text=True,
        )
        assert process.stdout is not None
        spent, most = map(float, process.stdout.readline().split())
        processor.append(spent)
        memory.append(most)
        clock.append((time.perf_counter() - start) * 1000)
        process.communicate(timeout=60)
        assert process.returncode == 0
    # The first one also warmed the disk's cache.
    return of(clock[1:]), of(processor[1:]), of(memory[1:])


def _change(times: int) -> Timing:
    app = make_application([])
    running = Kiosk(real_parts(open_reference(), Settings()))
    running.shell.resize(*_SIZE)
    running.start()
    running.shell.show()
    _settle(running.shell)

    def there_and_back() -> None:
        running.visit.want(f"{Want.BEGIN}:en")
        _settle(running.shell)
        running.visit.want(Want.BACK)
        _settle(running.shell)

    both = timed(there_and_back, times)
    running.stop()
    app.processEvents()
    return _half(both)


def _journey(visits: int) -> list[float]:
    """Milliseconds of each Next from the first question to the result, after a visit to warm up.

    The drawing thread's alone: the pages of the handout are made on another one meanwhile.
    """
    app = make_application([])
    running = Kiosk(real_parts(open_reference(), Settings()))
    running.shell.resize(*_SIZE)
    running.start()
    running.shell.show()
    taken: list[float] = []
    visit = running.visit
    for number in range(visits + 1):
        visit.want(f"{Want.BEGIN}:en")
        visit.answer(ANSWERS)
        _settle(running.shell)
        while visit.state().step is not Step.RESULT:
            start = time.thread_time()
            visit.want(Want.NEXT)
            _settle(running.shell)
            if number:
                taken.append((time.thread_time() - start) * 1000)
        visit.end("finished")
        _settle(running.shell)
    running.stop()
    app.processEvents()
    return taken


def _bare_change(times: int) -> Timing:
    stack = QStackedWidget()
    stack.resize(*_SIZE)
    for text in ("One", "Two"):
        stack.addWidget(QLabel(text))
    stack.show()
    _settle(stack)

    def there_and_back() -> None:
        for index in (1, 0):
            stack.setCurrentIndex(index)
            _settle(stack)

    both = timed(there_and_back, times)
    stack.close()
    return _half(both)


def _settle(window: QWidget) -> None:
    """Let everything that was posted be done and the window be painted whole."""
    QApplication.processEvents()
    window.repaint()


def _half(both: Timing) -> Timing:
    return Timing(both.median / 2, both.fastest / 2, both.slowest / 2)


def main() -> int:
    """Print each row, and how many times the floor its fastest is."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench.window", description=__doc__)
    parser.add_argument("-n", type=int, default=5, help="how often each is repeated (5)")
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    for what, mine, _, bare in rows(parser.parse_args().n):
        ratio = f", {mine.fastest / bare.fastest:.2f} times {bare.fastest:.1f}" if bare else ""
        print(f"{what}: fastest {mine.fastest:.1f}, median {mine.median:.1f}{ratio}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
