"""The start: what this is, what it promises, and one button to begin in each language."""

from __future__ import annotations

from typing import ClassVar

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QBoxLayout, QVBoxLayout, QWidget

from core.staleness import stale_since
from core.trace import Text, text
from core.words import languages, words
from gui.screens.base import Action, Screen, Want
from gui.state import CANNOT_PRINT, PrinterState, State, Step
from gui.widgets.buttons import Button, OutlineButton, PrimaryButton
from gui.widgets.labels import Body, Display, Lead, Note, Subheading
from gui.widgets.logo import Logo
from gui.widgets.look import look
from gui.widgets.panel import Callout, Hairline, MarkedLine, Panel

_PROMISES = ("start.promise.questions", "start.promise.answer", "start.promise.paper")

_BRING = ("start.bring.order", "start.bring.cards", "start.bring.zip")

_NEEDS_STAFF = (
    PrinterState.OUT_OF_PAPER,
    PrinterState.JAM,
    PrinterState.COVER_OPEN,
    PrinterState.NO_TONER,
    PrinterState.PAUSED,
    PrinterState.REJECTING,
    PrinterState.OFFLINE,
)


class StartScreen(Screen):
    """Waits for the next visitor."""

    step: ClassVar[Step] = Step.START

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.use_no_title()
        self.big = Display()
        self.lead = Lead()
        self.promises = tuple(MarkedLine() for _ in _PROMISES)
        self.begin: dict[str, Button] = {}
        self.printer = Callout("warn")
        self.edition = Callout("warn")
        self.privacy = Note()
        self.data = Note()
        self.bring_title = Subheading()
        self.bring = tuple(Body() for _ in _BRING)
        self._bring = Panel()
        self._bring.body.addWidget(self.bring_title)
        for label in self.bring:
            self._bring.body.addWidget(Hairline())
            self._bring.body.addWidget(label)
        self._beginning = QWidget()
        self._buttons = QBoxLayout(QBoxLayout.Direction.LeftToRight, self._beginning)
        for number, language in enumerate(languages()):
            button = OutlineButton() if number else PrimaryButton()
            button.clicked.connect(
                lambda _=False, language=language: self.wanted.emit(f"{Want.BEGIN}:{language}")
            )
            button.be_large()
            self.begin[language] = button
            self._buttons.addWidget(button)
        self._buttons.addStretch(1)
        self.page.center()
        self.logo = Logo()
        self.body.addWidget(self.logo)
        self.body.addWidget(self.big)
        self.body.addWidget(self.lead)
        self._left = left = QVBoxLayout()
        for line in self.promises:
            left.addWidget(line)
        left.addStretch(1)
        left.addWidget(self._beginning)
        self._halves = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._halves.addLayout(left, 3)
        self._halves.addWidget(self._bring, 2)
        self.body.addLayout(self._halves)
        for widget in (self.edition, self.printer, self.privacy, self.data):
            self.body.addWidget(widget)
        self._turn()

    def show_state(self, state: State) -> None:
        say = state.words
        self.big.say(say("start.title"))
        self.lead.say(say("start.lead"))
        for line, key in zip(self.promises, _PROMISES, strict=True):
            line.say("tick", "", say(key))
        self.bring_title.say(say("start.bring"))
        for label, key in zip(self.bring, _BRING, strict=True):
            label.say(say(key))
        for language, button in self.begin.items():
            offered = not state.languages or language in state.languages
            button.say(words(language)("start.begin") if offered else "")
        self.logo.show_file(state.logo, state.clinic)
        self.printer.say(_said_of_printer(state))
        self.privacy.say(say("start.privacy"))
        through = [day for _, day in state.edition.published_through] if state.edition else []
        self.data.say(say("start.data", day=min(through)) if through else "")
        self.edition.say(" ".join(say.say(notice) for notice in _notices(state)))

    def first_focus(self) -> QWidget:
        offered = [button for button in self.begin.values() if not button.isHidden()]
        return offered[0] if offered else self.page

    def primary(self, state: State) -> Action | None:
        return None

    def has_back(self, state: State) -> bool:
        return False

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange and hasattr(self, "_buttons"):
            self._turn()

    def _turn(self) -> None:
        """One column where there is little room; on a low window the buttons come first in it,
        so that nobody has to scroll to begin in their own language."""
        across, down = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.TopToBottom
        one = look().columns == 1
        self._buttons.setDirection(down if one and look().portrait else across)
        self._halves.setDirection(down if one else across)
        first = one and not look().portrait
        self._left.removeWidget(self._beginning)
        self._left.insertWidget(0 if first else self._left.count(), self._beginning)
        self._left.setSpacing(0)
        self._halves.setSpacing(look().space(48))
        self._buttons.setSpacing(look().space(24))
        self._buttons.setContentsMargins(0, look().space(16), 0, look().space(16))


def _notices(state: State) -> tuple[Text, ...]:
    """What staff should know of the prices: which ones are in use, and that they have ended."""
    ended = stale_since(state.edition, state.today) if state.edition else None
    if ended is None:
        return state.notices
    return (*state.notices, text("editions.stale", day=ended))


def _said_of_printer(state: State) -> str:
    """What a visitor has to know of the printer before the first question, or ""."""
    if state.printer in CANNOT_PRINT:
        return state.words("start.no_printer")
    if state.printer in _NEEDS_STAFF:
        return state.words(f"print.trouble.{state.printer}")
    return ""
