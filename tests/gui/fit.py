"""What does not fit on a screen: words cut off, things over each other, small targets."""

from __future__ import annotations

import itertools
from collections.abc import Iterator

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QAbstractButton, QLabel, QWidget

from gui.shell import Shell
from gui.widgets.buttons import Button
from gui.widgets.cards import ChoiceCard
from gui.widgets.fields import Field
from gui.widgets.pads import Key
from gui.widgets.scroll import ScrollPage

LEAST_TARGET = 44
"""No control is smaller than this, pixels (WCAG 2.5.5)."""

BUTTON = 72
"""Buttons, cards and fields are at least this high, pixels."""


def misfits(shell: Shell) -> list[str]:
    """Everything that is wrong with what a window shows, in words."""
    return [
        *_cut_off(shell),
        *_outside(shell),
        *_overlapping(shell),
        *_too_small(shell),
        *_scrolling(shell),
    ]


def _shown(root: QWidget, kind: type[QWidget]) -> Iterator[QWidget]:
    for each in root.findChildren(kind):
        if each.isVisible():
            yield each


def _name(widget: QWidget) -> str:
    text = getattr(widget, "text", None)
    said = text() if callable(text) else ""
    return f"{type(widget).__name__} {said or widget.accessibleName()!r}"


def _cut_off(shell: Shell) -> Iterator[str]:
    for label in _shown(shell, QLabel):
        assert isinstance(label, QLabel)
        if not label.text():
            continue
        if not label.wordWrap() and label.width() < label.sizeHint().width():
            yield f"cut off: {_name(label)}"
            continue
        needed = label.heightForWidth(label.width())
        if label.height() < needed:
            yield f"cut off: {_name(label)} {label.height()} < {needed}"
        metrics = QFontMetrics(label.font())
        longest = max(metrics.horizontalAdvance(word) for word in label.text().split())
        if longest > label.width():
            yield f"a word is cut: {_name(label)}"
    for button in _shown(shell, QAbstractButton):
        if isinstance(button, Button | ChoiceCard):
            if button.height() < button.heightForWidth(button.width()):
                yield f"cut off: {_name(button)}"
            if button.width() < button.minimumSizeHint().width():
                yield f"a word is cut: {_name(button)} {button.width()}"


def _outside(shell: Shell) -> Iterator[str]:
    """Anything outside the window, or outside the width of the page that scrolls it."""
    window = shell.rect()
    for widget in _leaves(shell):
        rect = _rect(widget, shell)
        page = _page_of(widget)
        if page is None:
            if not window.contains(rect):
                yield f"outside the window: {_name(widget)} {rect}"
            continue
        seen = _rect(page.area.viewport(), shell)
        if rect.left() < seen.left() or rect.right() > seen.right():
            yield f"outside the page: {_name(widget)} {rect} {seen}"


def _overlapping(shell: Shell) -> Iterator[str]:
    places = [(widget, _rect(widget, shell), _page_of(widget)) for widget in _leaves(shell)]
    for (one, here, page), (other, there, its_page) in itertools.combinations(places, 2):
        if page is its_page and here.intersects(there):
            yield f"over each other: {_name(one)} {here}, {_name(other)} {there}"


def _too_small(shell: Shell) -> Iterator[str]:
    for widget in _shown(shell, QWidget):
        if widget.focusPolicy() == Qt.FocusPolicy.NoFocus or isinstance(widget, ScrollPage | Shell):
            continue
        least = BUTTON if isinstance(widget, Button | ChoiceCard | Field) else LEAST_TARGET
        if widget.height() < least or widget.width() < (LEAST_TARGET if _narrow(widget) else least):
            yield f"too small: {_name(widget)} {widget.width()}x{widget.height()}"


def _narrow(widget: QWidget) -> bool:
    """Keys and days stand close in a row, as on any pad; they keep the least width."""
    return isinstance(widget, Key) or type(widget).__name__ == "Day"


def _scrolling(shell: Shell) -> Iterator[str]:
    """A page has its buttons when, and only when, it is longer than the window."""
    for page in _shown(shell, ScrollPage):
        assert isinstance(page, ScrollPage)
        content = page.area.widget()
        assert content is not None
        longer = content.height() > page.area.viewport().height()
        if longer != page.scrolls():
            yield f"buttons {'missing' if longer else 'without need'}: {content.height()}"
        if page.scrolls() and not (page.up.isVisible() and page.down.isVisible()):
            yield "buttons hidden"
        if page.area.viewport().height() < 3 * BUTTON:
            yield f"hardly any page left: {page.area.viewport().height()}"


def _leaves(shell: Shell) -> list[QWidget]:
    kinds = (QLabel, Button, ChoiceCard, Field)
    return [
        widget
        for kind in kinds
        for widget in _shown(shell, kind)
        if not isinstance(widget, QLabel) or widget.text()
    ]


def _rect(widget: QWidget, shell: Shell) -> QRect:
    return QRect(widget.mapTo(shell, QPoint(0, 0)), widget.size())


def _page_of(widget: QWidget) -> ScrollPage | None:
    """The page that scrolls a widget; None for what stands still."""
    parent = widget.parentWidget()
    while parent is not None:
        if isinstance(parent, ScrollPage):
            return parent if parent.area.isAncestorOf(widget) else None
        parent = parent.parentWidget()
    return None
