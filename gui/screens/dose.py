"""The dose: from the order or a usual schedule, how much, for what, and the body weight."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from typing import ClassVar

from core.case import DoseUnit, Per
from core.dosing import kg_from_pounds, pounds_from_kg
from core.intake import questions
from core.intake.answers import UNASKED, Answers, DoseFrom, known
from core.intake.usual import (
    StartingPoint,
    starting_points,
    with_own_order,
    with_starting_point,
    without_dose,
)
from gui.screens.base import NOT_SURE
from gui.screens.number import DOSE, Digits, NumberPart
from gui.screens.question import ChoicePart, FieldChoice, PartedScreen
from gui.screens.scaled import ScaledPart
from gui.screens.wording import dose_text, often_text
from gui.state import State, Step
from gui.widgets.cards import Option

_MOST_KG = Decimal(400)


class DoseFromPart(ChoicePart):
    """The order itself, or one of the usual schedules as a starting point."""

    def options(self, state: State) -> Sequence[Option]:
        words = state.words
        order = Option(DoseFrom.ORDER, words("dose-from.order"), words("dose-from.order.note"))
        return [order, *(self._usual(state, point) for point in _points(state))]

    def selected(self, state: State) -> str | None:
        given = state.answers.dose_from
        if given is UNASKED:
            return None
        if given is None:
            return NOT_SURE
        return state.answers.usual or DoseFrom.ORDER.value

    def choose(self, state: State, option: str) -> Answers:
        if option == NOT_SURE:
            return without_dose(state.answers)
        for point in _points(state):
            if point.id == option:
                return with_starting_point(state.answers, point)
        return with_own_order(state.answers)

    def not_sure_note(self, state: State) -> str:
        """What becomes of the estimate then: a range, or no price for the drug."""
        key = "dose-from.not-sure.usual" if _points(state) else "dose-from.not-sure"
        return state.words(key)

    def _usual(self, state: State, point: StartingPoint) -> Option:
        words = state.words
        title = dose_text(words, point.amount, point.unit, point.per)
        if point.administrations is not None:
            often = often_text(words, point.administrations, point.minutes)
            title = words("dose-from.often", dose=title, often=often)
        note = words("dose-from.usual")
        if words.has(f"usual.{point.id}"):
            note = words("dose-from.usual-for", what=words(f"usual.{point.id}"))
        if point.average_adult:
            note = words("dose-from.average", note=note)
        return Option(point.id, title, note)


class AmountPart(NumberPart):
    """How much, in the unit of the order."""

    def __init__(self, key: str) -> None:
        super().__init__(key, DOSE)

    def number(self, state: State) -> Decimal | None:
        return known(state.answers.dose_amount)

    def type_number(self, state: State, number: Decimal | None) -> Answers:
        answers = state.answers
        units = questions.units(answers, state.reference)
        unit = units[0] if len(units) == 1 and known(answers.dose_unit) is None else None
        return replace(
            answers,
            # A typed amount is the order's own, whatever it started from.
            dose_from=DoseFrom.ORDER,
            usual="",
            dose_amount=UNASKED if number is None else number,
            dose_unit=unit or (UNASKED if answers.dose_unit is None else answers.dose_unit),
        )

    def more_options(self, state: State) -> Sequence[Option]:
        units = questions.units(state.answers, state.reference)
        return [Option(unit.value, state.words(f"unit.{unit}")) for unit in units]

    def more_selected(self, state: State) -> str | None:
        return known(state.answers.dose_unit)

    def choose_more(self, state: State, option: str) -> Answers:
        amount = state.answers.dose_amount
        return replace(
            state.answers,
            dose_unit=DoseUnit(option),
            dose_amount=UNASKED if amount is None else amount,
        )

    def selected(self, state: State) -> str | None:
        return NOT_SURE if state.answers.dose_amount is None else None

    def choose(self, state: State, option: str) -> Answers:
        return replace(state.answers, dose_amount=None, dose_unit=None, dose_per=UNASKED)

    def unit(self, state: State) -> str:
        unit = known(state.answers.dose_unit)
        return state.words(f"unit.{unit}") if unit else ""

    def can_go_on(self, state: State) -> bool:
        answers = state.answers
        if answers.dose_amount is None:
            return True
        return known(answers.dose_amount) is not None and known(answers.dose_unit) is not None


class PerPart(FieldChoice):
    """What the amount is for: each day, each infusion, each week."""

    def question(self, state: State) -> str:
        amount, unit = known(state.answers.dose_amount), known(state.answers.dose_unit)
        if amount is None or unit is None:
            return state.words("per.question-open")
        return state.words("per.question", dose=dose_text(state.words, amount, unit, None))


class WeightPart(ScaledPart):
    """The body weight, in pounds or kg."""

    def __init__(self, key: str) -> None:
        super().__init__(key, Digits(3, 1, _MOST_KG), ("pounds", "kg"))

    def value(self, state: State) -> Decimal | None:
        return known(state.answers.weight_kg)

    def put(self, state: State, value: Decimal | None) -> Answers:
        return replace(state.answers, weight_kg=UNASKED if value is None else value)

    def into(self, typed: Decimal, scale: str) -> Decimal:
        return kg_from_pounds(typed) if scale == "pounds" else typed

    def out_of(self, value: Decimal, scale: str) -> Decimal:
        return pounds_from_kg(value) if scale == "pounds" else value

    def most(self) -> Decimal:
        return _MOST_KG

    def selected(self, state: State) -> str | None:
        return NOT_SURE if state.answers.weight_kg is None else None

    def choose(self, state: State, option: str) -> Answers:
        return replace(state.answers, weight_kg=None)

    def read_back(self, state: State) -> str:
        kg = known(state.answers.weight_kg)
        if kg is None:
            return ""
        number = state.words.number
        return state.words("weight.told", kg=number(kg), pounds=number(pounds_from_kg(kg)))


def _points(state: State) -> tuple[StartingPoint, ...]:
    return starting_points(state.answers, state.reference, state.today)


class DoseScreen(PartedScreen):
    """The dose, question by question."""

    step: ClassVar[Step] = Step.DOSE

    def __init__(self) -> None:
        super().__init__(
            {
                "from": DoseFromPart("dose-from"),
                "amount": AmountPart("amount"),
                "per": PerPart("per", "dose_per", lambda state: tuple(Per)),
                "weight": WeightPart("weight"),
            }
        )
