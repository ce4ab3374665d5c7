"""The one door: a case and the reference in, the whole answer out."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from core.advantage import most
from core.assumptions.conventions import conventions
from core.assumptions.gather import Questions, gather
from core.assumptions.visits import rate_unknown
from core.case import Case, MedicareKind, Setting
from core.coverage import determine
from core.ends import ends
from core.gaps import gap
from core.merge import by_month, merge, totals
from core.money import ZERO, Range
from core.notes import notes
from core.reference.store import Reference
from core.result import Determination, Estimate, NotEstimated, Totals
from core.run import Run, plan_may_pay
from core.schedule.lay_out import Verdicts, verdicts
from core.settings import setting_options
from core.supplements import supplement_options


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
    asked = replace(questions, unknowns=(*questions.unknowns, rate_unknown()))
    both = ends(asked, decided, reference)
    low, high = both.low, both.high
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
            *both.assumptions,
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
