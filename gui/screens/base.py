"""What every screen is: it is shown a state, sends new answers, and asks for actions by name.

A screen imports widgets and reads `State`; it never imports another screen, the
database, a process or a rule.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, ClassVar

from PySide6.QtCore import QEvent, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from core.words import Words
from gui.state import State, Step
from gui.widgets.canvas import Canvas
from gui.widgets.labels import Heading, Lead
from gui.widgets.look import look
from gui.widgets.scroll import ScrollPage

if TYPE_CHECKING:
    from gui.widgets.cards import Option

NOT_SURE = "not-sure"
"""The id of the answer that every question takes."""


class Want(StrEnum):
    """What a screen may ask the shell for."""

    NEXT = "next"
    BACK = "back"
    BEGIN = "begin"  # "begin:<language>"
    START_OVER = "start-over"
    WHY = "why"
    WHAT_IF = "what-if"
    TAKE = "take"  # let result and paper show the what-if
    OWN = "own"  # back to the answers
    PREVIEW = "preview"
    PRINT = "print"
    SAVE = "save"
    ASK_STAFF = "ask-staff"
    STAFF = "staff"  # staff want to go to their pages
    DONE = "done"  # erase, and say goodbye
    FINISH = "finish"  # erase and start again
    PAGES = "pages"  # "pages:<edition>": show and print another edition of the pages
    COPIES = "copies"  # "copies:<n>"
    GO = "go"  # "go:<step>": change one answer from the review


@dataclass(frozen=True, slots=True)
class Action:
    """A button of the footer: what it asks for and its words."""

    want: str
    label: str


class Screen(Canvas):
    """One step.  Subclasses set `step` and fill `self.body` in their constructor."""

    step: ClassVar[Step]
    answered = Signal(object)
    """A new core.intake.answers.Answers."""

    tried = Signal(object)
    """A core.intake.what_if.WhatIf."""

    wanted = Signal(str)
    """An action by name: a Want, "go:<step>" or "begin:<language>"."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.title = Heading()
        self.help = Lead()
        self.help.hide()
        self.page = ScrollPage()
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self.page)
        self.body: QVBoxLayout = self.page.body
        """Where a subclass adds its widgets, under the title and the line of help."""
        self.body.addWidget(self.title)
        self.body.addWidget(self.help)
        self._space()

    # -- what a subclass says ---------------------------------------------------
    def show_state(self, state: State) -> None:
        """Fill from a state; called on every change.  Focus and scroll stay where they are."""
        raise NotImplementedError

    def first_focus(self) -> QWidget:
        """What has the keyboard when the screen is entered."""
        raise NotImplementedError

    def can_go_on(self, state: State) -> bool:
        """Whether the primary button may be pressed."""
        return True

    def primary(self, state: State) -> Action | None:
        """The filled button at the lower right; None hides it."""
        return Action(Want.NEXT, state.words("shell.next"))

    def others(self, state: State) -> tuple[Action, ...]:
        """More buttons, outlined, left of the primary one."""
        return ()

    def has_back(self, state: State) -> bool:
        """Whether Back and Start over are offered."""
        return True

    # -- what a subclass uses -----------------------------------------------------
    def ask(self, question: str, help_line: str = "") -> None:
        """Set the title and the line of help under it."""
        self.title.say(question)
        self.help.say(help_line)

    def use_no_title(self) -> None:
        """Leave out the title: for the screens that say one thing in large letters."""
        for label in (self.title, self.help):
            self.body.removeWidget(label)
            label.setParent(self)
            label.hide()

    @staticmethod
    def not_sure(words: Words, note: str = "") -> Option:
        """The standard answer "I'm not sure"."""
        from gui.widgets.cards import Option  # the start screen has no cards

        return Option(NOT_SURE, words("shell.not_sure"), note, wide=True)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self._space()

    def _space(self) -> None:
        self.body.setSpacing(look().space(24))
