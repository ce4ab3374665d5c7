"""The one door: a case and the reference in, the whole answer out."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

from core.advantage import most
from core.assumptions.any_plan import with_plan_k
from core.assumptions.conventions import conventions
from core.assumptions.gather import Questions, gather
from core.assumptions.visits import rate_unknown, without_visits
from core.case import Case, MedicareKind, Setting, SupplementKind
from core.changes import changes
from core.coverage import determine
from core.ends import ends
from core.gaps import gap
from core.merge import by_month, merge, totals
from core.money import ZERO, Range
from core.notes import notes
from core.payment_plan import payment_plan
from core.reference.store import Reference
from core.result import Bill, Determination, Estimate, LineKind, NotEstimated, Totals
from core.run import Run, plan_may_pay
from core.schedule.breaks import stretches
from core.schedule.equipment import is_owned
from core.schedule.lay_out import Verdicts, verdicts
from core.settings import nursing_stay, setting_options
from core.supplements import common_kinds, supplement_options
from core.trace import Text, text


def estimate(case: Case, reference: Reference) -> Estimate:
    """What Medicare covers, what each payer pays, and what the patient pays, line by line.

    Where an answer is not known the figures have two ends: one complete run with every
    answer at its low end, one with every answer at its high end.  The case must have
    passed `core.case_check`; NotInReference is raised for what the edition cannot tell.
    """
    made = _as_stated(case, reference)

    def again(other: Case) -> Estimate:
        return _as_stated(other, reference)

    return replace(made, changes=changes(made, again, reference))


def _as_stated(case: Case, reference: Reference) -> Estimate:
    """The estimate without what the patient could change."""
    if case.therapy.drug is None:
        return _nothing(case, (), (gap("drug-unknown"),), reference)
    drug = reference.drug(case.therapy.drug, case.therapy.route)
    determinations = determine(case, reference)
    decided = verdicts(determinations)
    planned = without_visits(case, drug, decided, reference)
    questions = gather(planned, drug, reference)
    if questions.base is None:
        gaps, sums = questions.gaps, totals(())
        if _plan_decides(case, decided):
            # However long it lasts, one year's limit is the least that the law knows.
            start = case.start or case.as_of
            limit = most(case.coverage.advantage, start, start, reference)
            gaps, sums = (gap("advantage"), *gaps), replace(sums, patient=Range(ZERO, limit))
        return _nothing(case, determinations, gaps, reference, sums)
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
    if (other := with_plan_k(asked, reference)) is not None:
        both = max(both, ends(other, decided, reference), key=lambda each: each.high.patient)
    low, high = both.low, both.high
    lines = merge(low.entries, high.entries)
    sums = _with_plan_limit(case, totals(lines), high, decided, reference)
    gaps = tuple(dict.fromkeys((*questions.gaps, *low.gaps, *high.gaps)))
    in_plan = case.coverage.medicare is MedicareKind.ADVANTAGE
    bills = payment_plan(
        low.entries, high.entries, (_paid_before(low), _paid_before(high)), reference
    )
    own = (
        *_visits_left_out(case, high),
        *_title(high, reference),
        *_beyond_medicare(case, decided),
    )
    places = setting_options(sums, not gaps, low, high, reference)
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
            *conventions(high.settled, lines, places, low.settled.days),
        ),
        settings=places,
        supplements=() if in_plan else supplement_options(low, high, reference),
        nursing_stay=nursing_stay(common_kinds(high.settled), low.settled, high.settled, reference),
        notes=notes(
            case,
            lines,
            questions.supplement,
            (*own, *low.notes, *high.notes, *_spread(bills)),
            (*low.paid, *high.paid),
            reference,
        ),
        payment_plan=bills,
    )


def _beyond_medicare(case: Case, decided: Verdicts) -> tuple[Text, ...]:
    """The sentence for TRICARE, which covers some home infusions that Part B does not, with a
    deductible and cost shares of its own (tricare.mil, costs of TRICARE For Life)."""
    held = case.coverage.supplement
    is_tricare = held is not None and held.kind is SupplementKind.TRICARE_FOR_LIFE
    return (text("money.note.tricare-beyond"),) if is_tricare and not plan_may_pay(decided) else ()


def _title(high: Run, reference: Reference) -> tuple[Text, ...]:
    """The sentence for a pump that becomes the patient's own while it is used."""
    rented = any(claim.service.kind is LineKind.SUPPLIES for claim in high.claims)
    owned = any(is_owned(each, reference) for each in stretches(high.settled, reference))
    return (text("money.note.title"),) if rented and owned else ()


def _paid_before(run: Run) -> Decimal:
    """What was paid for drugs this year before the treatment, as a run takes it, USD."""
    plan = run.settled.case.coverage.part_d
    return ZERO if plan is None or plan.spent is None else plan.spent


def _spread(bills: tuple[Bill, ...]) -> tuple[Text, ...]:
    """The first bill and the later ones of its year, where there are later ones."""
    if not bills:
        return ()
    first = bills[0]
    later = [each.amount for each in bills[1:] if each.month.year == first.month.year]
    if not any(each.high for each in later):
        return ()
    ends = [end for each in later for end in (each.low, each.high)]
    return (
        text(
            "money.note.payment-plan-bills", first=first.amount, later=Range(min(ends), max(ends))
        ),
    )


def _with_plan_limit(
    case: Case, sums: Totals, high: Run, decided: Verdicts, reference: Reference
) -> Totals:
    """Medicare Advantage without the plan's figures: from 0 to the most a member can owe."""
    if high.claims or not _plan_decides(case, decided):
        return sums
    last = high.settled.start + timedelta(days=high.settled.days - 1)
    limit = most(case.coverage.advantage, high.settled.start, last, reference)
    return replace(sums, patient=sums.patient + Range(ZERO, limit))


def _visits_left_out(case: Case, high: Run) -> tuple[Text, ...]:
    """The sentence for a drug with which no visits are paid, when nobody spoke of any."""
    left_out = case.visits.per_week is None and high.settled.case.visits.per_week == 0
    return (text("money.note.no-visits"),) if left_out else ()


def _plan_decides(case: Case, decided: Verdicts) -> bool:
    """Whether what Part B covers falls to a Medicare Advantage plan."""
    return case.coverage.medicare is MedicareKind.ADVANTAGE and plan_may_pay(decided)


def _nothing(
    case: Case,
    determinations: tuple[Determination, ...],
    gaps: tuple[NotEstimated, ...],
    reference: Reference,
    sums: Totals | None = None,
) -> Estimate:
    """A case that cannot be laid out at all: no line, no amount, only the questions."""
    return Estimate(
        edition=reference.edition,
        case=case,
        determinations=determinations,
        setting=Setting.HOME,
        lines=(),
        complete=False,
        totals=sums or totals(()),
        by_month=(),
        not_estimated=gaps,
        assumptions=(),
        settings=(),
        supplements=(),
        notes=(),
    )
