"""The one door: a case and the reference in, the whole answer out."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

from core.advantage import most
from core.assumptions.conventions import conventions
from core.assumptions.gather import Questions, gather
from core.assumptions.visits import rate_unknown
from core.case import Case, MedicareKind, Setting
from core.coverage import determine
from core.gaps import gap
from core.merge import by_month, merge, totals
from core.money import ZERO, Range
from core.notes import notes
from core.reference.store import Reference
from core.result import Assumption, Determination, Estimate, NotEstimated, Totals
from core.run import Run, plan_may_pay, run
from core.schedule.lay_out import Verdicts, verdicts
from core.settings import setting_options
from core.settled import Bound
from core.supplements import supplement_options
from core.trace import Standing


def estimate(case: Case, reference: Reference) -> Estimate:
    """What Medicare covers, what each payer pays, and what the patient pays, line by line.

    Where an answer is not known the figures have two ends: one complete run with every
    answer at its low end, one with every answer at its high end.  The case must have
    passed `core.case_check`; NotInReference is raised for what the edition cannot tell.
    """
    if case.therapy.drug is None:
        return _nothing(case, (), (gap("drug-unknown"),), reference)
    drug = reference.drug(case.therapy.drug, case.therapy.route)
    determinations = determine(case, reference)
    decided = verdicts(determinations)
    questions = gather(case, drug, reference)
    if questions.base is None:
        return _nothing(case, determinations, questions.gaps, reference)
    return _estimate(case, determinations, decided, questions, reference)


def _estimate(
    case: Case,
    determinations: tuple[Determination, ...],
    decided: Verdicts,
    questions: Questions,
    reference: Reference,
) -> Estimate:
    low = run(questions.run(Bound.LOW), decided, reference)
    high = run(questions.run(Bound.HIGH), decided, reference)
    if _has_estimated_rate(high):
        questions = replace(questions, unknowns=(*questions.unknowns, rate_unknown()))
        low = run(questions.run(Bound.LOW), decided, reference)
    lines = merge(low.entries, high.entries)
    sums = _with_plan_limit(case, totals(lines), high, decided, reference)
    gaps = tuple(dict.fromkeys((*questions.gaps, *low.gaps, *high.gaps)))
    in_plan = case.coverage.medicare is MedicareKind.ADVANTAGE
    return Estimate(
        edition=reference.edition,
        case=case,
        determinations=determinations,
        setting=Setting.HOME,
        lines=lines,
        complete=not gaps,
        totals=sums,
        by_month=by_month(lines),
        not_estimated=gaps,
        assumptions=(
            *_ranked(questions, low, high, decided, reference),
            *conventions(high.settled, lines, low.settled.days),
        ),
        settings=setting_options(sums, not gaps, low, high, reference),
        supplements=() if in_plan else supplement_options(low, high, reference),
        notes=notes(
            case,
            lines,
            questions.supplement,
            (*low.notes, *high.notes),
            (*low.paid, *high.paid),
            reference,
        ),
    )


def _has_estimated_rate(found: Run) -> bool:
    """Whether a visit was priced by a bound of our own."""
    return any(
        claim.price.national is not None and claim.price.standing is Standing.ESTIMATED
        for claim in found.claims
    )


def _ranked(
    questions: Questions, low: Run, high: Run, decided: Verdicts, reference: Reference
) -> Iterable[Assumption]:
    """The unknown answers by what each moves alone, most first."""
    found: list[Assumption] = []
    for each in questions.unknowns:
        effect = _effect(each.id, questions, low, high, decided, reference)
        if effect is not None:
            found.append(Assumption(each.id, each.low, each.high, effect, each.ask))
    return sorted(found, key=lambda each: (-each.patient_effect, each.id))


def _effect(
    name: str, questions: Questions, low: Run, high: Run, decided: Verdicts, reference: Reference
) -> Decimal | None:
    """How far the patient's sum moves when this answer alone changes its end: down from the
    high run, or up from the low run where another answer hides it there.

    None when the answer changes no line at all, so that it is no question here.
    """
    down = run(questions.run(Bound.HIGH, {name: Bound.LOW}), decided, reference)
    if effect := abs(high.patient - down.patient):
        return effect
    up = run(questions.run(Bound.LOW, {name: Bound.HIGH}), decided, reference)
    if down.entries == high.entries and up.entries == low.entries:
        return None
    return abs(up.patient - low.patient)


def _with_plan_limit(
    case: Case, sums: Totals, high: Run, decided: Verdicts, reference: Reference
) -> Totals:
    """Medicare Advantage without the plan's figures: from 0 to the most a member can owe."""
    in_plan = case.coverage.medicare is MedicareKind.ADVANTAGE
    if not in_plan or high.claims or not plan_may_pay(decided):
        return sums
    last = high.settled.start + timedelta(days=high.settled.days - 1)
    limit = most(case.coverage.advantage, high.settled.start, last, reference)
    return replace(sums, patient=sums.patient + Range(ZERO, limit))


def _nothing(
    case: Case,
    determinations: tuple[Determination, ...],
    gaps: tuple[NotEstimated, ...],
    reference: Reference,
) -> Estimate:
    """A case that cannot be laid out at all: no line, no amount, only the questions."""
    sums = totals(())
    return Estimate(
        edition=reference.edition,
        case=case,
        determinations=determinations,
        setting=Setting.HOME,
        lines=(),
        complete=False,
        totals=sums,
        by_month=(),
        not_estimated=gaps,
        assumptions=(),
        settings=(),
        supplements=(),
        notes=(),
    )
