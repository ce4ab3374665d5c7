"""Why: every rule that was asked with its source, and every assumption behind the figure."""

from __future__ import annotations

from typing import ClassVar

from PySide6.QtWidgets import QWidget

from core.summary import Unsure, Worked
from core.words import Words
from gui.screens.base import Action, Screen, Want
from gui.screens.panels import MARKS
from gui.state import State, Step
from gui.widgets.columns import Columns
from gui.widgets.labels import Note, Subheading
from gui.widgets.panel import MarkedLine, Panel
from gui.widgets.rows import AmountRow, match_count


class WhyScreen(Screen):
    """The reasons in full."""

    step: ClassVar[Step] = Step.WHY

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.rules_title = Subheading()
        self.rules: list[MarkedLine] = []
        self.money_title = Subheading()
        self.money: list[MarkedLine] = []
        self.unsure_title = Subheading()
        self.unsure: list[AmountRow] = []
        self.taken_title = Subheading()
        self.taken: list[MarkedLine] = []
        self.edition = Note()
        self._rules, self._money = Panel(), Panel()
        self._unsure, self._taken = Panel(), Panel()
        for panel, title in (
            (self._rules, self.rules_title),
            (self._money, self.money_title),
            (self._unsure, self.unsure_title),
            (self._taken, self.taken_title),
        ):
            panel.body.addWidget(title)
        self._columns = Columns()
        # From the beginning: a panel that is shown before it stands anywhere is a window.
        self._columns.set_columns((self._rules, self._money, self._unsure, self._taken), ())
        self.body.addWidget(self._columns)
        self.body.addWidget(self.edition)

    def show_state(self, state: State) -> None:
        summary = state.summary
        if summary is None:
            return
        say = state.words
        self.ask(say("why.title"), say("why.help"))
        self.page.take_keyboard(self.title.text())
        self.rules_title.say(say("why.rules"))
        match_count(self.rules, len(summary.all_reasons), MarkedLine, self._rules.body)
        for line, reason in zip(self.rules, summary.all_reasons, strict=True):
            source = f"{reason.citation.title or reason.citation.source}, {reason.citation.locator}"
            ask = say.say(reason.ask) + " " if reason.ask else ""
            sign = say(f"result.mark.{reason.mark.value}")
            line.say(MARKS[reason.mark], sign, say.say(reason.text), ask + source)
        self._show_money(summary.worked, say)
        self._show_unsure(summary.unsure, say)
        # What has two ends and moves nothing here is no way of counting.
        ways = [each.low for each in summary.conventions if each.low == each.high]
        self.taken_title.say(say("why.taken") if ways else "")
        match_count(self.taken, len(ways), MarkedLine, self._taken.body)
        for taken, way in zip(self.taken, ways, strict=True):
            taken.say("tick", "", say.say(way))
        self._taken.setVisible(bool(ways))
        others = (self._money, self._unsure, self._taken)
        if all(panel.isHidden() for panel in others):
            self._columns.set_columns((self._rules, *others), ())
        else:
            self._columns.set_columns((self._rules,), others)
        self.edition.say(say.say(summary.edition))

    def first_focus(self) -> QWidget:
        return self.page

    def primary(self, state: State) -> Action | None:
        return Action(Want.BACK, state.words("why.back"))

    def _show_money(self, rows: tuple[Worked, ...], say: Words) -> None:
        self.money_title.say(say("why.money") if rows else "")
        match_count(self.money, len(rows), MarkedLine, self._money.body)
        for line, row in zip(self.money, rows, strict=True):
            steps = " ".join(say.say(step) for step in row.steps)
            told = say("why.money.from", day=row.day, steps=steps)
            if row.sources:
                told += " " + say("why.money.sources", titles="; ".join(row.sources))
            line.say("tick", "", say.say(row.name), told)
        self._money.setVisible(bool(rows))

    def _show_unsure(self, rows: tuple[Unsure, ...], say: Words) -> None:
        self.unsure_title.say(say("why.unsure") if rows else "")
        match_count(self.unsure, len(rows), AmountRow, self._unsure.body)
        for view, row in zip(self.unsure, rows, strict=True):
            taken = say("why.low_high", low=row.low, high=row.high)
            view.say(say.say(row.ask), say("why.effect", amount=row.effect), taken)
        self._unsure.setVisible(bool(rows))
