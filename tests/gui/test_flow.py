"""The way through the screens: which stops, in which order, and back again."""

from __future__ import annotations

import itertools
from contextlib import closing
from dataclasses import replace
from datetime import date
from decimal import Decimal
from random import Random

import pytest
from pytestqt.qtbot import QtBot

from core.case import (
    OTHER_INDICATION,
    Delivery,
    DoseUnit,
    MedicareKind,
    MedigapPlan,
    Per,
    Residence,
    StartedAt,
    SupplementKind,
)
from core.intake.answers import UNASKED, Answers, DoseFrom, WayIn
from core.intake.prune import prune
from core.reference.model import Way
from core.reference.store import Reference
from gui import flow
from gui.flow import Stop
from gui.state import Step
from tests.gui.walker import Walker, wander
from tests.support.answered import FULL

TODAY = date(2026, 11, 24)


def _with(answers: Answers, **changes: object) -> Answers:
    return replace(answers, **changes)  # type: ignore[arg-type]


def _steps(answers: Answers, reference: Reference) -> tuple[Step, ...]:
    return flow.steps(prune(answers, reference), reference, TODAY)


def _parts(answers: Answers, reference: Reference, step: Step) -> list[str]:
    way = flow.stops(prune(answers, reference), reference, TODAY)
    return [stop.part for stop in way if stop.step is step]


def test_nobody_is_asked_more_than_what_to_find_before_a_drug_is_chosen(
    reference: Reference,
) -> None:
    assert _steps(Answers(), reference)[:3] == (Step.START, Step.TREATMENT, Step.MEDICINE)


def test_a_covered_pump_drug_is_asked_everything(reference: Reference) -> None:
    assert _steps(FULL, reference) == (
        Step.START,
        Step.TREATMENT,
        Step.TOPIC,
        Step.MEDICINE,
        Step.INDICATION,
        Step.GIVEN,
        Step.DOSE,
        Step.SCHEDULE,
        Step.LENGTH,
        Step.CRITERIA,
        Step.MEDICARE,
        Step.OTHER_COVERAGE,
        Step.DEDUCTIBLE,
        Step.HOME,
        Step.VISITS,
        Step.HOSPITAL,
        Step.REVIEW,
        Step.RESULT,
        Step.PRINT,
        Step.DONE,
    )


def test_a_search_by_name_shows_no_topic(reference: Reference) -> None:
    assert Step.TOPIC not in _steps(_with(FULL, way_in=WayIn.MEDICINE), reference)
    assert Step.TOPIC not in _steps(_with(FULL, way_in=None), reference)


def test_a_topic_is_answered_once_it_is_chosen(reference: Reference) -> None:
    choosing = _with(Answers(), way_in=WayIn.CONDITION)
    assert _parts(choosing, reference, Step.TOPIC) == ["choose"]
    assert _parts(FULL, reference, Step.TOPIC) == ["choose", "answer"]


def test_a_drug_off_the_list_is_not_asked_about_coverage_at_home(reference: Reference) -> None:
    """Its dose and schedule still price the other places it can be given in."""
    steps = _steps(Answers(way_in=WayIn.MEDICINE, drug="vancomycin"), reference)
    assert steps == (
        Step.START,
        Step.TREATMENT,
        Step.MEDICINE,
        Step.DOSE,
        Step.SCHEDULE,
        Step.LENGTH,
        Step.MEDICARE,
        Step.OTHER_COVERAGE,
        Step.DEDUCTIBLE,
        Step.PHARMACY,
        Step.DRUG_PLAN,
        Step.HOME,
        Step.HOSPITAL,
        Step.REVIEW,
        Step.RESULT,
        Step.PRINT,
        Step.DONE,
    )


@pytest.mark.parametrize(
    "change",
    [
        {"delivery": Delivery.ELASTOMERIC},
        {"delivery": Delivery.GRAVITY},
        {"started_at": StartedAt.OFFICE},
    ],
)
def test_what_cannot_be_covered_is_not_asked_about(
    reference: Reference, change: dict[str, object]
) -> None:
    steps = _steps(_with(FULL, **change), reference)
    assert Step.CRITERIA not in steps
    assert Step.VISITS not in steps
    assert "containers" not in _parts(_with(FULL, **change), reference, Step.SCHEDULE)


def test_an_unknown_pump_is_still_asked_about(reference: Reference) -> None:
    assert Step.CRITERIA in _steps(_with(FULL, delivery=None), reference)


def test_home_ivig_needs_no_pump_and_no_visits(reference: Reference) -> None:
    ivig = next(drug for drug in reference.drugs() if drug.way is Way.HOME_IVIG)
    steps = _steps(Answers(drug=ivig.id), reference)
    assert Step.DOSE in steps
    assert Step.GIVEN not in steps
    assert Step.VISITS not in steps


