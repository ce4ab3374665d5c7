"""Is it covered, and why: the answer, its few best reasons, and what decides the rest."""

from __future__ import annotations

from core.case import MedicareKind
from core.reference.model import Way
from core.result import Benefit, Covered
from core.summary.model import Mark, Outcome, Reason
from core.summary.view import View
from core.trace import Finding, Text, text

ROOM, ROOM_WHEN_COVERED = 5, 4
"""How many reasons the first page and the result screen have room for; a plain yes needs fewer."""
_PLAIN = "R-001"
"""The rule that one must have Part B: true of nearly everyone, so the first to be left out."""
_FOLLOWS = "R-061"
"""The rule that visits follow pump and drug: never a reason of its own."""


def all_reasons(view: View) -> tuple[Reason, ...]:
    """Every rule that was asked, in the order that answers the person's question.

    A refusal first says what is not met; otherwise what is met comes first.  What is still
    to be checked follows in either.
    """
    refused = view.outcome is Outcome.NOT_COVERED
    order = (Mark.UNMET, Mark.CHECK, Mark.MET) if refused else (Mark.MET, Mark.UNMET, Mark.CHECK)
    reasons = [_reason(finding) for finding in view.findings]
    return tuple(sorted(reasons, key=lambda reason: order.index(reason.mark)))


def _moot(view: View) -> frozenset[tuple[str, Text]]:
    """Open points of a benefit that something else rules out already: nobody need ask."""
    closed: set[tuple[str, Text]] = set()
    still: set[tuple[str, Text]] = set()
    for determination in view.estimate.determinations:
        points = {(f.rule, f.text) for f in determination.findings if f.met is None}
        (closed if determination.covered is Covered.NO else still).update(points)
    return frozenset(closed - still)


def _counting(view: View) -> list[Reason]:
    """Every reason but those that follow from others, or that no longer decide anything."""
    moot = _moot(view)
    return [
        reason
        for reason in all_reasons(view)
        if reason.rule != _FOLLOWS and (reason.rule, reason.text) not in moot
    ]


def few_reasons(view: View) -> tuple[Reason, ...]:
    """The few reasons that say most: all that is unmet or unknown before anything that is met,
    but one that is met in any case unless Medicare refuses."""
    reasons = _counting(view)
    weighty = [reason for reason in reasons if reason.mark is not Mark.MET]
    met = [reason for reason in reasons if reason.mark is Mark.MET]
    met.sort(key=lambda reason: reason.rule == _PLAIN)
    room = ROOM_WHEN_COVERED if view.outcome is Outcome.COVERED and not weighty else ROOM
    least = 0 if view.outcome is Outcome.NOT_COVERED else 1
    chosen = met[: max(room - len(weighty), least)]
    chosen += weighty[: room - len(chosen)]
    return tuple(reason for reason in reasons if reason in chosen)


def rest(view: View) -> tuple[Reason, ...]:
    """The unmet or open points that the few reasons leave out."""
    few = few_reasons(view)
    return tuple(
        reason for reason in _counting(view) if reason.mark is not Mark.MET and reason not in few
    )


def answer(view: View) -> Text:
    """The answer that stands in the heading: "Yes, by Medicare Part B."."""
    if view.outcome is Outcome.COVERED:
        if view.advantage:
            return text("summary.answer.covered_plan")
        visits = view.estimate.determination(Benefit.VISITS)
        if visits is not None and visits.covered is Covered.NO:
            return text("summary.answer.covered_but_visits")
        return text("summary.answer.covered")
    if view.outcome is Outcome.PLAN:
        return text("summary.answer.plan_refused" if view.plan_refused else "summary.answer.plan")
    if view.outcome is Outcome.UNKNOWN:
        return text("summary.answer.unknown")
    if view.case.coverage.medicare is MedicareKind.NONE:
        return text("summary.answer.no_part_b")
    return text("summary.answer.not_covered")


def verdict(view: View) -> Text:
    """The answer as one sentence that stands alone: "Medicare covers this at home"."""
    if view.outcome is Outcome.COVERED and view.advantage:
        return text("summary.verdict.covered_plan")
    if view.outcome is Outcome.PLAN and view.plan_refused:
        return text("summary.verdict.plan_refused")
    if view.outcome is Outcome.NOT_COVERED:
        if view.case.coverage.medicare is MedicareKind.NONE:
            return text("summary.verdict.no_part_b")
        return text("summary.verdict.not_covered")
    return text(f"summary.verdict.{view.outcome}")


def falls(view: View) -> Text | None:
    """Where a treatment falls that Part B does not cover at home; None when it is covered."""
    if view.outcome is not Outcome.NOT_COVERED or view.drug is None:
        return None
    if view.case.coverage.medicare is MedicareKind.NONE:
        return None
    own = text(f"summary.falls.{view.drug.way.value}", drug=view.drug_name)
    if view.part_d is None or view.part_d.covered is Covered.NO or view.drug.way is Way.PART_D:
        return own
    part_d = text("summary.falls.part-d", drug=view.drug_name)
    if view.drug.way is Way.PUMP:
        return text("summary.two_sentences", first=own, second=part_d)
    return part_d


def _reason(finding: Finding) -> Reason:
    mark = {True: Mark.MET, False: Mark.UNMET, None: Mark.CHECK}[finding.met]
    return Reason(mark, finding.text, finding.ask, finding.rule, finding.citation)
