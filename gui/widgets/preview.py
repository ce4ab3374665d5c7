"""The pages of the handout on the screen: the very bytes that the printer gets."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRect, QSize
from PySide6.QtGui import QImage, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from gui.widgets.look import colour, look


def texts_of_pages(pdf: bytes) -> tuple[str, ...]:
    """The words of each page, for who listens to it."""
    import pypdfium2

    document = pypdfium2.PdfDocument(pdf)
    try:
        texts = []
        for page in document:
            text = page.get_textpage()
            texts.append(" ".join(text.get_text_bounded().split()))
            text.close()
            page.close()
        return tuple(texts)
    finally:
        document.close()


class PagePreview(QWidget):
    """One page, as wide as the room it has."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._image = QImage()
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def show_page(self, image: QImage, name: str, text: str) -> None:
        """Show a drawn page; a screen reader is told its name and its text."""
        self._image = image
        self.setAccessibleName(name)
        self.setAccessibleDescription(text)
        self.updateGeometry()
        self.update()

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        if self._image.isNull():
            return look().px(200)
        return round(width * self._image.height() / self._image.width())

    def sizeHint(self) -> QSize:
        width = self.width() or look().px(800)
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        return QSize(look().px(200), look().px(200))

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self.updateGeometry()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        page = QRect(0, 0, self.width(), self.heightForWidth(self.width()))
        painter.drawImage(page, self._image)
        painter.setPen(QPen(colour("edge"), 1))
        painter.drawRect(page.adjusted(0, 0, -1, -1))
        painter.end()
