"""Why a line is what it is: its price, its units, and what each payer did, step by step."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from operator import attrgetter

from core.ledger import Entry
from core.money import ZERO, Range, cents
from core.pricing.claim import Basis
from core.trace import Step, text

_ROUNDING = Decimal("0.01")
_DEDUCTIBLE = attrgetter("deductible")
_COINSURANCE = attrgetter("coinsurance")
_PATIENT = attrgetter("patient")
_BEYOND = tuple((key, attrgetter(f"claim.{key}")) for key in ("excess", "noncovered"))


def steps(low: Entry | None, high: Entry | None) -> tuple[Step, ...]:
    """The steps of a line, with both ends of an amount where the runs differ."""
    known = high or low
    if known is None:
        return ()
    found = [_price(low, high, known)]
    if low is None or high is None:
        key = "money.step.only-high" if low is None else "money.step.only-low"
        found.append(Step(text(key)))
    price = known.claim.price
    if price.published_through is not None:
        through = price.published_through
        found.append(Step(text("money.step.projected", through=through), price.citation))
    deductible = _ends(low, high, _DEDUCTIBLE)
    if deductible != ZERO:
        source = known.deductible_citation
        found.append(Step(text("money.step.deductible", amount=deductible), source))
    coinsurance = _ends(low, high, _COINSURANCE)
    if coinsurance != ZERO:
        found.append(_share(known, coinsurance))
    for key, part in _BEYOND:
        amount = _ends(low, high, part)
        if amount != ZERO:
            found.append(Step(text(f"money.step.{key}", amount=amount)))
    held = _ends(low, high, _held)
    if held != ZERO:
        found.append(Step(text("money.step.held", amount=held)))
    for name in dict.fromkeys(name for each in (low, high) if each for name, _ in each.other):
        paid = _both(*(dict(each.other).get(name, ZERO) if each else ZERO for each in (low, high)))
        found.append(Step(text("money.step.other", payer=payer_name(name), amount=paid)))
    patient = _ends(low, high, _PATIENT)
    return (*found, Step(text("money.step.patient", amount=patient)))


def _ends(
    low: Entry | None, high: Entry | None, amount: Callable[[Entry], Decimal]
) -> Decimal | Range:
    """An amount of both runs; 0 in a run that lacks the line."""
    return _both(amount(low) if low else ZERO, amount(high) if high else ZERO)


def _held(entry: Entry) -> Decimal:
    """What sequestration keeps back from what Medicare would pay."""
    if not entry.claim.held:
        return ZERO
    return entry.claim.allowed - entry.deductible - entry.coinsurance - entry.medicare


def payer_name(name: str) -> object:
    """A payer's name in words: medigap-G is Medigap Plan G."""
    kind, _, plan = name.partition("-")
    if kind == "medigap" and plan:
        return text("money.payer.medigap-plan", plan=plan)
    return text(f"money.payer.{name}")


def _price(low: Entry | None, high: Entry | None, known: Entry) -> Step:
    price = known.claim.price
    runs = [entry for entry in (low, high) if entry is not None]
    values: dict[str, object] = {
        "unit": _both(runs[0].claim.price.unit, runs[-1].claim.price.unit),
        "units": _units(runs[0].claim.service.units, runs[-1].claim.service.units),
        "allowed": _both(runs[0].claim.allowed, runs[-1].claim.allowed),
    }
    if price.basis is Basis.QUOTE:
        values.update(allowed=cents(price.unit * known.claim.service.units))
    if price.basis in (Basis.QUOTE, Basis.LIMIT):
        values["unit"] = price.unit
    if price.basis is Basis.LATER_FEE:
        values.update(full=_both(*(each.claim.price.national or ZERO for each in _pair(runs))))
        values.update(factor=price.factor)
    if price.basis is Basis.VISIT:
        first, last = (each.claim.price for each in _pair(runs))
        values.update(national=_both(first.national or ZERO, last.national or ZERO))
        values.update(factor=_factor(first.factor, last.factor))
    return Step(text(f"money.step.{price.basis}", **values), price.citation)


def _share(known: Entry, coinsurance: object) -> Step:
    claim = known.claim
    if claim.cap is not None:
        values = {"rate": claim.rate, "cap": claim.cap, "amount": coinsurance}
        return Step(text("money.step.capped-share", **values), claim.rate_citation)
    by_rate = cents(claim.rate * (claim.allowed - known.deductible))
    if abs(by_rate - known.coinsurance) > _ROUNDING:  # a plan's copay or its own percentage
        return Step(text("money.step.plan-share", amount=coinsurance))
    values = {"rate": claim.rate, "amount": coinsurance}
    return Step(text("money.step.share", **values), claim.rate_citation)


def _pair(runs: list[Entry]) -> tuple[Entry, Entry]:
    return runs[0], runs[-1]


def _both(low: Decimal, high: Decimal) -> Decimal | Range:
    return low if low == high else Range(low, high)


def _units(low: Decimal, high: Decimal) -> object:
    return high if low == high else text("common.range", low=f"{low:,f}", high=f"{high:,f}")


def _factor(low: Decimal | None, high: Decimal | None) -> object:
    first, last = format(low or ZERO, "f"), format(high or ZERO, "f")
    return first if first == last else text("common.range", low=first, high=last)
