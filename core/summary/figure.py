"""The one big figure, the sentences beside it, and the unknown that matters most."""

from __future__ import annotations

from core.advantage import NAME as MEDICARE_ADVANTAGE
from core.explain import payer_name
from core.money import NOTHING, ZERO, Range, total
from core.summary.amounts import at_least, ordered, shown, shown_range
from core.summary.model import Headline, Left, Mark, MonthRow, Outcome, Reason, Unsure
from core.summary.view import View, tail
from core.trace import Text, text

_FEW_MONTHS = 3
_PLAN = payer_name(MEDICARE_ADVANTAGE)


def headline(view: View) -> Headline:
    """The figure with its lead and its tail, or the words that stand in its place."""
    exact = view.patient
    if view.outcome is Outcome.PLAN and view.plan_refused:
        return _instead(
            "summary.lead.plan_refused", "summary.instead.ask", "summary.tail.plan_refused"
        )
    if view.outcome is Outcome.PLAN:
        return _instead("summary.lead.plan", "summary.instead.plan", "summary.tail.plan")
    if not view.estimate.complete and not view.estimate.lines:
        lead = "not_covered" if view.outcome is Outcome.NOT_COVERED else "open"
        return _instead(f"summary.lead.{lead}", "summary.instead.ask", "summary.tail.ask")
    amount = shown_range(exact)
    if not view.estimate.complete:
        amount = at_least(amount)
    return Headline(
        lead=text(f"summary.lead.{_lead(view, amount)}"),
        amount=amount,
        exact=exact,
        tail=tail(view),
        instead=None,
        is_zero=exact.high == ZERO and view.estimate.complete,
    )


def _lead(view: View, amount: Range) -> str:
    """The key of the words above the figure."""
    stem = {
        Outcome.COVERED: "",
        Outcome.UNKNOWN: "if_covered_",
        Outcome.NOT_COVERED: "would_",
        Outcome.PLAN: "",
    }[view.outcome]
    if not view.estimate.complete:
        return f"{stem}known" if amount.low == ZERO else f"{stem}at_least"
    if not amount.is_exact:
        return f"{stem}from"
    return f"{stem}exactly" if amount.high == ZERO else f"{stem}about"


def _instead(lead: str, instead: str, below: str) -> Headline:
    return Headline(
        lead=text(lead),
        amount=None,
        exact=None,
        tail=text(below),
        instead=text(instead),
        is_zero=False,
    )


def facts(view: View, months: tuple[MonthRow, ...], figure: Headline) -> tuple[Text, ...]:
    """The sentences beside the figure: which months, who pays the rest, when bills come."""
    if view.outcome is Outcome.PLAN and view.plan_refused:
        return (text("summary.fact.plan_rules"), text("summary.fact.plan_appeal"))
    if view.outcome is Outcome.PLAN:
        limit = view.estimate.totals.patient.high
        if limit > ZERO:
            return (
                text("summary.fact.plan_limit", amount=limit),
                text("summary.fact.plan_rules"),
                text("summary.fact.plan_ask"),
            )
        return (text("summary.fact.plan_rules"), text("summary.fact.plan_ask"))
    said = []
    if figure.amount is None:
        said.append(text("summary.fact.no_price"))
    elif not figure.is_zero:
        said.append(_by_month(months))
    if not view.estimate.complete and figure.exact is not None and not figure.exact.is_exact:
        said.append(text("summary.fact.high_end", amount=shown_range(figure.exact).high))
    said.extend(_who_pays(view))
    if figure.is_zero:
        said.append(text("summary.fact.zero"))
    elif view.outcome is Outcome.NOT_COVERED:
        said.append(text("summary.fact.pay_seller"))
    else:
        said.append(text(f"summary.fact.{_when(view)}"))
    return tuple(said)


def _when(view: View) -> str:
    """When the bills come."""
    if view.advantage:
        return "bills_plan"
    return "bills" if view.case.supplier.accepts_assignment else "pay_first"


def _by_month(months: tuple[MonthRow, ...]) -> Text:
    if len(months) == 1:
        return text("summary.fact.one_month", month=months[0].label)
    if len(months) <= _FEW_MONTHS:
        parts = tuple(
            text("summary.fact.in_month", amount=row.shown_total, month=row.label) for row in months
        )
        return text("summary.fact.months", months=parts)
    low = min(row.shown_total.low for row in months)
    high = max(row.shown_total.high for row in months)
    return text("summary.fact.each_month", amount=Range(low, high))


def _who_pays(view: View) -> tuple[Text, ...]:
    totals = view.estimate.totals
    first, others = totals.medicare, _by_payer(view)
    if view.advantage:  # the plan stands in Medicare's place
        first = first + totals.other
        others = ()
    either = view.case.coverage.medicare is None
    if either:  # Medicare in one run, a plan in its place in the other
        first = first + sum((paid for name, paid in others if name == _PLAN), start=NOTHING)
        others = tuple((name, paid) for name, paid in others if name != _PLAN)
    medicare = shown_range(ordered(first))
    full = _full_price(view)
    said = []
    if medicare.high > 0:
        key = "plan_pays" if view.advantage else "medicare_pays"
        key = "either_pays" if either else key
        known = "" if view.estimate.complete else "_known"
        said.append(text(f"summary.fact.{key}{known}", amount=medicare, full=full))
    elif full.high > 0 and view.estimate.complete:
        said.append(text("summary.fact.full_price", full=full))
    said += [
        text("summary.fact.payer_pays", payer=payer, amount=shown_range(amount))
        for payer, amount in others
    ]
    return tuple(said)


def _full_price(view: View) -> Range:
    """The sum of what is shown, so that a reader who adds up finds it."""
    totals = view.estimate.totals
    low = (totals.medicare.low, totals.other.low, totals.patient.low)
    high = (totals.medicare.high, totals.other.high, totals.patient.high)
    return ordered(
        Range(
            sum((shown(part) for part in low), start=ZERO),
            sum((shown(part) for part in high), start=ZERO),
        )
    )


def _by_payer(view: View) -> tuple[tuple[object, Range], ...]:
    """What each payer after Medicare pays, by its name in words."""
    names = dict.fromkeys(paid.payer for line in view.estimate.lines for paid in line.other)
    return tuple(
        (
            payer_name(name),
            total(
                [
                    paid.amount
                    for line in view.estimate.lines
                    for paid in line.other
                    if paid.payer == name
                ]
            ),
        )
        for name in names
    )


def callouts(
    view: View,
    figure: Headline,
    unsure: tuple[Unsure, ...],
    reasons: tuple[Reason, ...],
    left: tuple[Left, ...],
) -> tuple[Text, ...]:
    """The unknowns that matter most, each with the question that would settle it.

    A coverage point that is open weighs more than any amount, a part without a price more
    than an answer that moves the figure.
    """
    found = []
    if view.outcome is Outcome.UNKNOWN:
        asks = [r.ask for r in reasons if r.mark is Mark.CHECK and r.ask is not None]
        found += [text("summary.callout.coverage", ask=ask) for ask in asks[:1]]
    if figure.amount is not None:
        unpriced = [part for part in left if part.ask is not None]
        found += [
            text("summary.callout.price", what=part.what, ask=part.ask) for part in unpriced[:1]
        ]
        found += [
            text("summary.callout.unsure", amount=each.effect, ask=each.ask) for each in unsure[:1]
        ]
    return tuple(found)
