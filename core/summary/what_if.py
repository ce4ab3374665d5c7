"""A summary of a what-if, marked so that neither screen nor paper can pass for the answers'."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from core.case import MedigapPlan, Setting
from core.intake.answers import UNASKED, Unasked, known
from core.intake.what_if import AS_ANSWERED, Cover, WhatIf
from core.summary.model import Summary
from core.summary.others import amount_text
from core.summary.view import length
from core.trace import Text, text

_HALF = Decimal("0.5")
_HIGH_DEDUCTIBLE = (MedigapPlan.HDF, MedigapPlan.HDG)


def mark(tried: Summary, own: Summary, what_if: WhatIf) -> Summary:
    """The summary of a what-if with its title and first lines saying so.

    `own` is the summary of the answers, whose amount is told beside it.
    """
    if replace(what_if, place=Setting.HOME) == AS_ANSWERED:
        return tried
    said = text("summary.what_if.told", changes=changes(what_if))
    amount = amount_of(own)
    if amount is not None:
        mine = text("summary.what_if.own", amount=amount)
        said = text("summary.two_sentences", first=said, second=mine)
    return replace(tried, title=text("summary.what_if.title"), told=said)


def amount_of(summary: Summary) -> Text | None:
    """The one amount of a summary as a row says it; None when it shows none."""
    amount = summary.headline.amount
    return None if amount is None else amount_text(amount, summary.complete)


def changes(what_if: WhatIf) -> tuple[Text, ...]:
    """What is tried, in words, the place aside."""
    said: list[Text] = []
    days = known(what_if.days)
    if days is not None:
        said.append(length(days))
    visits = known(what_if.visits_per_week)
    if visits is not None:
        said.append(visits_text(visits))
    if what_if.deductible_met is not UNASKED:
        said.append(deductible_text(what_if.deductible_met))
    if not isinstance(what_if.cover, Unasked):
        said.append(cover_text(what_if.cover))
    return tuple(said)


def visits_text(visits: Decimal) -> Text:
    """So many visits a week."""
    if visits == _HALF:
        return text("summary.what_if.visits.half")
    if not visits:
        return text("summary.what_if.visits.none")
    return text("summary.what_if.visits", n=int(visits))


def deductible_text(met: Decimal | None) -> Text:
    """So much of the deductible paid before."""
    if met is None:
        return text("summary.what_if.deductible.unsure")
    return text("summary.what_if.deductible", amount=met)


def cover_text(cover: Cover) -> Text:
    """What pays after Medicare, by its name."""
    if cover.kind is None:
        return text("summary.what_if.cover.unsure")
    if cover.plan is None:
        return text(f"summary.payer.{cover.kind.value}")
    high = cover.plan in _HIGH_DEDUCTIBLE
    key = "medigap_high" if high else "medigap_plans"
    return text(f"summary.payer.{key}", plans=cover.plan.value.removeprefix("HD"))
