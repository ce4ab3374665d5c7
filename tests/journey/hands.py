"""A visitor's hands: a pointer or a keyboard, through the X server, as from real hardware.

They know where a widget is on the screen and what has the keyboard, and nothing else of
the program.  What they do goes out through `xdotool` and comes back as an event of X.
"""

from __future__ import annotations

import subprocess
from functools import partial

from PySide6.QtWidgets import QApplication, QWidget

from gui.walk import PATIENCE, wait_for
from gui.widgets.cards import ChoiceCard
from gui.widgets.fields import Field
from gui.widgets.pads import Keypad, LetterPad
from gui.widgets.scroll import ScrollPage


def xdotool(*arguments: str) -> None:
    """Send input to the X server."""
    subprocess.run(["xdotool", *arguments], check=True, timeout=PATIENCE)


class Pointer:
    """A mouse or a finger, and nothing else: it types on the pads of the screen."""

    def press(self, widget: QWidget) -> None:
        self._bring_into_view(widget)
        middle = widget.mapToGlobal(widget.rect().center())
        xdotool("mousemove", str(middle.x()), str(middle.y()), "click", "1")

    def type(self, field: Field, text: str) -> None:
        window = field.window()
        pads = (*window.findChildren(Keypad), *window.findChildren(LetterPad))
        [pad] = [pad for pad in pads if pad.isVisible()]
        for sign in text.upper():
            expected = field.value() + sign
            self.press(pad.key(sign))
            wait_for(partial(_holds, field, expected), f"typing {text}")

    def _bring_into_view(self, widget: QWidget) -> None:
        """Scroll as a visitor would, by the buttons beside the page."""
        page = widget.parentWidget()
        while page is not None and not isinstance(page, ScrollPage):
            page = page.parentWidget()
        if page is None or page.up.isAncestorOf(widget) or not page.area.isAncestorOf(widget):
            return
        for arrow in (page.down, page.up):
            while not _wholly_visible(widget) and arrow.isVisible() and arrow.isEnabled():
                before = page.area.verticalScrollBar().value()
                self.press(arrow)
                wait_for(partial(_scrolled, page, before), "scrolling")
        assert _wholly_visible(widget), f"out of reach: {widget.accessibleName()}"


class Keys:
    """A keyboard alone: Tab and the arrows to move, Return to press."""

    def press(self, widget: QWidget) -> None:
        self._reach(widget)
        xdotool("key", "Return")

    def type(self, field: Field, text: str) -> None:
        self._reach(field)
        for sign in text:
            expected = field.value() + sign.upper()
            xdotool("key", {"-": "minus", ".": "period"}.get(sign, sign.lower()))
            wait_for(partial(_holds, field, expected), f"typing {text}")

    def _reach(self, widget: QWidget) -> None:
        """Tab on until it has the focus; inside a list of answers, move by the arrows."""
        for _ in range(150):
            focused = QApplication.focusWidget()
            if focused is widget:
                return
            group = focused.parentWidget() if isinstance(focused, ChoiceCard) else None
            inside = group is not None and group is widget.parentWidget()
            self._move("Right" if inside else "Tab", focused)
        raise AssertionError(f"the keyboard cannot reach {widget.accessibleName()!r}")

    def _move(self, key: str, focused: QWidget | None) -> None:
        xdotool("key", key)
        wait_for(lambda: QApplication.focusWidget() is not focused, f"moving on by {key}")


def _holds(field: Field, text: str) -> bool:
    return field.value() == text


def _scrolled(page: ScrollPage, before: int) -> bool:
    return page.area.verticalScrollBar().value() != before


def _wholly_visible(widget: QWidget) -> bool:
    return widget.visibleRegion().boundingRect() == widget.rect()
