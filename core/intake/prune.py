"""Keeping answers true to each other when an early one changes.

Only answers that stop applying are dropped; all others stay, so that going back
loses nothing.  A question with one possible answer is answered here, not asked.
"""

from __future__ import annotations

from dataclasses import replace

from core.case import OTHER_INDICATION, Delivery, MedicareKind, SupplementKind
from core.dosing import is_rate
from core.intake import questions
from core.intake.answers import UNASKED, Answers, WayIn, known
from core.reference.store import Reference

_TOPIC_KINDS = {
    WayIn.CONDITION: ("condition",),
    WayIn.KIND: ("medicine",),
    WayIn.EQUIPMENT: ("equipment", "supply"),
}


def topic_kinds(way_in: WayIn | None) -> tuple[str, ...]:
    """The kinds of topic that a way in leads to; none for a search by name."""
    return _TOPIC_KINDS.get(way_in, ()) if way_in else ()


def prune(answers: Answers, reference: Reference) -> Answers:
    """These answers without those that no longer apply; idempotent."""
    kept = _treatment(answers, reference)
    kept = _order(kept, reference)
    return _without_gates(_coverage(kept))


def _without_gates(answers: Answers) -> Answers:
    """Drop what hangs on an answer that was not given."""
    open_gates = {
        "advantage": answers.medicare is MedicareKind.ADVANTAGE,
        "not-refused": answers.plan_approved is not False,
        "papers": answers.has_plan_papers is True,
        "limited": answers.medigap_plan in questions.LIMITED,
        "retiree": answers.supplement is SupplementKind.RETIREE,
        "employer": answers.supplement is SupplementKind.ACTIVE_EMPLOYER,
        "quotes": answers.has_quotes is True,
        "price": known(answers.drug_price) is not None and answers.has_drug_plan is True,
        "no-zip": answers.zip_code is None,
    }
    for gate, names in _BEHIND.items():
        if not open_gates[gate]:
            answers = replace(answers, **dict.fromkeys(names, UNASKED))  # type: ignore[arg-type]
            open_gates["papers"] = answers.has_plan_papers is True
            open_gates["price"] = open_gates["price"] and known(answers.drug_price) is not None
    return answers


_BEHIND: dict[str, tuple[str, ...]] = {
    "advantage": ("plan_approved", "in_network", "has_plan_papers"),
    "not-refused": ("in_network", "has_plan_papers"),
    "papers": (
        "plan_drug_percent",
        "plan_equipment_percent",
        "plan_visit_copay",
        "plan_deductible_left",
        "plan_limit",
        "plan_spent",
    ),
    "limited": ("medigap_spent",),
    "retiree": ("retiree_share", "retiree_deductible"),
    "employer": ("employer_percent", "employer_deductible"),
    "quotes": ("drug_price", "per_diem", "visit_price"),
    "price": ("fills", "drug_copay", "extra_help", "drug_spent"),
    "no-zip": ("state",),
}
"""Answers that apply only behind another one, the outer gates first."""


def _treatment(answers: Answers, reference: Reference) -> Answers:
    topic = questions.topic(answers, reference)
    if answers.topic is not UNASKED and answers.topic is not None:
        kinds = topic_kinds(known(answers.way_in))
        if topic is None or topic.kind not in kinds:
            answers = replace(answers, topic=UNASKED)
    return answers


def _order(answers: Answers, reference: Reference) -> Answers:
    drug = questions.drug(answers, reference)
    if drug is None:
        return answers
    if known(answers.indication) not in (None, OTHER_INDICATION, *drug.indications):
        answers = replace(answers, indication=UNASKED)
    if known(answers.route) not in (None, *drug.routes):
        answers = replace(answers, route=UNASKED)
    if len(drug.routes) == 1:
        answers = replace(answers, route=drug.routes[0])
    pumps = questions.pumps(answers, reference)
    if known(answers.pump) not in (None, *pumps) or answers.delivery is not Delivery.PUMP:
        answers = replace(answers, pump=UNASKED)
    if len(pumps) == 1:
        answers = replace(answers, pump=pumps[0])
    return _dose(answers, reference)


def _dose(answers: Answers, reference: Reference) -> Answers:
    unit = known(answers.dose_unit)
    if unit is not None and unit not in questions.units(answers, reference):
        answers = replace(answers, dose_unit=UNASKED, dose_per=UNASKED, dose_amount=UNASKED)
    elif unit is not None and is_rate(unit):
        # A rate runs for the minutes of each infusion: it has no "per" of its own.
        answers = replace(answers, dose_per=UNASKED)
    if answers.delivery is not Delivery.PUMP:
        answers = replace(answers, reservoir=UNASKED, reservoirs_per_week=UNASKED)
    if answers.criteria:
        asked = questions.criteria(answers, reference)
        kept = tuple(pair for pair in answers.criteria if pair[0] in asked)
        answers = replace(answers, criteria=kept)
    return answers


def _coverage(answers: Answers) -> Answers:
    if answers.medicare in (MedicareKind.ADVANTAGE, MedicareKind.NONE):
        answers = replace(answers, supplement=UNASKED, deductible_met=UNASKED, deductible_year=0)
    if answers.supplement is not SupplementKind.MEDIGAP:
        answers = replace(answers, medigap_plan=UNASKED)
    start = known(answers.start)
    if answers.deductible_year and start is not None and start.year != answers.deductible_year:
        # The question was about another calendar year's deductible.
        answers = replace(answers, deductible_met=UNASKED, deductible_year=0)
    return answers
