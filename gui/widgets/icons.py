"""Small pictures, painted: no glyph of a font stands for a picture."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QPoint, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPolygonF


def _pen(colour: QColor, width: float) -> QPen:
    return QPen(
        colour, width, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin
    )


def paint_chevron(painter: QPainter, middle: QPoint, reach: int, way: str, ink: QColor) -> None:
    """An arrow head that points "up" or "down"; `reach` is half its width."""
    up = -1 if way == "up" else 1
    x, y, depth = middle.x() + 0.5, middle.y() + 0.5, reach / 2
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(_pen(ink, max(3.0, reach / 3.2)))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawPolyline(
        QPolygonF(
            [
                QPointF(x - reach, y - up * depth),
                QPointF(x, y + up * depth),
                QPointF(x + reach, y - up * depth),
            ]
        )
    )


def paint_sign(painter: QPainter, middle: QPoint, reach: int, sign: str, ink: QColor) -> None:
    """A "minus" or a "plus"; `reach` is half its width."""
    x, y = middle.x() + 0.5, middle.y() + 0.5
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(_pen(ink, max(3.0, reach / 3.2)))
    painter.drawLine(QPointF(x - reach, y), QPointF(x + reach, y))
    if sign == "plus":
        painter.drawLine(QPointF(x, y - reach), QPointF(x, y + reach))


def paint_tick(painter: QPainter, box: QRectF, ink: QColor) -> None:
    """A tick inside a box."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(_pen(ink, box.width() * 0.12))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    at = _inside(box)
    painter.drawPolyline(QPolygonF([at(0.26, 0.53), at(0.44, 0.70), at(0.75, 0.33)]))


def paint_cross(painter: QPainter, box: QRectF, ink: QColor) -> None:
    """A cross inside a box."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(_pen(ink, box.width() * 0.12))
    at = _inside(box)
    painter.drawLine(at(0.32, 0.32), at(0.68, 0.68))
    painter.drawLine(at(0.68, 0.32), at(0.32, 0.68))


def paint_mark(painter: QPainter, box: QRectF, shape: str, ground: QColor, ink: QColor) -> None:
    """A filled disc with a sign in it: "tick", "cross", "question", "notice" or "wait"."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(ground)
    painter.drawEllipse(box)
    if shape == "tick":
        paint_tick(painter, box, ink)
    elif shape == "cross":
        paint_cross(painter, box, ink)
    elif shape == "wait":
        _paint_dots(painter, box, ink)
    elif shape == "notice":
        _paint_exclamation(painter, box, ink)
    else:
        _paint_question(painter, box, ink)


def paint_delete(painter: QPainter, middle: QPoint, reach: int, ink: QColor) -> None:
    """The key that takes the last character away: an arrow body with a cross in it."""
    x, y = middle.x() + 0.5, middle.y() + 0.5
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(_pen(ink, max(2.5, reach / 6)))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    high = reach * 0.7
    painter.drawPolygon(
        QPolygonF(
            [
                QPointF(x - reach * 1.2, y),
                QPointF(x - reach * 0.5, y - high),
                QPointF(x + reach, y - high),
                QPointF(x + reach, y + high),
                QPointF(x - reach * 0.5, y + high),
            ]
        )
    )
    arm = reach * 0.28
    mid = x + reach * 0.2
    painter.drawLine(QPointF(mid - arm, y - arm), QPointF(mid + arm, y + arm))
    painter.drawLine(QPointF(mid + arm, y - arm), QPointF(mid - arm, y + arm))


def paint_icon(painter: QPainter, icon: str, box: QRectF, ink: QColor) -> None:
    """One of the pictures of the header: "sound", "contrast", "text" or "language"."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    paint = {
        "sound": _paint_sound,
        "contrast": _paint_contrast,
        "text": _paint_text,
        "language": _paint_language,
    }
    paint[icon](painter, box, ink)


def _paint_sound(painter: QPainter, box: QRectF, ink: QColor) -> None:
    """A loudspeaker and two waves of sound."""
    at = _inside(box)
    painter.setPen(_pen(ink, box.width() * 0.08))
    painter.setBrush(ink)
    corners = ((0.05, 0.36), (0.22, 0.36), (0.45, 0.14), (0.45, 0.86), (0.22, 0.64), (0.05, 0.64))
    painter.drawPolygon(QPolygonF([at(x, y) for x, y in corners]))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    for reach in (0.2, 0.4):
        side = 2 * reach * box.width()
        middle = at(0.5, 0.5)
        arc = QRectF(middle.x() - side / 2, middle.y() - side / 2, side, side)
        painter.drawArc(arc, -50 * 16, 100 * 16)


def _paint_contrast(painter: QPainter, box: QRectF, ink: QColor) -> None:
    line = box.width() * 0.1
    inner = box.adjusted(line, line, -line, -line)
    painter.setPen(_pen(ink, line))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawEllipse(inner)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(ink)
    painter.drawPie(inner, -90 * 16, 180 * 16)


def _paint_text(painter: QPainter, box: QRectF, ink: QColor) -> None:
    """A large and a small capital A, drawn as lines."""
    painter.setPen(_pen(ink, box.width() * 0.1))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    at = _inside(box)
    painter.drawPolyline(QPolygonF([at(0.0, 0.9), at(0.33, 0.1), at(0.66, 0.9)]))
    painter.drawLine(at(0.13, 0.62), at(0.53, 0.62))
    painter.drawPolyline(QPolygonF([at(0.7, 0.9), at(0.87, 0.48), at(1.04, 0.9)]))
    painter.drawLine(at(0.77, 0.76), at(0.97, 0.76))


def _paint_language(painter: QPainter, box: QRectF, ink: QColor) -> None:
    """A globe."""
    line = box.width() * 0.08
    inner = box.adjusted(line, line, -line, -line)
    painter.setPen(_pen(ink, line))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawEllipse(inner)
    narrow = inner.adjusted(inner.width() * 0.28, 0, -inner.width() * 0.28, 0)
    painter.drawEllipse(narrow)
    middle = inner.center().y()
    painter.drawLine(QPointF(inner.left(), middle), QPointF(inner.right(), middle))


def _paint_dots(painter: QPainter, box: QRectF, ink: QColor) -> None:
    """Three dots: something is under way."""
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(ink)
    at, dot = _inside(box), box.width() * 0.07
    for across in (0.27, 0.5, 0.73):
        painter.drawEllipse(at(across, 0.5), dot, dot)


def _paint_question(painter: QPainter, box: QRectF, ink: QColor) -> None:
    painter.setPen(_pen(ink, box.width() * 0.1))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    side = box.width()
    arc = QRectF(box.x() + side * 0.34, box.y() + side * 0.2, side * 0.32, side * 0.32)
    painter.drawArc(arc, 180 * 16, -250 * 16)
    at = _inside(box)
    painter.drawLine(at(0.5, 0.53), at(0.5, 0.6))
    painter.drawPoint(at(0.5, 0.76))


def _paint_exclamation(painter: QPainter, box: QRectF, ink: QColor) -> None:
    painter.setPen(_pen(ink, box.width() * 0.12))
    at = _inside(box)
    painter.drawLine(at(0.5, 0.22), at(0.5, 0.56))
    painter.drawPoint(at(0.5, 0.76))


def _inside(box: QRectF) -> Callable[[float, float], QPointF]:
    """A function from fractions of a box to points."""

    def at(x: float, y: float) -> QPointF:
        return QPointF(box.x() + x * box.width(), box.y() + y * box.height())

    return at
