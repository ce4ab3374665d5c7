"""A number that can be typed in one of two units: kg or pounds, minutes or hours, weeks or days."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from core.intake.answers import Answers
from gui.screens.number import Digits, NumberPart
from gui.state import State
from gui.widgets.cards import Option


class ScaledPart(NumberPart):
    """The unit in use is only how it is typed: the answer is always in the same one."""

    def __init__(self, key: str, digits: Digits, scales: tuple[str, ...]) -> None:
        super().__init__(key, digits)
        self._scales = scales
        self.scale = scales[0]

    # -- what a subclass says -----------------------------------------------------
    def value(self, state: State) -> Decimal | None:
        """The answer, in its own unit."""
        raise NotImplementedError

    def put(self, state: State, value: Decimal | None) -> Answers:
        """The answers with a value in its own unit; None when nothing is typed."""
        raise NotImplementedError

    def into(self, typed: Decimal, scale: str) -> Decimal:
        """What is typed in a unit, as the answer's own."""
        raise NotImplementedError

    def out_of(self, value: Decimal, scale: str) -> Decimal:
        """The answer as it would be typed in a unit."""
        raise NotImplementedError

    def most(self) -> Decimal:
        """The most the answer may come to, in its own unit."""
        raise NotImplementedError

    # -- how it works ---------------------------------------------------------------
    def fill(self, state: State, entering: bool) -> None:
        if entering:
            self.scale = self._scales[0]
        self.field.set_most(self.out_of(self.most(), self.scale))
        super().fill(state, entering)

    def number(self, state: State) -> Decimal | None:
        value = self.value(state)
        return None if value is None else self.out_of(value, self.scale)

    def type_number(self, state: State, number: Decimal | None) -> Answers:
        return self.put(state, None if number is None else self.into(number, self.scale))

    def more_options(self, state: State) -> Sequence[Option]:
        return [Option(scale, state.words(f"unit.{scale}")) for scale in self._scales]

    def more_selected(self, state: State) -> str | None:
        return self.scale

    def choose_more(self, state: State, option: str) -> Answers:
        self.scale = option
        self.field.set_most(self.out_of(self.most(), option))
        super().fill(state, entering=True)
        return state.answers

    def unit(self, state: State) -> str:
        return state.words(f"unit.{self.scale}")
