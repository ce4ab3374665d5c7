"""A row of buttons at the left and a row at the right, on as many lines as they need."""

from __future__ import annotations

import sys
from collections.abc import Sequence

from PySide6.QtCore import QEvent, QRect, QSize
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from gui.widgets.buttons import Button
from gui.widgets.look import fill, look

Sized = tuple[QWidget, QSize]
"""A widget, and the size that it gets."""

Line = tuple[list[Sized], list[Sized]]
"""The widgets at the left and at the right of one line."""


class Strip(QWidget):
    """Two groups of widgets on one line if they fit; else the right group above the left one.

    The right group is set from the right edge, so that its last widget always stands there.
    """

    def __init__(self, edge: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._left: tuple[QWidget, ...] = ()
        self._right: tuple[QWidget, ...] = ()
        self._left_first = edge == "below"
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def set_groups(self, left: Sequence[QWidget], right: Sequence[QWidget]) -> None:
        """Give the widgets of both groups, in their order from left to right."""
        for widget in (*left, *right):
            widget.setParent(self)
            if isinstance(widget, Button):
                widget.use_role("bar")
        self._left, self._right = tuple(left), tuple(right)
        self.arrange()

    def widgets(self) -> tuple[QWidget, ...]:
        """Both groups, from left to right."""
        return (*self._left, *self._right)

    def least_height(self) -> int:
        """The height of one line with its margins."""
        return look().header

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        lines = self._lines(width)
        needed = sum(self._high(line) for line in lines) + self._gap() * (len(lines) - 1)
        # As far from the edge as with one line, so that a button stays in its place.
        edge = max(self._gap(), (self.least_height() - self._high(lines[-1])) // 2)
        return max(self.least_height(), needed + 2 * edge)

    def sizeHint(self) -> QSize:
        width = self.width() or look().width
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        return QSize(0, self.heightForWidth(self.width() or look().width))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        fill(painter, self.rect(), "surface")
        line = self.rect()
        line.setHeight(1)
        line.moveTop(self.height() - 1 if self._left_first else 0)
        fill(painter, line, "line")
        painter.end()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self.arrange()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.arrange()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.arrange()

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.LayoutRequest:
            self.arrange()
        return super().event(event)

    def arrange(self) -> None:
        """Put every widget that is shown in its place."""
        self.updateGeometry()
        lines = self._lines(self.width())
        gap = self._gap()
        spare = self.height() - sum(self._high(line) for line in lines) - gap * (len(lines) - 1)
        top = max(spare // 2, 0)
        for line in lines:
            high = self._high(line)
            self._place(line, top, high)
            top += high + gap

    def _place(self, line: Line, top: int, high: int) -> None:
        left, right = line
        across = self._margin()
        for widget, size in left:
            widget.setGeometry(
                QRect(across, top + (high - size.height()) // 2, size.width(), size.height())
            )
            across += size.width() + self._gap()
        across = self.width() - self._margin()
        for widget, size in reversed(right):
            across -= size.width()
            widget.setGeometry(
                QRect(across, top + (high - size.height()) // 2, size.width(), size.height())
            )
            across -= self._gap()

    def _lines(self, width: int) -> list[Line]:
        room = width - 2 * self._margin()
        most = max(self.width() - 2 * self._margin(), 1) if self.width() > 0 else sys.maxsize
        left = [(each, _size(each, most)) for each in self._left if not each.isHidden()]
        right = [(each, _size(each, most)) for each in self._right if not each.isHidden()]
        if self._across(left) + self._gap() + self._across(right) <= room or not (left or right):
            return [(left, right)]
        lefts: list[Line] = [(line, []) for line in self._broken(left, room)]
        rights: list[Line] = [([], line) for line in self._broken(right, room)]
        both: list[Line] = []
        both.extend(lefts if self._left_first else rights)
        both.extend(rights if self._left_first else lefts)
        return both

    def _broken(self, widgets: list[Sized], room: int) -> list[list[Sized]]:
        lines: list[list[Sized]] = []
        for widget in widgets:
            if lines and self._across([*lines[-1], widget]) <= room:
                lines[-1].append(widget)
            else:
                lines.append([widget])
        return lines

    def _across(self, widgets: list[Sized]) -> int:
        gaps = self._gap() * max(len(widgets) - 1, 0)
        return sum(size.width() for _, size in widgets) + gaps

    @staticmethod
    def _high(line: Line) -> int:
        return max((size.height() for _, size in (*line[0], *line[1])), default=0)

    def _gap(self) -> int:
        return look().space(12)

    def _margin(self) -> int:
        return look().margin // 2


def _size(widget: QWidget, most: int) -> QSize:
    """The size a widget wants, no wider than the strip has room for."""
    hint = widget.sizeHint()
    if hint.width() <= most:
        return hint
    high = widget.heightForWidth(most) if widget.hasHeightForWidth() else hint.height()
    return QSize(most, max(high, hint.height()))