def test_every_coverage_question_is_a_stop_of_its_own(reference: Reference) -> None:
    asked = _parts(FULL, reference, Step.CRITERIA)
    assert len(asked) == 6
    assert asked[0] == "hf-stage-d"
    assert _parts(_with(FULL, indication=OTHER_INDICATION), reference, Step.CRITERIA) == []


def test_one_met_alternative_is_enough(reference: Reference) -> None:
    """Pain pills failed: whether they were tolerated is not asked any more."""
    opioid = Answers(
        drug="hydromorphone", delivery=Delivery.PUMP, indication="cancer-pain-other-opioid"
    )
    assert "pain-pills-not-tolerated" in _parts(opioid, reference, Step.CRITERIA)
    failed = opioid.with_criterion("pain-pills-failed", True)
    assert "pain-pills-not-tolerated" not in _parts(failed, reference, Step.CRITERIA)
    assert "pain-pills-failed" in _parts(failed, reference, Step.CRITERIA)
    unsure = opioid.with_criterion("pain-pills-failed", None)
    assert "pain-pills-not-tolerated" in _parts(unsure, reference, Step.CRITERIA)


def test_an_answered_alternative_stays_in_sight(reference: Reference) -> None:
    opioid = (
        Answers(drug="hydromorphone", delivery=Delivery.PUMP, indication="cancer-pain-other-opioid")
        .with_criterion("pain-pills-not-tolerated", False)
        .with_criterion("pain-pills-failed", True)
    )
    assert "pain-pills-not-tolerated" in _parts(opioid, reference, Step.CRITERIA)


def test_a_device_is_asked_no_order(reference: Reference) -> None:
    steps = _steps(Answers(drug="elastomeric-pump"), reference)
    for step in (Step.DOSE, Step.SCHEDULE, Step.LENGTH, Step.CRITERIA, Step.DEDUCTIBLE):
        assert step not in steps


def test_a_rate_is_not_asked_what_it_is_per(reference: Reference) -> None:
    ordered = _with(FULL, dose_from=DoseFrom.ORDER)
    rate = _with(ordered, dose_unit=DoseUnit.MCG_KG_MIN)
    assert "per" not in _parts(rate, reference, Step.DOSE)
    assert "per" in _parts(ordered, reference, Step.DOSE)
    assert "weight" in _parts(rate, reference, Step.DOSE)


def test_an_unknown_dose_is_not_asked_for_its_unit(reference: Reference) -> None:
    unknown = _with(FULL, dose_from=None, dose_amount=UNASKED, dose_unit=UNASKED)
    assert _parts(unknown, reference, Step.DOSE) == ["from"]


def test_an_advantage_plan_skips_supplement_deductible_and_visits(reference: Reference) -> None:
    steps = _steps(_with(FULL, medicare=MedicareKind.ADVANTAGE), reference)
    for step in (Step.OTHER_COVERAGE, Step.DEDUCTIBLE, Step.VISITS):
        assert step not in steps
    assert Step.HOME in steps


def test_the_medigap_letter_is_asked_only_of_medigap(reference: Reference) -> None:
    assert _parts(FULL, reference, Step.OTHER_COVERAGE) == ["kind", "plan"]
    without = _with(FULL, supplement=SupplementKind.QMB)
    assert _parts(without, reference, Step.OTHER_COVERAGE) == ["kind"]


def test_a_plans_figures_are_asked_for_only_where_they_are_at_hand(reference: Reference) -> None:
    plan = _with(FULL, medicare=MedicareKind.ADVANTAGE)
    assert _parts(plan, reference, Step.PLAN) == ["approved", "network", "papers"]
    assert _parts(FULL, reference, Step.PLAN) == []
    told = _with(plan, has_plan_papers=True)
    assert _parts(told, reference, Step.PLAN)[3:] == [
        "drug",
        "equipment",
        "visit",
        "deductible",
        "limit",
        "spent",
    ]
    assert Step.VISITS in _steps(told, reference)


@pytest.mark.parametrize(
    ("change", "parts"),
    [
        ({"supplement": SupplementKind.RETIREE}, ["retiree-share", "retiree-deductible"]),
        (
            {"supplement": SupplementKind.ACTIVE_EMPLOYER},
            ["employer-percent", "employer-deductible"],
        ),
        (
            {"supplement": SupplementKind.MEDIGAP, "medigap_plan": MedigapPlan.K},
            ["plan", "medigap-spent"],
        ),
        ({"supplement": SupplementKind.MEDIGAP, "medigap_plan": MedigapPlan.G}, ["plan"]),
    ],
)
def test_terms_of_other_coverage_are_asked_for_where_they_move_the_figure(
    reference: Reference, change: dict[str, object], parts: list[str]
) -> None:
    assert _parts(_with(FULL, **change), reference, Step.OTHER_COVERAGE) == ["kind", *parts]


