"""What the screens collect, and the case that it makes.

An answer is one of three things: not asked yet (UNASKED), asked and not known
(None, "I'm not sure"), or a value.  Nothing here identifies a person; the ZIP
code is only kept as long as the visit lasts.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from enum import Enum, StrEnum
from typing import Final, Literal, TypeAlias, TypeVar

from core.binding import read, write
from core.case import (
    Delivery,
    DoseUnit,
    FirstVisit,
    MedicareKind,
    MedigapPlan,
    Per,
    ReservoirKind,
    Residence,
    Route,
    StartedAt,
    SupplementKind,
    Therapy,
)

T = TypeVar("T")


class Unasked(Enum):
    """The mark of a question that was not asked yet."""

    UNASKED = "unasked"

    def __bool__(self) -> bool:
        raise TypeError("an unasked answer is neither true nor false: use known() or asked()")


UNASKED: Final = Unasked.UNASKED
Answer: TypeAlias = T | Literal[Unasked.UNASKED] | None


class WayIn(StrEnum):
    """How the person wants to find the treatment."""

    MEDICINE = "medicine"  # by its name
    CONDITION = "condition"  # by what it is for
    KIND = "kind"  # by the kind of medicine: antibiotics, pain medicines
    EQUIPMENT = "equipment"  # by the piece of equipment or supply


class DoseFrom(StrEnum):
    """Where the dose comes from."""

    ORDER = "order"  # typed from the order
    USUAL = "usual"  # a usual schedule, as a starting point


@dataclass(frozen=True, slots=True)
class Answers:
    """Everything one visitor has answered so far.

    Weights are kg, minutes are of one infusion, `days` is the length in days,
    `deductible_met` is USD of the Part B deductible of `deductible_year`.
    """

    way_in: Answer[WayIn] = UNASKED
    topic: Answer[str] = UNASKED
    drug: Answer[str] = UNASKED
    indication: Answer[str] = UNASKED
    route: Answer[Route] = UNASKED
    started_at: Answer[StartedAt] = UNASKED
    delivery: Answer[Delivery] = UNASKED
    pump: Answer[str] = UNASKED
    dose_from: Answer[DoseFrom] = UNASKED
    usual: str = ""
    """The usual schedule taken as a starting point, by its id; "" = none."""
    dose_amount: Answer[Decimal] = UNASKED
    dose_unit: Answer[DoseUnit] = UNASKED
    dose_per: Answer[Per] = UNASKED
    weight_kg: Answer[Decimal] = UNASKED
    confirmed: str = ""
    """The unusual dose that was typed a second time, as `intake.order` writes it; "" = none."""
    administrations_per_week: Answer[Decimal] = UNASKED
    minutes: Answer[int] = UNASKED
    reservoir: Answer[ReservoirKind] = UNASKED
    reservoirs_per_week: Answer[Decimal] = UNASKED
    start: Answer[date] = UNASKED
    days: Answer[int] = UNASKED
    criteria: tuple[tuple[str, bool | None], ...] = ()
    """The coverage questions answered so far, in their order; one that is absent is unasked."""
    medicare: Answer[MedicareKind] = UNASKED
    supplement: Answer[SupplementKind] = UNASKED
    medigap_plan: Answer[MedigapPlan] = UNASKED
    deductible_met: Answer[Decimal] = UNASKED
    deductible_year: int = 0
    """The calendar year that `deductible_met` was asked about; 0 = none."""
    zip_code: Answer[str] = UNASKED
    residence: Answer[Residence] = UNASKED
    rural: Answer[bool] = UNASKED
    visits_per_week: Answer[Decimal] = UNASKED
    first_visit: Answer[FirstVisit] = UNASKED

    def criterion(self, criterion: str) -> Answer[bool]:
        """The answer to one coverage question."""
        return dict(self.criteria).get(criterion, UNASKED)

    def with_criterion(self, criterion: str, met: bool | None) -> Answers:
        """These answers with one coverage question answered."""
        others = tuple(pair for pair in self.criteria if pair[0] != criterion)
        return replace(self, criteria=(*others, (criterion, met)))


def asked(answer: object) -> bool:
    """Whether the question was asked, known or not."""
    return answer is not UNASKED


def known(answer: Answer[T]) -> T | None:
    """The value of an answer; None when it is not known or was not asked."""
    return None if isinstance(answer, Unasked) else answer


def therapy(answers: Answers) -> Therapy:
    """The order so far, as the case has it."""
    made, problems = read(Therapy, _therapy(answers))
    if made is None:
        raise ValueError(f"the screens collected an impossible order: {problems}")
    return made


def to_case_data(answers: Answers, today: date) -> dict[str, object]:
    """The JSON form of the case that the answers make, as docs/case-format.md has it.

    What the screens ask about is null until it is known: a default would be a guess.
    What they never ask (the supplier, quotes) is left out and takes its default.
    """

    def plain(answer: object) -> object:
        return None if answer is UNASKED else write(answer)

    advantage = answers.medicare is MedicareKind.ADVANTAGE
    data: dict[str, object] = {
        "as_of": today.isoformat(),
        "start": plain(answers.start),
        "days": plain(answers.days),
        "home": {"zip": plain(answers.zip_code), "rural": plain(answers.rural)},
        "residence": plain(answers.residence),
        "therapy": _therapy(answers),
        "criteria": dict(answers.criteria),
        "visits": {
            "per_week": plain(answers.visits_per_week),
            "first": plain(answers.first_visit),
        },
        "coverage": {
            "medicare": plain(answers.medicare),
            "deductible_met": None if advantage else plain(answers.deductible_met),
            "supplement": _supplement(answers),
        },
    }
    return data


def _therapy(answers: Answers) -> dict[str, object]:
    dose = _with_something(
        amount=known(answers.dose_amount),
        unit=known(answers.dose_unit),
        per=known(answers.dose_per),
    )
    reservoir = _with_something(
        kind=known(answers.reservoir), per_week=known(answers.reservoirs_per_week)
    )
    therapy: dict[str, object] = {
        "drug": known(answers.drug),
        "indication": known(answers.indication),
        **({"started_at": write(answers.started_at)} if asked(answers.started_at) else {}),
        "route": write(known(answers.route)),
        "delivery": write(known(answers.delivery)),
        "pump": known(answers.pump),
        "dose": dose,
        "weight_kg": write(known(answers.weight_kg)),
        "administrations_per_week": write(known(answers.administrations_per_week)),
        "minutes": known(answers.minutes),
        "reservoir": reservoir,
    }
    return therapy


def _with_something(**parts: object) -> dict[str, object] | None:
    """An object of the case, or None when nothing in it is known."""
    if all(part is None for part in parts.values()):
        return None
    return {name: write(part) for name, part in parts.items()}


def _supplement(answers: Answers) -> dict[str, object]:
    # A plan or no Part B has no supplement to Original Medicare: asked of nobody there.
    if answers.medicare in (MedicareKind.ADVANTAGE, MedicareKind.NONE):
        return {"kind": SupplementKind.NONE.value}
    made: dict[str, object] = {"kind": write(known(answers.supplement))}
    if answers.supplement is SupplementKind.MEDIGAP:
        made["plan"] = write(known(answers.medigap_plan))
    return made


def with_drug(answers: Answers, drug: str | None) -> Answers:
    """These answers with a drug chosen; another drug takes the old order with it."""
    if answers.drug == drug:
        return answers
    return replace(
        answers,
        drug=drug,
        **{name: getattr(Answers(), name) for name in _OF_THE_ORDER},
    )


_OF_THE_ORDER = (
    "indication",
    "started_at",
    "route",
    "delivery",
    "pump",
    "dose_from",
    "usual",
    "dose_amount",
    "dose_unit",
    "dose_per",
    "confirmed",
    "administrations_per_week",
    "minutes",
    "reservoir",
    "reservoirs_per_week",
    "criteria",
)
