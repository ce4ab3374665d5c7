"""Smaller answers, for units, presets and longer lists: whole cards would be too many."""

from __future__ import annotations

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from gui.widgets.cards import ChoiceCard, ChoiceList
from gui.widgets.icons import paint_tick
from gui.widgets.look import colour, font, look, rounded

_WIDE = 1400
"""The least width of a window, pixels, that has room for every column."""
_CENTRE = int(Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignCenter)


class Chip(ChoiceCard):
    """One short answer, as high as a button.

    Chosen, it looks as a chosen card does, with a tick: the one filled button is what to do next.
    """

    def sizeHint(self) -> QSize:
        width = max(self.width(), look().button)
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        metrics = QFontMetrics(font("button"))
        longest = max((metrics.horizontalAdvance(word) for word in self.text().split()), default=0)
        width = max(longest + 2 * self._side(), look().button)
        return QSize(width, self.heightForWidth(max(width, self.width())))

    def heightForWidth(self, width: int) -> int:
        area = QRect(0, 0, max(1, width - 2 * self._side()), 10000)
        text = QFontMetrics(font("button")).boundingRect(area, _CENTRE, self.text()).height()
        return max(look().button, text + 2 * look().px(12))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        chosen = self.isChecked()
        fill = colour("tint" if chosen or self.isDown() else "surface")
        edge = colour("brand" if chosen else "edge" if self.isEnabled() else "line")
        rounded(painter, self, look().radius_button, fill, edge, look().px(4 if chosen else 2))
        painter.setFont(font("button"))
        painter.setPen(colour("ink" if self.isEnabled() else "muted"))
        side = self._side()
        painter.drawText(self.rect().adjusted(side, 0, -side, 0), _CENTRE, self.text())
        if chosen:
            paint_tick(painter, self._tick_box(), colour("brand"))
        painter.end()

    def _tick_box(self) -> QRectF:
        """The tick stands at the right, in the margin that the text leaves."""
        size = look().px(28)
        return QRectF(self.width() - size - look().px(8), (self.height() - size) / 2, size, size)

    def _side(self) -> int:
        return look().px(36)


class RowCard(ChoiceCard):
    """A card that is no higher than its words need: one of a longer list with notes."""

    def _least_height(self) -> int:
        return look().button

    def _insets(self) -> tuple[int, int, int]:
        left, right, _ = super()._insets()
        return left, right, look().space(18)


class RowList(ChoiceList):
    """A list of such cards."""

    def _make_card(self) -> ChoiceCard:
        return RowCard(self._many, self)


class ChipList(ChoiceList):
    """Short answers in rows of as many columns as their words leave room for; `brief` ones, such
    as single digits, stand three in a row in any window."""

    def __init__(self, parent: QWidget | None = None, *, brief: bool = False) -> None:
        super().__init__(False, parent)
        self._most_columns = 3
        self._brief = brief

    def _make_card(self) -> ChoiceCard:
        return Chip(self._many, self)

    def _wanted_columns(self) -> int:
        if self._most_columns == 1 or self._brief:
            return self._most_columns
        narrower = (look().portrait or look().width < _WIDE) + (look().grows > 1)
        return max(2, self._most_columns - narrower)

    def _gap(self) -> int:
        return look().space(16)
