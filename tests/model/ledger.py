"""Prices and payers a second time, in whole cents: facts on cost sharing CS-01 to CS-25."""

from __future__ import annotations

from fractions import Fraction
from typing import Any, NamedTuple

from tests.model import figures
from tests.model.services import DRUG, POLE, PUMP, VISIT, Service

FIFTH = Fraction(1, 5)


class Amounts(NamedTuple):
    """One line, in cents; allowed + excess = medicare + other + patient."""

    day: str
    hcpcs: str
    units: int
    allowed: int
    deductible: int
    coinsurance: int
    medicare: int
    other: int
    excess: int
    patient: int


class Priced(NamedTuple):
    """A line before any payer, in cents."""

    service: Service
    allowed: int
    excess: int
    rate: Fraction
    exempt: bool
    most: int | None
    unassigned: bool


def cents(dollars: Fraction) -> int:
    """To the nearest cent, a half upwards (CS-07)."""
    return (200 * dollars.numerator + dollars.denominator) // (2 * dollars.denominator)


def part(rate: Fraction, amount: int) -> int:
    """A rate of an amount of cents, to the nearest cent, a half upwards."""
    return (2 * rate.numerator * amount + rate.denominator) // (2 * rate.denominator)


# Prices


def priced(case: dict[str, Any], found: list[Service], high: bool) -> list[Priced]:
    """Each service with what Medicare allows; what has no published price has no line."""
    lines: list[Priced] = []
    rented: dict[str, int] = {}
    for service in found:
        line = _priced(case, service, high, rented)
        if line is not None:
            lines.append(line)
    return lines


def _priced(
    case: dict[str, Any], service: Service, high: bool, rented: dict[str, int]
) -> Priced | None:
    state, carrier, locality = figures.place(case["home"]["zip"])
    charges = case["supplier"]["charges"]
    charge = Fraction(charges[service.hcpcs]) if service.hcpcs in charges else None
    rate, exempt, most = FIFTH, False, None
    price: Fraction | None
    if service.kind == DRUG:
        found = figures.limit(service.hcpcs, service.day.isoformat())
        if found is None:
            return None
        price, rate = found.amount, found.percent / 100
        if service.insulin:  # no deductible, at most $35 for a month's supply (CS-05)
            exempt, most = True, cents(figures.parameter("part_b_insulin_monthly_cap", 2026))
    elif service.kind == VISIT:
        price = _visit(service, carrier, locality, high)
    else:
        price = _fee(case, service, state, rented)
    if price is None:
        return None
    paid = price if charge is None else min(price, charge)
    allowed = cents(paid * service.units)
    # Drugs and visits are always assigned (CS-08); equipment and supplies may not be.
    unassigned = not case["supplier"]["accepts_assignment"] and service.kind not in (DRUG, VISIT)
    excess = 0
    if unassigned and charge is not None:
        excess = max(cents(charge * service.units) - allowed, 0)
    return Priced(service, allowed, excess, rate, exempt, most, unassigned)


def _visit(service: Service, carrier: str, locality: str, high: bool) -> Fraction:
    for hcpcs, least, most in figures.visit_bounds().values():
        if hcpcs == service.hcpcs:
            national = most if high else least
            return Fraction(cents(national * figures.factor(carrier, locality)), 100)
    raise AssertionError(service)


def _fee(
    case: dict[str, Any], service: Service, state: str, rented: dict[str, int]
) -> Fraction | None:
    hcpcs, rural = service.hcpcs, case["home"]["rural"]
    if service.kind not in (PUMP, POLE):
        return figures.fee(hcpcs, "", state, rural)
    if not service.month:
        return figures.fee(hcpcs, "NU", state, rural)
    rent = figures.fee(hcpcs, "RR", state, rural)
    if rent is None:
        return None
    category = figures.equipment()[hcpcs][1]
    if category == "CR" and service.month > 3:
        return Fraction(cents(rent * Fraction(3, 4)), 100)
    if category == "IN":  # rented until its price is reached (CS-13)
        price = figures.fee(hcpcs, "NU", state, rural)
        assert price is not None
        left = cents(price) - rented.get(hcpcs, 0)
        now = min(cents(rent), left)
        rented[hcpcs] = rented.get(hcpcs, 0) + now
        return Fraction(now, 100) if now else None
    return rent


