"""Which screens a visit needs, in which order: pure, from the answers and the reference.

A stop is a step and, where a step asks more than one question, the part of it.
Conditions are data: one row a step, read from top to bottom.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from core.case import Delivery, MedicareKind, SupplementKind
from core.dosing import is_rate, needs_weight
from core.intake import questions
from core.intake.answers import Answers, WayIn, asked, known
from core.reference.model import Way
from core.reference.store import Reference
from gui.state import Step


@dataclass(frozen=True, slots=True)
class Stop:
    """One screen to stop at: a step, and the part of it ("" when it has only one)."""

    step: Step
    part: str = ""


@dataclass(frozen=True, slots=True)
class Asked:
    """What a condition may look at."""

    answers: Answers
    reference: Reference
    today: date


Parts = Callable[[Asked], tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Rule:
    """A step and the parts of it that are needed; no part, no step."""

    step: Step
    parts: Parts
    counted: bool = True
    """Whether it counts in "Step 2 of 9"."""


ONE = ("",)


def _when(condition: bool, *parts: str) -> tuple[str, ...]:
    """The parts, or the step's only one, when the condition holds."""
    return (parts or ONE) if condition else ()


def _order(at: Asked) -> bool:
    return questions.order_matters(at.answers, at.reference)


def _at_home(at: Asked) -> bool:
    return questions.home_possible(at.answers, at.reference)


def _lasts(at: Asked) -> bool:
    return questions.way(at.answers, at.reference) not in (None, Way.NOT_COVERED)


def _topic(at: Asked) -> tuple[str, ...]:
    if known(at.answers.way_in) in (None, WayIn.MEDICINE):
        return ()
    return ("choose", *_when(known(at.answers.topic) is not None, "answer"))


def _given(at: Asked) -> tuple[str, ...]:
    if questions.way(at.answers, at.reference) is not Way.PUMP:
        return ()
    return (
        *_when(len(questions.routes(at.answers, at.reference)) > 1, "route"),
        "started",
        "delivery",
        *_when(len(questions.pumps(at.answers, at.reference)) > 1, "pump"),
    )


def _dose(at: Asked) -> tuple[str, ...]:
    if not _order(at):
        return ()
    unit = known(at.answers.dose_unit)
    given = known(at.answers.dose_from) is not None
    limit = questions.limit(at.answers, at.reference)
    weight = (unit is not None and needs_weight(unit)) or (
        limit is not None and limit.basis == "kg"
    )
    return (
        "from",
        *_when(given, "amount"),
        *_when(given and unit is not None and not is_rate(unit), "per"),
        *_when(given and weight, "weight"),
    )


def _schedule(at: Asked) -> tuple[str, ...]:
    if not _order(at):
        return ()
    pump = _at_home(at) and at.answers.delivery is Delivery.PUMP
    dose = known(at.answers.dose_amount) is not None
    return (
        "times",
        "minutes",
        *_when(pump, "container", "containers"),
        *_when(dose, "readback"),  # without a dose there is nothing to read back
    )


def _plan(at: Asked) -> tuple[str, ...]:
    if at.answers.medicare is not MedicareKind.ADVANTAGE or not _at_home(at):
        return ()
    if at.answers.plan_approved is False:
        return ("approved",)  # its prices and its network do not matter then
    figures = ("drug", "equipment", "visit", "deductible", "limit", "spent")
    return ("approved", "network", "papers", *_when(at.answers.has_plan_papers is True, *figures))


def _other_coverage(at: Asked) -> tuple[str, ...]:
    answers = at.answers
    if not questions.has_part_b(answers):
        return ()
    terms: tuple[str, ...] = ()
    if _order(at):
        terms = {
            SupplementKind.RETIREE: ("retiree-share", "retiree-deductible"),
            SupplementKind.ACTIVE_EMPLOYER: ("employer-percent", "employer-deductible"),
        }.get(known(answers.supplement) or SupplementKind.NONE, ())
    return (
        "kind",
        *_when(questions.has_medigap(answers), "plan"),
        *_when(_order(at) and answers.medigap_plan in questions.LIMITED, "medigap-spent"),
        *terms,
    )


def _pharmacy(at: Asked) -> tuple[str, ...]:
    if not questions.is_refused_the_drug(at.answers, at.reference, at.today):
        return ()
    told = at.answers.has_quotes is True
    return ("told", *_when(told, "price", "per-diem", "visit-price"))


def _drug_plan(at: Asked) -> tuple[str, ...]:
    answers = at.answers
    if not questions.is_refused_the_drug(answers, at.reference, at.today):
        return ()
    # What the plan asks for can only be worked out of a price.
    priced = answers.has_drug_plan is True and known(answers.drug_price) is not None
    return ("has", *_when(priced, "fills", "copay", "help", "spent"))


