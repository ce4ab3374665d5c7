"""The one plain screen of a kiosk whose reference is missing or damaged."""

from __future__ import annotations

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QVBoxLayout

from core.words import Words
from gui.state import TextSize, Theme
from gui.theme import make_look
from gui.widgets.canvas import Canvas
from gui.widgets.labels import Display, Lead
from gui.widgets.look import dress, look, set_look


class UnreadyPage(Canvas):
    """Says that there can be no estimate now, and whom to ask."""

    def __init__(self, words: Words) -> None:
        super().__init__()
        self.setWindowTitle(words("shell.product"))
        self.title = Display()
        self.text = Lead()
        self.title.say(words("unready.title"))
        self.text.say(words("unready.text"))
        self._column = QVBoxLayout(self)
        self._column.addStretch(2)
        self._column.addWidget(self.title)
        self._column.addWidget(self.text)
        self._column.addStretch(3)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        set_look(make_look(Theme.LIGHT, TextSize.NORMAL, self.width(), self.height()))
        dress(self)
        side = look().margin
        self._column.setContentsMargins(side, side, side, side)