# Payers


def fold(case: dict[str, Any], lines: list[Priced], high: bool) -> list[Amounts]:
    """The lines in their order through Medicare and the payer after it."""
    year = int(case["start"][:4])
    met = {year: cents(Fraction(case["coverage"]["deductible_met"]))}
    payer = _Payer(case, year, high)
    found: list[Amounts] = []
    for line in lines:
        then = line.service.day.year
        whole = cents(figures.parameter("part_b_deductible", then))
        left = 0 if line.exempt else max(whole - met.get(then, 0), 0)
        deductible = min(left, line.allowed)
        met[then] = met.get(then, 0) + deductible
        coinsurance = part(line.rate, line.allowed - deductible)
        if line.most is not None:
            coinsurance = min(coinsurance, line.most)
        medicare = line.allowed - deductible - coinsurance
        excess, held = line.excess, 0
        if line.unassigned:
            if payer.forbids_excess:
                excess = 0
            else:  # sequestration reaches the patient on unassigned claims (CS-09)
                held = part(figures.parameter("sequestration_rate", then), medicare)
        paid = payer.pays(then, deductible, coinsurance, excess)
        found.append(
            Amounts(
                line.service.day.isoformat(),
                line.service.hcpcs,
                line.service.units,
                line.allowed,
                deductible,
                coinsurance,
                medicare - held,
                paid,
                excess,
                deductible + coinsurance + excess + held - paid,
            )
        )
    return found


class _Payer:
    """Whoever pays after Medicare, with what the year has counted so far."""

    def __init__(self, case: dict[str, Any], year: int, high: bool) -> None:
        stated = case["coverage"]["supplement"]
        self.kind = stated["kind"]
        self.plan = stated.get("plan")
        self.high = high
        self.stated = stated
        self.counted = {year: cents(Fraction(stated.get("spent", "0.00")))}
        if self.plan in ("HDF", "HDG"):
            met = cents(Fraction(case["coverage"]["deductible_met"]))
            self.counted[year] = max(self.counted[year], met)
        self.forbids_excess = self.kind == "qmb"

    def pays(self, year: int, deductible: int, coinsurance: int, excess: int) -> int:
        """Its part of one line, in cents."""
        if self.kind in ("none", "slmb", "qi"):
            return 0
        if self.kind == "qmb":
            return deductible + coinsurance
        if self.kind == "medicaid":  # all of it, or nothing from a supplier who does not take it
            return 0 if self.high else deductible + coinsurance
        if self.kind == "tricare-for-life":
            return deductible + coinsurance
        if self.kind == "retiree":
            return sum(
                amount - part(1 - Fraction(self.stated[name]) / 100, amount)
                for name, amount in (
                    ("deductible_paid", deductible),
                    ("coinsurance_paid", coinsurance),
                )
            )
        return self._medigap(year, deductible, coinsurance, excess)

    def _medigap(self, year: int, deductible: int, coinsurance: int, excess: int) -> int:
        if self.plan in ("K", "L"):
            return self._part(year, coinsurance)
        if self.plan in ("HDF", "HDG"):
            return self._high(year, deductible, coinsurance, excess)
        paid = coinsurance
        if self.plan in ("C", "F"):
            paid += deductible
        if self.plan in ("F", "G"):
            paid += excess
        return paid

    def _part(self, year: int, coinsurance: int) -> int:
        """K and L: a fraction, and all once the patient's own part has come to the limit."""
        share = Fraction(1, 2) if self.plan == "K" else Fraction(3, 4)
        limit = cents(figures.parameter(f"medigap_plan_{self.plan}_oop_limit", year))
        before = self.counted.get(year, 0)
        own = min(part(1 - share, coinsurance), max(limit - before, 0))
        self.counted[year] = before + own
        return coinsurance - own

    def _high(self, year: int, deductible: int, coinsurance: int, excess: int) -> int:
        """HDF and HDG: nothing up to the amount, the Part B deductible counted first."""
        limit = cents(figures.parameter("medigap_high_deductible_F_G", year))
        before = self.counted.get(year, 0)
        share = deductible + coinsurance + excess
        own = min(share, max(limit - before, 0))
        self.counted[year] = before + own
        if self.plan == "HDF":
            return share - own
        return share - max(own, deductible)
