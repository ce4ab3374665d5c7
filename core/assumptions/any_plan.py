"""A Medigap plan whose letter is not known: the dearest that it can be."""

from __future__ import annotations

from dataclasses import replace

from core.assumptions.gather import Questions
from core.case import MedigapPlan
from core.payers.base import Renamed
from core.payers.medigap import medigap
from core.reference.store import Reference

_LETTER = "coverage.supplement.plan"


def with_plan_k(questions: Questions, reference: Reference) -> Questions | None:
    """The same questions with plan K at the high end; None when the letter is no question.

    A high-deductible plan, which stands there otherwise, costs its holder more up to its
    yearly amount; K, which pays half, costs more after that, up to its own higher limit.
    """
    if questions.supplement.unknown != _LETTER:
        return None
    other = replace(
        questions.supplement, high=Renamed(medigap(MedigapPlan.K, reference), "medigap")
    )
    unknowns = tuple(
        replace(each, settle=other.settle) if each.id == _LETTER else each
        for each in questions.unknowns
    )
    return replace(questions, unknowns=unknowns, supplement=other)
