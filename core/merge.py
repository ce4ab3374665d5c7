"""The low run and the high run put side by side, line by line."""

from __future__ import annotations

from collections.abc import Iterable
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
    runs = (low, high)
    payers = dict.fromkeys(name for run in runs if run for name, _ in run.other)
    return Line(
        date=service.date,
        hcpcs=service.hcpcs,
        modifiers=service.modifiers,
        units=high.claim.service.units if high else Decimal(0),
        units_low=low.claim.service.units if low else Decimal(0),
        what=service.what,
        kind=service.kind,
        standing=least_sure(*(run.standing for run in runs if run)),
        allowed=_range(*(run.claim.allowed if run else ZERO for run in runs)),
        deductible=_range(*(run.deductible if run else ZERO for run in runs)),
        coinsurance=_range(*(run.coinsurance if run else ZERO for run in runs)),
        medicare=_range(*(run.medicare if run else ZERO for run in runs)),
        other=tuple(
            OtherPaid(
                name, _range(*(dict(run.other).get(name, ZERO) if run else ZERO for run in runs))
            )
            for name in payers
        ),
        excess=_range(*(run.claim.excess if run else ZERO for run in runs)),
        noncovered=_range(*(run.claim.noncovered if run else ZERO for run in runs)),
        patient=_range(*(run.patient if run else ZERO for run in runs)),
        steps=steps(low, high),
    )


def _range(low: Decimal, high: Decimal) -> Range:
    return Range(low, high)


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
