"""A kiosk for thousands of visits in one process: real screens and sums, everything else fast.

The printer is of paper, the clock turns when told, and the pages are made once.
"""

from __future__ import annotations

import gc
import threading
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication

from core.intake.answers import Answers
from core.reference.store import open_reference
from core.summary import Clinic, Summary
from core.words import Words
from gui import sample
from gui.app import Kiosk, pages_of, real_parts
from gui.application import make_application
from gui.parts import Parts
from gui.screens.base import Want
from gui.settings import Settings
from gui.state import Step
from tests.gui.conftest import Clock, PaperPrinter

Pages = Callable[[Summary, Words, Clinic], bytes]


@dataclass
class Rig:
    """A started kiosk and what a test turns."""

    kiosk: Kiosk
    clock: Clock
    paper: PaperPrinter

    def settle(self) -> None:
        """Let everything that was posted be done, and what was thrown away go."""
        QApplication.processEvents()
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
        QApplication.processEvents()

    def nobody(self) -> None:
        """Let the time pass in which nobody comes."""
        self.clock.now += 1000
        self.kiosk.idle.tick()
        self.settle()

    def to_the_result(self, answers: Answers = sample.ANSWERS) -> None:
        """Begin, give every answer at once, and go on to the result by its last screens."""
        visit = self.kiosk.visit
        visit.want(f"{Want.BEGIN}:en")
        visit.answer(answers)
        visit.want(f"{Want.GO}:{Step.REVIEW}")
        QApplication.processEvents()
        visit.want(Want.NEXT)
        self.settle()


def rig(size: tuple[int, int] = (1280, 800), pages: Pages | None = None, **changes: object) -> Rig:
    """Start one; `pages` makes the handout, by default the sample's pages made once."""
    make_application([])
    clock, paper = Clock(), PaperPrinter()
    parts: Parts = replace(
        real_parts(open_reference(), Settings()),
        today=lambda: sample.TODAY,
        printer=paper,
        find_stick=lambda: None,
        handout=pages or made_once(),
        settle=0.0,  # the hands of tests are faster than any visitor's
    )
    parts = replace(parts, **changes)  # type: ignore[arg-type]
    kiosk = Kiosk(parts, clock)
    kiosk.shell.resize(*size)
    kiosk.start()
    kiosk.shell.show()
    made = Rig(kiosk, clock, paper)
    made.settle()
    return made


def made_once() -> Pages:
    """Pages that are made the first time and given again."""
    kept: dict[str, bytes] = {}

    def pages(summary: Summary, said: Words, clinic: Clinic) -> bytes:
        if said.language not in kept:
            kept[said.language] = pages_of(summary, said, clinic)
        return kept[said.language]

    return pages


@dataclass(frozen=True)
class Measure:
    """What a process holds: bytes of its own memory, and counts."""

    own: int
    objects: int
    widgets: int
    threads: int
    files: int

    @classmethod
    def now(cls) -> Measure:
        """After everything that can go has gone."""
        gc.collect()
        _trim()
        # Clean pages are those of libraries: they become private when other processes end.
        rollup = Path("/proc/self/smaps_rollup").read_text()
        own = sum(
            int(line.split()[1]) * 1024
            for line in rollup.splitlines()
            if line.startswith("Private_Dirty:")
        )
        return cls(
            own,
            len(gc.get_objects()),
            len(QApplication.allWidgets()),
            threading.active_count(),
            len(list(Path("/proc/self/fd").iterdir())),
        )


def _trim() -> None:
    """Give free memory back, so that what is left is what is held."""
    import ctypes

    ctypes.CDLL(None).malloc_trim(0)
