"""Estimates made by hand, with real prices, for pages that a real case reaches only by luck."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

from core.case import (
    Case,
    Coverage,
    Dose,
    DoseUnit,
    Home,
    MedicareKind,
    Per,
    Reservoir,
    ReservoirKind,
    Route,
    Setting,
    Supplement,
    SupplementKind,
    Therapy,
)
from core.merge import by_month, totals
from core.money import NOTHING, ZERO, Range, cents
from core.reference.store import Reference
from core.result import (
    Benefit,
    Covered,
    Determination,
    Estimate,
    Line,
    LineKind,
    NotEstimated,
    OtherPaid,
    SettingOption,
)
from core.trace import Citation, Finding, Standing, Text, text

FIFTH = Decimal("0.2")
CITATION = Citation("ncd-280-14", "")


def milrinone(start: date = date(2026, 11, 2), days: int = 42, **coverage: object) -> Case:
    """The case of the issue: 40 mg a day by pump, one cassette a day."""
    return Case(
        as_of=date(2026, 10, 28),
        start=start,
        days=days,
        home=Home(zip="60612", rural=False),
        therapy=Therapy(
            drug="milrinone",
            indication="advanced-heart-failure",
            route=Route.IV,
            dose=Dose(Decimal(40), DoseUnit.MG, Per.DAY),
            reservoir=Reservoir(ReservoirKind.CASSETTE, Decimal(7)),
        ),
        coverage=replace(Coverage(deductible_met=ZERO), **coverage),  # type: ignore[arg-type]
    )


def priced(
    day: date,
    kind: LineKind,
    low: str,
    high: str | None = None,
    units: int = 1,
    standing: Standing = Standing.PUBLISHED,
) -> Line:
    """A line before any payer: a price and nothing else."""
    allowed = Range(Decimal(low), Decimal(high or low))
    return Line(
        date=day,
        hcpcs="E0781",
        modifiers=(),
        units=Decimal(units),
        units_low=Decimal(units),
        what=text("equipment.E0781"),
        kind=kind,
        standing=standing,
        allowed=allowed,
        deductible=NOTHING,
        coinsurance=NOTHING,
        medicare=NOTHING,
        other=(),
        excess=NOTHING,
        noncovered=NOTHING,
        patient=NOTHING,
        steps=(),
    )


def fold(lines: list[Line], left_low: str = "283", left_high: str = "283") -> tuple[Line, ...]:
    """Original Medicare alone over lines in order; the deductible starts again each year."""
    left = {"low": Decimal(left_low), "high": Decimal(left_high)}
    year = lines[0].date.year
    folded = []
    for line in sorted(lines, key=lambda each: each.date):
        if line.date.year != year:
            year, left = line.date.year, {"low": Decimal(283), "high": Decimal(283)}
        ends = {}
        for end in ("low", "high"):
            allowed = getattr(line.allowed, end)
            taken = min(left[end], allowed)
            left[end] -= taken
            ends[end] = (taken, cents((allowed - taken) * FIFTH))
        deductible = Range(ends["low"][0], ends["high"][0])
        coinsurance = Range(ends["low"][1], ends["high"][1])
        patient = deductible + coinsurance
        folded.append(
            replace(
                line,
                deductible=deductible,
                coinsurance=coinsurance,
                patient=patient,
                medicare=line.allowed - patient,
            )
        )
    return tuple(folded)


def course(start: date, weeks: int, visit: tuple[str, str] = ("152.64", "152.64")) -> list[Line]:
    """The lines of weeks of milrinone: pump, kits, cassettes, drug and one visit a week."""
    lines = []
    last = start + timedelta(weeks=weeks)
    day = start
    while day < last:
        lines.append(priced(day, LineKind.PUMP, "309.33", standing=_standing(day)))
        day = (day.replace(day=1) + timedelta(days=32)).replace(day=start.day)
    for week in range(weeks):
        day = start + timedelta(weeks=week)
        standing = _standing(day)
        lines.append(priced(day, LineKind.SUPPLIES, "25.87", standing=standing))
        lines.append(priced(day, LineKind.RESERVOIRS, "343.49", units=7, standing=standing))
        lines.append(priced(day, LineKind.DRUG, "64.01", units=56, standing=standing))
        kind = LineKind.VISIT if week else LineKind.FIRST_VISIT
        lines.append(priced(day, kind, *visit, standing=Standing.ESTIMATED))
    return lines


def _standing(day: date) -> Standing:
    return Standing.PUBLISHED if day.year <= 2026 else Standing.PROJECTED


def finding(rule: str, met: bool | None, **values: object) -> Finding:
    """A finding of the real rules."""
    state = {True: "met", False: "unmet", None: "unknown"}[met]
    ask = text(f"rule.{rule}.ask", **values) if met is None else None
    return Finding(rule, met, text(f"rule.{rule}.{state}", **values), CITATION, ask)


def answer(covered: Covered) -> tuple[Determination, ...]:
    """The answer for pump and drug, with reasons to suit."""
    drug = text("drug.milrinone")
    met: bool | None = {Covered.YES: True, Covered.NO: False, Covered.UNKNOWN: None}[covered]
    return (
        Determination(
            Benefit.EQUIPMENT,
            covered,
            (
                finding("R-001", True),
                finding("R-030", True, drug=drug),
                finding("R-003", True),
                finding("R-005", met),
                finding(
                    "R-004", met, drug=drug, indication=text("indication.advanced-heart-failure")
                ),
            ),
        ),
        Determination(Benefit.VISITS, covered, (finding("R-064", None),)),
    )


PLACES = (
    SettingOption(Setting.OFFICE, False, text("money.setting.all-day"), None, None),
    SettingOption(
        Setting.SNF,
        True,
        text("money.setting.snf-unknown"),
        Range.exactly(Decimal("4774.00")),
        None,
    ),
)


def estimate(
    reference: Reference,
    case: Case,
    lines: tuple[Line, ...],
    *,
    covered: Covered = Covered.YES,
    determinations: tuple[Determination, ...] | None = None,
    not_estimated: tuple[NotEstimated, ...] = (),
    settings: tuple[SettingOption, ...] = PLACES,
    notes: tuple[Text, ...] = (),
    patient: Range | None = None,
) -> Estimate:
    """An estimate whose totals and months are the sums of its lines."""
    sums = totals(lines)
    return Estimate(
        edition=reference.edition,
        case=case,
        determinations=answer(covered) if determinations is None else determinations,
        setting=Setting.HOME,
        lines=lines,
        complete=not not_estimated,
        totals=sums if patient is None else replace(sums, patient=patient),
        by_month=by_month(lines),
        not_estimated=not_estimated,
        assumptions=(),
        settings=settings,
        supplements=(),
        notes=notes,
    )


def advantage() -> Coverage:
    """A Medicare Advantage plan whose figures are not known."""
    return Coverage(medicare=MedicareKind.ADVANTAGE)


def with_supplement(kind: SupplementKind) -> Coverage:
    """Original Medicare and a supplement, deductible not met."""
    return Coverage(deductible_met=ZERO, supplement=Supplement(kind))


START = date(2026, 11, 2)
NO_PRICE = (text("summary.fact.no_price"), text("summary.do.full_price"))


def samples(reference: Reference) -> dict[str, Estimate]:
    """One estimate for each page that looks different."""
    plain = fold(course(START, 6))
    found = {
        "covered": estimate(reference, milrinone(), plain),
        "unknown": estimate(reference, milrinone(), plain, covered=Covered.UNKNOWN),
        "range": estimate(
            reference,
            milrinone(deductible_met=None),
            fold(course(START, 6, ("140.10", "246.83")), "0", "283"),
        ),
        "january": estimate(reference, milrinone(START, 126), fold(course(START, 18))),
        "year": estimate(
            reference,
            milrinone(date(2026, 2, 2), 364),
            fold(course(date(2026, 2, 2), 52)),
        ),
        "thirteen months": estimate(
            reference,
            milrinone(date(2026, 11, 16), 364),
            fold(course(date(2026, 11, 16), 52)),
        ),
        "every item": estimate(reference, milrinone(), fold(_of_every_kind())),
        "week": estimate(reference, milrinone(START, 7), fold(course(START, 1))),
        "dear": estimate(
            reference,
            milrinone(),
            fold([*course(START, 6), priced(START, LineKind.DRUG, "112002.37", "158002.37")]),
        ),
    }
    found["zero"] = _zero(reference, plain)
    found["plan"] = estimate(
        reference,
        replace(milrinone(), coverage=advantage()),
        (),
        determinations=(
            Determination(
                Benefit.EQUIPMENT,
                Covered.UNKNOWN,
                (finding("R-001", True), finding("R-093", None)),
            ),
        ),
        not_estimated=(NotEstimated(text("summary.instead.plan"), *NO_PRICE),),
        patient=Range(ZERO, Decimal("9250.00")),
        settings=(),
    )
    found["incomplete"] = estimate(
        reference,
        milrinone(),
        fold([line for line in course(START, 6) if line.kind is not LineKind.DRUG]),
        not_estimated=(NotEstimated(text("drug.milrinone"), *NO_PRICE),),
    )
    found["refused"] = _refused(reference)
    found["bought"] = _bought(reference)
    return found


def _of_every_kind() -> list[Line]:
    """A line of each kind that there is, some of them a range: no table can have more rows."""
    month = START.replace(month=12)
    lines = [
        priced(START if number % 2 else month, kind, f"{90 + 101 * number}.37")
        if number % 3
        else priced(
            START if number % 2 else month,
            kind,
            f"{90 + 101 * number}.37",
            f"{1090 + 202 * number}.41",
        )
        for number, kind in enumerate(LineKind)
    ]
    return [*course(START, 6), *lines]


def _zero(reference: Reference, lines: tuple[Line, ...]) -> Estimate:
    paid = tuple(
        replace(line, patient=NOTHING, other=(OtherPaid("qmb", line.patient),)) for line in lines
    )
    case = replace(milrinone(), coverage=with_supplement(SupplementKind.QMB))
    return estimate(reference, case, paid)


def _vancomycin() -> tuple[Case, tuple[Determination, ...]]:
    case = replace(milrinone(), therapy=Therapy(drug="vancomycin", route=Route.IV))
    return case, (
        Determination(
            Benefit.EQUIPMENT,
            Covered.NO,
            (finding("R-001", True), finding("R-028", False), finding("R-005", True)),
        ),
        Determination(Benefit.PART_D, Covered.UNKNOWN, ()),
    )


def _refused(reference: Reference) -> Estimate:
    """Not covered, and nobody has named a price."""
    case, determinations = _vancomycin()
    return estimate(
        reference,
        case,
        (),
        determinations=determinations,
        not_estimated=tuple(
            NotEstimated(text(f"summary.item.{part}"), *NO_PRICE)
            for part in ("pump", "pharmacy", "visit")
        ),
        settings=(),
    )


def _bought(reference: Reference) -> Estimate:
    """Not covered, with the pharmacy's quotes: every line is the person's own."""
    case, determinations = _vancomycin()
    lines = []
    for week in range(6):
        day = START + timedelta(weeks=week)
        for kind, price in ((LineKind.PHARMACY, "665.00"), (LineKind.VISIT, "110.00")):
            line = priced(day, kind, "0.00", units=7 if kind is LineKind.PHARMACY else 1)
            amount = Range.exactly(Decimal(price))
            lines.append(replace(line, noncovered=amount, patient=amount, standing=Standing.TOLD))
    return estimate(reference, case, tuple(lines), determinations=determinations, settings=())
