"""The same treatment elsewhere, by hand; what does not fit has no amount."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from core.case import Setting
from core.money import Range
from core.reference.store import Reference
from core.result import Days, NursingStay, SettingOption
from tests.support.money import estimated
from tests.support.situations import INFECTION_BY_LONG_INFUSION

D = Decimal
MET = {"deductible_met": "283.00"}
FOSCARNET = {
    "drug": "foscarnet",
    "indication": "serious-infection",
    "route": "iv",
    "dose": {"amount": "6300", "unit": "mg", "per": "administration"},
    "administrations_per_week": "7",
    "minutes": 120,
    "reservoir": {"kind": "bag", "per_week": "7"},
}


def options(reference: Reference, **changes: Any) -> dict[Setting, SettingOption]:
    return {each.setting: each for each in estimated(reference, **changes).settings}


def foscarnet(reference: Reference, **changes: Any) -> dict[Setting, SettingOption]:
    coverage = {**MET, **changes.pop("coverage", {})}
    return options(
        reference,
        days=7,
        therapy={**FOSCARNET, **changes.pop("therapy", {})},
        criteria=INFECTION_BY_LONG_INFUSION,
        coverage=coverage,
        **changes,
    )


def test_home_is_the_estimate_itself(reference: Reference) -> None:
    made = estimated(reference)
    home = made.settings[0]
    assert (home.setting, home.fits, home.patient) == (Setting.HOME, True, made.totals.patient)
    assert home.total == made.totals.allowed


def test_a_drug_that_runs_all_day_does_not_fit(reference: Reference) -> None:
    found = options(reference)
    for setting in (Setting.OFFICE, Setting.OUTPATIENT):
        assert not found[setting].fits
        assert found[setting].why.key == "money.setting.all-day"
        assert (found[setting].patient, found[setting].total) == (None, None)


def test_an_office_by_hand(reference: Reference) -> None:
    # 7 trips: 6.3 g = 7 units of foscarnet at its limit; 2 hours = 67.14 + 21.38; each 20 %
    limit = reference.payment_limit("J1455", estimated(reference).lines[0].date).limit.value.low
    drug = (7 * limit).quantize(D("0.01"))
    shares = [(amount / 5).quantize(D("0.01")) for amount in (drug, D("67.14"), D("21.38"))]
    office = foscarnet(reference)[Setting.OFFICE]
    assert office.fits
    assert office.total == Range.exactly(7 * (drug + D("88.52")))
    assert office.patient == Range.exactly(7 * sum(shares, D(0)))


def test_plan_n_may_leave_a_copay_of_each_office_visit(reference: Reference) -> None:
    def under(plan: str) -> dict[Setting, SettingOption]:
        cover = {"supplement": {"kind": "medigap", "plan": plan}}
        return foscarnet(reference, coverage=cover)

    office = under("N")[Setting.OFFICE]
    # Seven trips, each with more than 20.00 of share.
    assert office.patient == Range(D("0.00"), D("140.00"))
    assert office.why.key == "money.setting.office-plan-n"
    assert under("G")[Setting.OFFICE].patient == Range.exactly(D("0.00"))
    assert under("N")[Setting.OUTPATIENT].patient == Range.exactly(D("0.00"))


def test_a_hospital_rounds_up_by_hand(reference: Reference) -> None:
    # 217.31 -> 43.462 -> 43.47;  47.84 -> 9.568 -> 9.57 (foscarnet as in an office)
    limit = reference.payment_limit("J1455", estimated(reference).lines[0].date).limit.value.low
    drug = (7 * limit).quantize(D("0.01"))
    share = (drug / 5).quantize(D("0.01"))
    hospital = foscarnet(reference)[Setting.OUTPATIENT]
    assert hospital.total == Range.exactly(7 * (drug + D("265.15")))
    assert hospital.patient == Range.exactly(7 * (share + D("43.47") + D("9.57")))


def test_a_hospitals_copayment_has_a_limit_and_an_offices_has_none(reference: Reference) -> None:
    # 6,300 g: thousands of dollars of drug; a visit's copayments end at 1,736 in 2026.
    dear = {"dose": {"amount": "6300000", "unit": "mg", "per": "administration"}}
    found = foscarnet(reference, therapy=dear)
    assert found[Setting.OUTPATIENT].patient == Range.exactly(7 * D(1736))
    office = found[Setting.OFFICE].patient
    assert office is not None
    assert office.low > 7 * 1736


@pytest.mark.parametrize(
    ("therapy", "why"),
    [
        ({"administrations_per_week": "14"}, "daily"),
        ({"minutes": 600}, "all-day"),
        ({"route": "sc"}, "self-given"),
    ],
)
def test_why_a_trip_does_not_work(therapy: dict[str, Any], why: str, reference: Reference) -> None:
    office = foscarnet(reference, therapy=therapy)[Setting.OFFICE]
    assert not office.fits
    assert office.why.key == f"money.setting.{why}"
    assert office.patient is None


def test_a_facility_by_days_and_by_supplement(reference: Reference) -> None:
    # 42 days: 22 x 217 = 4,774.  C D F G M N pay it, A and B none, K half, L three quarters.
    stay = {"inpatient_days": 4}
    expected: dict[str | None, str] = {
        None: "4774.00",
        **dict.fromkeys("AB", "4774.00"),
        **dict.fromkeys("CDFGMN", "0.00"),
        "K": "2387.00",
        "L": "1193.50",
    }
    for plan, amount in expected.items():
        kind = "none" if plan is None else "medigap"
        found = options(
            reference,
            alternatives=stay,
            coverage={"supplement": {"kind": kind, "plan": plan}},
        )[Setting.SNF]
        assert found.patient == Range.exactly(D(amount)), plan
        assert found.complete


def _stay(reference: Reference, **changes: Any) -> NursingStay:
    changes.setdefault("alternatives", {"inpatient_days": 3})
    found = estimated(reference, **changes).nursing_stay
    assert found is not None
    return found


def _left(stay: NursingStay) -> dict[str, Range]:
    for each in stay.payers:
        assert each.pays + each.patient == stay.owed
    return {each.plan or each.kind: each.patient for each in stay.payers}


def test_a_stay_by_its_parts_under_each_supplement(reference: Reference) -> None:
    # 120 days: 20 free; 80 x 217.00 = 17,360.00; 20 that nobody has a price for.
    stay = _stay(reference, days=120, start="2026-03-02")
    assert (stay.first, stay.daily, stay.beyond) == (Days(20, 20), Days(80, 80), Days(20, 20))
    whole = D("17360.00")
    assert stay.owed == Range.exactly(whole)
    nobody_knows = Range(D(0), whole)
    assert _left(stay) == {
        "none": Range.exactly(whole),
        "qmb": Range.exactly(D(0)),
        "medicaid": nobody_knows,
        **dict.fromkeys("AB", Range.exactly(whole)),
        **dict.fromkeys("CDFGMN", Range.exactly(D(0))),
        "K": Range.exactly(D("8000.00")),  # half would be 8,680.00: past its yearly limit
        "L": Range.exactly(D("4000.00")),  # a quarter would be 4,340.00
        "HDF": Range.exactly(D("2950.00")),
        "HDG": Range.exactly(D("2950.00")),
        "retiree": nobody_knows,
        "tricare-for-life": Range.exactly(D(0)),
    }


def test_a_stay_goes_by_the_days_used_before_and_by_what_is_not_known(
    reference: Reference,
) -> None:
    used = _stay(reference, alternatives={"inpatient_days": 3, "snf_days_used": 90})
    assert (used.first, used.daily, used.beyond) == (Days(0, 0), Days(10, 10), Days(32, 32))
    short = _stay(reference, days=12)
    assert (short.first, short.daily, short.beyond) == (Days(12, 12), Days(0, 0), Days(0, 0))
    assert {each.patient for each in short.payers} == {Range.exactly(D(0))}
    # Boston: one row for the state's own policies, of which nobody knows what they pay.
    boston = _stay(reference, home={"zip": "02115"})
    assert _left(boston)["medigap"] == Range(D(0), D("4774.00"))


@pytest.mark.parametrize("supplement", [{"plan": "HDF", "spent": "2900.00"}, {"plan": "K"}])
def test_the_row_of_what_is_held_is_the_place_itself(
    supplement: dict[str, Any], reference: Reference
) -> None:
    cover = {"supplement": {"kind": "medigap", **supplement}}
    made = estimated(reference, alternatives={"inpatient_days": 3}, coverage=cover)
    assert made.nursing_stay is not None
    place = next(each for each in made.settings if each.setting is Setting.SNF)
    assert _left(made.nursing_stay)[supplement["plan"]] == place.patient
    # 2,900.00 spent under plan F's high deductible are not spent under G's.
    assert _left(made.nursing_stay)["HDG"] == Range.exactly(D("2950.00"))


def test_no_stay_where_it_is_no_choice(reference: Reference) -> None:
    for changes in (
        {"alternatives": {"inpatient_days": 2}},
        {"alternatives": {"settings": ["office"], "inpatient_days": 3}},
        {"coverage": {"medicare": "advantage"}},
    ):
        assert estimated(reference, **changes).nursing_stay is None


def _facility(reference: Reference, plan: str, **changes: Any) -> Range | None:
    cover = {"supplement": {"kind": "medigap", "plan": plan, **changes.pop("supplement", {})}}
    cover |= changes.pop("coverage", {})
    stay = {"inpatient_days": 4, **changes.pop("alternatives", {})}
    return options(reference, alternatives=stay, coverage=cover, **changes)[Setting.SNF].patient


def test_yearly_amounts_of_medigap_count_in_a_facility_too(reference: Reference) -> None:
    exactly = Range.exactly
    # 22 days of 217.00 = 4,774.00: high-deductible plans pay after 2,950.00, L after 4,000.00.
    assert _facility(reference, "HDG") == exactly(D("2950.00"))
    assert _facility(reference, "HDF", supplement={"spent": "2900.00"}) == exactly(D("50.00"))
    assert _facility(reference, "L", supplement={"spent": "3900.00"}) == exactly(D("100.00"))
    # What was met of the Part B deductible counts towards the high-deductible plans.
    met = {"deductible_met": "283.00"}
    assert _facility(reference, "HDG", coverage=met) == exactly(D("2667.00"))


def test_days_that_were_used_before_count_in_one_benefit_period(reference: Reference) -> None:
    def found(**plans: int | None) -> Range | None:
        return options(reference, alternatives={"inpatient_days": 4, **plans})[Setting.SNF].patient

    assert found(snf_days_used=20) == Range.exactly(42 * D(217))
    assert found(snf_days_used=90) == Range.exactly(10 * D(217))
    assert found(snf_days_used=20, days_out=59) == Range.exactly(42 * D(217))
    assert found(snf_days_used=20, days_out=60) == Range.exactly(22 * D(217))


def test_days_used_before_that_nobody_knows_are_not_none(reference: Reference) -> None:
    plans = {"inpatient_days": 4, "snf_days_used": None}
    unknown = options(reference, alternatives=plans)[Setting.SNF]
    assert unknown.patient == Range(22 * D(217), 42 * D(217))
    assert not unknown.complete, "all 100 days may be used, and no price is known past them"
    again = options(reference, alternatives={**plans, "days_out": 60})[Setting.SNF]
    assert (again.patient, again.complete) == (Range.exactly(22 * D(217)), True)


def test_a_facility_after_too_short_a_stay_or_an_unknown_one(reference: Reference) -> None:
    found = options(reference, alternatives={"inpatient_days": 2})[Setting.SNF]
    assert (found.fits, found.patient) == (False, None)
    found = options(reference, alternatives={"inpatient_days": None})[Setting.SNF]
    assert found.fits
    assert not found.complete
    assert found.why.key == "money.setting.snf-unknown"
    longer = options(reference, days=120, alternatives={"inpatient_days": 3})[Setting.SNF]
    assert longer.patient == Range.exactly(80 * D(217))
    assert not longer.complete  # what comes after day 100 has no price


def test_the_places_asked_for_and_no_others(reference: Reference) -> None:
    found = options(reference, alternatives={"settings": ["snf"], "inpatient_days": 3})
    assert list(found) == [Setting.HOME, Setting.SNF]


def test_an_advantage_plan_sets_its_own_prices(reference: Reference) -> None:
    found = foscarnet(reference, coverage={"medicare": "advantage"})
    for setting in (Setting.OFFICE, Setting.OUTPATIENT, Setting.SNF):
        assert found[setting].patient is None


def test_the_ends_of_a_place_are_in_order_whoever_pays_first(reference: Reference) -> None:
    """A plan from work pays 80 % after 100.00: of a dearer drug it pays more, which is credited
    towards Medicare's deductible and share, so that the dearer end leaves the patient less."""
    work = {"percent_paid": "80", "deductible_left": "100.00", "allowed": {}}
    made = estimated(
        reference,
        days=200,
        therapy={"drug": "vancomycin", "administrations_per_week": "0.5", "minutes": 15},
        coverage={"supplement": {"kind": "active-employer", "employer": work}},
        alternatives={"settings": ["office", "outpatient"]},
    )
    for place in made.settings[1:]:
        assert place.patient is not None
        assert place.total is not None
        assert place.patient.low < place.patient.high
        assert place.total.low < place.total.high
