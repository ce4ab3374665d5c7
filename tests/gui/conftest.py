"""A whole kiosk for tests: real screens and real sums, with a printer and a clock of the test's."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass, field, replace

import pytest
from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from core.reference.store import Reference
from gui.app import Kiosk, real_parts
from gui.application import make_application
from gui.parts import Parts
from gui.printing import Job, PrintRefused, Stick
from gui.sample import TODAY
from gui.settings import Settings
from gui.state import PrinterState
from gui.walk import wait_for
from tests.gui.walker import Walker

MakeKiosk = Callable[..., Kiosk]


@dataclass
class PaperPrinter:
    """A printer whose state the test sets; it keeps what it was sent."""

    state: PrinterState = PrinterState.READY
    answers: PrinterState = PrinterState.SENT
    sent: list[bytes] = field(default_factory=list)
    cancelled: list[Job] = field(default_factory=list)

    def status(self) -> PrinterState:
        return self.state

    def submit(self, pdf: bytes, copies: int = 1) -> Job:
        if self.state is PrinterState.NO_QUEUE:
            raise PrintRefused(self.state)
        self.sent.append(pdf)
        return Job(f"paper-{len(self.sent)}")

    def poll(self, job: Job) -> PrinterState:
        return self.answers

    def cancel(self, job: Job) -> None:
        self.cancelled.append(job)


@dataclass
class Clock:
    """Seconds that pass only when the test says so."""

    now: float = 1000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def paper() -> PaperPrinter:
    return PaperPrinter()


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def make_kiosk(reference: Reference, paper: PaperPrinter, clock: Clock) -> Iterator[MakeKiosk]:
    """Make started kiosks; keywords replace what they work with (gui.visit.Parts)."""
    make_application([])
    made: list[Kiosk] = []

    def make(size: tuple[int, int] = (1920, 1080), **changes: object) -> Kiosk:
        parts: Parts = replace(
            real_parts(reference, Settings()),
            today=lambda: TODAY,
            printer=paper,
            find_stick=_no_stick,
            settle=0.0,
        )
        parts = replace(parts, **changes)  # type: ignore[arg-type]
        kiosk = Kiosk(parts, clock)
        made.append(kiosk)
        kiosk.shell.resize(*size)
        kiosk.start()
        kiosk.shell.show()
        kiosk.shell.activateWindow()
        wait_for(lambda: QApplication.focusWidget() is not None, "the window has the keyboard")
        return kiosk

    yield make
    for kiosk in made:
        kiosk.stop()
        kiosk.shell.deleteLater()  # or each later test would be slower by its widgets
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


def _no_stick() -> Stick | None:
    return None


@pytest.fixture(scope="module")
def walker_window(qapp: QApplication, reference: Reference) -> Iterator[Walker]:
    """One window for all tests of a file: making it takes longer than most of them."""
    with closing(Walker(reference)) as made:
        yield made


@pytest.fixture
def walker(qtbot: QtBot, walker_window: Walker) -> Walker:
    """A visitor at the first question, who has answered nothing."""
    walker_window.begin_again()
    return walker_window
