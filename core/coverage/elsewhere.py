"""Where else a drug may be paid: what to look into when the pump benefit does not pay for it.

These answers are mostly "unknown", on purpose: a drug plan's list, a contractor's or an
agency's decision is not in the reference, so each names whom to ask.
"""

from __future__ import annotations

from collections.abc import Iterator

from core.case import Residence, Route
from core.coverage.common import (
    FACILITIES,
    has_part_b,
    is_at_home,
    plan_agrees,
    starts_at_home,
    supplier_is_enrolled,
)
from core.coverage.context import Context
from core.coverage.rules import Rule, rule
from core.reference.model import Way
from core.result import Benefit, Covered, Determination


@rule("R-031.drug-plan", source="gao-10-426", locator="Part D", says=("drug",))
def drug_plan_pays(context: Context) -> None:
    """A drug plan (Part D) pays for the drugs on its own list; no plan's list is held here."""


@rule("R-031.office", source="a52507", locator="incident to", says=("drug",))
def is_given_by_an_office(context: Context) -> bool | None:
    """An office or outpatient department bills Part B for a drug not usually self-given."""
    routes = set(context.possible_routes)
    if not routes & {Route.ORAL, Route.SC}:
        return True
    return False if routes == {Route.ORAL} else None


@rule("R-031.homebound", source="usc-1395l", locator="(b)(2)")
def is_homebound(context: Context) -> bool | None:
    """Home health nursing is free for a person who is homebound and needs skilled care."""
    return context.case.quotes.homebound


@rule("R-031.nutrition", source="l38953", locator="Parenteral Nutrition")
def meets_the_nutrition_policy(context: Context) -> None:
    """Parenteral nutrition is a prosthetic device; its conditions are not in the reference."""


@rule("R-031.clotting", source="cms-mbpm15-50.5.5", locator="hemophilia clotting factors")
def meets_the_clotting_policy(context: Context) -> None:
    """Clotting factor for hemophilia is a Part B benefit; its conditions are not held here."""


@rule("CS-41", source="medicare-snf", locator="qualifying hospital stay")
def had_a_hospital_stay(context: Context) -> bool | None:
    """Part A pays a nursing facility only after an inpatient stay of three days or more."""
    days = context.case.alternatives.inpatient_days
    needed = context.reference.parameter("snf_inpatient_days", context.start)
    return None if days is None else days >= needed.value.high


RULES: dict[Benefit, tuple[Rule, ...]] = {
    Benefit.PART_D: (drug_plan_pays,),
    Benefit.INCIDENT_TO: (has_part_b, is_given_by_an_office),
    Benefit.PROSTHETIC: (has_part_b, meets_the_nutrition_policy, is_at_home, plan_agrees),
    Benefit.CLOTTING: (has_part_b, meets_the_clotting_policy, plan_agrees),
    Benefit.HOME_HEALTH: (is_homebound, is_at_home),
    Benefit.PART_A_SNF: (had_a_hospital_stay,),
}
"""The conditions of each benefit; most deciding first."""

_OF_A_WAY = {
    Way.PART_D: Benefit.PART_D,
    Way.INCIDENT_TO: Benefit.INCIDENT_TO,
    Way.PROSTHETIC: Benefit.PROSTHETIC,
    Way.CLOTTING: Benefit.CLOTTING,
    Way.HOME_HEALTH: Benefit.HOME_HEALTH,
}
_WHO_AND_WHERE = frozenset(
    rule.id for rule in (has_part_b, is_at_home, starts_at_home, supplier_is_enrolled, plan_agrees)
)


def to_look_into(
    context: Context, main: Determination, visits: Determination | None = None
) -> tuple[Benefit, ...]:
    """The benefits that may pay for what the main benefit, or its visits, do not."""
    refused = main.covered is Covered.NO
    found = [*_for_the_treatment(context, main)] if refused else []
    # A nurse of a home health agency, where Part B has no visits to offer.
    no_nurse = refused if visits is None else visits.covered is Covered.NO
    may_be_homebound = Benefit.PART_D in found or is_homebound(context) is True
    at_home = context.case.residence not in FACILITIES
    if no_nurse and may_be_homebound and at_home and Benefit.HOME_HEALTH not in found:
        found.append(Benefit.HOME_HEALTH)
    return tuple(found)


def _for_the_treatment(context: Context, refusal: Determination) -> Iterator[Benefit]:
    way = context.drug.way
    if way is Way.NOT_COVERED:
        return
    if starts_at_home(context) is False:
        yield Benefit.INCIDENT_TO
    elif way in _OF_A_WAY:
        yield _OF_A_WAY[way]
    elif _is_the_order(refusal):
        # A drug that Part B does not cover as it is ordered may be on a drug plan's list.
        yield Benefit.PART_D
    if context.case.residence is Residence.SKILLED_NURSING_FACILITY:
        yield Benefit.PART_A_SNF


def _is_the_order(refusal: Determination) -> bool:
    """Whether the order itself is refused, not only the person's cover, home or supplier."""
    return any(f.met is False and f.rule not in _WHO_AND_WHERE for f in refusal.findings)