def _hospital(at: Asked) -> tuple[str, ...]:
    return _when(_order(at) and questions.has_part_b(at.answers), "days")


def _home(at: Asked) -> tuple[str, ...]:
    two = questions.two_amounts(at.answers, at.reference, at.today)
    refused = questions.is_refused_the_drug(at.answers, at.reference, at.today)
    return (
        "zip",
        *_when(at.answers.zip_code is None, "state"),
        "residence",
        *_when(_at_home(at) and two, "rural"),
        *_when(refused and at.answers.residence not in questions.NO_HOME, "homebound"),
    )


def _visits(at: Asked) -> tuple[str, ...]:
    if not questions.visits_possible(at.answers, at.reference, at.today):
        return ()
    some = not asked(at.answers.visits_per_week) or known(at.answers.visits_per_week) != 0
    return ("per-week", *_when(some, "first"))


RULES: tuple[Rule, ...] = (
    Rule(Step.START, lambda at: ONE, counted=False),
    Rule(Step.TREATMENT, lambda at: ONE),
    Rule(Step.TOPIC, _topic),
    Rule(Step.MEDICINE, lambda at: ONE),
    Rule(
        Step.INDICATION,
        lambda at: _when(bool(questions.indications(at.answers, at.reference))),
    ),
    Rule(Step.GIVEN, _given),
    Rule(Step.DOSE, _dose),
    Rule(Step.SCHEDULE, _schedule),
    Rule(Step.LENGTH, lambda at: _when(_lasts(at), "start", "days")),
    Rule(
        Step.CRITERIA,
        lambda at: questions.criteria_to_ask(at.answers, at.reference) if _at_home(at) else (),
    ),
    Rule(Step.MEDICARE, lambda at: ONE),
    Rule(Step.PLAN, _plan),
    Rule(Step.OTHER_COVERAGE, _other_coverage),
    Rule(Step.DEDUCTIBLE, lambda at: _when(_order(at) and questions.has_part_b(at.answers))),
    Rule(Step.PHARMACY, _pharmacy),
    Rule(Step.DRUG_PLAN, _drug_plan),
    Rule(Step.HOME, _home),
    Rule(Step.VISITS, _visits),
    Rule(Step.HOSPITAL, _hospital),
    Rule(Step.REVIEW, lambda at: ONE),
    Rule(Step.RESULT, lambda at: ONE, counted=False),
    Rule(Step.PRINT, lambda at: ONE, counted=False),
    Rule(Step.DONE, lambda at: ONE, counted=False),
)
"""WHY and PREVIEW are looked at from the result and left again: no stop of the way."""

_ORDER = {rule.step: place for place, rule in enumerate(RULES)}
FIRST = Stop(Step.START)


def stops(answers: Answers, reference: Reference, today: date) -> tuple[Stop, ...]:
    """Every stop of the way that these answers lead along."""
    at = Asked(answers, reference, today)
    return tuple(Stop(rule.step, part) for rule in RULES for part in rule.parts(at))


def steps(answers: Answers, reference: Reference, today: date) -> tuple[Step, ...]:
    """The steps of the way, each once."""
    return tuple(dict.fromkeys(stop.step for stop in stops(answers, reference, today)))


def following(stop: Stop, way: tuple[Stop, ...]) -> Stop:
    """The stop after this one; the last one is followed by itself."""
    if stop in way:
        return way[min(way.index(stop) + 1, len(way) - 1)]
    later = (each for each in way if _ORDER[each.step] > _ORDER.get(stop.step, 0))
    return next(later, way[-1])


def before(stop: Stop, way: tuple[Stop, ...]) -> Stop:
    """The stop before this one; the first one is its own."""
    if stop in way:
        return way[max(way.index(stop) - 1, 0)]
    earlier = [each for each in way if _ORDER[each.step] < _ORDER.get(stop.step, 0)]
    return earlier[-1] if earlier else way[0]


def first_of(step: Step, way: tuple[Stop, ...]) -> Stop:
    """The first stop of a step, as when an answer is changed from the review."""
    return next((each for each in way if each.step is step), Stop(step))


def position(stop: Stop, way: tuple[Stop, ...]) -> tuple[int, int]:
    """The number of this step and the count of steps that ask something; (0, n) outside them."""
    counted = tuple(dict.fromkeys(each.step for each in way if RULES[_ORDER[each.step]].counted))
    number = counted.index(stop.step) + 1 if stop.step in counted else 0
    return number, len(counted)


def part_position(stop: Stop, way: tuple[Stop, ...]) -> tuple[int, int]:
    """Which question of its step this is, and how many the step has."""
    of_step = [each for each in way if each.step is stop.step]
    number = of_step.index(stop) + 1 if stop in of_step else 1
    return number, max(len(of_step), 1)
