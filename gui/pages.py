"""Drawing the pages of a PDF: for the screen, and for printers that take no PDF."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

from PySide6.QtCore import QSizeF
from PySide6.QtGui import QImage

POINTS_AN_INCH = 72


class Drawn(NamedTuple):
    """A page as a picture, and its own size in points: the picture's has whole pixels."""

    image: QImage
    points: QSizeF


def draw_pages(pdf: bytes, scale_of: Callable[[float], float]) -> Iterator[Drawn]:
    """Draw one page after another; `scale_of` gives the pixels a point for a page's width."""
    import pypdfium2

    document = pypdfium2.PdfDocument(pdf)
    try:
        for page in document:
            points = QSizeF(*page.get_size())
            yield Drawn(_drawn(page, scale_of(points.width())), points)
            page.close()
    finally:
        document.close()


def render_pages(pdf: bytes, width: int) -> tuple[QImage, ...]:
    """Draw each page of a PDF `width` pixels wide."""
    return tuple(each.image for each in draw_pages(pdf, lambda points: width / points))


def _drawn(page: Any, scale: float) -> QImage:
    bitmap = page.render(scale=scale, prefer_bgrx=True)
    image = QImage(
        bitmap.buffer, bitmap.width, bitmap.height, bitmap.stride, QImage.Format.Format_RGB32
    )
    kept = image.copy()  # the bitmap's memory goes with the bitmap
    bitmap.close()
    return kept
