"""A plan from current work: it pays first, and Medicare second (42 CFR 411.33, 411.35).

Medicare then pays the least of three amounts: the charge less what the plan paid, what it
would pay as the only payer, and the higher of both allowed amounts less what the plan paid.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from decimal import Decimal

from core.case import Coverage, Employer, SupplementKind
from core.ledger import AfterMedicare, Entry, Opening, after_medicare
from core.money import ZERO, cents
from core.payers.original import sequestered
from core.pricing.claim import Claim
from core.reference.store import Reference
from core.trace import Standing, least_sure

NAME = "active-employer"
_HUNDRED = Decimal(100)


def plan_from_work(coverage: Coverage) -> Employer | None:
    """The plan from current work with its terms; None when there is none or they are not known."""
    supplement = coverage.supplement
    if supplement is None or supplement.kind is not SupplementKind.ACTIVE_EMPLOYER:
        return None
    plan = supplement.employer
    if plan is None or plan.percent_paid is None or plan.deductible_left is None:
        return None
    return plan


def second_payment(
    charge: Decimal, plan_allowed: Decimal, plan_paid: Decimal, fee: Decimal, alone: Decimal
) -> Decimal:
    """What Medicare pays after the plan, USD (42 CFR 411.33(b)); never below 0.

    `fee` is Medicare's own allowed amount, `alone` what it would pay as the only payer.
    """
    least = min(charge - plan_paid, alone, max(fee, plan_allowed) - plan_paid)
    return max(least, ZERO)


def fold_after_work(
    claims: Iterable[Claim], plan: Employer, opening: Opening, reference: Reference
) -> tuple[Entry, ...]:
    """Each line through the plan from work, then Medicare, then the patient.

    What the plan pays is credited towards the Part B deductible (42 CFR 411.30).  `excess`
    of a line is what is paid above Medicare's amount.  `plan.deductible_left` belongs to the
    year of the first day.
    """
    left = plan.deductible_left or ZERO
    entries: list[Entry] = []
    for part in after_medicare(claims, opening, reference):
        claim = part.claim
        allowed = max(_plan_allowed(claim, plan), ZERO)
        own = min(left, allowed) if claim.service.date.year == opening.year else ZERO
        left -= own
        paid = cents((allowed - own) * (plan.percent_paid or ZERO) / _HUNDRED)
        entries.append(_entry(part, allowed, paid, reference))
    return tuple(entries)


def _plan_allowed(claim: Claim, plan: Employer) -> Decimal:
    """The plan's own allowed amount of a line, or Medicare's where it is not told."""
    told = plan.allowed.get(claim.service.hcpcs)
    return claim.allowed if told is None else cents(told * claim.service.units)


def _entry(
    part: AfterMedicare, plan_allowed: Decimal, plan_paid: Decimal, reference: Reference
) -> Entry:
    claim, share = part.claim, part.share
    alone = part.medicare + part.held
    higher = max(claim.allowed, plan_allowed)
    charge = claim.allowed + claim.excess if claim.held else higher
    paid = min(plan_paid, max(charge, higher))
    medicare = second_payment(max(charge, paid), plan_allowed, paid, claim.allowed, alone)
    if claim.held:  # not assigned: the patient owes the charge less what both paid
        rate = reference.parameter("sequestration_rate", claim.service.date).value.high
        medicare -= sequestered(medicare, rate)
        patient = max(charge - paid - medicare, ZERO)
    else:  # assigned: Medicare's deductible and share, less what the plan paid (411.35)
        patient = max(share.deductible + share.coinsurance - paid, ZERO)
    whole = paid + medicare + patient
    return Entry(
        replace(claim, excess=whole - claim.allowed),
        share.deductible,
        share.coinsurance,
        medicare,
        ((NAME, paid),) if paid else (),
        patient,
        least_sure(part.standing, Standing.TOLD),  # the plan's terms are
        part.deductible_citation,
    )
