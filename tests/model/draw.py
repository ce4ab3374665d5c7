"""Random cases in which every answer is known: any pump drug, pump, place, date and dose.

The same seed always draws the same case.
"""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, timedelta
from fractions import Fraction
from random import Random
from typing import Any

from tests.model import figures
from tests.model.figures import Code
from tests.model.ledger import Priced
from tests.model.services import DRUG, Service

FIRST = date(2026, 1, 1)
LAST = date(2027, 12, 31)
MEDIGAP = ("A", "B", "C", "D", "F", "G", "K", "L", "M", "N", "HDF", "HDG")
_KINDS = (
    *("none", "none", "medigap", "medigap", "medigap", "medigap"),
    *("qmb", "medicaid", "slmb", "qi", "retiree", "tricare-for-life"),
)
_PERCENTS = ("20", "20", "20", "19.344", "17.991", "10.855", "19.994")
_MASSES = ("mcg", "mg", "g")
_YEARLY = {"K": 8000, "L": 4000, "HDF": 2950, "HDG": 2950}


def draw(seed: int) -> dict[str, Any]:
    """The case of a seed."""
    return drawn(Random(seed))


def drawn(random: Random, longest: int = 400, drugs: Collection[str] = ()) -> dict[str, Any]:
    """One case as JSON, with `drug_id` beside it: the reference's name of the drug.

    At most so many days long; of any pump drug, unless some are named.
    """
    start = FIRST + timedelta(days=random.randrange((LAST - FIRST).days + 1))
    drug, routes = random.choice(
        [each for each in figures.pump_drugs() if not drugs or each[0] in drugs]
    )
    indication, _, most, allowed = random.choice(figures.indications_of(drug))
    days = _days(random, longest)
    codes = figures.codes(drug)
    on_day = [code for code in codes if code.first <= start.isoformat() <= code.last]
    code = random.choice(on_day or list(codes))
    place = random.choice(figures.places())
    therapy = _therapy(random, drug, code)
    therapy["indication"] = indication
    therapy["route"] = random.choice([each for each in routes if not allowed or each in allowed])
    case = {
        "drug_id": drug,
        "as_of": start.isoformat(),
        "start": start.isoformat(),
        "days": min(days, most or days),
        "home": {"zip": place[0], "rural": random.random() < 0.3},
        "therapy": therapy,
        "criteria": dict.fromkeys(figures.criteria_of(indication), True),
        "visits": _visits(random),
        "coverage": {
            "medicare": "original",
            "deductible_met": random.choice(("0.00", "283.00", _money(random, 28300))),
            "supplement": _supplement(random),
        },
    }
    case["supplier"] = {
        "enrolled": True,
        "accepts_assignment": random.random() < 0.8,
        "charges": _charges(random, therapy["pump"], code, place[1]),
    }
    return case


def draw_ledger(seed: int) -> tuple[dict[str, Any], list[Priced]]:
    """The ledger of a seed."""
    return drawn_ledger(Random(seed))


def drawn_ledger(random: Random) -> tuple[dict[str, Any], list[Priced]]:
    """A payer with an opening, and lines of any amounts through up to three calendar years."""
    start = FIRST + timedelta(days=random.randrange((LAST - FIRST).days + 1))
    case = {
        "start": start.isoformat(),
        "coverage": {
            "medicare": "original",
            "deductible_met": random.choice(("0.00", "283.00", _money(random, 28300))),
            "supplement": _supplement(random),
        },
    }
    day, lines = start, []
    for place in range(random.randint(1, 9)):
        day += timedelta(days=random.choice((0, 0, 1, 7, 30, 90)))
        allowed = random.randint(0, 10 ** random.randint(2, 7))
        insulin = random.random() < 0.1
        unassigned = not insulin and random.random() < 0.3
        service = Service(day, DRUG, "J1817" if insulin else "J2260", place, 1)
        lines.append(
            Priced(
                service,
                allowed,
                random.randint(0, allowed) if unassigned and random.random() < 0.7 else 0,
                Fraction(random.choice(_PERCENTS)) / 100,
                insulin,
                3500 if insulin else None,
                unassigned,
            )
        )
    return case, lines


def _days(random: Random, longest: int) -> int:
    """Mostly short treatments, as they are; every length up to the longest."""
    most = min(random.choice((10, 20, 30, 45, 45, 60, 100, 400)), longest)
    return random.randint(1, most)


def _money(random: Random, cents: int) -> str:
    amount = random.randint(0, cents)
    return f"{amount // 100}.{amount % 100:02d}"


def _therapy(random: Random, drug: str, code: Code) -> dict[str, Any]:
    therapy: dict[str, Any] = {
        "drug": random.choice((drug, code.hcpcs)) if not code.hcpcs.startswith("J7799") else drug,
        "started_at": "home",
        "delivery": "pump",
        "pump": random.choice(figures.pumps_of(drug)),
    }
    if code.hcpcs in ("J1561", "J1569"):
        therapy["drug"] = drug  # the same code serves the vein, under another benefit
    if code.billing == "bag-protocol":
        rhythm = random.choice(("7", "3.5", "2", "1"))
        return therapy | _order("28", "mcg", "day", "7", 1440, "bag", rhythm)
    if code.billing == "cassette":
        return therapy | _order(_amount(random, 20, 200), "mL", "day", "7", 960, "cassette", "7")
    if code.billing == "vial":
        return therapy | _order(
            _amount(random, 500, 6000), "mg", "day", "7", 1440, "syringe", _rate(random)
        )
    if code.insulin:
        return therapy | _order(
            _amount(random, 5, 900), "units", "day", "7", 1440, "syringe", _rate(random)
        )
    return therapy | _ordinary(random, code)


