"""Visits of a nurse or other professional on infusion days."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from typing import ClassVar

from core.case import FirstVisit
from core.intake.answers import UNASKED, Answers
from gui.screens.base import NOT_SURE
from gui.screens.question import ChoicePart, FieldChoice, PartedScreen
from gui.state import State, Step
from gui.widgets.cards import ChoiceList, Option
from gui.widgets.chips import ChipList

_HALF = Decimal("0.5")
_A_WEEK = (Decimal(0), _HALF, *(Decimal(n) for n in range(1, 8)))


class VisitsPart(ChoicePart):
    """How many visits a week, from none to seven, or one every two weeks."""

    def make_list(self) -> ChoiceList:
        chips = ChipList()
        chips.use_columns(3)
        return chips

    def options(self, state: State) -> Sequence[Option]:
        return [Option(str(each), _words(state, each)) for each in _A_WEEK]

    def selected(self, state: State) -> str | None:
        visits = state.answers.visits_per_week
        if visits is UNASKED:
            return None
        return NOT_SURE if visits is None else str(visits)

    def choose(self, state: State, option: str) -> Answers:
        return replace(
            state.answers, visits_per_week=None if option == NOT_SURE else Decimal(option)
        )


def _words(state: State, visits: Decimal) -> str:
    if visits == _HALF:
        return state.words("visits.every-2-weeks")
    return state.words("visits.a-week", n=int(visits)) if visits else state.words("visits.none")


class VisitsScreen(PartedScreen):
    """How often, and whether it is the first in a while."""

    step: ClassVar[Step] = Step.VISITS

    def __init__(self) -> None:
        super().__init__(
            {
                "per-week": VisitsPart("visits"),
                "first": FieldChoice("first-visit", "first_visit", lambda state: tuple(FirstVisit)),
            }
        )
