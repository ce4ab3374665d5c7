"""The one plain screen of a kiosk that cannot serve anybody now."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtGui import QCloseEvent, QResizeEvent
from PySide6.QtWidgets import QVBoxLayout

from core.words import words
from gui.state import TextSize, Theme
from gui.theme import make_look
from gui.widgets.canvas import Canvas
from gui.widgets.labels import Display, Lead
from gui.widgets.look import dress, look, set_look


class UnreadyPage(Canvas):
    """Says what is wrong, a title and a sentence in each language, and whom to ask."""

    closed = Signal()
    """The window was closed."""

    def __init__(self, told: Sequence[tuple[str, str]]) -> None:
        super().__init__()
        self.setWindowTitle(words()("shell.product"))
        self._column = QVBoxLayout(self)
        self._column.addStretch(2)
        for title, text in told:
            for label, said in ((Display(), title), (Lead(), text)):
                label.say(said)
                self._column.addWidget(label)
            self._column.addStretch(1)
        self._column.addStretch(2)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        set_look(make_look(Theme.LIGHT, TextSize.NORMAL, self.width(), self.height()))
        dress(self)
        side = look().margin
        self._column.setContentsMargins(side, side, side, side)

    def closeEvent(self, event: QCloseEvent) -> None:
        self.closed.emit()
        super().closeEvent(event)
