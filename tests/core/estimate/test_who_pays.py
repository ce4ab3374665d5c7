"""The sample under each kind of coverage, by hand where a sum is exact."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from core.case import MedigapPlan, SupplementKind
from core.money import Range
from core.payers.base import NOBODY, Payer, Renamed, Share
from core.payers.medigap import medigap
from core.payers.public import QMB, TRICARE
from core.payers.retiree import Retiree
from core.reference.store import Reference
from core.result import Estimate, LineKind
from core.summary import summarise
from core.trace import Standing
from tests.support.money import estimated

D = Decimal
LOW, HIGH = D("1064.50"), D("1148.92")  # the sample alone: test_milrinone


def under(reference: Reference, **supplement: Any) -> Estimate:
    return estimated(reference, coverage={"supplement": supplement})


@pytest.mark.parametrize(
    ("supplement", "low", "high"),
    [
        ({"kind": "none"}, LOW, HIGH),
        ({"kind": "slmb"}, LOW, HIGH),
        ({"kind": "qi"}, LOW, HIGH),
        ({"kind": "qmb"}, D(0), D(0)),
        ({"kind": "tricare-for-life"}, D(0), D(0)),
        ({"kind": "medicaid"}, D(0), HIGH),
        ({"kind": "medigap", "plan": "G"}, D(283), D(283)),
        ({"kind": "medigap", "plan": "N"}, D(283), D(283)),
        ({"kind": "medigap", "plan": "F"}, D(0), D(0)),
        ({"kind": "medigap", "plan": "HDG"}, LOW, HIGH),
        ({"kind": "medigap", "plan": None}, D(0), HIGH),
        ({"kind": "retiree"}, D(0), HIGH),
        ({"kind": "retiree", "coinsurance_paid": "100", "deductible_paid": "0"}, D(283), D(283)),
        ({"kind": "va"}, D(0), HIGH),
        ({"kind": "active-employer"}, D(0), HIGH),
        ({"kind": None}, D(0), HIGH),
    ],
)
def test_what_the_patient_pays(
    supplement: dict[str, Any], low: Decimal, high: Decimal, reference: Reference
) -> None:
    made = under(reference, **supplement)
    assert made.totals.patient == Range(low, high)
    # Who pays after Medicare never changes what things cost.
    assert made.totals.allowed == estimated(reference).totals.allowed


def test_what_is_not_settled_says_whom_to_ask(reference: Reference) -> None:
    for kind in ("va", "active-employer"):
        made = under(reference, kind=kind)
        assert not made.complete
        assert [gap.ask.key for gap in made.not_estimated] == [f"money.gap.{kind}.ask"]
    for kind in ("slmb", "qi"):
        keys = [note.key for note in under(reference, kind=kind).notes]
        assert "money.note.premium-only" in keys  # Extra Help comes with it


def test_a_state_with_its_own_policies_is_not_mapped_to_a_letter(reference: Reference) -> None:
    # Boston: all of it, or half of the coinsurance (K without its limit reached).
    made = estimated(
        reference,
        home={"zip": "02115"},
        coverage={"supplement": {"kind": "medigap", "plan": None}},
    )
    lettered = estimated(
        reference, home={"zip": "02115"}, coverage={"supplement": {"kind": "medigap", "plan": "K"}}
    )
    assert made.totals.patient == Range(D(0), lettered.totals.patient.high)
    assert "coverage.supplement.own-policy" in {a.id for a in made.assumptions}


@pytest.mark.parametrize("zip_code", ["02115", "55401", "53202"])
def test_where_policies_have_no_letters_none_are_offered(
    reference: Reference, zip_code: str
) -> None:
    made = estimated(reference, home={"zip": zip_code})
    medigap = [o for o in made.supplements if o.kind is SupplementKind.MEDIGAP]
    assert [(o.plan, o.note.key) for o in medigap] == [(None, "money.supplement.own-policy")]
    assert medigap[0].patient.low == 0
    assert medigap[0].patient.high > 283
    told = estimated(
        reference,
        home={"zip": zip_code},
        coverage={"supplement": {"kind": "medigap", "plan": "G"}},
    )
    # A letter that is told may come from another state: it is kept, with a word of warning.
    plans = [o.plan for o in told.supplements if o.kind is SupplementKind.MEDIGAP]
    assert plans == [None, MedigapPlan.G]
    assert "money.note.own-policy" in {note.key for note in told.notes}
    said = [row.name.key for row in summarise(told, reference).payers]
    assert "summary.payer.medigap" in said


def test_the_options_are_the_same_estimates_made_one_by_one(reference: Reference) -> None:
    options = {(o.kind, o.plan): o.patient for o in estimated(reference).supplements}
    assert len(options) == 5 + len(MedigapPlan)
    for (kind, plan), patient in options.items():
        alone = under(reference, kind=kind.value, plan=None if plan is None else plan.value)
        assert alone.totals.patient == patient
    # They do not depend on what the person has now.
    assert under(reference, kind="qmb").supplements == estimated(reference).supplements
    assert options[(SupplementKind.MEDIGAP, MedigapPlan.G)] == Range.exactly(D(283))


@pytest.mark.parametrize(
    "held",
    [
        {"kind": "medigap", "plan": "HDG", "spent": "2900.00"},
        {"kind": "medigap", "plan": "HDF", "spent": None},
        {"kind": "medigap", "plan": "K", "spent": "7990.00"},
        {"kind": "retiree", "coinsurance_paid": "80", "deductible_paid": "0"},
    ],
)
def test_what_is_held_has_its_own_terms_and_no_other_plan_has_them(
    held: dict[str, Any], reference: Reference
) -> None:
    made = under(reference, **held)
    options = {(o.kind.value, o.plan and o.plan.value): o.patient for o in made.supplements}
    fresh = {
        (o.kind.value, o.plan and o.plan.value): o.patient for o in estimated(reference).supplements
    }
    own = (held["kind"], held.get("plan"))
    assert options.pop(own) == made.totals.patient != fresh.pop(own)
    # Nothing was spent under a plan that nobody had: it begins its own yearly amount.
    assert options == fresh


def test_a_plan_without_its_letter_may_be_any_that_was_spent_under(reference: Reference) -> None:
    made = under(reference, kind="medigap", plan=None, spent="2900.00")
    options = {o.plan: o.patient for o in made.supplements}
    named = under(reference, kind="medigap", plan="HDG", spent="2900.00")
    assert options[MedigapPlan.HDG] == named.totals.patient


def test_years_amount_already_paid(reference: Reference) -> None:
    # 2,950 reached: HDG pays the coinsurance; the Part B deductible stays with the patient.
    made = under(reference, kind="medigap", plan="HDG", spent="2950.00")
    assert made.totals.patient == Range.exactly(D(283))
    made = under(reference, kind="medigap", plan="HDF", spent="2950.00")
    assert made.totals.patient == Range.exactly(D(0))
    made = under(reference, kind="medigap", plan="HDF", spent=None)
    assert made.totals.patient == Range(D(0), HIGH)


def test_medicare_advantage_without_figures_has_no_lines(reference: Reference) -> None:
    plan = {"out_of_pocket_limit": "5900.00", "spent": "1200.00", "in_network": True}
    made = estimated(reference, coverage={"medicare": "advantage", "advantage": plan})
    assert made.lines == ()
    assert made.totals.patient == Range(D(0), D("4700.00"))
    assert not made.complete
    assert made.supplements == ()  # Medigap cannot be used with it
    made = estimated(reference, coverage={"medicare": "advantage", "advantage": None})
    assert made.totals.patient == Range(D(0), D(13900))
    # Over New Year both years' limits; of a length that nobody knows, this year's.
    over = {"medicare": "advantage", "advantage": {"out_of_pocket_limit": "5000.00"}}
    made = estimated(reference, start="2026-12-20", coverage=over)
    assert made.totals.patient == Range(D(0), D(10000))
    unlisted = {"drug": "other-pump-drug", "indication": "unlisted-pump-use", "route": "iv"}
    made = estimated(
        reference,
        days=None,
        therapy=unlisted,
        criteria={"contractor-agrees": True},
        coverage=over,
    )
    assert made.totals.patient == Range(D(0), D(5000))
    assert {gap.what.key for gap in made.not_estimated} == {
        "money.gap.advantage.what",
        "money.gap.length.what",
    }


def test_a_line_is_no_surer_than_what_was_told_of_the_plan(reference: Reference) -> None:
    figures = dict.fromkeys(("drug_percent", "equipment_percent"), "20")
    plan = figures | {"visit_copay": "0.00", "deductible_left": "0.00", "in_network": True}
    made = estimated(reference, coverage={"medicare": "advantage", "advantage": plan})
    standings = {line.kind: line.standing for line in made.lines}
    assert standings[LineKind.PUMP] is Standing.TOLD
    assert standings[LineKind.VISIT] is Standing.ESTIMATED  # less sure than that
    # A plan that may not be there has told nothing.
    perhaps = estimated(reference, coverage={"medicare": None})
    assert perhaps.lines[0].standing is Standing.PUBLISHED


def test_medicare_advantage_with_figures(reference: Reference) -> None:
    plan = {
        "drug_percent": "20",
        "equipment_percent": "20",
        "visit_copay": "0.00",
        "deductible_left": "0.00",
        "out_of_pocket_limit": "5900.00",
        "spent": "1200.00",
        "in_network": True,
        "authorized": True,
    }
    made = estimated(reference, coverage={"medicare": "advantage", "advantage": plan})
    # 2 x 61.87 + 6 x 86.67 = 643.76, well below 4,700.00; visits cost nothing
    assert made.totals.patient == Range.exactly(D("643.76"))
    plan["spent"] = "5800.00"
    made = estimated(reference, coverage={"medicare": "advantage", "advantage": plan})
    assert made.totals.patient == Range.exactly(D("100.00"))
    plan["spent"] = None
    made = estimated(reference, coverage={"medicare": "advantage", "advantage": plan})
    assert made.totals.patient == Range(D(0), D("643.76"))


def test_qmb_may_not_be_charged_more_by_anybody(reference: Reference) -> None:
    supplier = {"accepts_assignment": False, "charges": {"E0781": "450.00"}}
    made = estimated(reference, supplier=supplier, coverage={"supplement": {"kind": "qmb"}})
    assert made.totals.patient == Range.exactly(D(0))
    assert made.complete


def test_qmb_owes_nothing_in_a_plan_either(reference: Reference) -> None:
    coverage = {"medicare": "advantage", "advantage": None, "supplement": {"kind": "qmb"}}
    made = estimated(reference, coverage=coverage)
    assert made.totals.patient == Range.exactly(D(0))
    assert made.complete
    assert {"money.note.advantage", "money.note.qmb"} <= {note.key for note in made.notes}


def test_the_new_years_deductible_is_named_where_it_is_not_published(reference: Reference) -> None:
    made = estimated(reference, start="2026-12-10")
    (note,) = [note for note in made.notes if note.key == "money.note.projected-deductible"]
    assert dict(note.values) == {"year": "2027", "amount": D(283)}
    assert [month.deductible.high for month in made.by_month] == [D(283), D(283)]
    assert [month.standing.value for month in made.by_month] == ["estimated", "estimated"]
    # Nobody who owes no deductible is told about it.
    plan = {"medicare": "advantage", "supplement": {"kind": "qmb"}}
    keys = {note.key for note in estimated(reference, start="2026-12-10", coverage=plan).notes}
    assert "money.note.projected-deductible" not in keys


def test_a_plans_limit_stands_alone(reference: Reference) -> None:
    # Visits that Medicare refuses, at a told price, make no lines beside the plan's limit.
    made = estimated(
        reference,
        visits={"supplier_qualified": False},
        quotes={"visit_price": "110.00"},
        coverage={"medicare": "advantage", "advantage": {"out_of_pocket_limit": "5000.00"}},
    )
    assert made.lines == ()
    assert made.totals.patient == Range(D(0), D(5000))
    assert {gap.what.key for gap in made.not_estimated} == {
        "money.gap.advantage.what",
        "money.gap.visits-refused.what",
    }


def test_only_a_payer_that_adds_up_is_asked_of_a_sum(reference: Reference) -> None:
    # Two lines of 0.01: half of each is a cent for the patient, half of both is one cent too.
    cent = Share(date(2026, 3, 2), D("0.01"), D("0.01"), D("0.01"))
    both = Share(date(2026, 3, 2), D("0.02"), D("0.02"), D("0.02"))
    letters = {plan: medigap(plan, reference) for plan in MedigapPlan}
    some = {MedigapPlan(each): letters.pop(MedigapPlan(each)) for each in ("K", "L", "HDF", "HDG")}
    half = Retiree(D(50), D(50))
    adding: list[Payer] = [NOBODY, QMB, TRICARE, Renamed(TRICARE, "medicaid"), *letters.values()]
    for payer in adding:
        assert payer.adds_up
        assert payer.pay(both, D(0)).amount == 2 * payer.pay(cent, D(0)).amount
    assert half.pay(both, D(0)).amount != 2 * half.pay(cent, D(0)).amount
    assert not any(payer.adds_up for payer in (half, *some.values()))
