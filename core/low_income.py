"""Up to which income and savings a person may ask for a program: to be told, never asked for.

QMB goes by the federal poverty level, Extra Help by one and a half times it (CS-24).  Some
states are more generous, and Alaska and Hawaii have higher levels: these are the least limits.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from core.money import whole_dollars
from core.reference.model import NotInReference
from core.reference.store import Reference

_EXTRA_HELP, _QMB = "extra-help", "qmb"
_OF_POVERTY = Decimal("1.5")
"""How many times the poverty level the income limit of Extra Help is."""


@dataclass(frozen=True, slots=True)
class Limit:
    """The most income a year and the most savings, USD."""

    income: Decimal
    savings: Decimal


@dataclass(frozen=True, slots=True)
class Limits:
    """A program's limits for one person and for a couple, of the year they were published for."""

    year: int
    one: Limit
    couple: Limit


def income_limits(program: str, day: date, reference: Reference) -> Limits | None:
    """The limits of "qmb" or "extra-help"; None for anything else and for years not held."""
    if program not in (_EXTRA_HELP, _QMB):
        return None
    try:
        quote = reference.parameter("lis_income_limit_150fpl_individual", day)
        one = _limit(program, "individual", day, reference)
        couple = _limit(program, "couple", day, reference)
    except NotInReference:
        return None
    return Limits((quote.published_through or day).year, one, couple)


def _limit(program: str, who: str, day: date, reference: Reference) -> Limit:
    income = reference.parameter(f"lis_income_limit_150fpl_{who}", day).value.low
    if program == _EXTRA_HELP:
        return Limit(income, reference.parameter(f"lis_resource_limit_{who}", day).value.low)
    times = reference.parameter("qmb_income_limit_fpl", day).value.low
    savings = reference.parameter(f"msp_resource_limit_{who}", day).value.low
    return Limit(whole_dollars(income / _OF_POVERTY * times), savings)
