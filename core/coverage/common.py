"""The conditions that more than one benefit asks."""

from __future__ import annotations

from core.case import MedicareKind, Residence, StartedAt
from core.coverage.context import Context
from core.coverage.rules import rule

FACILITIES = (Residence.SKILLED_NURSING_FACILITY, Residence.HOSPITAL)


@rule("R-001", source="cms-mbpm15-320", locator="320.4")
def has_part_b(context: Context) -> bool | None:
    """The person has Part B, by Original Medicare or through a Medicare Advantage plan."""
    medicare = context.case.coverage.medicare
    return None if medicare is None else medicare is not MedicareKind.NONE


@rule("R-005", source="cfr-410.38", locator="(a), (b)")
def is_at_home(context: Context) -> bool | None:
    """The person lives at home or in a place used as a home, not in a hospital or SNF."""
    residence = context.case.residence
    return None if residence is None else residence not in FACILITIES


@rule("R-006", source="a52507", locator="Billing Information", quiet=True)
def starts_at_home(context: Context) -> bool | None:
    """The infusion is started at home: one started in an office or clinic is paid there."""
    started_at = context.case.therapy.started_at
    return None if started_at is None else started_at is StartedAt.HOME


@rule(
    "CS-08",
    source="medicare-interactive-suppliers",
    locator="suppliers that are not enrolled",
    quiet=True,
    ask_unmet="CS-08",
)
def supplier_is_enrolled(context: Context) -> bool | None:
    """The supplier is enrolled in Medicare: Medicare pays nothing to one that is not."""
    return context.case.supplier.enrolled


@rule("R-093", source="cfr-422.100", locator="(a)", quiet=True, ask_unmet="R-093")
def plan_agrees(context: Context) -> bool | None:
    """A Medicare Advantage plan covers what Part B covers, in its network and by its approval."""
    coverage = context.case.coverage
    if coverage.medicare is not MedicareKind.ADVANTAGE:
        return True
    plan = coverage.advantage
    if plan is None:
        return None
    if plan.authorized is False:
        return False
    return True if plan.authorized and plan.in_network else None
