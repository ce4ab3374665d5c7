"""The same cases through the program itself: its runs, and its whole estimates.

Only this file of the second model knows how `core` works.
"""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import Any, NamedTuple

from core.assumptions.gather import gather
from core.assumptions.payers import supplement_runs
from core.assumptions.visits import rate_unknown
from core.binding import read
from core.case import Case, Coverage, MedigapPlan
from core.case_check import check
from core.coverage import determine
from core.estimate import estimate
from core.ledger import Entry, Opening, fold
from core.money import ZERO, Range
from core.payers.base import Payer
from core.pricing import Basis, Claim, Price
from core.reference.store import Reference
from core.result import Benefit, Line, LineKind
from core.run import run
from core.schedule.lay_out import may_pay, verdicts
from core.schedule.service import Service
from core.settled import Bound
from core.trace import Standing, text
from tests.model.ledger import Amounts, Priced


class Found(NamedTuple):
    """What was decided about coverage, and the lines of one run."""

    pays: bool
    pays_visits: bool
    lines: list[Amounts]


class Whole(NamedTuple):
    """A whole estimate in cents; pairs are low and high."""

    pays: bool
    pays_visits: bool
    low: list[Amounts]
    high: list[Amounts]
    total_low: int
    total_high: int
    months_low: dict[str, int]
    months_high: dict[str, int]
    refused: tuple[int, int]
    refused_months: tuple[dict[str, int], dict[str, int]]
    options: list[tuple[int, int]]


def read_case(drawn: dict[str, Any]) -> Case:
    """The case that the program reads; it must be a possible one."""
    case, problems = read(Case, {name: drawn[name] for name in drawn if name != "drug_id"})
    assert case is not None, problems
    return case


def problems_of(drawn: dict[str, Any], reference: Reference) -> list[str]:
    """What the program's own check finds impossible in a case."""
    return [f"{each.path}: {each.text.key}" for each in check(read_case(drawn), reference)]


def run_lines(drawn: dict[str, Any], high: bool, reference: Reference) -> Found:
    """One run of a case, laid out, priced and folded."""
    case = read_case(drawn)
    decided = verdicts(determine(case, reference))
    assert case.therapy.drug is not None
    drug = reference.drug(case.therapy.drug, case.therapy.route)
    questions = gather(case, drug, reference)
    questions = replace(questions, unknowns=(*questions.unknowns, rate_unknown()))
    found = run(questions.run(Bound.HIGH if high else Bound.LOW), decided, reference)
    lines = [_amounts(entry) for entry in found.paid]
    return Found(may_pay(Benefit.EQUIPMENT, decided), may_pay(Benefit.VISITS, decided), lines)


def _amounts(entry: Entry) -> Amounts:
    return Amounts(
        entry.claim.service.date.isoformat(),
        entry.claim.service.hcpcs,
        int(entry.claim.service.units),
        in_cents(entry.claim.allowed),
        in_cents(entry.deductible),
        in_cents(entry.coinsurance),
        in_cents(entry.medicare),
        sum(in_cents(amount) for _, amount in entry.other),
        in_cents(entry.claim.excess),
        in_cents(entry.patient),
    )


def fold_lines(
    stated: dict[str, Any], lines: list[Priced], high: bool, reference: Reference
) -> list[Amounts]:
    """Lines of any amounts through the program's own ledger and payers."""
    begun, payer = opened(stated, high, reference)
    return [_amounts(entry) for entry in fold(claims_of(lines), begun, payer, reference)]


def opened(stated: dict[str, Any], high: bool, reference: Reference) -> tuple[Opening, Payer]:
    """Where the year stands, and who pays after Medicare in that run."""
    coverage, problems = read(Coverage, stated["coverage"])
    assert coverage is not None, problems
    assert coverage.deductible_met is not None
    assert coverage.supplement is not None
    runs = supplement_runs(coverage.supplement, None, reference)
    counted = coverage.supplement.spent or ZERO
    if coverage.supplement.plan in (MedigapPlan.HDF, MedigapPlan.HDG):
        counted = max(counted, coverage.deductible_met)
    begun = Opening(int(stated["start"][:4]), coverage.deductible_met, counted)
    return begun, runs.high if high else runs.low


def claims_of(lines: list[Priced]) -> list[Claim]:
    """The program's claims for the lines of a drawn ledger."""
    return [_claim(line) for line in lines]


def _claim(line: Priced) -> Claim:
    given = line.service
    service = Service(
        given.day,
        given.hcpcs,
        (),
        Decimal(given.units),
        LineKind.DRUG,
        Benefit.EQUIPMENT,
        text(f"equipment.{given.hcpcs}"),
    )
    return Claim(
        service,
        Price(Basis.LIMIT, _dollars(line.allowed), Standing.PUBLISHED),
        _dollars(line.allowed),
        rate=Decimal(line.rate.numerator) / line.rate.denominator,
        deductible_applies=not line.exempt,
        cap=None if line.most is None else _dollars(line.most),
        excess=_dollars(line.excess),
        held=line.unassigned,
    )


def _dollars(cents: int) -> Decimal:
    return Decimal(cents).scaleb(-2)


def whole(drawn: dict[str, Any], reference: Reference) -> Whole:
    """The whole estimate of a case, as screens, paper and JSON get it."""
    case = read_case(drawn)
    made = estimate(case, reference)
    decided = verdicts(made.determinations)
    covered = [line for line in made.lines if line.noncovered == NOTHING]
    refused = [line for line in made.lines if line.noncovered != NOTHING]
    totals = made.totals.patient
    months = [(f"{each.month:%Y-%m}", each.patient) for each in made.by_month]
    return Whole(
        may_pay(Benefit.EQUIPMENT, decided),
        may_pay(Benefit.VISITS, decided),
        _end(covered, "low"),
        _end(covered, "high"),
        in_cents(totals.low),
        in_cents(totals.high),
        {month: in_cents(patient.low) for month, patient in months if patient.low},
        {month: in_cents(patient.high) for month, patient in months if patient.high},
        (
            sum(in_cents(line.patient.low) for line in refused),
            sum(in_cents(line.patient.high) for line in refused),
        ),
        (_by_month(refused, "low"), _by_month(refused, "high")),
        [(in_cents(each.patient.low), in_cents(each.patient.high)) for each in made.supplements],
    )


NOTHING = Range(Decimal("0.00"), Decimal("0.00"))


def _end(lines: list[Line], end: str) -> list[Amounts]:
    """The lines of one run: those that have units in it."""

    def of(amount: Range) -> int:
        return in_cents(getattr(amount, end))

    found: list[Amounts] = []
    for line in lines:
        units = int(line.units if end == "high" else line.units_low)
        if units:
            found.append(
                Amounts(
                    line.date.isoformat(),
                    line.hcpcs,
                    units,
                    of(line.allowed),
                    of(line.deductible),
                    of(line.coinsurance),
                    of(line.medicare),
                    sum(of(each.amount) for each in line.other),
                    of(line.excess),
                    of(line.patient),
                )
            )
    return found


def _by_month(lines: list[Line], end: str) -> dict[str, int]:
    months: dict[str, int] = {}
    for line in lines:
        month = f"{line.date:%Y-%m}"
        months[month] = months.get(month, 0) + in_cents(getattr(line.patient, end))
    return months


def in_cents(amount: Decimal) -> int:
    """An amount of whole cents; anything finer is a defect."""
    scaled = amount * 100
    assert scaled == scaled.to_integral_value(), amount
    return int(scaled)
