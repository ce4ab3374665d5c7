"""One full-screen question: a title, a sentence, and one or two answers.

It hides everything under it, so that the keyboard cannot leave it either.
"""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from gui.widgets.buttons import OutlineButton, PrimaryButton
from gui.widgets.canvas import Canvas
from gui.widgets.labels import Display, Lead
from gui.widgets.look import look
from gui.widgets.panel import Panel


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked; each answer is (name, words).  `anywhere` is the answer that a touch
    beside the buttons gives, or "" for none.
    """

    title: str
    text: str
    primary: tuple[str, str]
    other: tuple[str, str] | None = None
    anywhere: str = ""


class QuestionPage(Canvas):
    """Shows one question at a time."""

    answered = Signal(str)
    """The name of the answer."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._question: Question | None = None
        self.title = Display()
        self.text = Lead()
        self.text.set_tone("ink")
        self.primary = PrimaryButton()
        self.other = OutlineButton()
        self.primary.clicked.connect(lambda: self._give(primary=True))
        self.other.clicked.connect(lambda: self._give(primary=False))
        self._panel = Panel()
        self._buttons = QHBoxLayout()
        self._buttons.addWidget(self.other)
        self._buttons.addStretch(1)
        self._buttons.addWidget(self.primary)
        self._panel.body.addWidget(self.title)
        self._panel.body.addWidget(self.text)
        self._panel.body.addLayout(self._buttons)
        self._outer = QVBoxLayout(self)
        self._outer.addStretch(2)
        self._outer.addWidget(self._panel)
        self._outer.addStretch(3)
        self._space()

    def show_question(self, question: Question) -> None:
        """Show a question; the same one again keeps the keyboard where it is."""
        again = self._question is not None and self._question.primary == question.primary
        self._question = question
        self.title.say(question.title)
        self.text.say(question.text)
        self.primary.say(question.primary[1])
        self.other.say(question.other[1] if question.other else "")
        if not (again and self.isVisible()):
            self.primary.setFocus(Qt.FocusReason.OtherFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self._question:
            self._give(primary=self._question.other is None)
            return
        super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if self._question and self._question.anywhere:
            self.answered.emit(self._question.anywhere)
        event.accept()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self._space()

    def _give(self, primary: bool) -> None:
        if self._question is None:
            return
        answer = self._question.primary if primary else self._question.other
        if answer is not None:
            self.answered.emit(answer[0])

    def _space(self) -> None:
        wide = look().narrow_margin
        self._outer.setContentsMargins(wide, look().space(40), wide, look().space(40))
        self._buttons.setContentsMargins(0, look().space(24), 0, 0)
        self._buttons.setSpacing(look().space(24))
