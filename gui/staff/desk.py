"""The staff area in the kiosk: the ways into it, its layer of the window, and what it may change.

What it is made of is loaded when staff first come in, so that no visitor waits for it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from core.words import words
from gui.idle import IdleGuard
from gui.settings import Settings
from gui.shell import Shell
from gui.visit import Visit

if TYPE_CHECKING:
    from gui.staff.area import StaffArea
    from gui.staff.parts import StaffParts
    from gui.staff.window import StaffWindow


class StaffDesk(QObject):
    """Opens and closes the staff pages over the visitor's screens."""

    settings_saved = Signal(object)
    """New Settings; no visit is open."""

    changed = Signal()
    """Another page, or none any more."""

    left = Signal(str)
    """End the program: "quit" or "restart"."""

    def __init__(
        self,
        parts: StaffParts,
        settings: Settings,
        kiosk: tuple[Shell, Visit, IdleGuard],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._parts = parts
        self._settings = settings
        self._shell, self._visit, self._idle = kiosk
        self._made: tuple[StaffArea, StaffWindow] | None = None

    @property
    def area(self) -> StaffArea:
        """The staff area, made now if nobody came in yet."""
        return self._make()[0]

    @property
    def window(self) -> StaffWindow:
        """The layer that shows it."""
        return self._make()[1]

    @property
    def is_first_start(self) -> bool:
        """Whether no PIN is set yet."""
        return not self._settings.pin

    @property
    def is_open(self) -> bool:
        """Whether staff pages cover the window."""
        return self._made is not None and self.area.is_open

    @property
    def here(self) -> str:
        """The page that is shown; "" when there is none."""
        return self.window.shown if self.is_open else ""

    @property
    def holds_visit(self) -> bool:
        """Whether the time of the visitor below stands still."""
        return self.is_open and self.area.is_signed_in

    def begin_first_start(self) -> None:
        """Ask for everything that the kiosk needs, before anybody may use it."""
        self.area.begin_first_start()

    def come_in(self, leave: bool = False) -> None:
        """Somebody wants to go in; `leave`: to end the program."""
        if self.is_open:
            return
        if self.area.is_first_start:
            self.begin_first_start()
            return
        language = self._visit.state().prefs.language
        self.area.open(language, visit=not self._visit.is_fresh, leave=leave)

    def close(self) -> None:
        """Close the pages, as when the program ends or fails."""
        if self._made is not None:
            self.area.close()

    def _make(self) -> tuple[StaffArea, StaffWindow]:
        if self._made is None:
            from gui.staff.area import StaffArea
            from gui.staff.window import StaffWindow

            area = StaffArea(self._parts, self._settings, self)
            window = StaffWindow()
            window.wanted.connect(area.want)
            window.chosen.connect(area.choose)
            window.typed.connect(area.type_text)
            window.turned.connect(area.speak)
            area.opened.connect(self._opened)
            area.changed.connect(self._changed)
            area.closed.connect(self._closed)
            area.end_visit.connect(lambda: self._visit.end("staff"))
            area.settings_saved.connect(self._saved)
            area.leave.connect(self.left)
            self._made = area, window
        return self._made

    def _opened(self) -> None:
        self._shell.cover(self.window)

    def _changed(self) -> None:
        if self.area.is_open:
            self.window.show_page(
                self.area.page(), words(self.area.language), self._settings.languages
            )
            self._idle.hold(self.holds_visit or self._visit.is_printing)
            self.changed.emit()

    def _closed(self) -> None:
        self.window.forget()
        self._shell.cover(None)
        self._idle.hold(self._visit.is_printing)
        self._idle.restart()
        self.changed.emit()

    def _saved(self, settings: Settings) -> None:
        self._settings = settings
        self.settings_saved.emit(settings)
