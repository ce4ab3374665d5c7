"""The review: every answer on one page, each with its own way back."""

from __future__ import annotations

from typing import ClassVar

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from core.words import Words
from gui.screens.base import Action, Screen, Want
from gui.state import State, Step
from gui.told import Told, told
from gui.widgets.buttons import QuietButton
from gui.widgets.labels import Label, Note
from gui.widgets.look import look
from gui.widgets.panel import Callout, Hairline, Panel
from gui.widgets.rows import match_count


class ReviewRow(QWidget):
    """One answer: what was asked, the answer, and Change."""

    changed = Signal(str)
    """The step whose answer is to be changed."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._step: Step | None = None
        self.asked = Note()
        self.answer = Label("body")
        self.change = QuietButton()
        self.change.clicked.connect(self._press)
        column = QVBoxLayout()
        column.setSpacing(0)
        column.addWidget(self.asked)
        column.addWidget(self.answer)
        self._row = QHBoxLayout()
        self._row.addLayout(column, 1)
        self._row.addWidget(self.change, 0, Qt.AlignmentFlag.AlignVCenter)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(look().px(4))
        self._line = Hairline()
        outer.addWidget(self._line)
        outer.addLayout(self._row)

    def show_line(self, line: Told, words: Words, first: bool) -> None:
        """Show one line of the review; the first of a column has no hairline above it."""
        self._line.setVisible(not first)
        self._step = line.step
        self.asked.say(line.asked)
        self.answer.say(line.answer)
        self.answer.set_tone("warn" if line.open else "ink")
        self.change.say(words("review.change"))
        self.change.setAccessibleName(words("review.change_name", question=line.asked))

    def _press(self) -> None:
        if self._step is not None:
            self.changed.emit(self._step.value)


class ReviewScreen(Screen):
    """What the estimate will be made from."""

    step: ClassVar[Step] = Step.REVIEW

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.open = Callout()
        self._columns = (Panel(), Panel())
        self._rows: tuple[list[ReviewRow], list[ReviewRow]] = ([], [])
        self._pair = QHBoxLayout()
        for panel in self._columns:
            panel.body.setSpacing(0)
            self._pair.addWidget(panel, 1, Qt.AlignmentFlag.AlignTop)
        self.body.addWidget(self.open)
        self.body.addLayout(self._pair)
        self._turn()

    def show_state(self, state: State) -> None:
        say = state.words
        self.ask(say("review.title"), say("review.help"))
        self.page.take_keyboard(self.title.text())
        lines = told(state)
        self.open.say(say("review.open") if any(line.open for line in lines) else "")
        half = (len(lines) + 1) // 2
        for panel, rows, mine in zip(
            self._columns, self._rows, (lines[:half], lines[half:]), strict=True
        ):
            fresh = len(rows)
            match_count(rows, len(mine), ReviewRow, panel.body)
            for row in rows[fresh:]:
                row.changed.connect(lambda step: self.wanted.emit(f"{Want.GO}:{step}"))
            for row, line in zip(rows, mine, strict=True):
                row.show_line(line, say, first=line is mine[0])
            panel.setVisible(bool(mine))

    def first_focus(self) -> QWidget:
        return self.page

    def primary(self, state: State) -> Action | None:
        return Action(Want.NEXT, state.words("review.see"))

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange and hasattr(self, "_pair"):
            self._turn()

    def _turn(self) -> None:
        for panel in self._columns:
            across, down = look().space(36), look().space(16)
            panel.body.setContentsMargins(across, down, across, down)
        one = look().columns == 1
        self._pair.setDirection(
            QHBoxLayout.Direction.TopToBottom if one else QHBoxLayout.Direction.LeftToRight
        )
        self._pair.setSpacing(look().space(24))
