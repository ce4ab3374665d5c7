"""The clinic's own picture."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRect, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPixmap
from PySide6.QtWidgets import QSizePolicy, QWidget

from gui.widgets.look import look

_HIGH = 72


class Logo(QWidget):
    """A picture as high as a button, at the left; hidden when there is none or it is damaged."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._file = ""
        self._picture = QPixmap()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.hide()

    def show_file(self, file: str, name: str) -> None:
        """Show a file; `name` is what it stands for, for a screen reader."""
        if file != self._file:
            self._file = file
            self._picture = QPixmap(file) if file else QPixmap()
        self.setAccessibleName(name)
        self.setVisible(not self._picture.isNull())

    def sizeHint(self) -> QSize:
        return QSize(look().px(_HIGH), look().px(_HIGH))

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self.updateGeometry()

    def paintEvent(self, event: QPaintEvent) -> None:
        size = self._picture.size().scaled(self.size(), Qt.AspectRatioMode.KeepAspectRatio)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.drawPixmap(QRect(0, 0, size.width(), size.height()), self._picture)
        painter.end()
