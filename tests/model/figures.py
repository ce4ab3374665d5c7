"""The raw figures of the reference database, by plain SQL: nothing here comes from `core`.

Amounts are exact Fractions of a dollar, days are ISO dates compared as text.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from fractions import Fraction
from functools import cache
from pathlib import Path
from typing import NamedTuple

DATABASE = Path(__file__).parents[2] / "resources/baked/reference.sqlite"


class Code(NamedTuple):
    """One billing code of a drug; `size` is what one unit holds, in `unit`."""

    hcpcs: str
    first: str
    last: str
    general: bool
    size: Fraction | None
    unit: str
    billing: str
    container: Fraction | None
    insulin: bool
    category: int | None


class Limit(NamedTuple):
    """A drug's payment limit a unit, and the patient's percentage."""

    amount: Fraction
    percent: Fraction


def _rows(question: str, *values: object) -> list[tuple[object, ...]]:
    connection = sqlite3.connect(f"file:{DATABASE}?mode=ro&immutable=1", uri=True)
    try:
        return connection.execute(question, values).fetchall()
    finally:
        connection.close()


def _fraction(value: object) -> Fraction:
    return Fraction(str(value))


def _maybe(value: object) -> Fraction | None:
    return None if value is None else _fraction(value)


@cache
def _parameters() -> dict[str, list[tuple[str, Fraction]]]:
    found: dict[str, list[tuple[str, Fraction]]] = {}
    for name, first, value in _rows(
        "select name, effective, value from parameters where value is not null order by effective"
    ):
        found.setdefault(str(name), []).append((str(first), _fraction(value)))
    return found


@cache
def parameter(name: str, year: int) -> Fraction:
    """The yearly value that was in force or last known at the start of that year."""
    known = [value for first, value in _parameters()[name] if first <= f"{year}-12-31"]
    return known[-1]


@cache
def _fees() -> dict[tuple[str, str, str, str], Fraction]:
    # One edition holds one fee schedule, of the year 2026: every later day takes its amounts.
    return {
        (str(hcpcs), str(modifier), str(state), str(rural)): _fraction(amount)
        for hcpcs, modifier, state, rural, amount in _rows(
            "select hcpcs, modifier, state, rural, amount from fees order by effective"
        )
    }


@cache
def fee(hcpcs: str, modifier: str, state: str, rural: bool) -> Fraction | None:
    """The fee schedule amount: a state's own column, else rural, else not rural."""
    fees = _fees()
    for column in ("one", *(["R"] if rural else []), "NR"):
        amount = fees.get((hcpcs, modifier, state, column))
        if amount:
            return amount
    return None


@cache
def _limits() -> dict[str, list[tuple[str, str, Limit | None]]]:
    found: dict[str, list[tuple[str, str, Limit | None]]] = {}
    for hcpcs, first, last, amount, percent in _rows(
        "select hcpcs, effective, ends, amount, coinsurance_percent from payment_limits"
        " where amount is not null order by effective"
    ):
        # A row without an amount says that the code was not in that quarter's file any more.
        limit = None if amount is None else Limit(_fraction(amount), _fraction(percent))
        found.setdefault(str(hcpcs), []).append((str(first), str(last), limit))
    return found


@cache
def limit(hcpcs: str, day: str) -> Limit | None:
    """The limit of the quarter of a day, or of the nearest earlier quarter that is held."""
    begun = [found for first, _, found in _limits().get(hcpcs, []) if first <= day]
    return begun[-1] if begun else None


@cache
def visit_bounds() -> dict[tuple[int, str], tuple[str, Fraction, Fraction]]:
    """By category and kind of visit: the code, the lowest and the highest national amount."""
    return {
        (int(str(category)), str(kind)): (str(hcpcs), _fraction(low), _fraction(high))
        for category, kind, hcpcs, low, high in _rows(
            "select category, visit, hcpcs, low, high from visit_rates"
            " where category is not null order by effective"
        )
    }


@cache
def factor(carrier: str, locality: str) -> Fraction:
    """The geographic factor of a locality."""
    ((gaf,),) = _rows(
        "select gaf from localities where carrier = ? and locality = ?"
        " order by effective desc limit 1",
        carrier,
        locality,
    )
    return _fraction(gaf)


