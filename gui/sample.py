"""A made-up patient that the program shows itself with: milrinone at home for six weeks."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from core.case import (
    Delivery,
    DoseUnit,
    FirstVisit,
    MedicareKind,
    Per,
    ReservoirKind,
    Residence,
    Route,
    StartedAt,
    SupplementKind,
)
from core.intake.answers import Answers, DoseFrom, WayIn
from gui.state import Step

TODAY = date(2026, 11, 2)
"""The day on which the sample is shown, so that it comes to the same on every day."""


@dataclass(frozen=True, slots=True)
class Choose:
    """Press the answer with this id."""

    id: str


@dataclass(frozen=True, slots=True)
class Type:
    """Put a text into the screen's field."""

    text: str


Gesture = Choose | Type

GESTURES: dict[tuple[Step, str], tuple[Gesture, ...]] = {
    (Step.TREATMENT, ""): (Choose("medicine"),),
    (Step.MEDICINE, ""): (Type("milrinon"), Choose("milrinone")),
    (Step.INDICATION, ""): (Choose("advanced-heart-failure"),),
    (Step.GIVEN, "started"): (Choose("home"),),
    (Step.GIVEN, "delivery"): (Choose("pump"),),
    (Step.GIVEN, "pump"): (Choose("E0781"),),
    (Step.DOSE, "from"): (Choose("order"),),
    (Step.DOSE, "amount"): (Type("40"), Choose("mg")),
    (Step.DOSE, "per"): (Choose("day"),),
    (Step.DOSE, "weight"): (Choose("not-sure"),),
    (Step.SCHEDULE, "times"): (Choose("continuous"),),
    (Step.SCHEDULE, "minutes"): (Choose("1440"),),
    (Step.SCHEDULE, "container"): (Choose("cassette"),),
    (Step.SCHEDULE, "containers"): (Choose("1-a-day"),),
    (Step.SCHEDULE, "readback"): (),
    (Step.LENGTH, "start"): (Choose("2026-11-02"),),
    (Step.LENGTH, "days"): (Choose("42"),),
    (Step.CRITERIA, "hf-stage-d"): (Choose("yes"),),
    (Step.CRITERIA, "hf-symptoms-despite-treatment"): (Choose("yes"),),
    (Step.CRITERIA, "hf-bridge-or-comfort"): (Choose("yes"),),
    (Step.CRITERIA, "hf-specialist-evaluation"): (Choose("yes"),),
    (Step.CRITERIA, "hf-better-on-drug"): (Choose("yes"),),
    (Step.CRITERIA, "hf-three-month-review"): (Choose("yes"),),
    (Step.MEDICARE, ""): (Choose("original"),),
    (Step.OTHER_COVERAGE, "kind"): (Choose("none"),),
    (Step.DEDUCTIBLE, ""): (Choose("nothing"),),
    (Step.HOME, "zip"): (Type("60612"),),
    (Step.HOME, "residence"): (Choose("home"),),
    (Step.HOME, "rural"): (Choose("no"),),
    (Step.VISITS, "per-week"): (Choose("1"),),
    (Step.VISITS, "first"): (Choose("initial"),),
    (Step.HOSPITAL, "days"): (Choose("not-sure"),),
    (Step.REVIEW, ""): (),
}
"""What the sample patient does at each stop, by the ids of the answers."""

ANSWERS = Answers(
    way_in=WayIn.MEDICINE,
    drug="milrinone",
    indication="advanced-heart-failure",
    route=Route.IV,
    started_at=StartedAt.HOME,
    delivery=Delivery.PUMP,
    pump="E0781",
    dose_from=DoseFrom.ORDER,
    dose_amount=Decimal(40),
    dose_unit=DoseUnit.MG,
    dose_per=Per.DAY,
    weight_kg=None,
    administrations_per_week=Decimal(7),
    minutes=1440,
    reservoir=ReservoirKind.CASSETTE,
    reservoirs_per_week=Decimal(7),
    start=TODAY,
    days=42,
    criteria=tuple((part, True) for step, part in GESTURES if step is Step.CRITERIA),
    medicare=MedicareKind.ORIGINAL,
    supplement=SupplementKind.NONE,
    deductible_met=Decimal(0),
    deductible_year=TODAY.year,
    zip_code="60612",
    residence=Residence.HOME,
    rural=False,
    visits_per_week=Decimal(1),
    first_visit=FirstVisit.INITIAL,
    hospital_days=None,
)
"""The same answers as the gestures come to."""
