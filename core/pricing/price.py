"""The price of each kind of service: fee schedule, payment limit, visit rate, supplier's charge."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal

from core.money import ZERO, cents
from core.pricing.claim import Basis, Claim, Price
from core.reference.model import NotInReference, PaymentCategory
from core.reference.store import Reference
from core.result import LineKind
from core.schedule.drug import is_insulin
from core.schedule.service import Service
from core.settled import Bound, Settled
from core.trace import Standing, least_sure


def price(service: Service, settled: Settled, reference: Reference) -> Claim:
    """The claim of a service.  Raises NotInReference where no price is known."""
    found = _PRICES[service.kind](service, settled, reference)
    charge = settled.case.supplier.charges.get(service.hcpcs)
    if charge is not None and charge < found.price.unit:
        # 80 percent of the lesser of the charge and the amount (42 USC 1395m(a)(1)).
        told = Price(Basis.CHARGE, charge, Standing.TOLD)
        found = replace(found, price=told, allowed=cents(charge * service.units))
    if settled.assigned or service.kind not in MAY_EXCEED:
        return found
    # Sequestration reaches the patient on every unassigned claim, whatever is charged (CS-09).
    above = ZERO if charge is None else cents(charge * service.units) - found.allowed
    return replace(found, excess=above, held=True)


def refused(service: Service, unit: Decimal, is_owed: bool = True) -> Claim:
    """What a patient must buy because Medicare does not pay: a charge or a quote, all theirs.

    A supplier's charge `is_owed` only where the patient agreed to pay it.
    """
    owed = cents(unit * service.units) if is_owed else ZERO
    told = Price(Basis.QUOTE, unit, Standing.TOLD)
    return Claim(service, told, ZERO, deductible_applies=False, noncovered=owed)


MAY_EXCEED = frozenset({LineKind.PUMP, LineKind.ACCESSORY, LineKind.SUPPLIES, LineKind.RESERVOIRS})
"""What a supplier that does not accept assignment may charge more for: never drug or visit."""


def _equipment(service: Service, settled: Settled, reference: Reference) -> Claim:
    modifier = service.modifiers[0] if service.modifiers else ""
    quote = settled.area.fee(reference, service.hcpcs, modifier, service.date)
    fee = _fee_bound(service.hcpcs, settled).of(quote.value)
    made = Price(Basis.FEE, fee, quote.standing, quote.citation, quote.published_through)
    month = service.rental_month
    if month is not None:
        made = _rental(service, month, made, settled, reference)
    return _claim(service, made, reference)


def _fee_bound(hcpcs: str, settled: Settled) -> Bound:
    """Which end of the fees the run takes, apart for what is charged above them."""
    charged = not settled.assigned and hcpcs in settled.case.supplier.charges
    return settled.charged_fees if charged else settled.fees


def _rental(
    service: Service, month: int, first: Price, settled: Settled, reference: Reference
) -> Price:
    """A rental month's price by the item's payment category."""
    category = reference.equipment(service.hcpcs).category
    if category is PaymentCategory.CAPPED_RENTAL:
        full = reference.parameter("capped_rental_full_months", service.date).value.high
        if month <= full:
            return first
        later = reference.parameter("capped_rental_later_fraction", service.date)
        return replace(
            first,
            basis=Basis.LATER_FEE,
            unit=cents(first.unit * later.value.high),
            standing=least_sure(first.standing, Standing.DERIVED),
            national=first.unit,
            factor=later.value.high,
            citation=later.citation,
        )
    if category is PaymentCategory.INEXPENSIVE:
        bought = settled.area.fee(reference, service.hcpcs, "NU", service.date)
        left = _fee_bound(service.hcpcs, settled).of(bought.value) - first.unit * (month - 1)
        if left < first.unit:
            standing = least_sure(first.standing, bought.standing, Standing.DERIVED)
            unit = max(left, ZERO)
            return replace(
                first,
                basis=Basis.LAST_RENTAL,
                unit=unit,
                standing=standing,
                citation=bought.citation,
            )
    return first


def _drug(service: Service, settled: Settled, reference: Reference) -> Claim:
    limit = reference.payment_limit(service.hcpcs, service.date)
    quote = limit.limit
    made = Price(
        Basis.LIMIT,
        quote.value.high,
        quote.standing,
        quote.citation,
        quote.published_through,
    )
    claim = Claim(
        service,
        made,
        cents(made.unit * service.units),
        rate=limit.coinsurance,
        rate_citation=quote.citation,
    )
    if is_insulin(settled):
        cap = reference.parameter("part_b_insulin_monthly_cap", service.date)
        return replace(
            claim, deductible_applies=False, cap=cap.value.high, rate_citation=cap.citation
        )
    return claim


def _visit(service: Service, settled: Settled, reference: Reference) -> Claim:
    printed = settled.area.visit_rate(reference, service.hcpcs, service.date)
    if printed is not None:
        unit, through = printed.value.high, printed.published_through
        made = Price(Basis.LOCAL_VISIT, unit, printed.standing, printed.citation, through)
        return _claim(service, made, reference)
    rate = reference.visit_rate(service.hcpcs, service.date)
    national = settled.rates.of(rate.value)
    if not reference.visit_rate_is_local(service.hcpcs, service.date):
        made = Price(Basis.NATIONAL, national, rate.standing, rate.citation, rate.published_through)
        return _claim(service, made, reference)
    local = settled.area.factor
    if local is None:
        raise NotInReference("locality factor", service.date, reference.edition.id)
    factor = settled.factor.of(local.value)
    standing = least_sure(rate.standing, local.standing)
    made = Price(
        Basis.VISIT,
        cents(national * factor),
        standing,
        rate.citation,
        rate.published_through,
        national,
        factor,
    )
    return _claim(service, made, reference)


def _claim(service: Service, made: Price, reference: Reference) -> Claim:
    share = reference.parameter("part_b_coinsurance_rate", service.date)
    return Claim(
        service,
        made,
        cents(made.unit * service.units),
        rate=share.value.high,
        rate_citation=share.citation,
    )


_PRICES: dict[LineKind, Callable[[Service, Settled, Reference], Claim]] = {
    LineKind.PUMP: _equipment,
    LineKind.ACCESSORY: _equipment,
    LineKind.SUPPLIES: _equipment,
    LineKind.RESERVOIRS: _equipment,
    LineKind.DRUG: _drug,
    LineKind.FIRST_VISIT: _visit,
    LineKind.VISIT: _visit,
    LineKind.IVIG_SERVICES: _visit,
}