def test_a_drug_plan_is_asked_about_only_where_part_b_refuses_the_order(
    reference: Reference,
) -> None:
    assert Step.DRUG_PLAN not in _steps(FULL, reference)
    gravity = _with(FULL, delivery=Delivery.GRAVITY)
    assert _parts(gravity, reference, Step.PHARMACY) == ["told"]
    assert _parts(gravity, reference, Step.DRUG_PLAN) == ["has"]
    priced = _with(gravity, has_quotes=True, drug_price=Decimal(900), has_drug_plan=True)
    assert _parts(priced, reference, Step.PHARMACY) == ["told", "price", "per-diem", "visit-price"]
    assert _parts(priced, reference, Step.DRUG_PLAN) == ["has", "fills", "copay", "help", "spent"]
    assert "homebound" in _parts(gravity, reference, Step.HOME)


def test_the_state_is_asked_for_where_the_zip_code_is_not_known(reference: Reference) -> None:
    assert "state" not in _parts(FULL, reference, Step.HOME)
    assert "state" in _parts(_with(FULL, zip_code=None), reference, Step.HOME)


@pytest.mark.parametrize(
    ("zip_code", "asked"),
    [("60612", True), ("99501", False), (None, False)],  # Illinois has two amounts, Alaska one
)
def test_rural_is_asked_only_where_it_changes_the_price(
    reference: Reference, zip_code: str | None, asked: bool
) -> None:
    parts = _parts(_with(FULL, zip_code=zip_code), reference, Step.HOME)
    assert ("rural" in parts) is asked


def test_a_nursing_facility_has_no_visits(reference: Reference) -> None:
    there = _with(FULL, residence=Residence.SKILLED_NURSING_FACILITY)
    assert Step.VISITS not in _steps(there, reference)


def test_no_visits_leave_nothing_to_ask_about_the_first(reference: Reference) -> None:
    assert _parts(_with(FULL, visits_per_week=Decimal(0)), reference, Step.VISITS) == ["per-week"]
    assert _parts(FULL, reference, Step.VISITS) == ["per-week", "first"]


# -- moving ----------------------------------------------------------------------------------


def test_next_and_back_are_each_others_way(reference: Reference) -> None:
    way = flow.stops(FULL, reference, TODAY)
    for here, there in itertools.pairwise(way):
        assert flow.following(here, way) == there
        assert flow.before(there, way) == here
    assert flow.before(way[0], way) == way[0]
    assert flow.following(way[-1], way) == way[-1]


def test_a_stop_that_has_gone_is_left_forward_and_backward(reference: Reference) -> None:
    """Somebody stands at the dose when the drug becomes one without questions."""
    way = flow.stops(Answers(drug="vancomycin"), reference, TODAY)
    gone = Stop(Step.DOSE, "amount")
    assert gone not in way
    assert flow.following(gone, way) == Stop(Step.SCHEDULE, "times")
    assert flow.before(gone, way) == Stop(Step.MEDICINE)


def test_steps_are_counted_without_start_and_result(reference: Reference) -> None:
    way = flow.stops(FULL, reference, TODAY)
    assert flow.position(Stop(Step.TREATMENT), way) == (1, 16)
    assert flow.position(Stop(Step.REVIEW), way) == (16, 16)
    assert flow.position(Stop(Step.START), way) == (0, 16)
    assert flow.part_position(Stop(Step.CRITERIA, "hf-stage-d"), way) == (1, 6)


@pytest.mark.parametrize("seed", range(3))
def test_going_back_to_the_start_and_forward_again_loses_nothing(
    qtbot: QtBot, reference: Reference, seed: int
) -> None:
    with closing(Walker(reference)) as walker:
        wander(walker, Random(seed), hope=0.7)
        answers = walker.answers
        while walker.stop != Stop(Step.TREATMENT):
            walker.go(flow.before(walker.stop, walker.way()))
        assert walker.answers == answers
        while walker.stop.step is not Step.REVIEW:
            walker.go_on()
        assert walker.answers == answers


def test_the_way_is_the_same_for_the_same_answers(reference: Reference) -> None:
    again = _with(FULL, dose_per=Per.DAY)
    assert flow.stops(FULL, reference, TODAY) == flow.stops(again, reference, TODAY)


def test_without_a_dose_there_is_nothing_to_read_back(reference: Reference) -> None:
    assert _parts(FULL, reference, Step.SCHEDULE)[-1] == "readback"
    unsure = _with(FULL, dose_from=None, dose_amount=None, dose_unit=None, dose_per=None)
    assert "readback" not in _parts(unsure, reference, Step.SCHEDULE)


def test_a_plan_that_said_no_is_asked_nothing_more(reference: Reference) -> None:
    refused = _with(
        FULL,
        medicare=MedicareKind.ADVANTAGE,
        plan_approved=False,
        in_network=True,
        has_plan_papers=True,
        plan_drug_percent=Decimal(20),
    )
    assert _parts(refused, reference, Step.PLAN) == ["approved"]
    kept = prune(refused, reference)
    assert (kept.in_network, kept.has_plan_papers) == (UNASKED, UNASKED)
    assert kept.plan_drug_percent is UNASKED
