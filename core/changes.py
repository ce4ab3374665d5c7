"""What the patient can do to pay less: lawful changes, each with what they would pay then.

A change is only named where it is open to the patient and comes out cheaper, or where it
brings a benefit that is refused now.  Programs for a low income are named as an offer to
ask: income is never asked for here.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date

from core.case import Case, ExtraHelp, MedicareKind, Setting, SupplementKind
from core.low_income import income_limits
from core.money import ZERO, Range
from core.reference.store import Reference
from core.result import Change, Covered, Estimate
from core.trace import Text, text

Again = Callable[[Case], Estimate]
_MAY_HAVE_QMB = (SupplementKind.NONE, SupplementKind.MEDICAID, None)


def changes(made: Estimate, again: Again, reference: Reference) -> tuple[Change, ...]:
    """The changes of an estimate, the greatest saving first; `again` estimates another case."""
    if not made.lines and not made.not_estimated:
        return ()
    found = [*_suppliers(made, again), *_programs(made, again), *_places(made)]
    day = made.case.as_of
    told = (_with_limits(each, day, reference) for each in found)
    return tuple(sorted(told, key=_order))


def _with_limits(change: Change, day: date, reference: Reference) -> Change:
    """A program for a low income with its limits of the year, where the edition has them."""
    limits = income_limits(change.id, day, reference)
    if limits is None:
        return change
    ask = text(
        "money.note.income-limits",
        ask=change.ask,
        year=str(limits.year),
        income=limits.one.income,
        savings=limits.one.savings,
        couple_income=limits.couple.income,
        couple_savings=limits.couple.savings,
    )
    return replace(change, ask=ask)


def _order(change: Change) -> tuple[bool, object, str]:
    """A benefit that is gained comes first, then by what is saved."""
    saved = change.saves
    return (saved is not None, -saved.high if saved else ZERO, change.id)


def _suppliers(made: Estimate, again: Again) -> Iterator[Change]:
    case = made.case
    supplier = case.supplier
    if supplier.enrolled is False:
        other = replace(supplier, enrolled=True, accepts_assignment=True, charges={})
        yield from _gained("enrolled", made, again(replace(case, supplier=other)))
    elif supplier.accepts_assignment is False:
        other = replace(supplier, accepts_assignment=True, charges={})
        yield from _cheaper("assigned", made, again(replace(case, supplier=other)))
    if case.visits.supplier_qualified is False:
        visits = replace(case.visits, supplier_qualified=True)
        yield from _gained("qualified", made, again(replace(case, visits=visits)))
    if case.quotes.visit_price and case.quotes.homebound is None:
        quotes = replace(case.quotes, homebound=True)
        yield from _cheaper("homebound", made, again(replace(case, quotes=quotes)))


def _programs(made: Estimate, again: Again) -> Iterator[Change]:
    coverage = made.case.coverage
    kind = coverage.supplement.kind if coverage.supplement else None
    if coverage.medicare is MedicareKind.ORIGINAL and kind in _MAY_HAVE_QMB:
        for option in made.supplements:
            if option.kind is SupplementKind.QMB:
                yield from _change("qmb", made, option.patient, made.complete)
    plan = coverage.part_d
    if plan is not None and plan.extra_help is ExtraHelp.NONE and made.payment_plan:
        helped = replace(coverage, part_d=replace(plan, extra_help=ExtraHelp.FULL))
        yield from _cheaper("extra-help", made, again(replace(made.case, coverage=helped)))


def _places(made: Estimate) -> Iterator[Change]:
    for option in made.settings:
        is_there = option.fits and option.complete and option.patient is not None
        if option.setting is not Setting.HOME and is_there and option.patient is not None:
            yield from _change(option.setting.value, made, option.patient, option.complete)


def _cheaper(name: str, made: Estimate, other: Estimate) -> Iterator[Change]:
    yield from _change(name, made, other.totals.patient, other.complete)


def _change(name: str, made: Estimate, patient: Range, complete: bool) -> Iterator[Change]:
    """The change where no end of it is dearer, and one at least is cheaper."""
    saves = made.totals.patient - patient
    if min(saves.low, saves.high) >= ZERO and max(saves.low, saves.high) > ZERO:
        yield Change(name, text(f"money.change.{name}.what"), patient, saves, complete, _how(name))


def _gained(name: str, made: Estimate, other: Estimate) -> Iterator[Change]:
    """The change where it brings a benefit that is refused now: no sum can be compared."""
    refused = {each.benefit for each in made.determinations if each.covered is Covered.NO}
    paid = {each.benefit for each in other.determinations if each.covered is not Covered.NO}
    if refused & paid:
        what = text(f"money.change.{name}.what")
        yield Change(name, what, other.totals.patient, None, other.complete, _how(name))


def _how(name: str) -> Text:
    return text(f"money.change.{name}.ask")
