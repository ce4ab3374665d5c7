"""The look that is in use now, kept on the application as its palette and font are."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFont, QGuiApplication, QPainter, QPainterPath, QPen
from PySide6.QtWidgets import QApplication, QWidget

from core.style import FAMILY
from gui.state import TextSize, Theme
from gui.theme import Look, make_look, qss

_LOOK = "homeward-look"
_RING = "homeward-ring"


def application() -> QApplication:
    """The running application."""
    app = QApplication.instance()
    if not isinstance(app, QApplication):
        raise RuntimeError("no application is running")
    return app


def look() -> Look:
    """The look in use; the default one before any was set."""
    found = application().property(_LOOK)
    return found if isinstance(found, Look) else make_look(Theme.LIGHT, TextSize.NORMAL, 1920, 1080)


def set_look(wanted: Look) -> None:
    """Put a look in use: every widget gets a StyleChange event and lays itself out anew."""
    app = application()
    if app.property(_LOOK) == wanted:
        return
    app.setProperty(_LOOK, wanted)
    app.setStyleSheet(qss(wanted))


def font(role: str) -> QFont:
    """The font of a text role, for what is painted by hand."""
    current = look()
    made = QFont(FAMILY)
    made.setPixelSize(current.type_px(role))
    made.setWeight(QFont.Weight(current.type_weight(role)))
    return made


def colour(token: str) -> QColor:
    """A colour of the palette in use by its token."""
    return QColor(getattr(look().palette, token))


def show_ring(shown: bool) -> None:
    """Show the focus ring (the keyboard is being used) or not (a finger or a mouse is)."""
    app = application()
    if bool(app.property(_RING)) == shown:
        return
    app.setProperty(_RING, shown)
    focused = QGuiApplication.focusObject()
    if isinstance(focused, QWidget):
        focused.update()


def has_ring(widget: QWidget) -> bool:
    """Whether this widget paints a focus ring now."""
    return widget.hasFocus() and bool(application().property(_RING))


def rounded(
    painter: QPainter,
    widget: QWidget,
    radius: int,
    fill: QColor | None,
    edge: QColor | None,
    width: int = 2,
) -> None:
    """Paint a widget's rounded body inside the room kept for its focus ring, and the ring."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    room = ring_room()
    inner = widget.rect().toRectF().adjusted(room, room, -room, -room)
    if edge is not None:
        half = width / 2
        inner = inner.adjusted(half, half, -half, -half)
    path = QPainterPath()
    path.addRoundedRect(inner, radius, radius)
    painter.setBrush(fill if fill is not None else Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(edge, width) if edge is not None else Qt.PenStyle.NoPen)
    painter.drawPath(path)
    if has_ring(widget):
        ring = look().focus
        outer = widget.rect().toRectF().adjusted(ring / 2, ring / 2, -ring / 2, -ring / 2)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(colour("focus"), ring))
        painter.drawRoundedRect(outer, radius + 2, radius + 2)


def ring_room() -> int:
    """How many pixels on each side of a control are kept for its focus ring."""
    return look().focus + 2
