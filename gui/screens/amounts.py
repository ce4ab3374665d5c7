"""One answer that is an amount, a percentage or a count: typed, none of it, or not known."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from core.intake.answers import UNASKED, Answers, asked, known
from gui.screens.base import NOT_SURE
from gui.screens.number import Digits, NumberPart
from gui.state import State
from gui.widgets.cards import Option

_NONE = "none"

DOLLARS = Digits(5, 2, Decimal("99999.99"))
PERCENT = Digits(3, 0, Decimal(100))


@dataclass(frozen=True, slots=True)
class Asks:
    """What is asked for: the answer's field, how it is typed, the unit's key, and the key of
    "none" where none is an answer."""

    field: str
    digits: Digits
    unit: str
    none: str = "amount.none"
    presets: tuple[int, ...] = ()


class FieldNumber(NumberPart):
    """A question of one number whose words stand under its key."""

    def __init__(self, key: str, asks: Asks) -> None:
        super().__init__(key, asks.digits)
        self._asks = asks

    def number(self, state: State) -> Decimal | None:
        return known(getattr(state.answers, self._asks.field)) or None

    def type_number(self, state: State, number: Decimal | None) -> Answers:
        return self._with(state, UNASKED if number is None else number)

    def options(self, state: State) -> Sequence[Option]:
        unit = f"amount.{self._asks.unit}"
        chips = [Option(str(each), state.words(unit, n=each)) for each in self._asks.presets]
        none = self._asks.none
        return [*([Option(_NONE, state.words(none))] if none else []), *chips]

    def selected(self, state: State) -> str | None:
        answer = getattr(state.answers, self._asks.field)
        if answer is UNASKED:
            return None
        if answer is None:
            return NOT_SURE
        if not answer:
            return _NONE
        return str(int(answer)) if answer in self._asks.presets else None

    def choose(self, state: State, option: str) -> Answers:
        if option == NOT_SURE:
            return self._with(state, None)
        return self._with(state, Decimal(0 if option == _NONE else option))

    def unit(self, state: State) -> str:
        return state.words(f"unit.{self._asks.unit}")

    def can_go_on(self, state: State) -> bool:
        return asked(getattr(state.answers, self._asks.field))

    def _with(self, state: State, answer: object) -> Answers:
        return replace(state.answers, **{self._asks.field: answer})  # type: ignore[arg-type]


def dollars(key: str, field: str) -> FieldNumber:
    """A question for a sum."""
    return FieldNumber(key, Asks(field, DOLLARS, "dollars"))


def percent(key: str, field: str, *presets: int) -> FieldNumber:
    """A question for a percentage."""
    return FieldNumber(key, Asks(field, PERCENT, "percent", presets=presets))
