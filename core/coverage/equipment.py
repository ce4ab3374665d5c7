"""Part B equipment: the durable pump, its supplies, and the drug that goes through it.

The three stand or fall together.  The drug-by-drug conditions of the pump policy are in
the reference, see `core.coverage.criteria`.
"""

from __future__ import annotations

from core.case import Delivery, Route
from core.coverage.common import (
    has_part_b,
    is_at_home,
    plan_agrees,
    starts_at_home,
    supplier_is_enrolled,
)
from core.coverage.context import Context
from core.coverage.criteria import criteria_findings
from core.coverage.rules import find, rule
from core.reference.model import Way
from core.trace import Finding

IMPLANTABLE = frozenset({"E0782", "E0783", "E0785", "E0786"})
DISPOSABLE = frozenset({"A4305", "A4306", "A9274"})


def is_device(context: Context) -> bool:
    """Whether what is asked about is a disposable pump itself, not a drug."""
    return any(code.hcpcs in DISPOSABLE for code in context.drug.codes)


@rule("R-028", source="ncd-280.14", locator="C.1", quiet=True)
def is_not_vancomycin(context: Context) -> bool:
    """Vancomycin through a pump at home is excluded nationally, since 1996-09-01."""
    return context.drug.id != "vancomycin"


@rule("R-029", source="ncd-280.14", locator="B.1.b", quiet=True)
def is_not_heparin(context: Context) -> bool:
    """Heparin through an external pump is covered in an institution only."""
    return context.drug.id != "heparin"


@rule("R-002", source="cms-mbpm15-320", locator="320.2, 320.8.1", quiet=True)
def has_no_benefit_of_its_own(context: Context) -> bool:
    """Pump with drug, visits, and other benefits (nutrition, clotting factor) are decided apart."""
    return context.drug.way not in (Way.PROSTHETIC, Way.CLOTTING)


@rule("R-030", source="ncd-280.14", locator="B.1.f", says=("drug",), ask_unmet="R-030")
def is_listed(context: Context) -> bool:
    """The drug is on the list of drugs for a pump; a contractor may cover others case by case."""
    return context.listed


@rule("R-003", source="a52507", locator="Non-Medical Necessity Coverage and Payment Rules")
def goes_through_a_pump(context: Context) -> bool | None:
    """The drug is covered only as a supply to a covered durable pump."""
    return None if context.delivery is None else context.delivery is Delivery.PUMP


@rule("R-007", source="a52507", locator="A4305, A4306, A9274", quiet=True)
def is_not_disposable(context: Context) -> bool:
    """Disposable (elastomeric) systems are never durable equipment, nor are their drugs paid."""
    if is_device(context):
        return False
    return context.delivery is not Delivery.ELASTOMERIC and context.pump not in DISPOSABLE


@rule("R-008", source="a52507", locator="E0782, E0783, E0785, E0786", quiet=True)
def is_not_implanted(context: Context) -> bool:
    """Implantable pumps are outside the external pump policy."""
    return context.pump not in IMPLANTABLE


@rule(
    "R-004",
    source="l33794",
    locator="Indications",
    says=("drug", "indication"),
    ask_unmet="R-030",  # a contractor may cover other uses too, case by case
)
def is_for_a_covered_condition(context: Context) -> bool | None:
    """The drug is given for an indication that the pump policy lists for it."""
    if context.other_indication:
        return False
    if context.indication is None:
        return None
    return context.indication.id in context.drug.indications


@rule("R-010", source="l33794", locator="Revision History", says=("start",), quiet=True)
def is_in_force(context: Context) -> bool:
    """The indication is part of the policy on the first day of treatment."""
    found = context.indication
    if found is None:
        return True
    after = found.effective is None or found.effective <= context.start
    return after and (found.ends is None or context.start <= found.ends)


@rule("R-004.route", source="l33794", locator="Indications", says=("drug",), quiet=True)
def is_given_by_a_covered_route(context: Context) -> bool | None:
    """The drug is given by a route that the policy covers for the indication."""
    covered = _covered_routes(context)
    answers = {_is_covered(route, covered, context) for route in context.possible_routes}
    return answers.pop() if len(answers) == 1 else None


def _covered_routes(context: Context) -> frozenset[Route]:
    """The routes of the indication, or of all that it may be; empty where the policy names none."""
    known = context.indication
    listed = (context.reference.indication(name) for name in context.drug.indications)
    possible = [known] if known else list(listed)
    if not all(each.routes for each in possible):
        return frozenset()
    return frozenset(route for each in possible for route in each.routes)


def _is_covered(route: Route, covered: frozenset[Route], context: Context) -> bool | None:
    """Whether the drug can be covered by a route.

    None: the policy names no route, and the drug is not known to be given by this one.
    """
    if covered:
        return route in covered
    if route in (Route.ORAL, Route.IM):
        return False  # neither goes through a pump
    return True if route in context.drug.routes else None


@rule("R-012", source="a52507", locator="Drug and pump combinations", says=("drug",))
def pump_suits_the_drug(context: Context) -> bool | None:
    """The pump is one that the policy pairs with the drug; the wrong pair loses both."""
    if context.pump is None:
        return None
    return context.pump in {use.hcpcs for use in context.drug.pumps}


@rule("R-023", source="a52507", locator="Gallium nitrate", says=("max_days",), quiet=True)
def is_short_enough(context: Context) -> bool | None:
    """The course is no longer than the policy allows for the indication."""
    if context.max_days is None:
        return True
    return None if context.case.days is None else context.case.days <= context.max_days


EXCLUDED = (is_not_vancomycin, is_not_heparin, has_no_benefit_of_its_own)
"""What takes a drug off the pump list for good: no contractor can decide otherwise."""

PUMP = (is_not_disposable, goes_through_a_pump, is_not_implanted)
"""Asked of every drug."""

OF_A_DEVICE = (has_part_b, is_not_disposable)
"""Asked of a disposable pump, which is no drug."""

OF_THE_LIST = (
    is_for_a_covered_condition,
    is_in_force,
    is_given_by_a_covered_route,
    pump_suits_the_drug,
    is_short_enough,
)
"""The conditions of the pump policy, asked only of a drug that is on its list."""

CIRCUMSTANCES = (is_at_home, starts_at_home, supplier_is_enrolled, plan_agrees)
"""Where and by whom, asked of every drug."""


def findings(context: Context) -> tuple[Finding, ...]:
    """Every condition of the benefit, asked of the case; most deciding first."""
    if is_device(context):
        return find(OF_A_DEVICE, context)
    excluded = find(EXCLUDED, context)
    return (
        *find((has_part_b,), context),
        *(excluded or find((is_listed,), context)),
        *find(PUMP, context),
        *(find(OF_THE_LIST, context) if context.listed else ()),
        *(criteria_findings(context) if context.listed else ()),
        *find(CIRCUMSTANCES, context),
    )
