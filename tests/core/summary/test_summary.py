"""The summary of real estimates: nothing lost, nothing rounded away, nothing made up."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from core.case import SupplementKind
from core.estimate import estimate
from core.money import ZERO, Range, total
from core.reference.store import Reference
from core.result import Covered, LineKind
from core.summary import Mark, Outcome, Summary, summarise
from core.words import Words
from tests.handout.real_cases import NAMES, real_cases
from tests.support.money import estimated

EACH = pytest.mark.parametrize("name", NAMES)


def _of(name: str, reference: Reference) -> Summary:
    return summarise(estimate(real_cases(reference)[name], reference), reference)


@EACH
def test_rows_add_up_to_the_estimate(name: str, reference: Reference) -> None:
    made = estimate(real_cases(reference)[name], reference)
    summary = summarise(made, reference)
    if not made.lines:
        assert summary.items == ()
        assert summary.items_total is None
        return
    whole = summary.items_total
    assert whole is not None
    assert whole.you == made.totals.patient
    assert whole.price == made.totals.allowed + made.totals.excess + made.totals.noncovered
    for row in (*summary.items, whole):
        assert row.price == row.medicare + row.others + row.you


@EACH
def test_months_add_up_exactly_and_as_shown(name: str, reference: Reference) -> None:
    made = estimate(real_cases(reference)[name], reference)
    summary = summarise(made, reference)
    assert [row.month for row in summary.months] == [m.month for m in made.by_month]
    for row, month in zip(summary.months, made.by_month, strict=True):
        low, high = sorted((month.patient.low, month.patient.high))
        assert row.total == Range(low, high)
        assert row.deductible + row.share + row.extra == row.total.high
        shown = row.shown_deductible + row.shown_share + row.shown_extra
        assert shown == row.shown_total.high
    amount = summary.headline.amount
    if amount is not None and summary.complete:
        assert sum((row.shown_total.low for row in summary.months), ZERO) == amount.low
        assert sum((row.shown_total.high for row in summary.months), ZERO) == amount.high


@EACH
def test_the_headline_never_says_less_than_it_knows(name: str, reference: Reference) -> None:
    made = estimate(real_cases(reference)[name], reference)
    headline = summarise(made, reference).headline
    patient = sorted((made.totals.patient.low, made.totals.patient.high))
    if headline.amount is None:
        assert headline.instead is not None
        assert not made.complete
        return
    assert abs(headline.amount.low - patient[0]) < 1
    if made.complete:
        assert abs(headline.amount.high - patient[1]) < 1
        assert "at_least" not in headline.lead.key
    else:
        assert ("known" if headline.amount.low == 0 else "at_least") in headline.lead.key
    assert headline.is_zero == (patient[1] == 0 and made.complete)
    if not headline.is_zero and patient[1] > 0:
        assert headline.amount.high > 0


@EACH
def test_every_finding_is_told_once(name: str, reference: Reference) -> None:
    made = estimate(real_cases(reference)[name], reference)
    summary = summarise(made, reference)
    told = {(reason.rule, reason.text) for reason in summary.all_reasons}
    assert told == {(f.rule, f.text) for d in made.determinations for f in d.findings}
    assert len(summary.all_reasons) == len(told)
    assert len(summary.reasons) <= 5
    # Of a benefit that something rules out already, what is still open decides nothing.
    live = {
        (f.rule, f.text)
        for d in made.determinations
        for f in d.findings
        if f.met is False or (f.met is None and d.covered is not Covered.NO)
    }
    open_or_unmet = [
        r for r in summary.all_reasons if (r.rule, r.text) in live and r.rule != "R-061"
    ]
    shown = [r for r in summary.reasons if r.mark is not Mark.MET]
    assert sorted(map(repr, (*shown, *summary.rest))) == sorted(map(repr, open_or_unmet))


@EACH
def test_every_sentence_can_be_said_in_both_languages(
    name: str, reference: Reference, words_en: Words, words_es: Words
) -> None:
    summary = _of(name, reference)
    for words in (words_en, words_es):
        for said in (
            summary.treatment,
            summary.told,
            summary.answer,
            *summary.facts,
            *summary.to_do,
            *summary.to_ask,
            *summary.notes,
            *(row.name for row in summary.items),
            *(row.many for row in summary.items if row.many is not None),
            *(row.note for row in summary.payers),
            *(row.note for row in summary.places),
            *(row.purpose for row in summary.calls),
        ):
            assert words.say(said).strip()


def test_outcomes(reference: Reference) -> None:
    found = {name: _of(name, reference).outcome for name in NAMES}
    assert found["covered"] is Outcome.COVERED
    assert found["criteria open"] is Outcome.UNKNOWN
    assert found["criterion failed"] is Outcome.NOT_COVERED
    assert found["vancomycin"] is Outcome.NOT_COVERED
    assert found["no Part B"] is Outcome.NOT_COVERED
    assert found["plan without figures"] is Outcome.PLAN
    assert found["plan with figures"] is Outcome.COVERED


def test_what_is_read_first(reference: Reference, words_en: Words) -> None:
    summary = _of("covered", reference)
    assert words_en.say(summary.treatment) == "Milrinone by pump at home for 6 weeks"
    assert summary.dates is not None
    assert words_en.say(summary.dates) == "November 2 to December 13, 2026"
    assert words_en.say(summary.headline.lead) == "You pay from"
    assert words_en.say(summary.headline.tail) == "for all 6 weeks"
    assert words_en.say(summary.answer) == "Yes, by Medicare Part B."
    assert [row.kind for row in summary.items] == [
        LineKind.PUMP,
        LineKind.SUPPLIES,
        LineKind.RESERVOIRS,
        LineKind.DRUG,
        LineKind.FIRST_VISIT,
        LineKind.VISIT,
    ]
    assert [words_en.say(row.many) for row in summary.items if row.many] == [
        "2 months",
        "6 weeks",
        "42 pieces",
        "6 weeks",
        "1 visit",
        "5 visits",
    ]


def test_the_callout_names_the_price_of_a_visit(reference: Reference, words_en: Words) -> None:
    """The visit rates are bounds of our own: nothing moves the figure more here."""
    summary = _of("covered", reference)
    assert summary.callout is not None
    assert words_en.say(summary.callout).startswith("This could change your cost by up to $84.")
    assert summary.unsure[0].id == "visits.rate"
    effects = [each.effect for each in summary.unsure]
    assert effects == sorted(effects, reverse=True)


def test_the_callout_asks_about_coverage_before_any_amount(reference: Reference) -> None:
    summary = _of("criteria open", reference)
    assert [each.key for each in summary.callouts] == [
        "summary.callout.coverage",
        "summary.callout.unsure",
    ]
    assert summary.callout == summary.callouts[0]


def test_own_medigap_has_a_row_of_its_own(reference: Reference, words_en: Words) -> None:
    rows = _of("medigap G", reference).payers
    (current,) = [row for row in rows if row.current]
    assert current.kind is SupplementKind.MEDIGAP
    assert words_en.say(current.name) == "Medigap G"
    assert current.amount == Range(Decimal(283), Decimal(283))
    others = [words_en.say(row.name) for row in rows if row.plans and not row.current]
    assert "Medigap A, B, D, M, N" in others


def test_part_of_a_deductible_a_plan_pays_is_not_the_persons(reference: Reference) -> None:
    assert all(row.deductible == Range(ZERO, ZERO) for row in _of("medigap F", reference).items)
    held = total([row.deductible for row in _of("medigap G", reference).items])
    assert held == Range(Decimal("283.00"), Decimal("283.00"))


def test_a_plan_stands_in_medicares_place(reference: Reference, words_en: Words) -> None:
    summary = _of("plan with figures", reference)
    assert words_en.say(summary.payer) == "Plan pays"
    assert all(row.others == Range(ZERO, ZERO) for row in summary.items)
    assert any(words_en.say(fact).startswith("Your plan pays $") for fact in summary.facts)


def test_a_refusal_says_where_the_treatment_falls(reference: Reference, words_en: Words) -> None:
    for name, said in (
        ("vancomycin", "A Part D drug plan may pay for the drug."),
        (
            "criterion failed",
            "Medicare can cover milrinone with a home pump, but not in this case.",
        ),
    ):
        falls = _of(name, reference).falls
        assert falls is not None
        assert words_en.say(falls).startswith(said)
    assert _of("covered", reference).falls is None


def test_new_year_is_marked_where_the_deductible_starts_again(reference: Reference) -> None:
    summary = _of("over New Year", reference)
    assert [row.new_year for row in summary.months] == [False, True]
    assert [row.projected for row in summary.months] == [False, True]
    assert summary.new_year_note is not None
    assert summary.projected_note is not None
    assert not any("projected" in note.key for note in summary.notes)
    assert all(row.deductible == Decimal("283.00") for row in summary.months)


def test_a_settled_deductible_has_no_note(reference: Reference) -> None:
    summary = _of("deductible met", reference)
    assert summary.items_note is None
    assert summary.headline.amount is not None
    assert all(row.deductible == 0 for row in summary.months)


def test_a_place_without_a_price_has_none(reference: Reference) -> None:
    for row in _of("covered", reference).places:
        if not row.fits:
            assert row.amount is None
            assert row.bar == 0


def test_cheapest_only_among_places_that_can_be_compared(reference: Reference) -> None:
    for name in NAMES:
        rows = _of(name, reference).places
        if any(row.cheapest for row in rows):
            fitting = [row for row in rows if row.fits]
            assert all(row.amount is not None and row.amount.is_exact for row in fitting)


def test_an_unknown_state_still_has_somebody_to_call(reference: Reference) -> None:
    phones = [row.phone for row in _of("no home told", reference).calls]
    assert phones == ["1-800-633-4227", "1-877-839-2675"]


def test_nobody_without_part_b_is_told_the_premium(reference: Reference) -> None:
    keys = [part.what.key for part in _of("no Part B", reference).left_out]
    assert not any("premium" in key for key in keys)


def test_the_answer_does_not_hang_on_the_visits_alone(reference: Reference) -> None:
    made = estimate(real_cases(reference)["visits refused"], reference)
    summary = summarise(made, reference)
    assert summary.outcome is Outcome.COVERED
    assert summary.answer.key == "summary.answer.covered_but_visits"
    refused = tuple(replace(d, covered=Covered.NO) for d in made.determinations)
    assert summarise(replace(made, determinations=refused), reference).outcome is (
        Outcome.NOT_COVERED
    )


def test_never_at_least_nothing(reference: Reference, words_en: Words) -> None:
    """An unassigned supplier leaves a part without a price; other cover may pay all of the rest."""
    case = real_cases(reference)["not assigned"]
    case = replace(case, coverage=replace(case.coverage, supplement=None))
    summary = summarise(estimate(case, reference), reference)
    assert summary.headline.amount is not None
    assert summary.headline.amount.low == 0
    assert words_en.say(summary.headline.lead) == "For the parts we know, you pay"
    assert not summary.headline.is_zero
    amounts = [row.amount_text for row in summary.payers]
    amounts += [row.amount_text for row in summary.places]
    assert "at least $0" not in [words_en.say(amount) for amount in amounts]


def test_a_plan_that_said_no_is_told_as_a_no_with_the_way_to_appeal(
    reference: Reference, words_en: Words
) -> None:
    refused = {"medicare": "advantage", "advantage": {"authorized": False}}
    summary = summarise(estimated(reference, coverage=refused), reference)
    assert words_en.say(summary.verdict) == "Your Medicare plan has not approved this"
    assert words_en.say(summary.answer) == "No. Your plan has not approved it."
    assert "appeal" in " ".join(words_en.say(fact) for fact in summary.facts)
    assert words_en.say(summary.to_do[0]).startswith("Appeal.")
    asked = {"medicare": "advantage", "advantage": {"authorized": None}}
    open_still = summarise(estimated(reference, coverage=asked), reference)
    assert words_en.say(open_still.answer) == "Your plan decides."


def test_who_is_not_sure_of_their_medicare_is_not_told_of_their_plan(
    reference: Reference, words_en: Words
) -> None:
    unsure = summarise(estimated(reference, coverage={"medicare": None}), reference)
    said = " ".join(words_en.say(step) for each in unsure.worked for step in each.steps)
    assert "A Medicare Advantage plan, if you have one, pays" in said
    assert "Your Medicare Advantage plan" not in said


def test_a_copay_is_not_explained_as_a_percentage(reference: Reference, words_en: Words) -> None:
    plan = {
        "drug_percent": "20",
        "equipment_percent": "20",
        "visit_copay": "25.00",
        "deductible_left": "0.00",
        "in_network": True,
        "authorized": True,
    }
    coverage = {"medicare": "advantage", "advantage": plan}
    summary = summarise(estimated(reference, coverage=coverage), reference)
    steps = [words_en.say(step) for each in summary.worked for step in each.steps]
    assert any("by your plan's terms" in step and "$25.00" in step for step in steps)
    assert not any("20%" in step and "$25.00" in step for step in steps)
    assert any(step.startswith("Your share of the rest is 20%") for step in steps)


def test_what_a_national_rule_excludes_is_not_asked_about_its_pump(
    reference: Reference, words_en: Words
) -> None:
    therapy = {"drug": "vancomycin", "route": "iv", "delivery": None}
    summary = summarise(estimated(reference, therapy=therapy, criteria={}), reference)
    assert summary.outcome is Outcome.NOT_COVERED
    told = [words_en.say(reason.text) for reason in (*summary.reasons, *summary.rest)]
    assert not any("pump that" in each or "durable pump" in each for each in told)
    assert any("national Medicare rule excludes vancomycin" in each for each in told)
