"""What can be tried, in what steps and how far."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

from core.binding import read
from core.case import Case, MedicareKind, MedigapPlan, Setting, SupplementKind
from core.estimate import estimate
from core.intake import what_if as trial
from core.intake.answers import UNASKED, Answers, to_case_data
from core.intake.what_if import AS_ANSWERED, Cover, Knob, WhatIf
from core.reference.store import Reference
from core.result import Estimate
from tests.support.answered import FULL

TODAY = date(2026, 11, 24)


def _made(answers: Answers, reference: Reference) -> Estimate:
    case, problems = read(Case, to_case_data(answers, TODAY))
    assert case is not None, problems
    return estimate(case, reference)


def _with(**changes: object) -> Answers:
    return replace(FULL, **changes)  # type: ignore[arg-type]


def test_all_can_be_tried_where_all_may_move_the_figure(reference: Reference) -> None:
    assert trial.knobs(FULL, _made(FULL, reference), reference) == tuple(Knob)


def test_a_plan_without_figures_leaves_nothing_to_try(reference: Reference) -> None:
    answers = _with(medicare=MedicareKind.ADVANTAGE)
    assert Knob.COVER not in trial.knobs(answers, _made(answers, reference), reference)
    assert Knob.DEDUCTIBLE not in trial.knobs(answers, _made(answers, reference), reference)


def test_weeks_go_up_and_down_between_one_and_the_longest(reference: Reference) -> None:
    now: WhatIf | None = AS_ANSWERED
    seen = []
    while now is not None:
        seen.append(trial.days(now, FULL))
        now = trial.step_weeks(now, FULL, 1)
    assert seen[:3] == [42, 49, 56]
    assert seen[-1] == 399
    now = trial.step_weeks(WhatIf(days=14), FULL, -1)
    assert now is not None
    assert now.days == 7
    assert trial.step_weeks(now, FULL, -1) is None


def test_the_way_back_passes_what_was_answered() -> None:
    odd = _with(days=10)
    longer = trial.step_weeks(AS_ANSWERED, odd, 1)
    assert longer == WhatIf(days=14)
    assert trial.step_weeks(longer, odd, -1) == AS_ANSWERED


def test_a_length_that_is_not_known_begins_with_four_weeks() -> None:
    unknown = _with(days=None)
    assert trial.step_weeks(AS_ANSWERED, unknown, -1) is None
    assert trial.step_weeks(AS_ANSWERED, unknown, 1) == WhatIf(days=28)


def test_visits_from_none_to_each_day() -> None:
    now: WhatIf | None = WhatIf(visits_per_week=Decimal(0))
    seen = []
    while now is not None:
        seen.append(trial.visits(now, FULL))
        now = trial.step_visits(now, FULL, 1)
    assert seen == list(trial.VISITS_A_WEEK)


def test_what_is_tried_is_put_into_the_answers_and_nothing_else(reference: Reference) -> None:
    tried = WhatIf(
        84,
        Decimal(2),
        Decimal(100),
        Cover(SupplementKind.QMB),
        Setting.SNF,
    )
    made = trial.apply(tried, FULL, reference, TODAY)
    assert made == _with(
        days=84,
        visits_per_week=Decimal(2),
        deductible_met=Decimal(100),
        supplement=SupplementKind.QMB,
        medigap_plan=UNASKED,
    )
    assert trial.apply(AS_ANSWERED, FULL, reference, TODAY) == FULL
    assert tried.tries == tuple(Knob)


def test_the_own_cover_is_first_and_choosing_it_tries_nothing(reference: Reference) -> None:
    own = Cover(SupplementKind.MEDIGAP, MedigapPlan.G)
    made = _made(FULL, reference)
    covers = trial.covers(FULL, made)
    assert covers[0] == own
    assert Cover(SupplementKind.NONE) in covers
    assert trial.with_cover(WhatIf(cover=Cover(SupplementKind.NONE)), FULL, own) == AS_ANSWERED


def test_no_letters_where_policies_have_none(reference: Reference) -> None:
    boston = _with(zip_code="02118", supplement=SupplementKind.NONE, medigap_plan=UNASKED)
    letters = [each.plan for each in trial.covers(boston, _made(boston, reference))]
    assert set(letters) == {None}


def test_a_place_alone_needs_no_other_estimate() -> None:
    assert not WhatIf(place=Setting.OFFICE).changes_figures
    assert WhatIf(days=7).changes_figures
    assert WhatIf(deductible_met=None).changes_figures
