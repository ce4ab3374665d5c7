"""The pages of one visit: made, printed, saved; and what the printer and the stick say.

Pages are made and printed off the drawing thread. What comes back after the visit has ended, or
after other pages were asked for, is dropped.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from core.words import words
from gui.background import raise_it
from gui.clinic import clinic_of
from gui.printing.saving import save
from gui.printing.watcher import PrintJob
from gui.staff.events import Code
from gui.state import GONE_OUT, MOST_PRINTS, PrinterState

if TYPE_CHECKING:
    from core.summary import Summary
    from gui.figures import Told
    from gui.parts import Parts
    from gui.printing import Stick

_STANDARD = "standard"


class Paper(QObject):
    """What there is to take home, and its way there.

    `changed` is called when any of it is otherwise; `told` says whether the page that follows a
    print is shown: what the printer says of itself then waits.
    """

    def __init__(
        self,
        parts: Parts,
        changed: Callable[[], None],
        told: Callable[[], bool],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._parts = parts
        self._changed = changed
        self._told = told
        self._number = 0
        self._job: PrintJob | None = None
        self._stick: Stick | None = None
        self.printer = PrinterState.UNKNOWN
        self.forget_all()

    def use(self, parts: Parts) -> None:
        """Work with other settings, or another printer."""
        self._parts = parts

    def forget_all(self) -> None:
        """Know nothing of the visit; a print that is on its way is taken back."""
        self._drop_job(leave=True)
        self._number += 1
        self.prints = 0
        self._print_when_ready = False
        self.begin()
        self.forget()

    def forget(self) -> None:
        """Have no pages: the figures are others now."""
        self.pdf: bytes | None = None
        self._of: tuple[Summary, str, str] | None = None
        self.saved: bool | None = None
        self.save_trouble = ""

    def begin(self) -> None:
        """The usual pages once, as whenever the result is come to."""
        self.pages, self._copies = _STANDARD, 1

    # -- what is known ----------------------------------------------------------------
    @property
    def is_printing(self) -> bool:
        """Whether pages are on their way to the printer."""
        return self._job is not None or self._print_when_ready

    @property
    def waits(self) -> bool:
        """Whether a print was asked for whose pages are still being made."""
        return self._print_when_ready

    @property
    def stick(self) -> str | None:
        """Where a stick is, or None."""
        return str(self._stick.folder) if self._stick else None

    @property
    def copies(self) -> int:
        """How many the next print makes: as asked for, as far as this visit may."""
        return min(self._copies, max(1, MOST_PRINTS - self.prints))

    # -- the pages --------------------------------------------------------------------
    def make(self, shown: Told | None, language: str) -> None:
        """Make the pages of the figures that are shown, unless these are there or on their way."""
        if shown is None or self._of == (shown[1], language, self.pages):
            return
        self.forget()
        pages = self.pages
        wanted = self._of = (shown[1], language, pages)
        number, say, made = self._number, words(language), shown[0]

        def done(pdf: bytes) -> None:
            if number == self._number and self._of is wanted:
                self.pdf = pdf
                self._changed()
                if self._print_when_ready:
                    self._send()

        def make() -> bytes:
            if pages == _STANDARD:
                return self._parts.handout(wanted[0], say, clinic_of(self._parts.settings))
            from core.summary import Pages

            kind = Pages(pages)
            clinic = clinic_of(self._parts.settings, kind is Pages.NOTICES)
            return self._parts.other_pages(kind, made, wanted[0], say, clinic)

        self._parts.work.run(make, done, raise_it)

    def choose(self, pages: str, shown: Told | None, language: str) -> None:
        """Take another edition of the pages."""
        self.pages = pages
        self.make(shown, language)
        self._changed()

    def choose_copies(self, copies: int) -> None:
        """Print them so many times."""
        self._copies = copies
        self._changed()

    # -- the printer --------------------------------------------------------------------
    def ask_for_print(self) -> bool:
        """Print as soon as the pages are there; False when this visit may print no more."""
        if self.is_printing:
            return True
        if self.prints >= MOST_PRINTS:
            return False
        self.printer = PrinterState.SENDING
        self._print_when_ready = True
        return True

    def send_if_ready(self) -> None:
        """Send what was asked for, if its pages are made."""
        if self._print_when_ready and self.pdf is not None:
            self._send()

    def _send(self) -> None:
        assert self.pdf is not None
        self._print_when_ready = False
        job = PrintJob(self._parts.printer, self._parts.printing, self)
        self._job = job
        job.changed.connect(self._print_changed)
        job.finished.connect(self._print_finished)
        job.start(self.pdf, min(self._copies, MOST_PRINTS - self.prints))

    def _print_changed(self, state: PrinterState) -> None:
        self.printer = state
        self._changed()

    def _print_finished(self, state: PrinterState) -> None:
        self._drop_job()
        sent = state in GONE_OUT
        self._parts.record(Code.PRINTED if sent else Code.PRINT_FAILED)
        if sent:
            self.prints += min(self._copies, MOST_PRINTS - self.prints)
        self._print_changed(state)

    def _drop_job(self, leave: bool = False) -> None:
        if self._job is None:
            return
        if leave:
            self._job.leave()
        self._job.deleteLater()
        self._job = None

    def look(self) -> None:
        """Ask the printer how it is, and look for a stick, off the screen's thread."""
        if self.is_printing:
            return

        def look() -> tuple[PrinterState, Stick | None]:
            return self._parts.printer.status(), self._parts.find_stick()

        self._parts.printing.run(look, self._seen, self._not_seen)

    def _seen(self, seen: tuple[PrinterState, Stick | None]) -> None:
        if self.is_printing or self._told():
            return
        if seen[0] is not self.printer:
            self._parts.record(Code(f"printer-{seen[0]}"))
        if seen != (self.printer, self._stick):
            self.printer, self._stick = seen
            self._changed()

    def _not_seen(self, trouble: Exception) -> None:
        """Looking failed: no reason to end a visit, and no reason to promise a printer."""
        sys.stderr.write(f"printer or stick: {type(trouble).__name__}\n")
        self._seen((PrinterState.UNKNOWN, None))

    # -- the stick ----------------------------------------------------------------------
    def save(self) -> None:
        """Save the pages on the stick."""
        number = self._number
        if self.pdf is None or self._stick is None:
            return

        def told(saved: bool, trouble: str) -> None:
            if number == self._number:
                self.saved, self.save_trouble = saved, trouble
                self._changed()

        save(self._stick, self.pdf, self._parts.printing, told)
