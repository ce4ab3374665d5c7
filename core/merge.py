"""The low run and the high run put side by side, line by line."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from decimal import Decimal

from core.explain import steps
from core.ledger import Entry
from core.money import NOTHING, ZERO, Range, total
from core.result import Line, MonthTotal, OtherPaid, Totals
from core.trace import least_sure


def merge(low: Iterable[Entry], high: Iterable[Entry]) -> tuple[Line, ...]:
    """One line for each key of either run; a line that one run lacks is 0.00 there."""
    lows = {entry.claim.service.place: entry for entry in low}
    highs = {entry.claim.service.place: entry for entry in high}
    return tuple(_line(lows.get(key), highs.get(key)) for key in sorted({**lows, **highs}))


def _line(low: Entry | None, high: Entry | None) -> Line:
    known = high or low
    if known is None:
        raise ValueError("a line of neither run")
    service = known.claim.service
    first, last = low or _none(known), high or _none(known)
    payers = dict.fromkeys(name for run in (first, last) for name, _ in run.other)
    paid_low, paid_high = dict(first.other), dict(last.other)
    return Line(
        date=service.date,
        hcpcs=service.hcpcs,
        modifiers=service.modifiers,
        units=last.claim.service.units,
        units_low=first.claim.service.units,
        what=service.what,
        kind=service.kind,
        standing=least_sure(*(run.standing for run in (low, high) if run)),
        allowed=Range(first.claim.allowed, last.claim.allowed),
        deductible=Range(first.deductible, last.deductible),
        coinsurance=Range(first.coinsurance, last.coinsurance),
        medicare=Range(first.medicare, last.medicare),
        other=tuple(
            OtherPaid(name, Range(paid_low.get(name, ZERO), paid_high.get(name, ZERO)))
            for name in payers
        ),
        excess=Range(first.claim.excess, last.claim.excess),
        noncovered=Range(first.claim.noncovered, last.claim.noncovered),
        patient=Range(first.patient, last.patient),
        steps=steps(low, high),
    )


def _none(entry: Entry) -> Entry:
    """The entry of a run that lacks the line: no units, no amounts."""
    service = replace(entry.claim.service, units=Decimal(0))
    claim = replace(entry.claim, service=service, allowed=ZERO, excess=ZERO, noncovered=ZERO)
    return Entry(claim, ZERO, ZERO, ZERO, (), ZERO, entry.standing)


def totals(lines: tuple[Line, ...]) -> Totals:
    """The sums of the lines."""
    return Totals(
        allowed=total([line.allowed for line in lines]),
        excess=total([line.excess for line in lines]),
        noncovered=total([line.noncovered for line in lines]),
        deductible=total([line.deductible for line in lines]),
        coinsurance=total([line.coinsurance for line in lines]),
        medicare=total([line.medicare for line in lines]),
        other=total([paid.amount for line in lines for paid in line.other]),
        patient=total([line.patient for line in lines]),
    )


def by_month(lines: tuple[Line, ...]) -> tuple[MonthTotal, ...]:
    """The lines by the calendar month of their service dates."""
    months: dict[date, list[Line]] = {}
    for line in lines:
        months.setdefault(line.date.replace(day=1), []).append(line)
    return tuple(
        MonthTotal(
            month,
            sum((line.deductible for line in found), start=NOTHING),
            sum((line.coinsurance for line in found), start=NOTHING),
            sum((line.patient for line in found), start=NOTHING),
            least_sure(*(line.standing for line in found)),
        )
        for month, found in sorted(months.items())
    )
