"""Rows of amounts, as on a good receipt, and bars whose lengths are always said in words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import TypeVar

from PySide6.QtCore import QEvent, QRectF, QSize, Qt
from PySide6.QtGui import QBrush, QPainter, QPainterPath, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from gui.widgets.labels import Label, Note
from gui.widgets.look import colour, look
from gui.widgets.panel import Hairline
from gui.widgets.spaced import Spaced

W = TypeVar("W", bound=QWidget)

_PATTERNS = {
    "bar_deductible": Qt.BrushStyle.BDiagPattern,
    "bar_other": Qt.BrushStyle.Dense6Pattern,
}
"""What tells the stretches of a bar apart without their colours; the share is plain."""


@dataclass(frozen=True, slots=True)
class Part:
    """One stretch of a bar: a colour token and its amount, USD."""

    token: str
    amount: Decimal


@dataclass(frozen=True, slots=True)
class BarRow:
    """One bar: what it is, its amount in words, its parts, and a sentence under it."""

    name: str
    amount: str
    parts: tuple[Part, ...] = ()
    note: str = ""
    strong: bool = False


class AmountRow(Spaced):
    """A name at the left, an amount at the right, a hairline above, a note below."""

    said_as_one = True
    """A voice says the texts of a row without a stop between them."""

    def __init__(self, parent: QWidget | None = None, *, strong: bool = False) -> None:
        super().__init__(parent)
        role, line = ("h2", "ink") if strong else ("body", "line")
        self.name = Label(role)
        self.amount = Label(role, wrap=False)
        self.amount.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop)
        self.name.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
        self.note = Note()
        self._row = QHBoxLayout()
        self._row.addWidget(self.name, 1)
        self._row.addWidget(self.amount, 0)
        self._column = QVBoxLayout(self)
        self._column.addWidget(Hairline(line))
        self._column.addLayout(self._row)
        self._column.addWidget(self.note)
        self._space()

    def say(self, name: str, amount: str, note: str = "") -> None:
        """Show a row."""
        self.name.say(name)
        self.amount.say(amount)
        self.note.say(note)

    def _space(self) -> None:
        self._row.setSpacing(look().px(16))
        self._column.setContentsMargins(0, 0, 0, look().space(10))
        self._column.setSpacing(look().space(8))


class Bar(QWidget):
    """One painted bar of several parts; `most` is the amount that fills the whole width."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._parts: tuple[Part, ...] = ()
        self._most = Decimal(1)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_parts(self, parts: Sequence[Part], most: Decimal) -> None:
        """Show these parts, from the left."""
        self._parts = tuple(part for part in parts if part.amount > 0)
        self._most = max(most, Decimal(1))
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(look().px(160), look().px(30))

    def minimumSizeHint(self) -> QSize:
        return QSize(look().px(80), look().px(30))

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self.updateGeometry()

    def paintEvent(self, event: QPaintEvent) -> None:
        total = sum((part.amount for part in self._parts), start=Decimal(0))
        if not total:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        high = float(look().px(30))
        top = (self.height() - high) / 2
        reach = max(self.width() * min(1.0, float(total / self._most)), float(look().px(8)))
        outline = QPainterPath()
        radius = min(high / 2, reach / 2)
        outline.addRoundedRect(QRectF(1, top + 1, reach - 2, high - 2), radius, radius)
        painter.setClipPath(outline)
        left = 0.0
        for part in self._parts:
            wide = reach * float(part.amount / total)
            painter.fillRect(QRectF(left, top, wide, high), colour(part.token))
            painter.fillRect(QRectF(left, top, wide, high), _pattern(part.token))
            if left > 0:
                painter.fillRect(QRectF(left - 1, top, 2, high), colour("surface"))
            left += wide
        painter.setClipping(False)
        # The paler parts are told from the ground by this line, not by their colour.
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(colour("edge"), 2))
        painter.drawPath(outline)
        painter.end()


