"""A doctor's office or a hospital outpatient department: one trip for each infusion (CS-40).

Prices are national: the factors of other settings are not in the reference.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from math import ceil
from typing import NamedTuple

from core.case import Delivery, MedicareKind, MedigapPlan, Route, Setting, SupplementKind
from core.dosing import administration_amount, day_amount
from core.ledger import Entry
from core.money import ZERO, Range, cents
from core.pricing.claim import Basis, Claim, Price
from core.reference.model import Billing, DrugCode, NotInReference, UsualDose
from core.reference.store import Reference
from core.result import Benefit, LineKind, SettingOption
from core.run import fold_part_b
from core.schedule.breaks import stretches
from core.schedule.calendar import spread
from core.schedule.dose import filled
from core.schedule.drug import code_on, usual_doses, usual_week_units
from core.schedule.service import Service
from core.settled import Bound, Settled
from core.trace import Standing, Text, least_sure, text

_PRICES = {Setting.OFFICE: "physician_office", Setting.OUTPATIENT: "hospital_outpatient"}
_HOUR = 60
_MORE_THAN_HALF = 31
"""Minutes into a further hour from which it is billed."""
_CHEMOTHERAPY = 3
_EVERY_DAY = 7


@dataclass(frozen=True, slots=True)
class Hours:
    """The codes of an infusion: its first hour and each further one."""

    first: str
    further: str


_IV = Hours("96365", "96366")
_COMPLEX = Hours("96413", "96415")
_PUSH = "96374"
_PUMP_STARTED = "96416"


class _Sums(NamedTuple):
    """What one run comes to, USD, and how sure the least sure of its amounts is."""

    patient: Decimal
    total: Decimal
    standing: Standing


class _NoFit(Exception):
    """The place cannot give the treatment, or its amount is not known."""

    def __init__(self, why: str, fits: bool = False) -> None:
        super().__init__(why)
        self.why = why
        self.fits = fits


def infusion_option(
    setting: Setting, low: Settled, high: Settled, reference: Reference
) -> SettingOption:
    """The option of an office or outpatient department, both runs."""
    try:
        runs = [
            _sums(setting, settled, bound, reference)
            for settled, bound in ((low, Bound.LOW), (high, Bound.HIGH))
        ]
    except _NoFit as none:
        why = text(f"money.setting.{none.why}")
        return SettingOption(setting, none.fits, why, None, None, complete=not none.fits)
    # A plan from work that pays more of a dearer drug turns the ends round.
    return SettingOption(
        setting,
        True,
        _why(setting, high, reference),
        Range(*sorted(each.patient for each in runs)),
        Range(*sorted(each.total for each in runs)),
        standing=least_sure(*(each.standing for each in runs)),
    )


def _why(setting: Setting, settled: Settled, reference: Reference) -> Text:
    codes = {hcpcs for hcpcs, _ in _time(_timed(settled, reference), reference)}
    if setting is Setting.OFFICE and _has_plan_n(settled):
        copay = reference.parameter("medigap_plan_N_office_copay", settled.start).value.high
        return text("money.setting.office-plan-n", amount=copay)
    return text("money.setting.pump-home" if _PUMP_STARTED in codes else f"money.setting.{setting}")


def _sums(setting: Setting, settled: Settled, bound: Bound, reference: Reference) -> _Sums:
    """What the patient pays and what it costs in one run."""
    settled = _timed(settled, reference)
    _check(settled, reference)
    claims = [
        claim
        for stretch in stretches(settled, reference)
        for offset in _trips(stretch)
        for claim in _trip(setting, stretch, stretch.start + timedelta(days=offset), reference)
    ]
    total = sum((claim.allowed for claim in claims), ZERO)
    if settled.free_plan:
        return _Sums(ZERO, total, least_sure(*(claim.price.standing for claim in claims)))
    entries = fold_part_b(claims, settled, reference)
    patient = sum((entry.patient for entry in entries), ZERO)
    if setting is Setting.OFFICE and bound is Bound.HIGH and _has_plan_n(settled):
        patient += _copays(entries, reference)
    return _Sums(patient, total, least_sure(*(entry.standing for entry in entries)))


def _has_plan_n(settled: Settled) -> bool:
    supplement = settled.case.coverage.supplement
    is_medigap = supplement is not None and supplement.kind is SupplementKind.MEDIGAP
    return is_medigap and supplement is not None and supplement.plan is MedigapPlan.N


def _copays(entries: tuple[Entry, ...], reference: Reference) -> Decimal:
    """Medigap Plan N's copays: of each visit's share, at most so much (CS-20).

    Whether a visit for an infusion alone has one is for the plan to say: it is in the high
    run only.
    """
    shares: dict[date, Decimal] = {}
    for entry in entries:
        day = entry.claim.service.date
        shares[day] = shares.get(day, ZERO) + entry.coinsurance
    return sum(
        (
            min(share, reference.parameter("medigap_plan_N_office_copay", day).value.high)
            for day, share in shares.items()
        ),
        ZERO,
    )


def _timed(settled: Settled, reference: Reference) -> Settled:
    """How often and how long an infusion is, from the usual schedules where the order does
    not say and they all agree."""
    therapy = filled(settled.case.therapy)
    if therapy.administrations_per_week is None or therapy.minutes is None:
        usual = _usual(settled, reference)
        often = {
            each for row in usual for each in (row.administrations_low, row.administrations_high)
        }
        minutes = {each for row in usual for each in (row.minutes_low, row.minutes_high)}
        if therapy.administrations_per_week is None and len(often) == 1:
            therapy = replace(therapy, administrations_per_week=often.pop())
        if therapy.minutes is None and len(minutes) == 1:
            therapy = replace(therapy, minutes=minutes.pop())
    return replace(settled, case=replace(settled.case, therapy=therapy))


def _usual(settled: Settled, reference: Reference) -> tuple[UsualDose, ...]:
    therapy = settled.case.therapy
    try:
        code = code_on(settled.drug, therapy.drug, settled.start, reference)
    except NotInReference:
        return ()
    return usual_doses(settled.drug, code, therapy, reference)


def _check(settled: Settled, reference: Reference) -> None:
    """Raise _NoFit for what cannot be done there, or cannot be told."""
    case = settled.case
    therapy = case.therapy
    if case.coverage.medicare is MedicareKind.NONE:
        raise _NoFit("no-part-b", fits=True)
    if case.coverage.medicare is MedicareKind.ADVANTAGE:
        raise _NoFit("plan", fits=True)
    routes = settled.drug.routes if therapy.route is None else (therapy.route,)
    if Route.IV not in routes and Route.SC in routes:
        raise _NoFit("self-given")
    if Route.IV not in routes:
        raise _NoFit("route")
    often, minutes = therapy.administrations_per_week, therapy.minutes
    push = therapy.delivery is Delivery.PUSH
    if often is None or (minutes is None and not push):
        raise _NoFit("often-unknown", fits=True)
    if often > _EVERY_DAY:
        raise _NoFit("daily")
    longest = reference.parameter("trip_longest_minutes", settled.start).value.high
    if minutes is not None and minutes > longest and not _is_complex(settled, reference):
        raise _NoFit("all-day")
    if minutes is not None and minutes > longest and often >= _EVERY_DAY:
        raise _NoFit("all-day")


def _trips(settled: Settled) -> tuple[int, ...]:
    often = settled.case.therapy.administrations_per_week
    return tuple(dict.fromkeys(spread(often or ZERO, settled.days)))


def _code(settled: Settled, day: date, reference: Reference) -> DrugCode:
    try:
        code = code_on(settled.drug, settled.case.therapy.drug, day, reference)
    except NotInReference as none:
        raise _NoFit("no-price", fits=True) from none
    if code.billing is Billing.NO_CODE or code.unit_amount is None:
        raise _NoFit("no-price", fits=True)
    return code


def _is_complex(settled: Settled, reference: Reference) -> bool:
    return _code(settled, settled.start, reference).visit_category == _CHEMOTHERAPY


def _trip(setting: Setting, settled: Settled, day: date, reference: Reference) -> list[Claim]:
    """The claims of one trip: the drug at its limit, and the time that it takes."""
    code = _code(settled, day, reference)
    try:
        limit = reference.payment_limit(code.hcpcs, day)
    except NotInReference as none:
        raise _NoFit("no-price", fits=True) from none
    units = _units(settled, code, reference)
    price = Price(Basis.LIMIT, limit.limit.value.high, limit.limit.standing, limit.limit.citation)
    made = [_claim(code.hcpcs, LineKind.DRUG, day, units, price, limit.coinsurance)]
    share = reference.parameter("part_b_coinsurance_rate", day).value.high
    for hcpcs, count in _time(settled, reference):
        try:
            found = reference.setting_price(_PRICES[setting], hcpcs, day).amount
        except NotInReference as none:  # the year began before the first file that was seen
            raise _NoFit("no-price", fits=True) from none
        national = Price(Basis.NATIONAL, found.value.high, found.standing, found.citation)
        made.append(_claim(hcpcs, LineKind.ADMINISTRATION, day, count, national, share))
    return [_capped(each, reference) for each in made] if setting is Setting.OUTPATIENT else made


def _claim(
    hcpcs: str, kind: LineKind, day: date, units: Decimal, price: Price, rate: Decimal
) -> Claim:
    service = Service(day, hcpcs, (), units, kind, Benefit.INCIDENT_TO, text("money.setting.home"))
    return Claim(service, price, cents(price.unit * units), rate)


def _capped(claim: Claim, reference: Reference) -> Claim:
    """A hospital's copayments: rounded up, and of one visit at most the Part A deductible."""
    day = claim.service.date
    cap = reference.parameter("hospital_outpatient_copay_cap_per_procedure", day).value.high
    return Claim(
        claim.service,
        claim.price,
        claim.allowed,
        claim.rate,
        cap=cap,
        cap_group=day.isoformat(),
        rounds_up=claim.service.kind is LineKind.ADMINISTRATION,
    )


