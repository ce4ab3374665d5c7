"""Taking an answer away widens the range and never narrows it, on random real orders."""

from __future__ import annotations

from copy import deepcopy
from typing import Any

from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from core.estimate import estimate
from core.reference.model import Drug, UsualDose, Way
from core.reference.store import Reference
from core.result import Estimate
from tests.support.situations import situation

Answers = dict[str, Any]
DOSE_UNITS = ("mg", "mcg", "g", "units", "mL", "mg/kg", "mcg/kg/min", "ng/kg/min")
CONTAINERS = {"bag": "bag", "bottle": "bag", "cassette": "cassette", "syringe": "syringe"}
SUPPLEMENTS: list[Answers] = [
    {"kind": "none"},
    {"kind": "qmb"},
    *({"kind": "medigap", "plan": plan, "spent": "0.00"} for plan in "ACFGKLN"),
    *({"kind": "medigap", "plan": "HDG", "spent": spent} for spent in ("0.00", "2900.00")),
    {"kind": "retiree", "coinsurance_paid": "50", "deductible_paid": "100"},
    {"kind": "retiree", "coinsurance_paid": "80", "deductible_paid": "0"},
]
MAY_BE_UNKNOWN = (
    ("home", "zip"),
    ("home", "rural"),
    ("therapy", "weight_kg"),
    ("therapy", "dose"),
    ("therapy", "reservoir"),
    ("visits", "per_week"),
    ("visits", "first"),
    ("coverage", "deductible_met"),
    ("coverage", "supplement"),
    ("coverage", "medicare"),
    ("supplier", "accepts_assignment"),
)


@st.composite
def orders(draw: st.DrawFn, reference: Reference) -> Answers:
    """A drug in one of its usual schedules, with everything known."""
    pump_drugs = [drug for drug in reference.drugs() if drug.way is Way.PUMP and drug.indications]
    drug: Drug = draw(st.sampled_from(pump_drugs))
    rows = [row for row in reference.usual_doses(drug.id) if _is_whole(row)]
    assume(rows)
    row: UsualDose = draw(st.sampled_from(rows))
    sets = reference.indication(drug.indications[0]).sets
    return {
        "start": draw(st.sampled_from(["2026-11-02", "2026-12-15", "2027-03-01"])),
        "days": draw(st.sampled_from([1, 9, 30, 75])),
        "home": {
            "zip": draw(st.sampled_from(["60612", "99501", "62906", "00901"])),
            "rural": draw(st.booleans()),
        },
        "criteria": {c: True for each in sets for c in each.criteria},
        "therapy": {
            "drug": drug.id,
            "indication": drug.indications[0],
            "route": row.route or drug.routes[0],
            "pump": next(use.hcpcs for use in drug.pumps if use.usual),
            "dose": {
                "amount": format(draw(st.sampled_from([row.low, row.high])), "f"),
                "unit": row.unit,
                "per": "day" if row.per == "minute" else row.per,
            },
            "weight_kg": str(draw(st.integers(50, 120))),
            "administrations_per_week": format(row.administrations_low or 7, "f"),
            "minutes": row.minutes_low,
            "reservoir": {
                "kind": CONTAINERS[row.container.split(";")[0]],
                "per_week": format(
                    draw(st.sampled_from([row.containers_low, row.containers_high])), "f"
                ),
            },
        },
        "visits": {
            "per_week": draw(st.sampled_from(["0", "1", "3"])),
            "first": draw(st.sampled_from(["initial", "subsequent"])),
        },
        "supplier": {
            "accepts_assignment": draw(st.booleans()),
            "charges": {"E0781": "450.00", "A4222": "60.00"},
        },
        "coverage": {
            "deductible_met": draw(st.sampled_from(["0.00", "100.00", "283.00"])),
            "supplement": draw(st.sampled_from(SUPPLEMENTS)),
        },
    }


def _is_whole(row: UsualDose) -> bool:
    """Whether a usual schedule can be ordered as a case states an order."""
    return (
        None not in (row.low, row.high, row.containers_low, row.containers_high, row.minutes_low)
        and row.unit in DOSE_UNITS
        and row.container.split(";")[0] in CONTAINERS
        and row.administrations_low == row.administrations_high
    )


def _gaps(made: Estimate) -> set[str]:
    return {each.what.key for each in made.not_estimated}


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(data=st.data())
def test_an_answer_taken_away_widens_the_range(data: st.DataObject, reference: Reference) -> None:
    known = data.draw(orders(reference))
    taken = data.draw(st.sets(st.sampled_from(MAY_BE_UNKNOWN), min_size=1, max_size=4))
    less = deepcopy(known)
    for part, name in taken:
        less[part][name] = None
    whole, open_ = (estimate(situation(**each), reference) for each in (known, less))
    assert whole.totals.patient.low <= whole.totals.patient.high
    # A part that cannot be priced without the answer is named instead of counted.
    assume(_gaps(open_) - _gaps(whole) <= {"money.gap.medicare-kind.what", "money.gap.excess.what"})
    assert open_.totals.patient.low <= whole.totals.patient.low
    assert whole.totals.patient.high <= open_.totals.patient.high
    moving = {each.id for each in open_.assumptions if each.patient_effect}
    if open_.totals.patient != whole.totals.patient:
        assert moving


@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
@given(data=st.data())
def test_other_coverage_never_costs_more_than_none(
    data: st.DataObject, reference: Reference
) -> None:
    known = data.draw(orders(reference))
    known["coverage"]["supplement"] = {"kind": "none"}
    alone = estimate(situation(**known), reference)
    for option in alone.supplements:
        assert option.patient.low <= alone.totals.patient.low
        assert option.patient.high <= alone.totals.patient.high
    for line in alone.lines:
        for end in ("low", "high"):
            assert getattr(line.patient, end) >= 0
            assert getattr(line.allowed, end) >= 0
