"""The end: pages in hand, answers erased."""

from __future__ import annotations

from typing import ClassVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QWidget

from gui.screens.base import Action, Screen, Want
from gui.state import State, Step
from gui.widgets.labels import Display, Lead
from gui.widgets.look import look
from gui.widgets.panel import Mark, Panel


class DoneScreen(Screen):
    """Says goodbye; the shell starts again after a while."""

    step: ClassVar[Step] = Step.DONE

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.use_no_title()
        self.mark = Mark(role="display")
        self.big = Display()
        self.next = Lead()
        self.next.set_tone("ink")
        self.lead = Lead()
        self.page.say_one_thing()
        self._top = QHBoxLayout()
        self._top.addWidget(self.mark, 0, Qt.AlignmentFlag.AlignVCenter)
        self._top.addWidget(self.big, 1)
        panel = Panel()
        panel.body.addLayout(self._top)
        panel.body.addWidget(self.next)
        panel.body.addWidget(self.lead)
        self.body.addWidget(panel)

    def show_state(self, state: State) -> None:
        took = state.prints > 0
        self._top.setSpacing(look().px(24))
        self.mark.show_shape("tick", "")
        self.big.say(state.words("done.take" if took else "done.thanks"))
        self.next.say(state.words("done.show") if took else "")
        self.lead.say(state.words("done.erased"))
        self.page.take_keyboard(self.big.text())

    def first_focus(self) -> QWidget:
        return self.page

    def primary(self, state: State) -> Action | None:
        return Action(Want.FINISH, state.words("done.again"))

    def has_back(self, state: State) -> bool:
        return False
