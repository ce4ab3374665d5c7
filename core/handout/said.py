"""The words of one person's pages: what babel makes of a number or a date is asked for once."""

from __future__ import annotations

from datetime import date as Date  # noqa: N812 - Words has a method of that name
from decimal import Decimal
from functools import cache

from core.trace import Text
from core.words import Words


class RememberingWords(Words):
    """The words of a language, with the amounts and dates that were written out already.

    They are a person's own, so it lives no longer than the making of that person's pages.
    """

    def __init__(self, words: Words) -> None:
        super().__init__(words.language, words._catalogue)
        self._money, self._about = cache(super().money), cache(super().about)
        self._number, self._date = cache(super().number), cache(super().date)
        self._month, self._month_name = cache(super().month), cache(super().month_name)
        self._said: dict[int, tuple[Text, str]] = {}

    def say(self, text: Text) -> str:
        """A `Text`; the very same one is not put together again."""
        _, said = self._said.get(id(text), (text, ""))
        if not said:
            said = super().say(text)
            self._said[id(text)] = text, said  # held, so that no other can have its number
        return said

    def money(self, amount: Decimal) -> str:
        """Dollars and cents."""
        return self._money(amount)

    def about(self, amount: Decimal) -> str:
        """Whole dollars, half-up."""
        return self._about(amount)

    def number(self, amount: Decimal) -> str:
        """A number with the language's separators."""
        return self._number(amount)

    def date(self, day: Date) -> str:
        """A date in full."""
        return self._date(day)

    def month(self, day: Date) -> str:
        """The month and year of a date."""
        return self._month(day)

    def month_name(self, day: Date) -> str:
        """The name of the month alone."""
        return self._month_name(day)
