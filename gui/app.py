"""The wiring of the kiosk: which signal goes where.  No other module knows all the parts."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication

from core.words import words
from gui.background import Background
from gui.closed import WATCHED, keep_out
from gui.idle import IdleGuard
from gui.overlays import questions
from gui.parts import Parts
from gui.printing import find_printer, find_stick
from gui.screens.registry import SCREENS
from gui.settings import Settings
from gui.shell import Shell
from gui.speech.reader import Reader
from gui.speech.voice import find_voice
from gui.staff.desk import StaffDesk
from gui.staff.events import Code
from gui.state import Step
from gui.steady import SETTLE, Steady
from gui.visit import Visit
from gui.widgets.look import show_ring

if TYPE_CHECKING:
    from core.case import Case
    from core.reference.store import Reference
    from core.result import Estimate
    from core.summary import Clinic, Pages, Summary
    from core.words import Words
    from gui.editions import InUse

_REFRESH_MS = 15_000
"""How often the start and the result look after the printer and the stick."""

_RECOVER_MS = 20_000
"""How long the plain words of a failure stay before the kiosk starts again by itself."""

START_AGAIN = 75
"""What the program's loop answers when staff have it start again."""

_WAITS = (Step.START, Step.RESULT, Step.PREVIEW)


def real_parts(
    reference: Reference, settings: Settings, edition: Callable[[], InUse] | None = None
) -> Parts:
    """What the kiosk works with outside of tests."""
    return Parts(
        reference=reference,
        settings=settings,
        today=date.today,
        estimate=estimate_of,
        handout=pages_of,
        other_pages=other_pages_of,
        printer=find_printer(settings.printer, settings.paper),
        find_stick=find_stick,
        work=Background(),
        printing=Background(),
        settle=SETTLE,
        voice=find_voice(),
        edition=edition,
    )


def estimate_of(case: Case, reference: Reference) -> Estimate:
    """The estimate of a case; what makes it is loaded for the first one."""
    from core.estimate import estimate

    return estimate(case, reference)


def pages_of(summary: Summary, said: Words, clinic: Clinic) -> bytes:
    """The pages of a summary; ReportLab is loaded when they are first made."""
    from core.handout import render_summary

    return render_summary(summary, said, clinic=clinic)


def other_pages_of(
    pages: Pages, made: Estimate, summary: Summary, said: Words, clinic: Clinic
) -> bytes:
    """Another edition of the pages."""
    from core.handout import render_pages

    return render_pages(pages, made, summary, said, clinic=clinic)


