"""The first picture and a change of screen, beside a bare PySide6 window doing the same."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Iterator

from PySide6.QtWidgets import QApplication, QLabel, QStackedWidget, QWidget

from core.reference.store import open_reference
from gui.app import Kiosk, make_application, real_parts
from gui.screens.base import Want
from gui.settings import Settings
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
    yield "screen change and repaint, 1920x1080", _change(times), "two labels", _bare_change(times)


def _first_paint(what: str, times: int, environment: dict[str, str]) -> tuple[Timing, Timing]:
    """By the clock, and in processor time."""
    clock, processor = [], []
    for _ in range(times + 1):
        start = time.perf_counter()
        process = subprocess.Popen(
            [sys.executable, "-m", "tests.bench.first_paint", what],
            env={**os.environ, **environment},
            stdout=subprocess.PIPE,
            text=True,
        )
        assert process.stdout is not None
        processor.append(float(process.stdout.readline()))
        clock.append((time.perf_counter() - start) * 1000)
        process.communicate(timeout=60)
        assert process.returncode == 0
    return of(clock[1:]), of(processor[1:])  # the first one also warmed the disk's cache


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
