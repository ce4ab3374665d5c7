"""Home infusion therapy services: a professional's visits on days when the drug is given.

They stand or fall on their own, but only beside a pump and drug that Part B covers.
"""

from __future__ import annotations

from datetime import date

from core.case import Route
from core.coverage.common import has_part_b, is_at_home, plan_agrees
from core.coverage.context import Context
from core.coverage.rules import find, rule
from core.result import Covered
from core.trace import Finding

BENEFIT_BEGAN = date(2021, 1, 1)
LEAST_MINUTES = 15
INSULIN_PUMP = "E0784"
INTO_A_VEIN_OR_UNDER_THE_SKIN = (Route.IV, Route.SC)


@rule("R-061", source="cms-mbpm15-320", locator="320.8.1")
def goes_with_a_covered_drug(context: Context) -> bool | None:
    """Visits are paid only beside a drug that Part B covers and pays through a pump."""
    return {Covered.YES: True, Covered.NO: False, Covered.UNKNOWN: None}[context.equipment]


@rule("R-063", source="cms-mbpm15-320", locator="320.4.1")
def began(context: Context) -> bool:
    """Since 2021-01-01 visits are a benefit of their own, whether or not homebound."""
    return context.start >= BENEFIT_BEGAN


@rule("R-060.route", source="cms-mbpm15-320", locator="320.7")
def drug_goes_into_vein_or_skin(context: Context) -> bool | None:
    """A home infusion drug is given into a vein or under the skin."""
    answers = {route in INTO_A_VEIN_OR_UNDER_THE_SKIN for route in context.possible_routes}
    return answers.pop() if len(answers) == 1 else None


@rule("R-060.minutes", source="cms-mbpm15-320", locator="320.7", quiet=True)
def drug_runs_long_enough(context: Context) -> bool | None:
    """Under the skin, a home infusion drug runs 15 minutes or longer."""
    if Route.SC not in context.possible_routes:
        return True
    minutes = context.case.therapy.minutes
    if minutes is not None and minutes >= LEAST_MINUTES:
        return True
    if context.possible_routes != (Route.SC,):
        return None
    return None if minutes is None else False


@rule("R-060.insulin", source="cms-mbpm15-320", locator="320.7", quiet=True)
def is_not_an_insulin_pump(context: Context) -> bool:
    """Insulin pump systems are not home infusion drugs."""
    return context.pump != INSULIN_PUMP


@rule("R-060.drug", source="noridian-je-hit", locator="Drug categories", says=("drug",))
def visits_are_paid_for_the_drug(context: Context) -> bool | None:
    """The drug is one that visits are paid for; not one on a self-administered drug list."""
    return None if context.code is None else context.code.visit_drug


@rule("R-064", source="cms-mbpm15-320", locator="320.3", quiet=True)
def supplier_is_qualified(context: Context) -> bool | None:
    """The visiting company is an accredited, enrolled home infusion therapy supplier."""
    return context.case.visits.supplier_qualified


OF_THE_ORDER = (is_not_an_insulin_pump, drug_goes_into_vein_or_skin, drug_runs_long_enough)
"""What makes a drug a home infusion drug, as it is ordered."""

CIRCUMSTANCES = (supplier_is_qualified, is_at_home, began, plan_agrees)
"""By whom, where and when."""


def findings(context: Context) -> tuple[Finding, ...]:
    """Every condition of the benefit, asked of the case; most deciding first."""
    return (
        *find((has_part_b, goes_with_a_covered_drug), context),
        *_about_the_drug(context),
        *find(CIRCUMSTANCES, context),
    )


def _about_the_drug(context: Context) -> tuple[Finding, ...]:
    """Whether it is a home infusion drug; of one that is not, only the reasons why.

    No answer to the other questions could make it one.  A drug off the pump list is refused
    by that already: whether visits are paid for it is not asked.
    """
    found = find(OF_THE_ORDER, context)
    if context.listed:
        found += find((visits_are_paid_for_the_drug,), context)
    why_not = tuple(finding for finding in found if finding.met is False)
    return why_not or (found if context.listed else ())
