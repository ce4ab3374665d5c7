"""The look that is in use now, for the whole program, as a palette and a font are."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QGuiApplication, QPainter, QPen
from PySide6.QtWidgets import QApplication, QWidget

from core.style import FAMILY
from gui.state import TextSize, Theme
from gui.theme import Look, make_look

_RING = "homeward-ring"


_in_use = make_look(Theme.LIGHT, TextSize.NORMAL, 1920, 1080)
"""Asked for hundreds of times to lay out one screen."""


def application() -> QApplication:
    """The running application."""
    app = QApplication.instance()
    if not isinstance(app, QApplication):
        raise RuntimeError("no application is running")
    return app


def look() -> Look:
    """The look in use; the default one before any was set."""
    return _in_use


def set_look(wanted: Look) -> None:
    """Put a look in use for whatever is made or dressed from now on."""
    global _in_use
    _in_use = wanted


def dress(root: QWidget) -> None:
    """Let a widget and all in it take the look in use: each gets a StyleChange event."""
    for widget in (root, *root.findChildren(QWidget)):
        QApplication.sendEvent(widget, QEvent(QEvent.Type.StyleChange))


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


def fill(painter: QPainter, area: QRect, token: str) -> None:
    """Fill an area with a colour.  `fillRect` does the same, and before it first does so PySide
    makes a class for every gradient that Qt knows."""
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour(token))
    painter.drawRect(area)


def rounded(
    painter: QPainter,
    widget: QWidget,
    radius: int,
    fill: QColor | None,
    edge: QColor | None,
    width: int = 2,
) -> None:
    """Paint a widget's rounded body, and inside its edge the focus ring if it has one.

    The edge of what cannot be pressed is a broken line.
    """
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setBrush(fill if fill is not None else Qt.BrushStyle.NoBrush)
    style = Qt.PenStyle.SolidLine if widget.isEnabled() else Qt.PenStyle.DashLine
    painter.setPen(QPen(edge, width, style) if edge is not None else Qt.PenStyle.NoPen)
    half = width / 2 if edge is not None else 0.0
    painter.drawRoundedRect(_inner(widget, half), radius - half, radius - half)
    if has_ring(widget):
        ring = look().focus
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(colour("surface"), ring * 2))
        painter.drawRoundedRect(_inner(widget, ring), radius - ring, radius - ring)
        painter.setPen(QPen(colour("focus"), ring))
        painter.drawRoundedRect(_inner(widget, ring / 2), radius - ring / 2, radius - ring / 2)


def _inner(widget: QWidget, inset: float) -> QRectF:
    return widget.rect().toRectF().adjusted(inset, inset, -inset, -inset)
