"""The pages on the screen, for who cannot or will not print them."""

from __future__ import annotations

from typing import ClassVar

from PySide6.QtWidgets import QBoxLayout, QVBoxLayout, QWidget

from gui.pages import render_pages
from gui.screens.base import Action, Screen, Want
from gui.screens.result import said_of_stick
from gui.state import CANNOT_PRINT, MOST_PRINTS, State, Step
from gui.widgets.cards import Option
from gui.widgets.chips import ChipList
from gui.widgets.labels import Body, Lead
from gui.widgets.look import look
from gui.widgets.panel import Callout
from gui.widgets.preview import PagePreview, texts_of_pages
from gui.widgets.rows import match_count

_WIDEST = 1100
"""How wide a page is shown at most: its words are then as large as those of the screens."""

_BESIDE = 1400
"""The least width of a window, pixels, that has room for the choices beside a page."""

_WIDTH = 1600
"""How many pixels wide a page is drawn: sharp at any width it is shown in."""


class PreviewScreen(Screen):
    """Shows the same bytes that the printer gets."""

    step: ClassVar[Step] = Step.PREVIEW

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.editions_title = Lead()
        self.editions = ChipList()
        self.copies_title = Lead()
        self.copies = ChipList(brief=True)
        self.editions.chosen.connect(lambda name: self.wanted.emit(f"{Want.PAGES}:{name}"))
        self.copies.chosen.connect(lambda count: self.wanted.emit(f"{Want.COPIES}:{count}"))
        self.waiting = Body()
        self.saved = Callout("good")
        self.pages: list[PagePreview] = []
        self._drawn: bytes | None = None
        self._column = QVBoxLayout()
        paper = QVBoxLayout()
        paper.addWidget(self.saved)
        paper.addWidget(self.waiting)
        paper.addLayout(self._column)
        paper.addStretch(1)
        self._choices = QWidget()
        choices = QVBoxLayout(self._choices)
        choices.setContentsMargins(0, 0, 0, 0)
        choices.setSpacing(look().space(16))
        for widget in (self.editions_title, self.editions, self.copies_title, self.copies):
            choices.addWidget(widget)
        choices.addStretch(1)
        self._halves = QBoxLayout(QBoxLayout.Direction.TopToBottom)
        self._halves.addWidget(self._choices, 2)
        self._halves.addLayout(paper, 5)
        self.body.addLayout(self._halves)

    def show_state(self, state: State) -> None:
        say = state.words
        self.ask(say("preview.title"))
        self.page.take_keyboard(self.title.text())
        self._show_choices(state)
        self.waiting.say("" if state.handout else say("preview.waiting"))
        self.saved.set_tone("bad" if state.saved is False else "good")
        self.saved.say(said_of_stick(state))
        if state.handout is None or state.handout == self._drawn:
            return
        images = render_pages(state.handout, _WIDTH)
        match_count(self.pages, len(images), PagePreview, self._column)
        texts = texts_of_pages(state.handout)
        for number, view in enumerate(self.pages):
            view.setMaximumWidth(look().px(_WIDEST))
            name = say("preview.page", at=number + 1, of=len(images))
            view.show_page(images[number], name, texts[number])
        self._drawn = state.handout

    def _show_choices(self, state: State) -> None:
        """Which pages, and how many of each: what is chosen already is what most people want."""
        say = state.words
        beside = look().columns > 1 and look().width >= _BESIDE
        self._halves.setDirection(
            QBoxLayout.Direction.LeftToRight if beside else QBoxLayout.Direction.TopToBottom
        )
        self._halves.setSpacing(look().space(48 if beside else 24))
        self.editions.use_columns(1 if beside else 3)
        self.editions.show_options(
            [Option(name, say(f"preview.pages.{name}")) for name in state.editions], state.pages
        )
        left = 0 if state.printer in CANNOT_PRINT else MOST_PRINTS - state.prints
        for widget in (self.copies_title, self.copies):
            widget.setVisible(left > 1)
        several = len(state.editions) > 1
        self.editions_title.say(say("preview.which") if several and beside else "")
        self.editions.setVisible(several)
        self._choices.setVisible(several or left > 1)
        self.copies_title.say(say("preview.copies"))
        self.copies.show_options(
            [Option(str(count), str(count)) for count in range(1, left + 1)],
            str(state.copies),
        )

    def first_focus(self) -> QWidget:
        return self.page

    def primary(self, state: State) -> Action | None:
        if state.printer in CANNOT_PRINT:
            return Action(Want.DONE, state.words("print.done"))
        return Action(Want.PRINT, state.words("result.print"))

    def others(self, state: State) -> tuple[Action, ...]:
        if state.stick is None or state.handout is None:
            return ()
        return (Action(Want.SAVE, state.words("result.save")),)
