"""Which maker's product it is, where each has a code and a price of its own.

Only for drugs off the pump list: the pump policy names the codes that it covers, so there
the code for any maker stands and the estimate says so (`convention.maker`).
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal

from core.assumptions.unknown import Unknown, unknown
from core.reference.model import Drug, DrugCode, NotInReference, Way
from core.reference.store import Reference
from core.schedule.calendar import months
from core.settled import Bound, Settled


@dataclass(frozen=True, slots=True)
class _Priced:
    """A code and what one unit of measure (1 mg) costs under it, USD."""

    code: DrugCode
    price: Decimal


def maker_unknown(settled: Settled, reference: Reference) -> tuple[Unknown, ...]:
    """The question which brand it is, from the least to the most costly of the codes."""
    drug = settled.drug
    if drug.way is Way.PUMP or _is_code(settled, drug):
        return ()
    priced = _choice(settled, reference)
    if not priced:
        return ()
    least = min(priced, key=lambda each: (each.price, each.code.hcpcs))
    most = max(priced, key=lambda each: (each.price, each.code.hcpcs))

    def settle(settled: Settled, bound: Bound) -> Settled:
        taken = least if bound is Bound.LOW else most
        therapy = replace(settled.case.therapy, drug=taken.code.hcpcs)
        return replace(settled, case=replace(settled.case, therapy=therapy))

    names = {"least": _name(least, drug, reference), "most": _name(most, drug, reference)}
    return (unknown("therapy.drug.brand", settle, **names),)


def _is_code(settled: Settled, drug: Drug) -> bool:
    """Whether one of the drug's codes is stated, and with it the maker."""
    return any(code.hcpcs == settled.case.therapy.drug for code in drug.codes)


def _choice(settled: Settled, reference: Reference) -> list[_Priced]:
    """The priced codes of the first day on which there is a choice; empty when there is none."""
    last = settled.start + timedelta(days=settled.days - 1)
    for day in (*months(settled.start, settled.days), last):
        found = _priced(settled.drug, day, reference)
        if len({each.price for each in found}) > 1:
            return found
    return []


def _priced(drug: Drug, day: date, reference: Reference) -> list[_Priced]:
    found: list[_Priced] = []
    for code in drug.codes:
        begun = code.effective is None or code.effective <= day
        if not begun or (code.ends is not None and code.ends < day) or not code.unit_amount:
            continue
        try:
            limit = reference.payment_limit(code.hcpcs, day).limit.value.high
        except NotInReference:  # a brand without a price cannot be an end of the range
            continue
        found.append(_Priced(code, limit / code.unit_amount))
    units = {each.code.unit for each in found}
    return found if len(units) == 1 else []


def _name(priced: _Priced, drug: Drug, reference: Reference) -> str:
    """The brand that has the code to itself, else the code."""
    for other in reference.drugs():
        codes = tuple(code.hcpcs for code in other.codes)
        if other.id != drug.id and codes == (priced.code.hcpcs,) and other.way is drug.way:
            return other.brands[0] if other.brands else priced.code.hcpcs
    return priced.code.hcpcs
