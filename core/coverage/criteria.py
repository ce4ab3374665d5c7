"""The drug-by-drug conditions of the pump policy: the criteria questions of an indication.

They are rows of the reference, not functions here; a case answers them by id.
"""

from __future__ import annotations

from dataclasses import replace

from core.coverage.context import Context
from core.reference.model import CriteriaSet, Indication
from core.trace import Finding, text

ALL = "all"
"""The set that must be met besides one of the others."""


def criteria_findings(context: Context) -> tuple[Finding, ...]:
    """The criteria that decide the indication, each as a finding; none when it is not known.

    Of alternative sets, the first that is wholly met is shown alone; while none is, those
    that can still be met; when none can be, every one of them, so that each unmet condition
    is seen.  So an indication is met when all of these are, and refused when one is unmet.
    """
    indication = context.indication
    if indication is None:
        return ()
    every = [each for each in _sets(indication, context) if each.id == ALL]
    either = [each for each in _sets(indication, context) if each.id != ALL]
    shown = [*every, *_deciding(either, context)]
    names = dict.fromkeys(criterion for each in shown for criterion in each.criteria)
    return tuple(_finding(name, indication, context) for name in names)


def _sets(indication: Indication, context: Context) -> list[CriteriaSet]:
    """The sets with the criteria in force on the first day; one that has none of its own is out."""
    in_force = [
        replace(each, criteria=tuple(c for c in each.criteria if _is_in_force(c, context)))
        for each in indication.sets
    ]
    return [each for each in in_force if each.criteria]


def _is_in_force(criterion: str, context: Context) -> bool:
    found = context.reference.criterion(criterion)
    after = found.effective is None or found.effective <= context.start
    return after and (found.ends is None or context.start <= found.ends)


def _deciding(sets: list[CriteriaSet], context: Context) -> list[CriteriaSet]:
    """Of sets of which one is enough: the one that is met, else those that may be, else all."""
    answers = context.case.criteria

    def given(one: CriteriaSet) -> list[bool | None]:
        return [answers.get(criterion) for criterion in one.criteria]

    met = [one for one in sets if all(given(one))]
    return met[:1] or [one for one in sets if False not in given(one)] or sets


def _finding(criterion: str, indication: Indication, context: Context) -> Finding:
    met = context.case.criteria.get(criterion)
    answer = {True: "met", False: "unmet", None: "question"}[met]
    return Finding(
        indication.rule,
        met,
        text(f"criterion.{criterion}.{answer}"),
        context.reference.criterion(criterion).citation,
        text(f"criterion.{criterion}.ask") if met is None else None,
    )
