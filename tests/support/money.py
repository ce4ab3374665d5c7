"""Claims of round amounts, and real cases by what differs from the sample, for tests of money."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from core.estimate import estimate
from core.ledger import Entry, Opening, fold
from core.money import ZERO
from core.payers.base import NOBODY, Payer
from core.pricing import Basis, Claim, Price
from core.reference.store import Reference
from core.result import Benefit, Estimate, LineKind
from core.schedule.service import Service
from core.trace import Standing, text
from tests.support.situations import situation

RATE = Decimal("0.20")
_PART_D = {
    "therapy": {"drug": "ceftriaxone", "delivery": "gravity", "minutes": 30},
    "quotes": {"drug_price": "900.00", "per_diem": "95.00"},
    "coverage": {"part_d": {"extra_help": None}},
}
CHANGES: dict[str, dict[str, Any]] = {
    "exact but for the visits": {},
    "deductible not known": {"coverage": {"deductible_met": None}},
    "home not known": {"home": {"zip": None, "rural": None}},
    "order not known": {"therapy": {"dose": None, "reservoir": None}, "days": None},
    "first day and length not known": {"start": None, "days": None},
    "criteria not answered": {"criteria": {"hf-stage-d": None}},
    "refused": {"criteria": {"hf-stage-d": False}},
    "Medigap, letter not known": {"coverage": {"supplement": {"kind": "medigap"}}},
    "Medigap G": {"coverage": {"supplement": {"kind": "medigap", "plan": "G"}}},
    "K with its limit not known": {
        "coverage": {"supplement": {"kind": "medigap", "plan": "K", "spent": None}}
    },
    "QMB": {"coverage": {"supplement": {"kind": "qmb"}}},
    "VA": {"coverage": {"supplement": {"kind": "va"}}},
    "plan from work": {"coverage": {"supplement": {"kind": "active-employer"}}},
    "retiree": {"coverage": {"supplement": {"kind": "retiree"}}},
    "nobody knows who pays": {"coverage": {"medicare": None, "supplement": None}},
    "no Part B": {"coverage": {"medicare": "none"}},
    "Medicare Advantage": {"coverage": {"medicare": "advantage"}},
    "unassigned": {
        "supplier": {"accepts_assignment": False, "charges": {"E0781": "450.00", "A4221": "9.00"}}
    },
    "not enrolled": {"supplier": {"enrolled": False, "charges": {"E0781": "450.00"}}},
    "over New Year": {"start": "2026-12-10", "days": 400},
    "stationary pump": {"therapy": {"pump": "E0791"}},
    "drug plan": _PART_D,
    "in a facility": {"residence": "skilled-nursing-facility"},
    "no drug": {"therapy": {"drug": None}},
    "home IVIG": {"therapy": {"drug": "ivig-gammagard-liquid", "delivery": "gravity"}},
}
"""What differs from the sample in each kind of case that a result must be right for."""


def claim(
    allowed: str,
    day: str = "2026-03-02",
    *,
    rate: Decimal = RATE,
    excess: str = "0.00",
    noncovered: str = "0.00",
    held: bool = False,
    deductible_applies: bool = True,
    cap: str | None = None,
    kind: LineKind = LineKind.PUMP,
) -> Claim:
    """A claim of one allowed amount, USD."""
    service = Service(
        date.fromisoformat(day),
        "E0781",
        (),
        Decimal(1),
        kind,
        Benefit.EQUIPMENT,
        text("equipment.E0781"),
    )
    return Claim(
        service,
        Price(Basis.FEE, Decimal(allowed), Standing.PUBLISHED),
        Decimal(allowed),
        rate=rate,
        deductible_applies=deductible_applies,
        cap=None if cap is None else Decimal(cap),
        excess=Decimal(excess),
        noncovered=Decimal(noncovered),
        held=held,
    )


def folded(
    claims: list[Claim],
    reference: Reference,
    payer: Payer = NOBODY,
    met: str = "0.00",
    counted: str = "0.00",
) -> tuple[Entry, ...]:
    """Claims through a payer; `met` and `counted` belong to the year of the first claim."""
    year = claims[0].service.date.year
    return fold(claims, Opening(year, Decimal(met), Decimal(counted)), payer, reference)


def patient(entries: tuple[Entry, ...]) -> Decimal:
    """What the patient pays of them all."""
    return sum((entry.patient for entry in entries), ZERO)


def estimated(reference: Reference, **changes: Any) -> Estimate:
    """The estimate of the sample case with changes."""
    return estimate(situation(**changes), reference)
