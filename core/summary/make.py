"""From an estimate to what a person is told: the one door of this package."""

from __future__ import annotations

from core.case_code import check_code, encode
from core.reference.store import Reference
from core.result import Estimate
from core.summary import advice, figure, items, months, others, reasons, worked
from core.summary.model import Headline, Outcome, Summary
from core.summary.view import View, dates, look, told, treatment
from core.trace import Text, text

_PRICES = (
    "fees",
    "payment_limits",
    "visit_rates",
)
"""The tables whose last published day a person is told, in that order."""


def summarise(estimate: Estimate, reference: Reference) -> Summary:
    """Everything a person is told about an estimate; the same for screen and paper.

    `reference` gives names, phones and the premium; it must be the edition that the
    estimate was made with.
    """
    view = look(estimate, reference)
    month_rows = months.month_rows(view)
    headline = figure.headline(view)
    item_rows = items.item_rows(view)
    every = reasons.all_reasons(view)
    unsure = others.unsure(view)
    left = others.left_out(view)
    callouts = figure.callouts(view, headline, unsure, every, left)
    return Summary(
        title=text("summary.title"),
        treatment=treatment(view),
        dates=dates(view),
        made=text("summary.made", day=estimate.case.as_of),
        told=told(view),
        outcome=view.outcome,
        verdict=reasons.verdict(view),
        answer=reasons.answer(view),
        falls=reasons.falls(view),
        headline=headline,
        facts=figure.facts(view, month_rows, headline),
        callout=callouts[0] if callouts else None,
        callouts=callouts,
        reasons=reasons.few_reasons(view),
        more_to_check=len(reasons.rest(view)),
        rest=reasons.rest(view),
        all_reasons=every,
        complete=estimate.complete,
        months=month_rows,
        months_note=months.months_note(view, month_rows),
        new_year_note=months.new_year_note(view, month_rows),
        projected_note=months.projected_note(view),
        price=text(
            "summary.column.medicare_price"
            if view.outcome is not Outcome.NOT_COVERED and not view.advantage
            else "summary.column.full_price"
        ),
        payer=text("summary.column.plan" if view.advantage else "summary.column.medicare"),
        items_title=_items_title(view, headline),
        items=item_rows,
        items_total=items.items_total(item_rows, estimate.complete),
        items_note=items.items_note(item_rows),
        to_do=advice.to_do(view, headline.is_zero),
        to_ask=advice.to_ask(view, headline.is_zero),
        payers=others.payer_rows(view),
        places=others.place_rows(view),
        calls=others.call_rows(view),
        left_out=left,
        unsure=unsure,
        conventions=others.conventions(view),
        notes=months.other_notes(view),
        edition=text("summary.edition", id=estimate.edition.id),
        code=text("summary.code", id=estimate.edition.id, check=check_code(estimate.case)),
        case_line=encode(estimate.case),
        prices_through=tuple(
            (text(f"summary.prices.{name}"), day)
            for name in _PRICES
            for table, day in estimate.edition.published_through
            if table == name
        ),
        worked=worked.worked(view),
    )


def _items_title(view: View, headline: Headline) -> Text:
    if headline.amount is None:
        return text("summary.items.title_plain")
    if headline.is_zero:
        return text("summary.items.title_zero")
    if view.outcome is Outcome.NOT_COVERED:
        return text("summary.items.title_would", amount=headline.amount)
    return text("summary.items.title", amount=headline.amount)
