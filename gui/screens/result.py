"""The result: the figure first, then why, when, where it comes from, and what else there is."""

from __future__ import annotations

from typing import ClassVar

from PySide6.QtWidgets import QWidget

from core.intake.what_if import knobs
from gui.screens.base import Action, Screen, Want
from gui.screens.panels import (
    ANSWER_TONES,
    CoveredPanel,
    FigurePanel,
    ItemsPanel,
    LeftOutPanel,
    MonthsPanel,
    PayersPanel,
    PlacesPanel,
    WhatIfPanel,
)
from gui.state import CANNOT_PRINT, State, Step
from gui.widgets.columns import Columns
from gui.widgets.labels import Note
from gui.widgets.panel import Callout

_FEW_MONTHS = 4
"""More months than this fill a column by themselves."""


class ResultScreen(Screen):
    """What the person pays."""

    step: ClassVar[Step] = Step.RESULT

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.figure = FigurePanel()
        self.covered = CoveredPanel()
        self.months = MonthsPanel()
        self.items = ItemsPanel()
        self.places = PlacesPanel()
        self.payers = PayersPanel()
        self.left_out = LeftOutPanel()
        self.what_if = WhatIfPanel()
        self.saved = Callout("good")
        self.told = Note()
        self.small_print = Note()
        self.panels = (
            self.figure,
            self.covered,
            self.months,
            self.items,
            self.places,
            self.payers,
            self.left_out,
        )
        self._columns = Columns()
        self._columns.set_columns(
            (self.figure, self.covered, self.items, self.left_out),
            (self.months, self.places, self.payers),
        )
        for widget in (
            self.what_if,
            self.saved,
            self._columns,
            self.told,
            self.small_print,
        ):
            self.body.addWidget(widget)
        self.what_if.own.clicked.connect(lambda: self.wanted.emit(Want.OWN))
        self.figure.what_if.clicked.connect(lambda: self.wanted.emit(Want.WHAT_IF))
        self.covered.why.clicked.connect(lambda: self.wanted.emit(Want.WHY))

    def show_state(self, state: State) -> None:
        summary = state.summary
        if summary is None:
            return
        say = state.words
        self.ask(say.say(summary.verdict), self._treatment(state))
        self.title.set_tone(ANSWER_TONES[summary.outcome])
        self.page.take_keyboard(self.title.text())
        for panel in self.panels:
            panel.show_summary(summary, say)
        self.what_if.show_state(state)
        self.figure.what_if.say(say("what-if.open") if _may_try(state) else "")
        self._share_out(len(summary.months))
        self.saved.set_tone("bad" if state.saved is False else "good")
        self.saved.say(said_of_stick(state))
        self.told.say(say.say(summary.told))
        through = [say("result.prices", what=what, day=day) for what, day in summary.prices_through]
        self.small_print.say(" ".join([say("result.not_a_bill"), *through]))

    def first_focus(self) -> QWidget:
        return self.page

    def primary(self, state: State) -> Action | None:
        if state.printer in CANNOT_PRINT:
            return Action(Want.PREVIEW, state.words("result.read"))
        taken = state.tried is not None and state.tried.taken
        return Action(Want.PRINT, state.words("what-if.print" if taken else "result.print"))

    def others(self, state: State) -> tuple[Action, ...]:
        actions = []
        if state.stick is not None and state.handout is not None:
            actions.append(Action(Want.SAVE, state.words("result.save")))
        if state.printer not in CANNOT_PRINT:
            actions.append(Action(Want.PREVIEW, state.words("result.read")))
        return tuple(actions)

    def _share_out(self, months: int) -> None:
        """Panels in two columns of about one height, whatever there is to show."""
        right = (self.months, self.places, self.payers)
        left = (self.figure, self.covered)
        below = (self.items, self.left_out)
        if all(panel.isHidden() for panel in right):
            self._columns.set_columns((self.figure, *right), (self.covered, *below))
        elif months > _FEW_MONTHS:
            self._columns.set_columns((*left, *below, self.payers), right[:2])
        else:
            self._columns.set_columns((*left, *below), right)

    @staticmethod
    def _treatment(state: State) -> str:
        summary = state.summary
        assert summary is not None
        said = [state.words.say(summary.treatment)]
        if summary.dates is not None:
            said.append(state.words.say(summary.dates))
        return " · ".join(said)


def _may_try(state: State) -> bool:
    """Whether there is anything to try with these answers."""
    return state.own is not None and bool(knobs(state.answers, state.own[0], state.reference))


def said_of_stick(state: State) -> str:
    """What became of saving to the stick, or "" when it was not tried."""
    if state.saved is None:
        return ""
    if state.saved:
        return state.words("stick.saved")
    return state.words(f"stick.{state.save_trouble}")
