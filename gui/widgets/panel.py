"""White panels on the canvas, and the callout that names what matters most."""

from __future__ import annotations

from typing import ClassVar

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from gui.widgets.icons import paint_mark
from gui.widgets.labels import Body, Note
from gui.widgets.look import colour, fill, font, look
from gui.widgets.spaced import Spaced


class Panel(Spaced):
    """A white card that holds other widgets in `body`."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.body = QVBoxLayout(self)
        self._space()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setBrush(colour("surface"))
        painter.setPen(QPen(colour("line"), 1))
        radius = look().radius_card
        painter.drawRoundedRect(
            self.rect().toRectF().adjusted(0.5, 0.5, -0.5, -0.5), radius, radius
        )
        painter.end()

    def _space(self) -> None:
        inner = look().space(36)
        self.body.setContentsMargins(inner, inner, inner, inner)
        self.body.setSpacing(look().space(12))


class Callout(Spaced):
    """A sentence that must not be missed, with a bar and a sign: tone "warn", "bad" or "good"."""

    _SHAPES: ClassVar[dict[str, str]] = {"warn": "notice", "bad": "cross", "good": "tick"}

    def __init__(self, tone: str = "warn", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._tone = tone
        self.text = Body()
        self.more = Note(tone="ink")
        self._column = QVBoxLayout(self)
        self._column.addWidget(self.text)
        self._column.addWidget(self.more)
        self.more.hide()
        self._space()

    def say(self, words: str, more: str = "") -> None:
        """Show a sentence and a smaller one under it; hide the callout when there is none."""
        self.text.say(words)
        self.more.say(more)
        self.setVisible(bool(words))

    def set_tone(self, tone: str) -> None:
        """Change the sign, and the colour of the bar and the ground."""
        self._tone = tone
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        ground = {"warn": "warn_ground", "bad": "bad_ground"}.get(self._tone, "tint")
        fill(painter, self.rect(), ground)
        bar = self.rect()
        bar.setWidth(look().px(8))
        fill(painter, bar, self._tone)
        side = self._side()
        line = QFontMetrics(font("body")).height()
        box = QRectF(look().px(28), self.text.y() + (line - side) / 2, side, side)
        paint_mark(painter, box, self._SHAPES[self._tone], colour(self._tone), colour(ground))
        painter.end()

    @staticmethod
    def _side() -> int:
        """Of the sign."""
        return round(look().type_px("body") * 1.15)

    def _space(self) -> None:
        down = look().space(20)
        left = look().px(28) + self._side() + look().px(14)
        self._column.setContentsMargins(left, down, look().px(24), down)
        self._column.setSpacing(look().px(6))


class Mark(Spaced):
    """A painted sign before a sentence: "tick", "cross", "question" or "wait", in its own colour.

    As high as a line of a text role.
    """

    _TONES: ClassVar[dict[str, str]] = {
        "tick": "good",
        "cross": "bad",
        "question": "warn",
        "wait": "brand",
    }

    def __init__(self, parent: QWidget | None = None, role: str = "body") -> None:
        super().__init__(parent)
        self._role = role
        self._shape = "tick"
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self._space()

    def show_shape(self, shape: str, name: str) -> None:
        """Show a sign; `name` is its word for a screen reader, "" for mere ornament."""
        self._shape = shape
        self.setAccessibleName(name)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        side = min(self.width(), self.height())
        box = QRectF(0, (self.height() - side) / 2, side, side)
        tone = colour(self._TONES[self._shape])
        paint_mark(painter, box, self._shape, tone, colour("surface"))
        painter.end()

    def _space(self) -> None:
        side = round(look().type_px(self._role) * 1.25)
        self.setFixedSize(side, side)


class MarkedLine(Spaced):
    """A sentence with a sign before it, and a smaller sentence under it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.mark = Mark()
        self.text = Body()
        self.more = Note()
        column = QVBoxLayout()
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        column.addWidget(self.text)
        column.addWidget(self.more)
        self._row = QHBoxLayout(self)
        self._row.addWidget(self.mark, 0, Qt.AlignmentFlag.AlignTop)
        self._row.addLayout(column, 1)
        self._space()

    def say(self, shape: str, shape_name: str, words: str, more: str = "") -> None:
        """Show the sign, the sentence and the smaller one."""
        self.mark.show_shape(shape, shape_name)
        self.text.say(words)
        self.more.say(more)

    def _space(self) -> None:
        self._row.setContentsMargins(0, look().space(6), 0, look().space(6))
        self._row.setSpacing(look().px(16))


class Hairline(QWidget):
    """A line between rows; decoration only."""

    def __init__(self, token: str = "line", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._token = token
        self.setFixedHeight(1 if token == "line" else 2)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        fill(painter, self.rect(), self._token)
        painter.end()