class Kiosk(QObject):
    """One visit after another in one window."""

    def __init__(
        self,
        parts: Parts,
        clock: Callable[[], float] = time.monotonic,
        shell: Shell | None = None,
    ) -> None:
        """`shell` is the window that is open already, with the first picture in it."""
        super().__init__()
        settings = parts.settings
        self._parts = parts
        self.visit = Visit(parts, self)
        self.shell = shell or Shell(SCREENS, settings.languages)
        self.reader = Reader(self.shell, parts.voice, self)
        self.idle = IdleGuard(clock, settings.idle_seconds, settings.answer_seconds, self)
        self.steady = Steady(clock, parts.settle)
        self.shell.footer.steady = Steady(clock, parts.settle)
        self.goodbye = QTimer(self)
        self.goodbye.setSingleShot(True)
        self.goodbye.setInterval(settings.done_seconds * 1000)
        self._recover = QTimer(self)
        self._recover.setSingleShot(True)
        self._recover.setInterval(_RECOVER_MS)
        self._refresh = QTimer(self)
        self._refresh.setInterval(_REFRESH_MS)
        self.visit.ask_screens(self.shell.is_settled)
        self.shell.inches = settings.screen_inches
        self.staff: StaffDesk | None = None
        if parts.staff is not None:
            kiosk = (self.shell, self.visit, self.idle)
            self.staff = StaffDesk(parts.staff, settings, kiosk, self)
            self.staff.settings_saved.connect(self._use_settings)
            self.staff.left.connect(self._staff_left)
            self.staff.changed.connect(self._see)
        self._connect()

    def _connect(self) -> None:
        visit, shell, idle = self.visit, self.shell, self.idle
        visit.changed.connect(self._show)
        visit.ended.connect(self._ended)
        visit.asked_staff.connect(self._ask_staff)
        visit.asked_start_over.connect(self._ask_start_over)
        shell.asked.connect(self._see)
        shell.answered.connect(visit.answer)
        shell.tried.connect(visit.try_out)
        shell.wanted.connect(visit.want)
        shell.preferred.connect(visit.prefer)
        shell.replied.connect(self._replied)
        shell.left.connect(lambda: self._staff_came(leave=True))
        shell.staff_came.connect(self._staff_came)
        visit.staff_came.connect(self._staff_came)
        idle.asked.connect(self._ask_still_there)
        idle.expired.connect(self._expired)
        self.reader.failed.connect(self._no_sound)
        self.goodbye.timeout.connect(lambda: visit.end("finished"))
        self._recover.timeout.connect(lambda: self._replied(questions.ERASE))
        self._refresh.timeout.connect(self._look_around)

    def start(self) -> None:
        """Show the start screen and begin to watch the time."""
        app = QApplication.instance()
        assert app is not None
        app.installEventFilter(self)
        self.idle.start()
        self._refresh.start()
        self.visit.refresh()
        self._show()
        self._parts.record(Code.STARTED)

    def stop(self) -> None:
        """Wipe, let go of everything, and let the window close."""
        if self.staff is not None:
            self.staff.close()
        self.visit.end("left")
        self.idle.stop()
        self._refresh.stop()
        self.goodbye.stop()
        self._recover.stop()
        app = QApplication.instance()
        if app is not None:
            app.removeEventFilter(self)
        self._parts.work.close()
        self._parts.printing.close()
        self.shell.let_close()
        self.shell.close()

    def leave(self) -> None:
        """Staff, or the system, end the program."""
        self._parts.record(Code.STOPPED)
        self.stop()
        QApplication.quit()

    def _staff_left(self, how: str) -> None:
        if how == "quit":
            self.leave()
            return
        self._parts.record(Code.RESTARTED)
        self.stop()
        QApplication.exit(START_AGAIN)

    def _staff_came(self, leave: bool = False) -> None:
        if self.staff is not None:
            self.shell.ask(None)
            self.staff.come_in(leave)
        elif leave:
            self.leave()

    def _use_settings(self, settings: Settings) -> None:
        staff = self._parts.staff
        assert staff is not None
        self._parts = replace(self._parts, settings=settings, printer=staff.printer(settings))
        self.shell.header.use_languages(settings.languages)
        self.shell.inches = settings.screen_inches
        self.idle.use(settings.idle_seconds, settings.answer_seconds)
        self.goodbye.setInterval(settings.done_seconds * 1000)
        self.visit.use(self._parts)

    def crashed(self) -> None:
        """Something failed: wipe, say so plainly, and after a while start again."""
        if self.staff is not None:
            self.staff.close()
        self.visit.end("crash")
        said = [words(language) for language in self._parts.settings.languages]
        self.shell.ask(questions.problem(*said))
        self._recover.start()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        # Every event of the program comes by here: most of them have to be let go at once.
        kind = event.type()
        if kind not in WATCHED:
            return False
        # Whatever is pressed is a sign of life, even if it leads nowhere.
        self.idle.eventFilter(watched, event)
        if self.steady.holds_back(event):
            return True
        if kind == QEvent.Type.TouchBegin and self.steady.holds():
            return False  # a finger may begin to scroll; what it presses comes by here again
        if kind in (QEvent.Type.MouseButtonPress, QEvent.Type.TouchBegin):
            show_ring(False)
            self.reader.let_go()
        elif kind == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            self.reader.let_go()
            self.shell.notice_key(event)
        return keep_out(event)

    # -- what happens -------------------------------------------------------------------
    def _show(self) -> None:
        state = self.visit.state()
        self.shell.show_state(state)
        self.reader.show_state(state)
        self._see()
        held = self.staff is not None and self.staff.holds_visit
        self.idle.hold(held or self.visit.is_printing)
        if state.step is not Step.DONE:
            self.goodbye.stop()
        elif not self.goodbye.isActive():
            self.goodbye.start()

    def _see(self) -> None:
        """Something may have come in front that the last touch was not meant for."""
        state, shell = self.visit.state(), self.shell
        prefs = replace(state.prefs, pace=0, volume=0)  # those two move nothing
        question = shell.question.title.text() if shell.asks() else ""
        staff = self.staff.here if self.staff is not None else ""
        self.steady.see((state.step, state.part, prefs, question, staff))

    def _ended(self, _reason: str) -> None:
        self.reader.stop()
        self.shell.forget()
        self._recover.stop()
        self.idle.restart()
        show_ring(False)

    def _ask_still_there(self, seconds: int) -> None:
        if self.visit.is_fresh:
            self.idle.restart()
        else:
            self.shell.ask(questions.still_there(self.visit.state().words, seconds))

    def _expired(self) -> None:
        if not self.visit.is_fresh:
            self._parts.record(Code.IDLE_WIPE)
            if self.staff is not None:
                self.staff.close()
        self.visit.end("idle")

    def _ask_staff(self) -> None:
        settings, say = self._parts.settings, self.visit.state().words
        self.shell.ask(questions.ask_staff(say, settings.phone, settings.ask_staff))

    def _no_sound(self) -> None:
        state = self.visit.state()
        self.visit.prefer(replace(state.prefs, aloud=False))
        self.shell.ask(questions.no_sound(state.words))

    def _ask_start_over(self) -> None:
        self.shell.ask(questions.start_over(self.visit.state().words))

    def _replied(self, reply: str) -> None:
        self.shell.ask(None)
        if reply == questions.ERASE:
            self.visit.end("start over")
        elif reply == questions.STAFF:
            self._staff_came()

    def _look_around(self) -> None:
        if self.visit.state().step in _WAITS:
            self.visit.refresh()
