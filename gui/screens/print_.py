"""Printing: what the printer says, in words, and what can be done about it."""

from __future__ import annotations

from typing import ClassVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QWidget

from gui.screens.base import Action, Screen, Want
from gui.screens.result import said_of_stick
from gui.state import GONE_OUT, MOST_PRINTS, PrinterState, State, Step
from gui.widgets.labels import Display, Lead
from gui.widgets.look import look
from gui.widgets.panel import Callout, Mark, Panel

_UNDER_WAY = (PrinterState.SENDING, PrinterState.READY)


class PrintScreen(Screen):
    """The pages on their way to paper."""

    step: ClassVar[Step] = Step.PRINT

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.use_no_title()
        self.page.say_one_thing()
        self.mark = Mark(role="display")
        self.big = Display()
        self.trouble = Callout("warn")
        self.more = Lead()
        self.saved = Callout("good")
        self._top = QHBoxLayout()
        self._top.addWidget(self.mark, 0, Qt.AlignmentFlag.AlignVCenter)
        self._top.addWidget(self.big, 1)
        panel = Panel()
        panel.body.addLayout(self._top)
        for widget in (self.trouble, self.more, self.saved):
            panel.body.addWidget(widget)
        self.body.addWidget(panel)

    def show_state(self, state: State) -> None:
        say, printer = state.words, state.printer
        self._top.setSpacing(look().px(24))
        if printer in _UNDER_WAY:
            self._tell(state, "wait", "print.sending", "print.sending.more")
        elif printer is PrinterState.SENT:
            self._tell(state, "tick", "print.sent", "print.sent.more")
        elif printer is PrinterState.HANDED_OVER:
            self._tell(state, "question", "print.handed_over", "print.handed_over.more")
        elif state.printing:
            self._tell(state, "wait", "print.waiting", "print.waiting.more")
        else:
            self._tell(state, "question", "print.not_printed", "print.instead")
        fine = printer in (*_UNDER_WAY, *GONE_OUT)
        self.trouble.say("" if fine else say(f"print.trouble.{printer.value}"))
        self.saved.set_tone("bad" if state.saved is False else "good")
        self.saved.say(said_of_stick(state))

    def first_focus(self) -> QWidget:
        return self.page

    def primary(self, state: State) -> Action | None:
        if state.printer in _UNDER_WAY or state.printing:
            return None
        if state.printer in GONE_OUT:
            return Action(Want.DONE, state.words("print.done"))
        return Action(Want.PRINT, state.words("print.try_again"))

    def others(self, state: State) -> tuple[Action, ...]:
        say = state.words
        if state.printer in _UNDER_WAY:
            return ()
        actions = []
        if state.printer in GONE_OUT:
            if state.prints < MOST_PRINTS:
                actions.append(Action(Want.PRINT, say("print.again")))
                actions.append(Action(Want.PREVIEW, say("print.others")))
        else:
            actions.append(Action(Want.PREVIEW, say("result.read")))
        if state.stick is not None and state.handout is not None:
            actions.append(Action(Want.SAVE, say("result.save")))
        return tuple(actions)

    def _tell(self, state: State, shape: str, title: str, more: str) -> None:
        self.big.say(state.words(title))
        self.more.say(state.words(more))
        self.mark.show_shape(shape, self.big.text())
        self.page.take_keyboard(self.big.text())