def _units(settled: Settled, code: DrugCode, reference: Reference) -> Decimal:
    """The drug's billing units of one trip, rounded up."""
    therapy = settled.case.therapy
    if settled.usual_dose is not None:
        week = usual_week_units(settled, code, reference)
        return Decimal(ceil(week / Fraction(therapy.administrations_per_week or 1)))
    amount = administration_amount(therapy, code.unit)
    if amount is None:
        amount = day_amount(therapy, code.unit)
    if amount is None or code.unit_amount is None:
        raise _NoFit("often-unknown", fits=True)
    return Decimal(ceil(amount / Fraction(code.unit_amount)))


def _time(settled: Settled, reference: Reference) -> list[tuple[str, Decimal]]:
    """The codes of the time that one infusion takes, with their counts."""
    therapy = settled.case.therapy
    if therapy.delivery is Delivery.PUSH:
        return [(_PUSH, Decimal(1))]
    minutes = therapy.minutes or _HOUR
    longest = reference.parameter("trip_longest_minutes", settled.start).value.high
    if minutes > longest:
        return [(_PUMP_STARTED, Decimal(1))]  # started there, worn home
    hours = _COMPLEX if _is_complex(settled, reference) else _IV
    further = max((minutes - _MORE_THAN_HALF) // _HOUR, 0)
    found = [(hours.first, Decimal(1))]
    return [*found, (hours.further, Decimal(further))] if further else found
