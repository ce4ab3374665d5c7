"""Whatever is touched on the way, the case at its end is possible and can be estimated."""

from __future__ import annotations

from contextlib import closing
from random import Random

import pytest
from pytestqt.qtbot import QtBot

from core.binding import read
from core.case import Case
from core.case_check import check
from core.estimate import estimate
from core.intake.answers import to_case_data
from core.intake.prune import prune
from core.reference.store import Reference
from tests.gui.walker import Walker, wander

WALKS = 25


@pytest.mark.parametrize("seed", range(WALKS))
def test_any_way_through_the_questions_makes_a_possible_case(
    qtbot: QtBot, reference: Reference, seed: int
) -> None:
    with closing(Walker(reference, language="es" if seed % 2 else "en")) as walker:
        wander(walker, Random(seed), hope=(seed % 5) / 5)
    case, problems = read(Case, to_case_data(walker.answers, walker.today))
    assert problems == ()
    assert case is not None
    assert check(case, reference) == ()
    made = estimate(case, reference)
    assert made.totals.patient.low >= 0


@pytest.mark.parametrize("seed", range(5))
def test_pruning_answers_that_all_apply_changes_nothing(
    qtbot: QtBot, reference: Reference, seed: int
) -> None:
    with closing(Walker(reference)) as walker:
        wander(walker, Random(1000 + seed))
    assert prune(walker.answers, reference) == walker.answers
