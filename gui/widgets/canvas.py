"""The ground that everything stands on."""

from __future__ import annotations

from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from gui.widgets.look import fill


class Canvas(QWidget):
    """A widget that paints the ground of the palette in use."""

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        fill(painter, event.rect(), "canvas")
        painter.end()
