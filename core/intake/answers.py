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
    ExtraHelp,
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
    plan_approved: Answer[bool] = UNASKED
    in_network: Answer[bool] = UNASKED
    has_plan_papers: Answer[bool] = UNASKED
    """Whether the Medicare Advantage plan's own figures are at hand."""
    plan_drug_percent: Answer[Decimal] = UNASKED
    plan_equipment_percent: Answer[Decimal] = UNASKED
    plan_visit_copay: Answer[Decimal] = UNASKED
    plan_deductible_left: Answer[Decimal] = UNASKED
    plan_limit: Answer[Decimal] = UNASKED
    plan_spent: Answer[Decimal] = UNASKED
    medigap_spent: Answer[Decimal] = UNASKED
    retiree_share: Answer[Decimal] = UNASKED
    retiree_deductible: Answer[Decimal] = UNASKED
    employer_percent: Answer[Decimal] = UNASKED
    employer_deductible: Answer[Decimal] = UNASKED
    has_quotes: Answer[bool] = UNASKED
    """Whether a pharmacy has named its prices."""
    drug_price: Answer[Decimal] = UNASKED
    per_diem: Answer[Decimal] = UNASKED
    visit_price: Answer[Decimal] = UNASKED
    has_drug_plan: Answer[bool] = UNASKED
    fills: Answer[Decimal] = UNASKED
    drug_copay: Answer[Decimal] = UNASKED
    extra_help: Answer[ExtraHelp] = UNASKED
    drug_spent: Answer[Decimal] = UNASKED
    homebound: Answer[bool] = UNASKED
    hospital_days: Answer[Decimal] = UNASKED
    state: Answer[str] = UNASKED
    """The state's letters, asked for where the ZIP code is not known."""

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
    What they never ask (the supplier) is left out and takes its default.
    """

    def plain(answer: object) -> object:
        return None if answer is UNASKED else write(answer)

    advantage = answers.medicare is MedicareKind.ADVANTAGE
    data: dict[str, object] = {
        "as_of": today.isoformat(),
        "start": plain(answers.start),
        "days": plain(answers.days),
        "home": {
            "zip": plain(answers.zip_code),
            "state": plain(answers.state),
            "rural": plain(answers.rural),
        },
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
            "advantage": _advantage(answers) if advantage else None,
            "part_d": _part_d(answers),
        },
        "quotes": {
            "drug_price": plain(answers.drug_price),
            "fills": _count(answers.fills),
            "per_diem": plain(answers.per_diem),
            "visit_price": plain(answers.visit_price),
            "homebound": plain(answers.homebound),
        },
        "alternatives": {"inpatient_days": _count(answers.hospital_days)},
    }
    return data


def _count(answer: Answer[Decimal]) -> int | None:
    """A typed count as the case has it."""
    number = known(answer)
    return None if number is None else int(number)


def _advantage(answers: Answers) -> dict[str, object] | None:
    """What is known of a Medicare Advantage plan."""
    return _with_something(
        drug_percent=known(answers.plan_drug_percent),
        equipment_percent=known(answers.plan_equipment_percent),
        visit_copay=known(answers.plan_visit_copay),
        deductible_left=known(answers.plan_deductible_left),
        out_of_pocket_limit=known(answers.plan_limit),
        spent=known(answers.plan_spent),
        in_network=known(answers.in_network),
        authorized=known(answers.plan_approved),
    )


def _part_d(answers: Answers) -> dict[str, object] | None:
    """The drug plan; None where there is none, or none is known of."""
    if answers.has_drug_plan is not True:
        return None
    return {
        "copay": write(known(answers.drug_copay)),
        "spent": write(known(answers.drug_spent)),
        "extra_help": write(known(answers.extra_help)),
    }


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
        if asked(answers.medigap_spent):
            made["spent"] = write(known(answers.medigap_spent))
    elif answers.supplement is SupplementKind.RETIREE:
        made["coinsurance_paid"] = write(known(answers.retiree_share))
        made["deductible_paid"] = write(known(answers.retiree_deductible))
    elif answers.supplement is SupplementKind.ACTIVE_EMPLOYER:
        made["employer"] = _with_something(
            percent_paid=known(answers.employer_percent),
            deductible_left=known(answers.employer_deductible),
        )
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