class _BarView(Spaced):
    """One bar with its words: name and amount on one line, the bar below, a note below that."""

    said_as_one = True

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.name = Label("body")
        self.amount = Label("body", wrap=False)
        self.amount.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.bar = Bar()
        self.note = Note()
        self._row = QHBoxLayout()
        self._row.addWidget(self.name, 1)
        self._row.addWidget(self.amount)
        self._column = QVBoxLayout(self)
        self._column.addLayout(self._row)
        self._column.addWidget(self.bar)
        self._column.addWidget(self.note)
        self._space()

    def show_row(self, row: BarRow, most: Decimal) -> None:
        """Show one row; without parts there is no bar."""
        self.name.say(row.name)
        self.amount.say(row.amount)
        self.bar.show_parts(row.parts, most)
        self.bar.setVisible(any(part.amount > 0 for part in row.parts))
        self.note.say(row.note)

    def _space(self) -> None:
        self._row.setSpacing(look().px(16))
        self._column.setContentsMargins(0, 0, 0, look().space(14))
        self._column.setSpacing(look().px(6))


class _Bars(QWidget):
    """Bars under each other on one scale."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._views: list[_BarView] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)

    def show_rows(self, rows: Sequence[BarRow]) -> None:
        """Show these rows; the longest bar fills the width."""
        match_count(self._views, len(rows), _BarView, self._column)
        totals = [sum((p.amount for p in row.parts), start=Decimal(0)) for row in rows]
        most = max(totals, default=Decimal(0))
        for view, row in zip(self._views, rows, strict=True):
            view.show_row(row, most)


class MonthBars(_Bars):
    """What the person pays in each month: the deductible first, then the share."""


class SettingBars(_Bars):
    """What the person pays in each place that can give the treatment."""


class Legend(QWidget):
    """Which colour of a bar is what, in words: on one line if they fit."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._items: list[_LegendItem] = []
        self._column = QBoxLayout(QBoxLayout.Direction.TopToBottom, self)
        self._column.setContentsMargins(0, 0, 0, 0)

    def show_items(self, items: Sequence[tuple[str, str]]) -> None:
        """Show (colour token, words) pairs."""
        match_count(self._items, len(items), _LegendItem, self._column)
        for view, (token, words) in zip(self._items, items, strict=True):
            view.show_item(token, words)
        self.setVisible(bool(items))
        self._turn()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._turn()

    def _turn(self) -> None:
        gap = look().px(32)
        across = sum(item.across() + gap for item in self._items) <= self.width()
        self._column.setDirection(
            QBoxLayout.Direction.LeftToRight if across else QBoxLayout.Direction.TopToBottom
        )
        self._column.setSpacing(gap if across else look().px(2))


class Swatch(QWidget):
    """A little of a bar's stretch, beside its words."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._token = "bar_share"

    def show_token(self, token: str) -> None:
        """Show another stretch."""
        self._token = token
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(colour("edge"), 1))
        for brush in (QBrush(colour(self._token)), _pattern(self._token)):
            painter.setBrush(brush)
            painter.drawRoundedRect(self.rect().toRectF().adjusted(1, 1, -1, -1), 6, 6)
        painter.end()


class _LegendItem(QWidget):
    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._swatch = Swatch()
        self._swatch.setFixedSize(look().px(36), look().px(20))
        self._words = Note()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(look().px(12))
        row.addWidget(self._swatch)
        row.addWidget(self._words, 1)

    def across(self) -> int:
        """How wide the colour and its words are on one line."""
        words = self._words.fontMetrics().horizontalAdvance(self._words.text())
        return look().px(36 + 12) + words + look().px(8)

    def show_item(self, token: str, words: str) -> None:
        """Show one colour and its words."""
        self._swatch.show_token(token)
        self._words.say(words)


def _pattern(token: str) -> QBrush:
    return QBrush(colour("surface"), _PATTERNS.get(token, Qt.BrushStyle.NoBrush))


def match_count(views: list[W], count: int, make: type[W], column: QBoxLayout) -> None:
    """Make or drop widgets at the end of a column until there are `count` of them."""
    while len(views) > count:
        gone = views.pop()
        column.removeWidget(gone)
        gone.hide()
        gone.deleteLater()
    while len(views) < count:
        views.append(make())
        column.addWidget(views[-1])
