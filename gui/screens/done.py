"""The end: pages in hand, answers erased."""

from __future__ import annotations

from typing import ClassVar

from PySide6.QtWidgets import QWidget

from gui.screens.base import Action, Screen, Want
from gui.state import State, Step
from gui.widgets.labels import Display, Lead


class DoneScreen(Screen):
    """Says goodbye; the shell starts again after a while."""

    step: ClassVar[Step] = Step.DONE

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.use_no_title()
        self.big = Display()
        self.lead = Lead()
        self.page.center()
        self.body.addWidget(self.big)
        self.body.addWidget(self.lead)

    def show_state(self, state: State) -> None:
        took = state.prints > 0
        self.big.say(state.words("done.take" if took else "done.thanks"))
        self.lead.say(state.words("done.erased"))
        self.page.take_keyboard(self.big.text())

    def first_focus(self) -> QWidget:
        return self.page

    def primary(self, state: State) -> Action | None:
        return Action(Want.FINISH, state.words("done.again"))

    def has_back(self, state: State) -> bool:
        return False
