"""The first picture: the start screen itself, on the display before the rest is loaded.

It is drawn from the settings alone.  What needs an edition, such as the last day of its prices,
joins it a moment later, when the kiosk takes the window over; nobody is listened to until then.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QEvent, QEventLoop, QObject, QTimer
from PySide6.QtWidgets import QWidget

from core.words import words
from gui.screens.registry import SCREENS
from gui.settings import Settings, logo_path
from gui.shell import Shell
from gui.state import Prefs, PrinterState, State, Step

if TYPE_CHECKING:
    from core.intake.answers import Answers
    from core.reference.store import Reference

_PATIENCE_MS = 1000
"""How long a window is waited for that the display does not show, such as behind another one."""


def first_picture(settings: Settings, open_window: Callable[[QWidget], None]) -> Shell:
    """The kiosk's window with its start screen, opened and painted."""
    shell = Shell(SCREENS, settings.languages)
    shell.inches = settings.screen_inches
    open_window(shell)  # first, so that the screen is laid out once, at the size that it gets
    shell.show_state(first_state(settings, date.today()))
    _wait_for_paint(shell)
    return shell


def first_state(settings: Settings, today: date) -> State:
    """What the start screen shows while no edition is opened and nobody has answered anything."""
    prefs = Prefs(language=settings.languages[0])
    return State(
        step=Step.START,
        # The start screen looks at neither; `Visit` shows a state that has them at once.
        answers=cast("Answers", None),
        reference=cast("Reference", None),
        prefs=prefs,
        words=words(prefs.language),
        today=today,
        estimate=None,
        handout=None,
        printer=PrinterState.UNKNOWN,
        stick=None,
        clinic=settings.clinic,
        part="",
        position=(0, 0),
        languages=settings.languages,
        logo=logo_path(settings),
    )


def _wait_for_paint(window: QWidget) -> None:
    loop = QEventLoop()
    watch = _Watch(window, loop.quit)
    QTimer.singleShot(_PATIENCE_MS, loop.quit)
    loop.exec()
    window.removeEventFilter(watch)


class _Watch(QObject):
    """Tells when a window was painted for the first time, with all that is in it."""

    def __init__(self, window: QWidget, painted: Callable[[], None]) -> None:
        super().__init__()
        self._painted = painted
        window.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Paint:
            QTimer.singleShot(0, self._painted)  # after what is in the window is painted, too
        return False