def _ordinary(random: Random, code: Code) -> dict[str, Any]:
    """By rate, by weight or by amount; every day or so often a week; a container of any kind."""
    kind = random.choice(("cassette", "bag", "syringe", "prefilled-syringe"))
    unit = code.unit or "mg"
    often = random.choice((None, "7", "7", "14", "21", "1", "2", "3", "5", "0.5", "0.25", "1.5"))
    minutes = random.choice((30, 60, 480, 600, 1440))
    if often in ("14", "21"):
        minutes = random.choice((30, 60, 300))
    if often in ("0.5", "0.25", "1"):
        minutes = random.choice((60, 480, 1440, 2760, 5760))
    weight = _amount(random, 40, 140)
    by_mass = unit in ("mg", "g")  # what is billed by the mcg is ordered by the mcg
    if by_mass and random.random() < 0.3:
        by_weight = random.choice(("mcg/kg/min", "ng/kg/min", "mg/kg"))
        per = random.choice(("day", "administration")) if by_weight == "mg/kg" else "day"
        if per == "administration" and often is None:
            often = "7"
        if by_weight != "mg/kg":
            often, minutes = random.choice((None, "7")), 1440
        most = {"mcg/kg/min": 4, "ng/kg/min": 80, "mg/kg": 5}[by_weight]
        return _order(
            _amount(random, 0, most), by_weight, per, often, minutes, kind, _rate(random)
        ) | {"weight_kg": weight}
    per = random.choice(("day", "administration", "week"))
    if per == "administration" and often is None:
        often = "7"
    size = float(code.size or 1)
    reach = size * random.choice((2, 20, 200))
    if per == "week" and size <= 10 and random.random() < 0.2:
        reach = size * 30_000  # more than one claim line holds
    times = {"mcg": 1000.0, "mg": 1.0, "g": 0.001}
    ordered = random.choice(_MASSES) if by_mass and random.random() < 0.3 else unit
    if ordered != unit:
        reach *= times[ordered] / times[unit]
    amount = _amount(random, 0, reach)
    unit = ordered
    return _order(amount, unit, per, often, minutes, kind, _rate(random))


def _amount(random: Random, least: float, most: float) -> str:
    """An ordered amount above 0, with no more decimals than an order has."""
    text = f"{random.uniform(least, most):.{random.randint(0, 3)}f}"
    return text if float(text) > 0 else "0.5"


def _rate(random: Random) -> str:
    return random.choice(("7", "7", "3.5", "3", "2", "1", "0.5", "2.25", "14", "21"))


def _order(
    amount: str,
    unit: str,
    per: str,
    often: str | None,
    minutes: int,
    kind: str,
    containers: str,
) -> dict[str, Any]:
    return {
        "dose": {"amount": amount, "unit": unit, "per": per},
        "administrations_per_week": often,
        "minutes": minutes,
        "reservoir": {"kind": kind, "per_week": containers},
    }


def _visits(random: Random) -> dict[str, Any]:
    return {
        "per_week": random.choice(("0", "0.5", "1", "1", "1", "2", "3", "5", "7", "1.5")),
        "first": random.choice(("initial", "subsequent")),
        "days_since_last_visit": random.choice((None, None, 3, 59, 60, 61, 400)),
        "supplier_qualified": True,
    }


def _supplement(random: Random) -> dict[str, Any]:
    kind = random.choice(_KINDS)
    if kind == "medigap":
        plan = random.choice(MEDIGAP)
        stated = {"kind": kind, "plan": plan}
        if plan in _YEARLY and random.random() < 0.5:
            stated["spent"] = _money(random, _YEARLY[plan] * 100)
        return stated
    if kind == "retiree":
        return {
            "kind": kind,
            "coinsurance_paid": random.choice(("0", "50", "80", "87.5", "100")),
            "deductible_paid": random.choice(("0", "33", "100")),
        }
    return {"kind": kind}


def _charges(random: Random, pump: str, code: Code, state: str) -> dict[str, str]:
    """What a supplier says it charges for some codes, below or above Medicare's amount."""
    charges: dict[str, str] = {}
    if random.random() < 0.6:
        return charges
    for hcpcs in (pump, *figures.supplies_of(pump)):
        usual = figures.fee(hcpcs, "RR", state, False) or figures.fee(hcpcs, "", state, False)
        if usual is not None and random.random() < 0.7:
            charges[hcpcs] = f"{float(usual) * random.uniform(0.4, 2):.2f}"
    limit = figures.limit(code.hcpcs, "2026-12-01")
    if limit is not None and random.random() < 0.5:
        charges[code.hcpcs] = f"{float(limit.amount) * random.uniform(0.5, 1.5):.2f}"
    if code.category is not None and random.random() < 0.5:
        hcpcs = figures.visit_bounds()[code.category, "subsequent"][0]
        charges[hcpcs] = f"{random.uniform(100, 400):.2f}"
    return charges
