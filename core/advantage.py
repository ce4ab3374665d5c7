"""A Medicare Advantage plan: its own percentages and copays up to its yearly limit (CS-30).

Never the arithmetic of Original Medicare: without the plan's figures there are no lines,
only the most that the plan and the law let a member pay.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from decimal import Decimal

from core.case import Advantage, Coverage, SupplementKind
from core.ledger import Entry
from core.money import ZERO, cents
from core.pricing.claim import Claim
from core.reference.store import Reference
from core.result import LineKind
from core.trace import Standing, least_sure

NAME = "medicare-advantage"
_VISITS = (LineKind.FIRST_VISIT, LineKind.VISIT, LineKind.IVIG_SERVICES)
_HUNDRED = Decimal(100)
FREE_PLAN = Advantage(ZERO, ZERO, ZERO, ZERO, spent=ZERO, in_network=True)
"""A plan that asks its member for nothing: the least that an unknown plan can leave."""


def plan_of(coverage: Coverage) -> Advantage | None:
    """The plan as it binds its member: one with QMB owes nothing for what is covered (CS-22)."""
    supplement = coverage.supplement
    if supplement is None or supplement.kind is not SupplementKind.QMB:
        return coverage.advantage
    return replace(
        coverage.advantage or Advantage(),
        drug_percent=ZERO,
        equipment_percent=ZERO,
        visit_copay=ZERO,
        deductible_left=ZERO,
        spent=ZERO,
    )


def has_figures(plan: Advantage | None) -> bool:
    """Whether the plan's own figures are all there, and are those that apply."""
    return (
        plan is not None
        and plan.in_network is not False
        and None
        not in (plan.drug_percent, plan.equipment_percent, plan.visit_copay, plan.deductible_left)
    )


def limit(plan: Advantage | None, day: date, reference: Reference) -> Decimal:
    """The most a member pays in the year of a day, USD: the plan's limit, or the law's.

    Care outside the network falls under the higher, combined limit; so does care whose
    network is not known, when the plan's own limit is not known either.
    """
    in_network = plan is not None and plan.in_network
    name = "ma_moop_mandatory_in_network" if in_network else "ma_moop_mandatory_combined"
    legal = reference.parameter(name, day).value.high
    own = plan.out_of_pocket_limit if plan else None
    return legal if own is None else min(own, legal)


def most(plan: Advantage | None, first: date, last: date, reference: Reference) -> Decimal:
    """The most that a member can be asked for from one day to another, both included."""
    spent = (plan.spent if plan else None) or ZERO
    years = range(first.year, last.year + 1)
    days = (max(first, date(year, 1, 1)) for year in years)
    whole = sum((limit(plan, day, reference) for day in days), ZERO)
    return max(whole - spent, ZERO)


def fold_plan(
    claims: Iterable[Claim], plan: Advantage, year: int, reference: Reference
) -> tuple[Entry, ...]:
    """Each line by the plan's terms; the plan pays what the member does not.

    `year` is that of the first day, to which `deductible_left` and `spent` belong.  A line is
    no surer than the plan's terms, which are told, but for those of a plan that may not be there.
    """
    terms = Standing.PUBLISHED if plan is FREE_PLAN else Standing.TOLD
    left = plan.deductible_left or ZERO
    spent = {year: plan.spent or ZERO}
    entries: list[Entry] = []
    for each in claims:
        claim = replace(each, excess=ZERO, held=False)
        day = claim.service.date
        ceiling = max(limit(plan, day, reference) - spent.get(day.year, ZERO), ZERO)
        usable = left if claim.deductible_applies and day.year == year else ZERO
        deductible = min(usable, claim.allowed, ceiling)
        left -= deductible
        share = min(_share(claim, claim.allowed - deductible, plan), ceiling - deductible)
        patient = deductible + share
        spent[day.year] = spent.get(day.year, ZERO) + patient
        rest = claim.allowed - patient
        entries.append(
            Entry(
                claim,
                deductible,
                share,
                ZERO,
                ((NAME, rest),) if rest else (),
                patient,
                least_sure(claim.price.standing, terms),
            )
        )
    return tuple(entries)


def _share(claim: Claim, amount: Decimal, plan: Advantage) -> Decimal:
    kind = claim.service.kind
    if kind in _VISITS:
        return min(plan.visit_copay or ZERO, amount)
    percent = plan.drug_percent if kind is LineKind.DRUG else plan.equipment_percent
    share = cents(amount * (percent or ZERO) / _HUNDRED)
    return share if claim.cap is None else min(share, claim.cap)
