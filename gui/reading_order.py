"""The Tab order: what can have the keyboard, in the order in which it is read."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLayout, QScrollArea, QStackedWidget, QWidget

from gui.widgets.strip import Strip


def in_reading_order(widget: QWidget) -> Iterator[QWidget]:
    """A widget and all that is shown in it, as its layouts have them."""
    return (each for each in _all(widget) if each.isVisible())


def _all(widget: QWidget) -> Iterator[QWidget]:
    yield widget
    if isinstance(widget, QStackedWidget):
        current = widget.currentWidget()
        if current is not None:
            yield from _all(current)
    elif isinstance(widget, QScrollArea):
        inside = widget.widget()
        if inside is not None:
            yield from _all(inside)
    elif isinstance(widget, Strip):
        for each in widget.widgets():
            yield from _all(each)
    else:
        layout = widget.layout()
        if layout is not None:
            yield from _in_layout(layout)


def _in_layout(layout: QLayout) -> Iterator[QWidget]:
    for at in range(layout.count()):
        item = layout.itemAt(at)
        if item is None:
            continue
        inner, widget = item.layout(), item.widget()
        if widget is not None:
            yield from _all(widget)
        elif inner is not None:
            yield from _in_layout(inner)


def set_tab_order(*roots: QWidget) -> None:
    """Chain everything in these widgets that can have the keyboard.

    What is hidden now has its place, and so have the cards of a list that arrows reach: any of
    them may be the one that Tab leaves from.
    """
    before: QWidget | None = None
    for root in roots:
        for widget in _all(root):
            if widget.focusPolicy() == Qt.FocusPolicy.NoFocus:
                continue
            if before is not None:
                QWidget.setTabOrder(before, widget)
            before = widget
