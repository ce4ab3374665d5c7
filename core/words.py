"""Text by language: the compiled catalogues, and amounts, dates and lists in a language.

Every word that a person reads stands in resources/locale/<language>/*.po under a
key.  `core.bake` compiles them; `core.catalogue` reads the result.
"""

from __future__ import annotations

import string
from collections.abc import Iterable
from datetime import date as Date  # noqa: N812 - Words has a method of that name
from decimal import Decimal
from functools import lru_cache
from typing import Any

from core.catalogue import Catalogue
from core.money import Range
from core.resources import BAKED
from core.trace import Text

DEFAULT_LANGUAGE = "en"
_LOCALES = {"en": "en_US", "es": "es_US"}


class MissingText(LookupError):
    """A key that a catalogue does not hold."""

    def __init__(self, key: str, language: str) -> None:
        super().__init__(f"no text for {key!r} in {language!r}")
        self.key = key
        self.language = language


class _Formatter(string.Formatter):
    """str.format whose values are shown in the language: {x}, {x:about}, {x:month}, {x:short}."""

    def __init__(self, words: Words) -> None:
        self._words = words

    def format_field(self, value: Any, format_spec: str) -> str:
        return self._words.show(value, format_spec)


class Words:
    """One language's catalogue and number habits."""

    def __init__(self, language: str, catalogue: Catalogue) -> None:
        self.language = language
        self.locale = _LOCALES.get(language, language)
        self._catalogue = catalogue
        self._formatter = _Formatter(self)

    def has(self, key: str) -> bool:
        """Whether the catalogue holds this key."""
        return bool(self._catalogue.forms(key))

    def __call__(self, key: str, **values: object) -> str:
        """The text of a key with its values put in; `n` picks the plural.  Raises MissingText."""
        number = values.get("n")
        pattern = self.pattern(key, number if isinstance(number, int) else 1)
        return self._formatter.vformat(pattern, (), values) if "{" in pattern else pattern

    def pattern(self, key: str, number: int = 1) -> str:
        """The text of a key as the catalogue has it, for a number.  Raises MissingText."""
        pattern = self._catalogue.text(key, number)
        if not pattern:
            raise MissingText(key, self.language)
        return pattern

    def say(self, text: Text) -> str:
        """A `Text` in this language."""
        return self(text.key, **dict(text.values))

    def show(self, value: object, spec: str = "") -> str:
        """One value in this language.

        Decimal: dollars and cents, or whole dollars with spec "about"; Range: both ends;
        date: in full, or "month" / "month_name" / "short"; int and str: as they are written;
        Text: said in its turn, with "capital" for the start of a sentence.
        """
        if isinstance(value, Text):
            said = self.say(value)
            return said[:1].upper() + said[1:] if spec == "capital" else said
        if isinstance(value, bool):
            raise TypeError("a truth value has no words of its own")
        if isinstance(value, Decimal):
            if spec == "number":
                return self.number(value)
            if spec == "percent":
                return self.percent(value)
            return self.about(value) if spec == "about" else self.money(value)
        if isinstance(value, Range):
            return self.range(value, about=spec == "about")
        if isinstance(value, Date):
            if spec == "month":
                return self.month(value)
            if spec == "month_name":
                return self.month_name(value)
            return self.date_short(value) if spec == "short" else self.date(value)
        if isinstance(value, int):
            return self.number(Decimal(value))
        if isinstance(value, str):
            return value
        if isinstance(value, tuple | list):
            return self.list(self.show(item, spec) for item in value)
        raise TypeError(f"no words for {type(value).__name__}")

    def money(self, amount: Decimal) -> str:
        """Dollars and cents: $1,144.06."""
        from babel.numbers import format_currency

        return format_currency(amount, "USD", locale=self.locale)

    def about(self, amount: Decimal) -> str:
        """Whole dollars, half-up: $1,144."""
        from babel.numbers import format_currency

        from core.money import whole_dollars

        return format_currency(
            whole_dollars(amount), "USD", format="¤#,##0", locale=self.locale, currency_digits=False
        )

    def range(self, amount: Range, about: bool = False) -> str:
        """Both ends of a range ("$10 to $20"), or the one amount when they agree."""
        show = self.about if about else self.money
        low, high = sorted((amount.low, amount.high))
        first, second = show(low), show(high)
        return first if first == second else self("common.range", low=first, high=second)

    def number(self, amount: Decimal) -> str:
        """A number with the language's separators and no needless zeros."""
        from babel.numbers import format_decimal

        return format_decimal(amount, format="#,##0.####", locale=self.locale)

    def percent(self, fraction: Decimal) -> str:
        """A fraction as a percentage: 0.19344 is 19.344%."""
        return self.number(fraction * 100) + "%"

    def date(self, day: Date) -> str:
        """A date in full: November 2, 2026."""
        from babel.dates import format_date

        return format_date(day, "long", locale=self.locale)

    def date_short(self, day: Date) -> str:
        """A date without its year: November 2 / 2 de noviembre."""
        from babel.dates import format_skeleton

        return format_skeleton("MMMMd", day, locale=self.locale)

    def month(self, day: Date) -> str:
        """The month and year of a date: November 2026."""
        from babel.dates import format_skeleton

        return format_skeleton("yMMMM", day, locale=self.locale)

    def month_name(self, day: Date) -> str:
        """The name of the month alone: November."""
        from babel.dates import format_date

        return format_date(day, "LLLL", locale=self.locale)

    def weekday(self, day: Date) -> str:
        """The short name of a date's day of the week: Mon / lun."""
        from babel.dates import format_date

        return format_date(day, "ccc", locale=self.locale)

    def list(self, items: Iterable[str]) -> str:
        """Items joined as the language joins them: a, b, and c."""
        from babel.lists import format_list

        return format_list(list(items), locale=self.locale)


def languages() -> tuple[str, ...]:
    """The languages that have a compiled catalogue, the default first."""
    found = sorted(path.stem for path in BAKED.glob("*.mo"))
    return tuple(sorted(found, key=lambda code: (code != DEFAULT_LANGUAGE, code)))


@lru_cache
def words(language: str = DEFAULT_LANGUAGE) -> Words:
    """The words of a language.  Raises FileNotFoundError when it was not compiled."""
    return Words(language, Catalogue(BAKED / f"{language}.mo"))
