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
from pathlib import Path
from tempfile import TemporaryDirectory

from PySide6.QtWidgets import QApplication, QLabel, QStackedWidget, QWidget

from core.reference.store import open_reference
from gui.app import Kiosk, real_parts
from gui.application import make_application
from gui.sample import ANSWERS
from gui.screens.base import Want
from gui.settings import Settings, write_settings
from gui.staff.pin import make_record
from gui.state import Step
from tests.bench.timing import Timing, of, timed
from tests.support.xvfb import screen

_SIZE = (1920, 1080)


def rows(times: int) -> Iterator[tuple[str, Timing, str, Timing | None]]:
    """From a new process to the first picture under X; then a change of screen, offscreen."""
    kiosk, bare = starts(times)
    what, floor = "cold start to first paint, 1920x1080 under X", "a bare PySide6 window"
    yield what, kiosk[1], floor, bare[1]
    yield f"{what}, by the clock", kiosk[0], floor, bare[0]
    yield "memory at the first paint (MB)", kiosk[2], floor, bare[2]
    yield "cold start until a visitor is listened to", kiosk[3], floor, bare[1]
    yield "screen change and repaint, 1920x1080", _change(times), "two labels", _bare_change(times)
    taken = _journey(max(2, times // 3))
    most = statistics.quantiles(taken, n=20)[-1]
    yield (
        f"each Next of a whole visit, screens made anew (95 %: {most:.0f} ms)",
        of(taken),
        "",
        None,
    )


def starts(times: int) -> tuple[tuple[Timing, ...], tuple[Timing, ...]]:
    """What a start of the kiosk takes, and of the bare window, in turn: by the clock until it is
    painted, in processor time, the most memory in MB; of the kiosk, until it listens, too.
    """
    taken: dict[str, list[tuple[float, ...]]] = {"kiosk": [], "bare": []}
    with screen(*_SIZE) as display, TemporaryDirectory() as home:
        write_settings(
            Settings(
                clinic="Harbor Infusion", phone="312-555-0142", pin=make_record("739184", b"s" * 16)
            ),
            Path(home, "homeward", "settings.toml"),
        )
        folders = dict.fromkeys(
            ("HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME"), home
        )
        # A program that is installed was compiled before it is started.
        environment = {**os.environ, **display, **folders, "PYTHONDONTWRITEBYTECODE": ""}
        for _ in range(times + 1):
            for what, each in taken.items():
                each.append(_start(what, environment))
    # The first ones also warmed the disk's cache.
    kiosk, bare = (
        tuple(of(list(row)) for row in zip(*each[1:], strict=True)) for each in taken.values()
    )
    return kiosk, bare


def _start(what: str, environment: dict[str, str]) -> tuple[float, ...]:
    start = time.time()
    done = subprocess.run(
        [sys.executable, "-m", "tests.bench.first_paint", what],
        env=environment,
        stdout=subprocess.PIPE,
        text=True,
        timeout=60,
        check=True,
    )
    painted, *others = map(float, done.stdout.split())
    return ((painted - start) * 1000, *others)


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
