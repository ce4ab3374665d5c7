"""A visitor without a body: goes through the real screens by real events.

The program walks its sample patient this way where there is no display, and the tests
walk theirs.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from time import monotonic
from typing import Protocol

from PySide6.QtCore import QEvent, QEventLoop, QPoint, QPointF, Qt, QTimer
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QApplication, QWidget

from gui.app import Kiosk
from gui.sample import Choose, Gesture
from gui.screens.base import Screen
from gui.state import Step
from gui.widgets.cards import ChoiceCard
from gui.widgets.fields import Field
from gui.widgets.pads import Keypad, LetterPad
from gui.widgets.scroll import ScrollPage

PATIENCE = 180.0
"""Seconds after which something that does not happen is a failure."""

_LOOK_MS = 10
_MOST_TABS = 200
Place = tuple[Step, str]


class Stuck(RuntimeError):
    """The walk cannot go on: something did not happen, or cannot be reached."""


def wait_for(true: Callable[[], bool], what: str) -> None:
    """Let the program run until something is true.  Raises Stuck."""
    limit = monotonic() + PATIENCE
    # Without a wait, looking again and again would take the interpreter from the worker
    # that is waited for: what takes it a second alone took it over twenty.
    look_again = QTimer()
    look_again.start(_LOOK_MS)
    wait = QEventLoop.ProcessEventsFlag.AllEvents | QEventLoop.ProcessEventsFlag.WaitForMoreEvents
    while not true():
        if monotonic() > limit:
            raise Stuck(f"this did not happen: {what}")
        QApplication.processEvents(wait)


class Hands(Protocol):
    """What a visitor can do to what they see."""

    def press(self, widget: QWidget) -> None:
        """Press a button or an answer."""

    def type(self, field: Field, text: str) -> None:
        """Put a text into a field."""


class Finger:
    """Taps, and nothing else: it types on the pads of the screen and scrolls by its buttons."""

    def press(self, widget: QWidget) -> None:
        self._bring_into_view(widget)
        self.pause()
        self._bring_into_view(widget)  # the page may have moved by itself meanwhile
        self.tap(widget.window(), widget.mapTo(widget.window(), widget.rect().center()))

    def pause(self) -> None:
        """What passes between seeing a thing and touching it; here, nothing."""

    def tap(self, window: QWidget, local: QPoint) -> None:
        """Touch a point of a window and let the program take it in."""
        whole = window.mapToGlobal(local)
        left = Qt.MouseButton.LeftButton
        none = Qt.KeyboardModifier.NoModifier
        for kind, held in (
            (QEvent.Type.MouseButtonPress, left),
            (QEvent.Type.MouseButtonRelease, Qt.MouseButton.NoButton),
        ):
            event = QMouseEvent(kind, QPointF(local), QPointF(whole), left, held, none)
            QApplication.sendEvent(window.windowHandle(), event)
        QApplication.processEvents()

    def type(self, field: Field, text: str) -> None:
        pads = [*field.window().findChildren(Keypad), *field.window().findChildren(LetterPad)]
        shown = [pad for pad in pads if pad.isVisible()]
        if len(shown) != 1:
            raise Stuck(f"{len(shown)} pads to type on")
        for sign in text.upper():
            self.press(shown[0].key(sign))

    def _bring_into_view(self, widget: QWidget) -> None:
        page = widget.parentWidget()
        while page is not None and not isinstance(page, ScrollPage):
            page = page.parentWidget()
        if page is None or not page.area.isAncestorOf(widget):
            return
        for arrow in (page.down, page.up):
            while not _whole(widget) and arrow.isVisible() and arrow.isEnabled():
                self.press(arrow)
        if not _whole(widget):
            raise Stuck(f"out of reach: {widget.accessibleName()}")


class Keyboard:
    """Keys alone: Tab and the arrows to move, Return to press."""

    def press(self, widget: QWidget) -> None:
        self._reach(widget)
        self.pause()
        self.key(Qt.Key.Key_Return)

    def pause(self) -> None:
        """What passes between seeing a thing and pressing it; here, nothing."""

    def type(self, field: Field, text: str) -> None:
        self._reach(field)
        for sign in text:
            self.key(Qt.Key(ord(sign.upper())), sign)

    def _reach(self, widget: QWidget) -> None:
        for _ in range(_MOST_TABS):
            focused = QApplication.focusWidget()
            if focused is widget:
                return
            group = focused.parentWidget() if isinstance(focused, ChoiceCard) else None
            inside = group is not None and group is widget.parentWidget()
            self.key(Qt.Key.Key_Right if inside else Qt.Key.Key_Tab)
        raise Stuck(f"the keyboard cannot reach {widget.accessibleName()!r}")

    def key(self, key: Qt.Key, text: str = "") -> None:
        """Press a key and let the program take it in."""
        focused = QApplication.focusWidget()
        if focused is None:
            raise Stuck("nothing has the keyboard")
        handle = focused.window().windowHandle()
        none = Qt.KeyboardModifier.NoModifier
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            QApplication.sendEvent(handle, QKeyEvent(kind, key, none, text))
        QApplication.processEvents()


class Visitor:
    """Somebody at the kiosk with hands of one kind."""

    def __init__(self, kiosk: Kiosk, hands: Hands) -> None:
        self._kiosk = kiosk
        self._hands = hands

    @property
    def here(self) -> Place:
        """The step and its part."""
        state = self._kiosk.visit.state()
        return state.step, state.part

    def begin(self, language: str) -> None:
        """Press the button of the start screen in a language."""
        self._hands.press(self._kiosk.shell.begin_button(language))
        self._leave((Step.START, ""))

    def answer(
        self,
        plan: Mapping[Place, tuple[Gesture, ...]],
        seen: Callable[[Place], None] = lambda place: None,
        until: Step = Step.RESULT,
    ) -> None:
        """Answer every question of a plan up to a step; `seen` is told each place once answered.

        Raises Stuck when the kiosk asks what the plan does not answer.
        """
        while self.here[0] is not until:
            here = self.here
            if here not in plan:
                raise Stuck(f"the plan has no answer for {here}")
            for gesture in plan[here]:
                self._do(gesture)
            wait_for(self._kiosk.shell.footer.primary.isEnabled, f"{here}: the way on opens")
            seen(here)
            self._hands.press(self._kiosk.shell.footer.primary)
            self._leave(here)

    def want(self, want: str) -> None:
        """Press the button of the footer that asks for something."""
        footer = self._kiosk.shell.footer
        wait_for(lambda: footer.button_for(want) is not None, f"a button for {want}")
        button = footer.button_for(want)
        assert button is not None
        self._hands.press(button)

    def press(self, widget: QWidget) -> None:
        """Press anything."""
        self._hands.press(widget)

    def _leave(self, here: Place) -> None:
        wait_for(lambda: self.here != here, f"going on from {here}")
        QApplication.processEvents()

    def _do(self, gesture: Gesture) -> None:
        screen = self._kiosk.shell.current()
        if isinstance(gesture, Choose):
            self._hands.press(card(screen, gesture.id))
            wait_for(lambda: card(screen, gesture.id).isChecked(), f"{gesture.id} is chosen")
            return
        fields = [each for each in screen.findChildren(Field) if each.isVisible()]
        if len(fields) != 1:
            raise Stuck(f"{len(fields)} fields to type into")
        self._hands.type(fields[0], gesture.text)


def card(screen: Screen, option: str) -> ChoiceCard:
    """The card of an answer that is shown.  Raises Stuck."""
    cards = [each for each in screen.findChildren(ChoiceCard) if each.isVisible()]
    for each in cards:
        if each.option.id == option:
            return each
    raise Stuck(f"no answer {option} among {[each.option.id for each in cards]}")


def _whole(widget: QWidget) -> bool:
    return widget.visibleRegion().boundingRect() == widget.rect()
