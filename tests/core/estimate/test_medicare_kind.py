"""A person who does not know whether a Medicare Advantage plan stands in Medicare's place."""

from __future__ import annotations

from decimal import Decimal

from core.case import Setting
from core.reference.store import Reference
from core.summary import summarise
from core.words import Words
from tests.support.money import estimated

D = Decimal
UNKNOWN = {"coverage": {"medicare": None}}


def test_the_least_is_a_plan_that_pays_in_medicares_place(reference: Reference) -> None:
    made = estimated(reference, **UNKNOWN)
    original = estimated(reference)
    assert made.totals.patient.low == 0
    assert made.totals.medicare.low == 0  # a plan's member is never paid for by Medicare
    assert made.totals.other.low == made.totals.allowed.low
    assert made.totals.patient.high == original.totals.patient.high
    assert made.totals.medicare.high == original.totals.medicare.high
    assert not made.complete


def test_it_is_asked_and_the_laws_limit_is_named(reference: Reference) -> None:
    made = estimated(reference, **UNKNOWN)
    assert "coverage.medicare" in {each.id for each in made.assumptions}
    (gap,) = (each for each in made.not_estimated if each.what.key.startswith("money.gap.medicare"))
    assert dict(gap.why.values)["amount"] == D("13900.00")


def test_no_sentence_says_that_a_plan_pays_little(reference: Reference, words_en: Words) -> None:
    summary = summarise(estimated(reference, **UNKNOWN), reference)
    said = [words_en.say(each) for each in summary.facts]
    assert any("Medicare or your plan pays" in each for each in said)
    assert not any("Advantage" in each for each in said)


def test_other_places_have_the_same_two_ends(reference: Reference) -> None:
    order = {"therapy": {"minutes": 120, "administrations_per_week": "1"}, "days": 28}
    made = {each.setting: each for each in estimated(reference, **UNKNOWN, **order).settings}
    known = {each.setting: each for each in estimated(reference, **order).settings}
    for setting in (Setting.OFFICE, Setting.OUTPATIENT, Setting.SNF):
        open_end, full = made[setting].patient, known[setting].patient
        assert open_end is not None
        assert full is not None
        assert open_end.low == 0
        assert open_end.high == full.high
