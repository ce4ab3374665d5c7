"""How much of this year's Part B deductible the person has paid."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import ClassVar

from core.intake.answers import UNASKED, Answers, asked, known
from gui.screens.base import NOT_SURE
from gui.screens.number import Digits, NumberPart
from gui.screens.question import PartedScreen
from gui.state import State, Step
from gui.widgets.cards import Option

_NOTHING, _ALL = "nothing", "all"


class DeductiblePart(NumberPart):
    """None of it, all of it, or an amount."""

    def __init__(self, key: str) -> None:
        super().__init__(key, Digits(3, 2, Decimal(999)))

    def question(self, state: State) -> str:
        return state.words("deductible.question", year=str(_day(state).year))

    def help_line(self, state: State) -> str:
        return state.words("deductible.help", amount=_whole(state), year=str(_day(state).year))

    def fill(self, state: State, entering: bool) -> None:
        self.field.set_most(_whole(state))
        super().fill(state, entering)

    def number(self, state: State) -> Decimal | None:
        met = known(state.answers.deductible_met)
        return met or None

    def type_number(self, state: State, number: Decimal | None) -> Answers:
        return _with(state, UNASKED if number is None else number)

    def options(self, state: State) -> Sequence[Option]:
        words = state.words
        return [
            Option(_NOTHING, words("deductible.nothing")),
            Option(_ALL, words("deductible.all", amount=_whole(state))),
        ]

    def selected(self, state: State) -> str | None:
        met = state.answers.deductible_met
        if met is UNASKED:
            return None
        if met is None:
            return NOT_SURE
        if met == 0:
            return _NOTHING
        return _ALL if met == _whole(state) else None

    def choose(self, state: State, option: str) -> Answers:
        met = {_NOTHING: Decimal(0), _ALL: _whole(state)}.get(option)
        return _with(state, met)

    def unit(self, state: State) -> str:
        return state.words("unit.dollars")

    def read_back(self, state: State) -> str:
        if state.answers.deductible_met is None:
            return state.words("deductible.how-to-find")
        return ""

    def can_go_on(self, state: State) -> bool:
        return asked(state.answers.deductible_met)


def _with(state: State, met: object) -> Answers:
    return replace(state.answers, deductible_met=met, deductible_year=_day(state).year)  # type: ignore[arg-type]


def _day(state: State) -> date:
    """The day whose year's deductible is asked about."""
    return known(state.answers.start) or state.today


def _whole(state: State) -> Decimal:
    """The whole deductible of that year, USD."""
    return state.reference.parameter("part_b_deductible", _day(state)).value.high


class DeductibleScreen(PartedScreen):
    """The deductible."""

    step: ClassVar[Step] = Step.DEDUCTIBLE

    def __init__(self) -> None:
        super().__init__({"": DeductiblePart("deductible")})
