"""Printing: what the printer says, in words, and what can be done about it."""

from __future__ import annotations

from typing import ClassVar

from PySide6.QtWidgets import QWidget

from gui.screens.base import Action, Screen, Want
from gui.screens.result import said_of_stick
from gui.state import PrinterState, State, Step
from gui.widgets.labels import Body
from gui.widgets.panel import Callout, Panel

MOST_PRINTS = 3
_UNDER_WAY = (PrinterState.SENDING, PrinterState.READY)


class PrintScreen(Screen):
    """The pages on their way to paper."""

    step: ClassVar[Step] = Step.PRINT

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.panel = Panel()
        self.more = Body()
        self.panel.body.addWidget(self.more)
        self.trouble = Callout("warn")
        self.saved = Callout("good")
        for widget in (self.panel, self.trouble, self.saved):
            self.body.addWidget(widget)

    def show_state(self, state: State) -> None:
        say, printer = state.words, state.printer
        if printer in _UNDER_WAY:
            self.ask(say("print.sending"), "")
            self.more.say(say("print.sending.more"))
        elif printer is PrinterState.SENT:
            self.ask(say("print.sent"), "")
            self.more.say(say("print.sent.more"))
        else:
            self.ask(say("print.not_yet"), "")
            self.more.say(say("print.instead"))
        self.page.take_keyboard(self.title.text())
        fine = printer in (*_UNDER_WAY, PrinterState.SENT)
        self.trouble.say("" if fine else say(f"print.trouble.{printer.value}"))
        self.saved.set_tone("bad" if state.saved is False else "good")
        self.saved.say(said_of_stick(state))

    def first_focus(self) -> QWidget:
        return self.page

    def primary(self, state: State) -> Action | None:
        if state.printer in _UNDER_WAY:
            return None
        if state.printer is PrinterState.SENT:
            return Action(Want.DONE, state.words("print.done"))
        return Action(Want.PRINT, state.words("print.try_again"))

    def others(self, state: State) -> tuple[Action, ...]:
        say = state.words
        if state.printer in _UNDER_WAY:
            return ()
        actions = []
        if state.printer is PrinterState.SENT:
            if state.prints < MOST_PRINTS:
                actions.append(Action(Want.PRINT, say("print.again")))
        else:
            actions.append(Action(Want.PREVIEW, say("result.read")))
        if state.stick is not None and state.handout is not None:
            actions.append(Action(Want.SAVE, say("result.save")))
        return tuple(actions)
