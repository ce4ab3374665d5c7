"""What the person pays month by month, with parts that add up as shown."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from core.money import ZERO, Range
from core.result import Line
from core.staleness import stale_since
from core.summary.amounts import Parts, apportion, ordered, shown, sum_parts
from core.summary.model import MonthRow, Outcome
from core.summary.view import View
from core.trace import Standing, Text, text

PROJECTED_DEDUCTIBLE = "money.note.projected-deductible"
PROJECTED_PRICES = "money.note.projected"
"""Keys of an estimate's notes on days that have no published amounts."""


def month_rows(view: View) -> tuple[MonthRow, ...]:
    """One row a calendar month of service, in order; exact rows add up to the exact total and
    shown rows to the shown total, in the cheaper and in the dearer run."""
    by_month: dict[date, list[Line]] = {}
    for line in view.estimate.lines:
        by_month.setdefault(line.date.replace(day=1), []).append(line)
    months = sorted(by_month)
    total = view.estimate.totals.patient
    dear = total.high >= total.low
    parts = [sum_parts(by_month[month], dear) for month in months]
    cheap = [sum_parts(by_month[month], not dear).total for month in months]
    shown_dear = apportion([part.total for part in parts], shown(max(total.low, total.high)))
    shown_cheap = apportion(cheap, shown(min(total.low, total.high)))
    several_years = len({month.year for month in months}) > 1
    rows = []
    for index, month in enumerate(months):
        new_year = index > 0 and month.year != months[index - 1].year
        exact, (deductible, share, extra) = (
            parts[index],
            _whole_parts(parts[index], shown_dear[index]),
        )
        rows.append(
            MonthRow(
                month=month,
                label=text(
                    "summary.month_year"
                    if several_years and (index == 0 or new_year)
                    else "summary.month",
                    day=month,
                ),
                deductible=exact.deductible,
                share=exact.share,
                extra=exact.extra,
                total=ordered(Range(cheap[index], exact.total)),
                shown_deductible=deductible,
                shown_share=share,
                shown_extra=extra,
                shown_total=ordered(Range(shown_cheap[index], shown_dear[index])),
                new_year=new_year,
                projected=any(line.standing is Standing.PROJECTED for line in by_month[month]),
            )
        )
    return tuple(rows)


def _whole_parts(parts: Parts, total: Decimal) -> tuple[Decimal, ...]:
    return apportion((parts.deductible, parts.share, parts.extra), total)


def months_note(view: View, rows: tuple[MonthRow, ...]) -> tuple[Text, ...]:
    """Why the months are what they are: the deductible first, then the share."""
    if view.outcome in (Outcome.NOT_COVERED, Outcome.PLAN) or not rows:
        return ()
    share = any(row.share > 0 for row in rows)
    after = text("summary.months.then_fifth" if _fifth(view) else "summary.months.then_share")
    paid = [row for row in rows if row.deductible > 0]
    if not paid:
        return (text("summary.months.fifth"),) if share and _fifth(view) else ()
    first = paid[0]
    later = [row for row in rows if row.month > first.month]
    sentences = [text("summary.months.deductible", amount=_deductible(view, first))]
    if later and all(row.total.high < first.total.high for row in later):
        sentences.insert(0, text("summary.months.why_higher", month=first.label))
    return (*sentences, after) if share else tuple(sentences)


def _deductible(view: View, row: MonthRow) -> Decimal:
    """The deductible that the year's lines take in all, as far as it is paid here."""
    year = row.month.year
    lines = [line for line in view.estimate.lines if line.date.year == year]
    return max(sum_parts(lines, True).deductible, sum_parts(lines, False).deductible)


def _fifth(view: View) -> bool:
    """Whether the share is 20 % on every line that has one: then "$20 of each $100" is true."""
    for line in view.estimate.lines:
        base = line.allowed.high - line.deductible.high
        if line.coinsurance.high != ZERO and abs(line.coinsurance.high * 5 - base) > Decimal(
            "0.05"
        ):
            return False
    return True


def new_year_note(view: View, rows: tuple[MonthRow, ...]) -> Text | None:
    """Said when the treatment crosses January 1 and a deductible starts again."""
    after = [row for row in rows if row.month.year != rows[0].month.year]
    if not any(row.deductible > 0 for row in after):
        return None
    return text("summary.new_year", day=after[0].month)


def projected_note(view: View) -> Text | None:
    """Said beside the figure when a day was priced after the last day that its prices were
    published for, with the deductible that was taken for a year that has none yet."""
    late = [line.date for line in view.estimate.lines if line.standing is Standing.PROJECTED]
    # After the tables' own last day nobody here can say what has been published since.
    stale = stale_on(view) is not None
    prices = "editions.held" if stale else "summary.projected"
    said = [text(prices, day=min(late))] if late else []
    said += [
        Text("editions.held_deductible", note.values) if stale else note
        for note in view.estimate.notes
        if note.key == PROJECTED_DEDUCTIBLE
    ]
    if len(said) == 2:
        return text("summary.two_sentences", first=said[0], second=said[1])
    return said[0] if said else None


def other_notes(view: View) -> tuple[Text, ...]:
    """The estimate's own notes but those that `projected_note` says already, after the one on
    prices whose days have passed."""
    ended = stale_on(view)
    stale = () if ended is None else (text("editions.ended", day=ended),)
    return stale + tuple(
        note
        for note in view.estimate.notes
        if note.key not in (PROJECTED_DEDUCTIBLE, PROJECTED_PRICES)
    )


def stale_on(view: View) -> date | None:
    """The last day of the first table that had ended when the estimate was made, or None."""
    return stale_since(view.estimate.edition, view.case.as_of)
