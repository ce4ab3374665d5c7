"""Contrast as it is painted: each text, each edge and each bar measured in the picture itself."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from functools import lru_cache

from PySide6.QtCore import QPoint, QRect
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QLabel, QWidget

from gui.screens.base import Screen
from gui.shell import Shell
from gui.staff.window import StaffWindow
from gui.widgets.buttons import ArrowButton, Button
from gui.widgets.cards import ChoiceCard
from gui.widgets.fields import Field
from gui.widgets.look import look
from gui.widgets.pads import Key
from gui.widgets.panel import Mark
from gui.widgets.rows import Bar
from gui.widgets.strip import Strip

TEXT = 4.5
"""The least contrast of text (WCAG 1.4.3)."""

PARTS = 3.0
"""The least contrast of what shows where a control or a bar is (WCAG 1.4.11)."""

_FEW = 3
"""Fewer pixels of a colour than this are a mixture at an edge."""


def pale(shell: Shell) -> list[str]:
    """Everything that is painted too pale, in words."""
    found: list[str] = []
    if shell.asks():
        found += _pale_within(shell.question, shell.question.grab().toImage())
        return found
    staff = [each for each in shell.findChildren(StaffWindow) if each.isVisible()]
    screen: Screen | StaffWindow = staff[0] if staff else shell.current()
    for part in shell.findChildren(Strip):
        if part.isVisible():
            found += _pale_within(part, part.grab().toImage())
    inside = screen.page.area.widget()
    assert inside is not None
    image = QImage(inside.size(), QImage.Format.Format_RGB32)
    corner = screen.page.mapTo(screen, screen.page.rect().bottomRight() - QPoint(2, 2))
    image.fill(screen.grab().toImage().pixelColor(corner))
    inside.render(image, QPoint(), renderFlags=QWidget.RenderFlag.DrawChildren)
    found += _pale_within(inside, image)
    return found


def _pale_within(root: QWidget, image: QImage) -> Iterator[str]:
    image = image.convertToFormat(QImage.Format.Format_RGB32)
    for widget in root.findChildren(QWidget):
        if not widget.isVisible():
            continue
        place = QRect(widget.mapTo(root, QPoint(0, 0)), widget.size())
        for what, area in _texts(widget, place):
            ratio = _text_contrast(image, area)
            if ratio < TEXT:
                yield f"{what} {ratio:.1f}:1: {type(widget).__name__} {_text(widget)!r}"
        if _has_edge(widget):
            ratio = _edge_contrast(image, place, isinstance(widget, Bar))
            if ratio < PARTS:
                yield f"edge {ratio:.1f}:1: {type(widget).__name__} {_text(widget)!r}"


def _texts(widget: QWidget, place: QRect) -> Iterator[tuple[str, QRect]]:
    if isinstance(widget, QLabel):
        if widget.text().strip():
            yield "text", place
    elif isinstance(widget, ChoiceCard):
        inner = look().px(12)
        yield "text", place.adjusted(inner, inner, -inner, -inner)
    elif isinstance(widget, Button) and (widget.text() or isinstance(widget, ArrowButton)):
        inner = look().px(10)
        if widget.isEnabled():  # what cannot be pressed is exempt
            yield "text", place.adjusted(inner, inner, -inner, -inner)


def _has_edge(widget: QWidget) -> bool:
    if isinstance(widget, Bar):
        return True
    if isinstance(widget, Mark):
        return False
    framed = isinstance(widget, Field | ChoiceCard | Key | ArrowButton) or (
        isinstance(widget, Button) and widget.kind != "quiet"
    )
    return framed and widget.isEnabled()


def _text(widget: QWidget) -> str:
    said = getattr(widget, "text", None)
    return said() if callable(said) else widget.accessibleName()


def _text_contrast(image: QImage, area: QRect) -> float:
    """The contrast between the ground of an area and the strongest colour painted on it."""
    area = area.intersected(image.rect())
    colours = _colours(image.copy(area))
    if not colours:
        return 0.0
    ground = max(colours, key=lambda each: colours[each])
    return max(
        (_contrast(ground, each) for each, count in colours.items() if count >= _FEW), default=0.0
    )


def _edge_contrast(image: QImage, place: QRect, bar: bool) -> float:
    """The strongest step between what lies outside of a thing and what lies at its edge.

    Of a bar, the weakest of all its columns, the rounded ends apart.
    """
    if bar:
        across = range(place.left() + 4, min(place.right(), image.width() - 1), 3)
        outside = _at(image, place.left() + 4, place.top() - 2)
        lit = []
        for x in across:
            column = [
                _contrast(outside, _at(image, x, y)) for y in range(place.top(), place.bottom())
            ]
            if max(column) > 1.05:
                lit.append(max(column))
        return min(lit[4:-4], default=PARTS)
    middle = place.center().y()
    outside = _at(image, place.left() - 4, middle)
    return max(
        _contrast(outside, _at(image, x, middle)) for x in range(place.left(), place.left() + 10)
    )


def _at(image: QImage, x: int, y: int) -> int:
    inside = max(0, min(x, image.width() - 1)), max(0, min(y, image.height() - 1))
    return image.pixel(*inside) & 0xFFFFFF


def _colours(image: QImage) -> Counter[int]:
    if image.isNull():
        return Counter()
    pixels = memoryview(image.constBits()).cast("B").cast("I")
    counted = Counter(pixels)
    plain: Counter[int] = Counter()
    for pixel, count in counted.items():
        plain[pixel & 0xFFFFFF] += count
    return plain


@lru_cache(maxsize=65536)
def _luminance(rgb: int) -> float:
    parts = ((rgb >> 16 & 255) / 255, (rgb >> 8 & 255) / 255, (rgb & 255) / 255)
    linear = [
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    ]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def _contrast(one: int, other: int) -> float:
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)
