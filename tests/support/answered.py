"""A visitor who has answered everything: milrinone at home in Chicago, with Medigap G."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from core.case import (
    Delivery,
    DoseUnit,
    FirstVisit,
    MedicareKind,
    MedigapPlan,
    Per,
    ReservoirKind,
    Residence,
    Route,
    StartedAt,
    SupplementKind,
)
from core.intake.answers import Answers, WayIn

FULL = Answers(
    way_in=WayIn.CONDITION,
    topic="heart-failure",
    drug="milrinone",
    indication="advanced-heart-failure",
    started_at=StartedAt.HOME,
    route=Route.IV,
    delivery=Delivery.PUMP,
    pump="E0781",
    dose_amount=Decimal(40),
    dose_unit=DoseUnit.MG,
    dose_per=Per.DAY,
    weight_kg=Decimal(70),
    administrations_per_week=Decimal(7),
    minutes=1440,
    reservoir=ReservoirKind.CASSETTE,
    reservoirs_per_week=Decimal(7),
    start=date(2026, 11, 30),
    days=42,
    criteria=(("hf-stage-d", True), ("hf-three-month-review", None)),
    medicare=MedicareKind.ORIGINAL,
    supplement=SupplementKind.MEDIGAP,
    medigap_plan=MedigapPlan.G,
    deductible_met=Decimal("0.00"),
    deductible_year=2026,
    zip_code="60612",
    residence=Residence.HOME,
    rural=False,
    visits_per_week=Decimal(1),
    first_visit=FirstVisit.INITIAL,
)
