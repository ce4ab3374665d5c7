"""Immune globulin into a vein at home: its own Part B benefit, which needs no pump."""

from __future__ import annotations

from datetime import date

from core.case import Route
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
from core.trace import Finding

SERVICES_BEGAN = date(2024, 1, 1)


@rule("R-080", source="l33610", locator="Coverage Indications")
def is_for_immune_deficiency(context: Context) -> bool | None:
    """At home, Part B covers immune globulin into a vein for primary immune deficiency only."""
    if context.other_indication:
        return False
    if context.indication is None:
        return None
    return context.indication.id in context.drug.indications


@rule("R-080.route", source="l33610", locator="Coverage Indications", quiet=True)
def goes_into_a_vein(context: Context) -> bool | None:
    """The benefit is for immune globulin given into a vein."""
    answers = {route is Route.IV for route in context.possible_routes}
    return answers.pop() if len(answers) == 1 else None


@rule("R-081", source="noridian-ivig", locator="Q2052", quiet=True)
def services_began(context: Context) -> bool:
    """Since 2024-01-01 the drug's supplier is also paid for services and supplies (Q2052)."""
    return context.start >= SERVICES_BEGAN


RULES = (has_part_b, is_for_immune_deficiency, goes_into_a_vein)
CIRCUMSTANCES = (services_began, is_at_home, starts_at_home, supplier_is_enrolled, plan_agrees)


def findings(context: Context) -> tuple[Finding, ...]:
    """Every condition of the benefit, asked of the case; most deciding first."""
    return (*find(RULES, context), *criteria_findings(context), *find(CIRCUMSTANCES, context))
