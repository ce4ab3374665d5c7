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
