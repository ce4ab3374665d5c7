"""Panels in two columns, or in one where the window is narrow or the text is large."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from gui.widgets.look import look


class Columns(QWidget):
    """Widgets of a left and a right column; in one column, the left ones come first.

    Without any of the right the left ones take the whole width.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._left: tuple[QWidget, ...] = ()
        self._right: tuple[QWidget, ...] = ()
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._columns = (QVBoxLayout(), QVBoxLayout())
        for column in self._columns:
            column.addStretch(1)
            self._row.addLayout(column, 1)

    def set_columns(self, left: Sequence[QWidget], right: Sequence[QWidget]) -> None:
        """Give the widgets of each column, from top to bottom."""
        if (tuple(left), tuple(right)) == (self._left, self._right):
            return
        self._left, self._right = tuple(left), tuple(right)
        self._lay_out()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self._lay_out()

    def _lay_out(self) -> None:
        one = look().columns == 1 or look().width < 1100 or not self._right
        gap = look().space(24)
        self._row.setSpacing(0 if one else gap)
        for column in self._columns:
            column.setSpacing(gap)
        for column in self._columns:
            # Not takeAt: Qt tells only the item that a widget had first of a new height.
            while column.count() > 1:
                item = column.itemAt(0)
                widget = item.widget() if item is not None else None
                assert widget is not None
                column.removeWidget(widget)
        first, second = self._columns
        for widget in self._left:
            _add(first, widget)
        for widget in self._right:
            _add(first if one else second, widget)
        self._row.setStretch(1, 0 if one else 1)


def _add(column: QVBoxLayout, widget: QWidget) -> None:
    """Put a widget above the stretch at the end of a column."""
    column.insertWidget(column.count() - 1, widget)
