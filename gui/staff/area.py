"""What staff do, from the PIN to leaving: the only thing that knows where they are in it.

It holds a step, a draft of the settings, and what was looked up; all of it goes when it
closes.  It never holds, and is never told, anything of a visit but whether there is one.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from PySide6.QtCore import QObject, Signal

from core.handout.printer_page import printer_page as pages_to_try
from core.style import PageSize
from core.trace import Text
from core.words import words
from gui.background import Background
from gui.printing.watcher import PrintJob
from gui.settings import Settings
from gui.staff import pages, setup, update
from gui.staff.door import Door
from gui.staff.events import Code
from gui.staff.facts import EditionFacts, Facts, edition_facts, look_up
from gui.staff.limits import TimeLimit
from gui.staff.page import Page
from gui.staff.parts import StaffParts
from gui.staff.setting_up import SettingUp, Way
from gui.staff.update import Moved, Offer
from gui.state import GONE_OUT, PrinterState

PIN_SECONDS = 60
"""How long the page that asks for the PIN stays without a touch."""

T = TypeVar("T")


class StaffArea(QObject):
    """Opened, used, closed; any number of times."""

    changed = Signal()
    """Another page, or the same one with something new on it."""

    opened = Signal()
    closed = Signal()
    """Staff went out, or their time was up."""

    end_visit = Signal()
    """The visit that is open is to be erased."""

    settings_saved = Signal(object)
    """The new Settings."""

    edition_changed = Signal()
    leave = Signal(str)
    """End the program: "quit" or "restart"."""

    def __init__(
        self, parts: StaffParts, settings: Settings, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._parts = parts
        self._setup = SettingUp(parts, settings, self._later)
        self._door = Door(parts, self._later, self)
        self._door.changed.connect(self.changed)
        self._door.opened.connect(self._come_in)
        self.limit = TimeLimit(parts.steady, self)
        self.limit.expired.connect(self._expired)
        self._job: PrintJob | None = None
        self._number = 0
        self._say = words(settings.languages[0])
        self._visit = self._wants_to_leave = False
        self._clear()

    def _clear(self) -> None:
        self._number += 1
        self._step = ""
        self._after_pin = ""
        self._came = False
        self._door.leave()
        self._setup.forget()
        self._facts: Facts | None = None
        self._edition: EditionFacts | None = None
        self._offer: Offer | None = None
        self._printer = PrinterState.UNKNOWN
        self._tried = False
        self._notice = ""

    # -- what is known --------------------------------------------------------------
    @property
    def is_open(self) -> bool:
        """Whether staff pages cover the window."""
        return bool(self._step)

    @property
    def is_signed_in(self) -> bool:
        """Whether the PIN was right, or none is set yet."""
        return self.is_open and self._step != "pin"

    @property
    def is_first_start(self) -> bool:
        """Whether the kiosk has no PIN yet."""
        return self._setup.is_first

    @property
    def language(self) -> str:
        """The language in use."""
        return self._say.language

    @property
    def _settings(self) -> Settings:
        return self._setup.settings

    def page(self) -> Page:
        """The page as it is now."""
        say = self._say
        clinic = self._settings.clinic
        makers: dict[str, Callable[[], Page]] = {
            "pin": lambda: pages.pin_page(self._door.pin, say),
            "visit": lambda: pages.visit_page(say),
            "menu": lambda: pages.menu_page(say),
            "leave": lambda: pages.leave_page(say, self._after_pin),
            "printer": lambda: pages.printer_page(
                say, self._settings.printer, self._printer, self._job is not None, self._tried
            ),
            "edition": lambda: pages.edition_page(
                say, self._edition, self._parts.machine.today(), self._notice
            ),
            "offer": lambda: (
                pages.offer_page(say, self._offer)
                if self._offer
                else pages.waiting_page(say, "stick")
            ),
            "roll-back": lambda: pages.back_page(say),
            "readiness": lambda: (
                pages.readiness_page(say, self._facts, clinic)
                if self._facts
                else pages.waiting_page(say, "readiness")
            ),
            "events": lambda: pages.events_page(
                say, self._parts.events.read(), self._parts.events.reaches_the_disc
            ),
            "statistics": lambda: pages.statistics_page(
                say,
                self._parts.statistics.read(),
                self._parts.machine.today(),
                self._parts.statistics.damaged,
            ),
            "settings": lambda: pages.settings_page(say, setup.SETTINGS),
            "setup": lambda: self._setup.page(say),
        }
        make = makers.get(self._step)
        return make() if make else pages.waiting_page(say, self._step.removeprefix("wait-"))

    # -- in and out -------------------------------------------------------------------
    def open(self, language: str, visit: bool, leave: bool = False) -> None:
        """Ask for the PIN; `visit`: somebody's answers are open; `leave`: then end the program."""
        self._clear()
        self._say = words(language)
        self._visit = visit
        self._wants_to_leave = leave
        self._step = "pin"
        self.limit.start(PIN_SECONDS, PIN_SECONDS * 10)
        self._door.stand_before(visit)
        self.opened.emit()
        self.changed.emit()

    def begin_first_start(self) -> None:
        """Ask for everything; there is no way out but through."""
        self._clear()
        self._say = words(self._settings.languages[0])
        self._visit = self._wants_to_leave = False
        self._ask("languages")
        self.opened.emit()
        self.changed.emit()

    def close(self) -> None:
        """Forget where staff were, and let the visitor's screens be seen again."""
        if not self.is_open:
            return
        if self._came:
            self._parts.events.record(Code.STAFF_OUT)
        self.limit.stop()
        if self._job is not None:
            self._job.leave()
            self._job = None
        self._clear()
        self.closed.emit()

    def speak(self, language: str) -> None:
        """Another language."""
        self._say = words(language)
        self.changed.emit()

    # -- what staff do ------------------------------------------------------------------
    def choose(self, option: str) -> None:
        """An answer was tapped."""
        if self._step == "menu":
            self.want(option)
        elif self._step == "settings":
            self._ask(option)
        elif self._step == "leave":
            self._after_pin = option
        elif self._step == "setup":
            self._setup.choose(option, self._say)
        self.changed.emit()

    def type_text(self, typed: str) -> None:
        """The field holds another text."""
        if self._step == "pin":
            self._door.type_text(typed)
        elif self._step == "setup":
            self._setup.type_text(typed)
        self.changed.emit()

    def want(self, want: str) -> None:
        """A button was pressed."""
        self._notice = ""
        # What is not among these is a page to go to.
        actions: dict[str, Callable[[], None]] = {
            "check-pin": lambda: self._door.try_pin(self._settings.pin),
            "out": self.close,
            "end-visit": self._end_visit,
            "printer": self._look_at_printer,
            "print-test": self._print_test,
            "edition": self._look_at_edition,
            "look-at-stick": self._look_at_stick,
            "install": self._install,
            "really-roll-back": self._roll_back,
            "readiness": self._look_around,
            "next": lambda: self._next_question(1),
            "back": lambda: self._next_question(-1),
            "really-quit": lambda: self._leave("quit"),
            "really-restart": lambda: self._leave("restart"),
        }
        actions.get(want, lambda: self._go(want))()
        self.changed.emit()

    def _go(self, step: str) -> None:
        self._step, self._after_pin = step, ""

    def _later(self, work: Callable[[], T], done: Callable[[T], None], on: Background) -> None:
        """Work off the drawing thread; what comes back after staff went out is dropped."""
        number = self._number

        def come_back(result: T) -> None:
            if number == self._number:
                done(result)
                self.changed.emit()

        on.run(work, come_back, _raise)

    def _come_in(self) -> None:
        """The PIN was right."""
        self._came = True
        self._parts.events.record(Code.STAFF_IN)
        settings = self._settings
        self.limit.start(settings.staff_idle_minutes * 60, settings.staff_total_minutes * 60)
        self._go("leave" if self._wants_to_leave else "menu")
        if self._visit:
            self._go("visit")

    def _expired(self) -> None:
        if self.is_signed_in:
            self._parts.events.record(Code.STAFF_TIMEOUT)
            if self._visit:
                self.end_visit.emit()  # nobody is here, so nobody is there either
        self.close()

    def _end_visit(self) -> None:
        self._visit = False
        self.end_visit.emit()
        self._go("leave" if self._wants_to_leave else "menu")

    def _leave(self, how: str) -> None:
        self._parts.events.record(Code.STOPPED if how == "quit" else Code.RESTARTED)
        self.close()
        self.leave.emit(how)

    # -- settings -----------------------------------------------------------------------
    def _ask(self, name: str) -> None:
        self._step = "setup"
        self._setup.ask(name)

    def _next_question(self, way: int) -> None:
        match self._setup.go(way, self._say):
            case Way.LEFT:
                self._go("settings")
            case Way.SAVE:
                self._step = "wait-save"
                self._later(self._setup.save(), self._saved, self._parts.work)

    def _saved(self, result: Settings | Text) -> None:
        if isinstance(result, Text):
            self._step = "setup"
            self._setup.not_saved(self._say.say(result))
            return
        first, new_pin = self.is_first_start, bool(self._setup.draft.pin)
        self._setup.settings = result
        self._setup.forget()
        self._parts.events.record(Code.PIN_SET if new_pin else Code.SETTINGS_CHANGED)
        if new_pin:
            self._door.forgive()
        self.settings_saved.emit(result)
        if first:
            self.close()
        else:
            self._go("settings")

    # -- printer and readiness ------------------------------------------------------------
    def _look_at_printer(self) -> None:
        self._go("printer")
        self._tried = False
        printer = self._parts.printer(self._settings)
        self._later(printer.status, self._printer_told, self._parts.printing)

    def _printer_told(self, state: PrinterState) -> None:
        self._printer = state

    def _print_test(self) -> None:
        if self._job is not None:
            return
        self._tried = True
        job = PrintJob(self._parts.printer(self._settings), self._parts.printing, self)
        self._job = job

        def told(state: PrinterState) -> None:
            self._printer = state
            self.changed.emit()

        def over(state: PrinterState) -> None:
            self._job = None
            job.deleteLater()
            fine = state in GONE_OUT
            self._parts.events.record(Code.PRINTED if fine else Code.PRINT_FAILED)
            told(state)

        job.changed.connect(told)
        job.finished.connect(over)
        job.start(pages_to_try(self._settings.clinic, self._say, PageSize(self._settings.paper)))

    def _look_around(self) -> None:
        self._go("readiness")
        self._facts = None
        parts, printer = self._parts, self._parts.printer(self._settings)

        def looked(facts: Facts) -> None:
            self._facts = facts

        self._later(lambda: look_up(parts.machine, printer), looked, parts.printing)

    # -- the edition ----------------------------------------------------------------------
    def _look_at_edition(self) -> None:
        self._go("edition")
        machine = self._parts.machine

        def looked(found: EditionFacts | None) -> None:
            self._edition = found

        self._later(
            lambda: edition_facts(machine.editions, machine.today()), looked, self._parts.work
        )

    def _look_at_stick(self) -> None:
        self._step = "wait-stick"

        def looked(found: Offer | Text) -> None:
            if isinstance(found, Text):
                self._edition_moved((Code.EDITION_REFUSED, found))
            else:
                self._offer, self._step = found, "offer"

        self._later(lambda: update.look_at_stick(self._parts.machine), looked, self._parts.work)

    def _install(self) -> None:
        offer = self._offer
        if offer is not None:
            self._step = "wait-install"
            work = lambda: update.take(self._parts.machine, offer)  # noqa: E731
            self._later(work, self._edition_moved, self._parts.work)

    def _roll_back(self) -> None:
        self._step = "wait-roll-back"
        work = self._parts.work
        self._later(lambda: update.go_back(self._parts.machine), self._edition_moved, work)

    def _edition_moved(self, moved: Moved) -> None:
        code, said = moved
        self._offer = None
        self._parts.events.record(code)
        if code is not Code.EDITION_REFUSED:
            self.edition_changed.emit()
        self._look_at_edition()
        self._notice = self._say.say(said)


def _raise(trouble: Exception) -> None:
    """A failure that has no words of its own reaches the excepthook."""
    raise trouble
