"""A value between a big minus and a big plus: for hands that tremble, and nothing to type."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from gui.widgets.buttons import SquareButton
from gui.widgets.icons import paint_sign
from gui.widgets.labels import Body, Label
from gui.widgets.look import look
from gui.widgets.spaced import Spaced

_SIDE = 88
"""Pixels: more than any other button."""


class StepButton(SquareButton):
    """A square button with a "minus" or a "plus"."""

    def __init__(self, sign: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._sign = sign

    def _side(self) -> int:
        return look().px(_SIDE)

    def _paint_sign(self, painter: QPainter, ink: QColor) -> None:
        paint_sign(painter, self.rect().center(), look().px(17), self._sign, ink)


class Stepper(Spaced):
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
        """Show the value; in another colour when it is not the answered one, as its words say."""
        self.title.say(title)
        self.value.say(value)
        self.value.set_tone("brand" if changed else "ink")

    def show_ways(self, less: str, more: str, can_less: bool, can_more: bool) -> None:
        """Name the buttons, and open those that lead anywhere."""
        for button, name, can in ((self.less, less, can_less), (self.more, more, can_more)):
            button.name(name)
            button.setEnabled(can)

    def _space(self) -> None:
        self._row.setSpacing(look().px(16))
