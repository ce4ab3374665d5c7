"""The footer: Back, Start over and Ask staff at the left, what to do next at the right."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from gui.screens.base import Screen, Want
from gui.state import State, Step
from gui.steady import never
from gui.widgets.buttons import Button, OutlineButton, PrimaryButton, QuietButton
from gui.widgets.look import look
from gui.widgets.strip import Strip

_MOST_OTHERS = 3


class Footer(Strip):
    """The same buttons in the same places on every screen; the primary one always at the right."""

    wanted = Signal(str)
    """An action by name."""

    def __init__(self) -> None:
        super().__init__("above")
        self.back = OutlineButton()
        self.start_over = QuietButton()
        self.ask_staff = QuietButton()
        self.staff = QuietButton()
        self.others = tuple(OutlineButton() for _ in range(_MOST_OTHERS))
        self.primary = PrimaryButton()
        self.steady = never()
        """What keeps back a touch that was meant for the buttons before."""
        self._meant = -1
        self._left: tuple[Button, ...] = (self.ask_staff, self.back, self.start_over, self.staff)
        self._wants: dict[QWidget, str] = {
            self.back: Want.BACK,
            self.start_over: Want.START_OVER,
            self.ask_staff: Want.ASK_STAFF,
            self.staff: Want.STAFF,
        }
        for button in (*self._left, *self.others, self.primary):
            button.pressed.connect(self._begin_press)
            button.clicked.connect(lambda _=False, button=button: self._press(button))
        self.set_groups(self._left, (*self.others, self.primary))

    def show_screen(self, screen: Screen, state: State) -> None:
        """Show the buttons that a screen calls for."""
        say = state.words
        back = screen.has_back(state)
        self.back.say(say("shell.back") if back else "")
        self.start_over.say(say("shell.start_over") if back else "")
        self.ask_staff.say(say("shell.ask_staff"))
        self.staff.say(say("shell.staff") if state.step is Step.START else "")
        actions = screen.others(state)
        for place, button in enumerate(self.others):
            action = actions[place] if place < len(actions) else None
            button.say(action.label if action else "")
            self._wants[button] = action.want if action else ""
        main = screen.primary(state)
        self.primary.say(main.label if main else "")
        self._wants[self.primary] = main.want if main else ""
        self.primary.setEnabled(main is not None and screen.can_go_on(state))
        # Opening the way on is not among it: that follows what the visitor does.
        self.steady.see((state.step, state.part, tuple(self._wants.values())))
        self.arrange()

    def want_of(self, button: QWidget) -> str:
        """What a button asks for now; "" for nothing."""
        return self._wants.get(button, "")

    def button_for(self, want: str) -> Button | None:
        """The button that can be pressed for something now, or None."""
        for button in (self.primary, *self.others, *self._left):
            if button.isVisible() and button.isEnabled() and self._wants.get(button) == want:
                return button
        return None

    def least_height(self) -> int:
        return look().footer

    def _begin_press(self) -> None:
        self._meant = -1 if self.steady.holds() else self.steady.changes

    def _press(self, button: QWidget) -> None:
        """A button was let go: it does what it said as it was pressed, or nothing."""
        want = self.want_of(button)
        if want and self._meant == self.steady.changes:
            self.wanted.emit(want)
