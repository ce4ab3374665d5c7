"""The answers so far, told back one line a step: what the review shows.  Pure."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal

from core.case import OTHER_INDICATION, Delivery, SupplementKind
from core.intake.answers import UNASKED, DoseFrom, known
from gui import flow
from gui.screens.wording import days_text, dose_text, minutes_text, never_stops, often_text
from gui.state import State, Step

_HALF = Decimal("0.5")


@dataclass(frozen=True, slots=True)
class Told:
    """One line: the step to go to, what was asked, the answer, and whether it is "not sure"."""

    step: Step
    asked: str
    answer: str
    open: bool


def told(state: State) -> tuple[Told, ...]:
    """A line for each step of the way that asks something."""
    way = flow.stops(state.answers, state.reference, state.today)
    steps = tuple(dict.fromkeys(stop.step for stop in way if stop.step in _LINES))
    return tuple(_line(state, step) for step in steps)


def _line(state: State, step: Step) -> Told:
    parts = _LINES[step](state)
    said = [part for part in parts if part is not None]
    unsure = len(parts) - len(said)
    if unsure:  # of several answers, how many; of one, or all of them, just that
        several = state.words("review.some_not_sure", n=unsure)
        said.append(several if said else state.words("review.not_sure"))
    answer = " · ".join(dict.fromkeys(part[:1].upper() + part[1:] for part in said))
    return Told(
        step=step,
        asked=state.words(f"review.row.{step}"),
        answer=answer,
        open=None in parts,
    )


Line = Callable[[State], list[str | None]]
"""The answers of a step in words; None is "not sure", and what was not asked is left out."""


def _one(field: str, key: str) -> Line:
    """A step of one answer whose words stand under "<key>.<value>"."""

    def line(state: State) -> list[str | None]:
        answer = getattr(state.answers, field)
        if answer is UNASKED:
            return []
        if isinstance(answer, bool):
            answer = "yes" if answer else "no"
        return [None if answer is None else state.words(f"{key}.{answer}")]

    return line


def _medicine(state: State) -> list[str | None]:
    drug = known(state.answers.drug)
    return [state.words(f"drug.{drug}") if drug else None]


def _indication(state: State) -> list[str | None]:
    answer = state.answers.indication
    if answer == OTHER_INDICATION:
        return [state.words("indication-choice.other")]
    return _one("indication", "indication")(state)


def _given(state: State) -> list[str | None]:
    parts = [*_one("route", "route")(state), *_one("started_at", "started")(state)]
    if state.answers.delivery is not Delivery.PUMP or state.answers.pump is UNASKED:
        return [*parts, *_one("delivery", "delivery")(state)]
    return [*parts, *_one("pump", "equipment")(state)]


def _dose(state: State) -> list[str | None]:
    answers = state.answers
    amount, unit = known(answers.dose_amount), known(answers.dose_unit)
    if amount is None or unit is None:
        return [None]
    dose = dose_text(state.words, amount, unit, known(answers.dose_per))
    usual = [state.words("dose-from.usual")] if answers.dose_from is DoseFrom.USUAL else []
    return [dose, *usual]


def _schedule(state: State) -> list[str | None]:
    answers, words = state.answers, state.words
    times, minutes = known(answers.administrations_per_week), known(answers.minutes)
    parts: list[str | None] = [
        None if times is None else often_text(words, times, minutes),
        None if minutes is None else minutes_text(words, minutes),
    ]
    if never_stops(times, minutes):
        del parts[1]  # "all the time" has said how long
    if answers.delivery is Delivery.PUMP:
        pieces = known(answers.reservoirs_per_week)
        parts.append(None if pieces is None else _containers(state, pieces))
    return parts


def _containers(state: State, pieces: Decimal) -> str:
    kind = known(state.answers.reservoir)
    number = state.words.number(pieces)
    return state.words(f"review.containers.{kind or 'any'}", number=number)


def _length(state: State) -> list[str | None]:
    start, days = known(state.answers.start), known(state.answers.days)
    return [
        None if start is None else state.words("review.from", day=start),
        None if days is None else days_text(state.words, days),
    ]


def _criteria(state: State) -> list[str | None]:
    met = [answer for _, answer in state.answers.criteria]
    said: list[str | None] = []
    for answer, key in ((True, "yes"), (False, "no")):
        count = met.count(answer)
        if count:
            said.append(state.words(f"review.criteria.{key}", n=count))
    if None in met:
        said.append(None)
    return said


def _other_coverage(state: State) -> list[str | None]:
    answers = state.answers
    plan = known(answers.medigap_plan)
    if answers.supplement is SupplementKind.MEDIGAP and plan is not None:
        key = f"medigap.{plan}"
        if state.words.has(key):
            return [state.words(key)]
        return [state.words("review.medigap", letter=plan.value)]
    parts = _one("supplement", "supplement")(state)
    return [*parts, None] if answers.medigap_plan is None else parts


def _parts(*fields: tuple[str, str]) -> Line:
    """Answers of a step, each by its own key: of a yes or no "<key>.yes", of a number with
    {amount}; one that was not asked is left out."""

    def line(state: State) -> list[str | None]:
        said: list[str | None] = []
        for field, key in fields:
            answer = getattr(state.answers, field)
            if answer is None:
                said.append(None)
            elif isinstance(answer, bool):
                said.append(state.words(f"{key}.{'yes' if answer else 'no'}"))
            elif isinstance(answer, Decimal):
                said.append(state.words(key, amount=answer))
            elif answer is not UNASKED:
                said.append(state.words(f"{key}.{answer}"))
        return said

    return line


def _with_terms(first: Line, *fields: tuple[str, str]) -> Line:
    """A line, and what is told of its terms."""
    more = _parts(*fields)
    return lambda state: [*first(state), *more(state)]


def _deductible(state: State) -> list[str | None]:
    met = known(state.answers.deductible_met)
    if met == 0:
        return [state.words("deductible.nothing")]
    return [None if met is None else state.words("review.deductible", amount=met)]


def _home(state: State) -> list[str | None]:
    answers = state.answers
    code = known(answers.zip_code)
    parts = [None if code is None else state.words("review.zip", zip=code)]
    known_state = known(answers.state)
    return [
        *parts,
        *([known_state] if known_state else []),
        *_one("residence", "residence")(state),
        *_one("rural", "review.rural")(state),
        *_parts(("homebound", "told.homebound"))(state),
    ]


def _hospital(state: State) -> list[str | None]:
    if known(state.answers.hospital_days) == 0:
        return [state.words("hospital-days.none")]
    return _parts(("hospital_days", "told.hospital"))(state)


def _visits(state: State) -> list[str | None]:
    visits = known(state.answers.visits_per_week)
    if visits is None:
        return [None]
    if visits == _HALF:
        return [state.words("visits.every-2-weeks")]
    if not visits:
        return [state.words("visits.none")]
    often = state.words("visits.a-week", n=int(visits))
    first = state.answers.first_visit
    return [often, None] if first is None else [often]


_LINES: dict[Step, Line] = {
    Step.MEDICINE: _medicine,
    Step.INDICATION: _indication,
    Step.GIVEN: _given,
    Step.DOSE: _dose,
    Step.SCHEDULE: _schedule,
    Step.LENGTH: _length,
    Step.CRITERIA: _criteria,
    Step.MEDICARE: _one("medicare", "medicare"),
    Step.PLAN: _parts(
        ("plan_approved", "told.approved"),
        ("in_network", "told.network"),
        ("has_plan_papers", "told.papers"),
        ("plan_drug_percent", "told.plan-drug"),
        ("plan_equipment_percent", "told.plan-equipment"),
        ("plan_visit_copay", "told.plan-visit"),
        ("plan_deductible_left", "told.plan-deductible"),
        ("plan_limit", "told.plan-limit"),
        ("plan_spent", "told.spent"),
    ),
    Step.OTHER_COVERAGE: _with_terms(
        _other_coverage,
        ("medigap_spent", "told.spent"),
        ("retiree_share", "told.retiree-share"),
        ("retiree_deductible", "told.retiree-deductible"),
        ("employer_percent", "told.employer-percent"),
        ("employer_deductible", "told.plan-deductible"),
    ),
    Step.DEDUCTIBLE: _deductible,
    Step.PHARMACY: _parts(
        ("has_quotes", "told.quotes"),
        ("drug_price", "told.price"),
        ("per_diem", "told.per-diem"),
        ("visit_price", "told.visit-price"),
    ),
    Step.DRUG_PLAN: _parts(
        ("has_drug_plan", "told.drug-plan"),
        ("fills", "told.fills"),
        ("drug_copay", "told.copay"),
        ("extra_help", "told.help"),
        ("drug_spent", "told.spent"),
    ),
    Step.HOME: _home,
    Step.HOSPITAL: _hospital,
    Step.VISITS: _visits,
}