@cache
def codes(drug: str) -> tuple[Code, ...]:
    """The billing codes of a drug."""
    return tuple(
        Code(
            str(hcpcs),
            str(first or "0000"),
            str(last or "9999"),
            bool(general),
            _maybe(size),
            str(unit),
            str(billing),
            _maybe(container),
            "JK" in str(modifiers),
            None if category is None else int(str(category)),
        )
        for (
            hcpcs,
            first,
            last,
            general,
            size,
            unit,
            billing,
            container,
            modifiers,
            category,
        ) in _rows(
            "select hcpcs, effective, ends, general, unit_amount, unit, billing, container_units,"
            " modifiers, visit_category from drug_codes where drug = ? order by hcpcs",
            drug,
        )
    )


@cache
def equipment() -> dict[str, tuple[str, str]]:
    """By code: what it is (pump, weekly-supply ...) and its payment category (CR, FS, IN, SU)."""
    return {
        str(hcpcs): (str(kind), str(category))
        for hcpcs, kind, category in _rows("select hcpcs, kind, category from equipment")
    }


@cache
def supplies_of(pump: str) -> tuple[str, ...]:
    """What is billed together with a pump."""
    return tuple(
        str(supply)
        for (supply,) in _rows(
            "select supply from equipment_pairs where pump = ? order by supply", pump
        )
    )


@cache
def pumps_of(drug: str) -> tuple[str, ...]:
    """The pumps that the policy names for a drug."""
    return tuple(
        str(pump)
        for (pump,) in _rows("select pump from drug_pumps where drug = ? order by pump", drug)
    )


@cache
def pump_drugs() -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Every drug of the pump policy, with its routes."""
    return tuple(
        (str(drug), tuple(str(routes).split(";")))
        for drug, routes in _rows("select id, routes from drugs where way = 'pump' order by id")
    )


@cache
def indications_of(drug: str) -> tuple[tuple[str, str, int | None, tuple[str, ...]], ...]:
    """The indications of a drug: id, first day, most days, routes (none: every one)."""
    return tuple(
        (
            str(indication),
            max(str(first or ""), str(own_first or "")),
            None if most is None else int(str(most)),
            tuple(part for part in str(routes).split(";") if part),
        )
        for indication, first, own_first, most, routes in _rows(
            "select d.indication, d.effective, i.effective, i.max_days, i.routes"
            " from drug_indications d join indications i on i.id = d.indication"
            " where d.drug = ? order by d.indication",
            drug,
        )
    )


@cache
def criteria_of(indication: str) -> tuple[str, ...]:
    """Every coverage question of an indication."""
    return tuple(
        str(criterion)
        for (criterion,) in _rows(
            "select distinct criterion from indication_criteria where indication = ?"
            " order by criterion",
            indication,
        )
    )


@cache
def places() -> tuple[tuple[str, str, str, str], ...]:
    """Every ZIP code: code, state, carrier, locality."""
    return tuple(_places())


def _places() -> Iterator[tuple[str, str, str, str]]:
    for prefix, state, carrier, locality, suffixes in _rows(
        "select prefix, state, carrier, locality, suffixes from zips order by prefix, state"
    ):
        for part in str(suffixes).split(";"):
            first, _, last = part.partition("-")
            for suffix in range(int(first), int(last or first) + 1):
                yield f"{prefix}{suffix:02d}", str(state), str(carrier), str(locality)


@cache
def place(zip_code: str) -> tuple[str, str, str]:
    """Where a ZIP code lies: state, carrier, locality."""
    return _by_zip()[zip_code]


@cache
def _by_zip() -> dict[str, tuple[str, str, str]]:
    return {code: (state, carrier, locality) for code, state, carrier, locality in _places()}


@cache
def published_through() -> tuple[tuple[str, str], ...]:
    """The last published day of each table."""
    return tuple(
        (str(name), str(last))
        for name, last in _rows("select name, known_through from published_tables")
    )


@cache
def is_published_limit(hcpcs: str, day: str) -> bool:
    """Whether a code has a limit that was published for that day itself."""
    return any(first <= day <= last for first, last, _ in _limits().get(hcpcs, []))


@cache
def limit_of_drug(drug: str, day: str) -> Limit | None:
    """The limit of a drug's general code on a day; None without such a code or limit."""
    valid = [code for code in codes(drug) if code.general and code.first <= day <= code.last]
    return limit(valid[0].hcpcs, day) if valid else None
