"""A value between a big minus and a big plus: for hands that tremble, and nothing to type."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from gui.widgets.buttons import Button
from gui.widgets.icons import paint_sign
from gui.widgets.labels import Body, Label
from gui.widgets.look import look, rounded

_SIDE = 88
"""Pixels: more than any other button."""


class StepButton(Button):
    """A square button with a painted "minus" or "plus"; its words are its accessible name."""

    def __init__(self, sign: str, parent: QWidget | None = None) -> None:
        super().__init__("outline", parent)
        self._sign = sign
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def name(self, words: str) -> None:
        """Give the accessible name."""
        self.setAccessibleName(words)

    def sizeHint(self) -> QSize:
        side = look().px(_SIDE)
        return QSize(side, side)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def heightForWidth(self, width: int) -> int:
        return self.sizeHint().height()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        fill, edge, ink = self._colours()
        rounded(painter, self, look().radius_button, fill, edge)
        paint_sign(painter, self.rect().center(), look().px(17), self._sign, ink)
        painter.end()


class Stepper(QWidget):
    """What it is, its value, and a button for each way."""

    stepped = Signal(int)
    """-1 for less, +1 for more."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.title = Body(tone="muted")
        self.value = Label("h2")
        self.less, self.more = StepButton("minus"), StepButton("plus")
        self.less.clicked.connect(lambda: self.stepped.emit(-1))
        self.more.clicked.connect(lambda: self.stepped.emit(1))
        column = QVBoxLayout()
        column.setSpacing(0)
        column.addWidget(self.title)
        column.addWidget(self.value)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.addLayout(column, 1)
        for button in (self.less, self.more):
            self._row.addWidget(button, 0, Qt.AlignmentFlag.AlignVCenter)
        self._space()

    def show_value(self, title: str, value: str, changed: bool) -> None:
        """Show the value, and by its colour whether it is another one than was answered."""
        self.title.say(title)
        self.value.say(value)
        self.value.set_tone("brand" if changed else "ink")

    def show_ways(self, less: str, more: str, can_less: bool, can_more: bool) -> None:
        """Name the buttons, and open those that lead anywhere."""
        for button, name, can in ((self.less, less, can_less), (self.more, more, can_more)):
            button.name(name)
            button.setEnabled(can)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self._space()

    def _space(self) -> None:
        self._row.setSpacing(look().px(16))
