"""The published figures of tests/cases/published-money.yaml, each worked out by the real parts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
import yaml

from core.area import Area
from core.case import Employer, ExtraHelp, MedigapPlan, PartD
from core.employer import fold_after_work, second_payment
from core.ledger import Opening, fold
from core.low_income import income_limits
from core.money import ZERO, Range, cents
from core.payers.base import NOBODY, Share
from core.payers.medigap import medigap
from core.payers.original import sequestered, split
from core.payers.part_d import PartDPlan
from core.payment_plan import spread
from core.pricing import price
from core.reference.store import Reference
from core.schedule.equipment import equipment_services
from core.settings.nursing import is_new_benefit_period, nursing_option, stay
from core.settled import Bound, Settled
from core.summary import summarise
from core.trace import Citation, Quote, Standing
from tests.support.money import claim, estimated, folded, patient
from tests.support.situations import situation

D = Decimal
FILE = Path(__file__).with_name("published-money.yaml")
CASES: list[dict[str, Any]] = yaml.safe_load(FILE.read_text(encoding="utf-8"))
Values = dict[str, Any]
Check = Callable[[Reference, Values], Values]


@pytest.mark.parametrize("case", CASES, ids=[case["id"] for case in CASES])
def test_published(case: dict[str, Any], reference: Reference) -> None:
    assert case["source"]
    assert case["url"].startswith("http")
    found = CHECKS[case["check"]](reference, case["given"])
    expected = {name: _plain(value) for name, value in case["expected"].items()}
    assert {name: _plain(found[name]) for name in expected} == expected


def _plain(value: object) -> object:
    """Amounts compare as numbers: "217" is 217.00."""
    if isinstance(value, str):
        try:
            return D(value)
        except ArithmeticError:
            return value
    return value


def _split(reference: Reference, given: Values) -> Values:
    made = split(D(given["allowed"]), D(given["rate"]), D(given["deductible_left"]))
    rate = reference.parameter("sequestration_rate", date(2026, 1, 1)).value.low
    return {
        "deductible": made.deductible,
        "coinsurance": made.coinsurance,
        "medicare": made.medicare,
        "sequester": sequestered(made.medicare, rate),
        "patient": made.deductible + made.coinsurance,
    }


def _second_payer(reference: Reference, given: Values) -> Values:
    line = claim(given["fee"])
    plan = Employer(D(given["plan_paid_percent"]), ZERO, {"E0781": D(given["plan_allowed"])})
    (entry,) = fold_after_work([line], plan, Opening(2026, D(283)), reference)
    paid = dict(entry.other)["active-employer"]
    alone = split(line.allowed, line.rate, ZERO).medicare
    charge = D(given["charge"])
    plain = second_payment(charge, D(given["plan_allowed"]), paid, line.allowed, alone)
    assert plain == entry.medicare
    return {
        "plan_paid": paid,
        "charge_less_plan": charge - paid,
        "medicare_alone": alone,
        "higher_less_plan": max(line.allowed, D(given["plan_allowed"])) - paid,
        "medicare": entry.medicare,
    }


def _payment_plan(reference: Reference, given: Values) -> Values:
    limit = reference.parameter("part_d_oop_threshold", date(2025, 1, 1)).value.low
    assert limit == D(given["limit"])
    costs = {month: D(cost) for month, cost in given["costs"].items()}
    bills = spread(costs, limit - D(given.get("paid_before", "0.00")))
    found: Values = {"total": sum(bills.values()), "months": len(bills)}
    found["average"] = cents(found["total"] / len(bills))
    unbilled = ZERO
    for month, bill in bills.items():
        unbilled += costs.get(month, ZERO) - bill
        found |= {f"month_{month}": bill, f"unbilled_{month}": unbilled}
    return found


def _settled(reference: Reference, fee: str, days: int, **changes: Any) -> Settled:
    """The sample with one monthly fee of our choice for its pump."""
    case = situation(**changes)
    start = case.start or case.as_of
    quote = Quote(Range.exactly(D(fee)), Standing.PUBLISHED, Citation("", ""))
    area = Area((("IL", False),), None)
    for number in range(days):
        area._fees[("E0781", "RR", start + timedelta(days=number))] = quote
    pump = reference.equipment("E0781")
    return Settled(case, reference.drug("milrinone"), start, days, pump, area)


def _capped_rental(reference: Reference, given: Values) -> Values:
    settled = _settled(reference, given["first_month"], 31 * given["months"], start="2026-01-15")
    months = [s for s in equipment_services(settled, reference).services if s.hcpcs == "E0781"]
    claims = [price(month, settled, reference) for month in months]
    entries = fold(claims, Opening(2026, D(283)), NOBODY, reference)
    later = [e for e in entries if e.claim.service.date.year > 2026]
    # The patient's 20 % with every year's deductible met: taken off the later years here.
    shares = sum((cents(e.claim.allowed * D("0.20")) for e in later), ZERO)
    return {
        "month_1": claims[0].allowed,
        "month_3": claims[2].allowed,
        "month_4": claims[3].allowed,
        "months": len(claims),
        "allowed": sum(each.allowed for each in claims),
        "patient": patient(tuple(e for e in entries if e not in later)) + shares,
        "modifiers": [month.modifiers[1] for month in months[:4]],
    }


def _charge_below_fee(reference: Reference, given: Values) -> Values:
    charges = {"E0781": given["charge"]}
    settled = _settled(reference, given["fee"], 1, supplier={"charges": charges})
    pump = equipment_services(settled, reference).services[0]
    (entry,) = fold([price(pump, settled, reference)], Opening(2026, D(283)), NOBODY, reference)
    return {
        "allowed": entry.claim.allowed,
        "coinsurance": entry.coinsurance,
        "medicare": entry.medicare,
    }


def _folded(reference: Reference, given: Values) -> Values:
    plan = given["plan"]
    payer = medigap(MedigapPlan(plan), reference) if plan else NOBODY
    lines = [claim(each, given["day"]) for each in given["lines"]]
    year = given.get("opening_year", lines[0].service.date.year)
    entries = fold(lines, Opening(year, D(given.get("met", "0.00"))), payer, reference)
    return {
        "patient": patient(entries),
        "deductible": sum(e.deductible for e in entries),
        "medicare": sum(e.medicare for e in entries),
        "other": sum(amount for e in entries for _, amount in e.other),
    }


def _medigap_parts(reference: Reference, given: Values) -> Values:
    share = Share(date(2026, 3, 2), ZERO, D(given["coinsurance"]), ZERO)
    return {str(p): medigap(p, reference).pay(share, ZERO).amount for p in MedigapPlan}


def _insulin(reference: Reference, given: Values) -> Values:
    cap = reference.parameter("part_b_insulin_monthly_cap", date(2026, 3, 2)).value.low
    line = claim(given["allowed"], deductible_applies=False, cap=str(cap))
    (entry,) = folded([line], reference)
    with_plan = folded([line], reference, medigap(MedigapPlan.G, reference))
    return {
        "patient": entry.patient,
        "deductible": entry.deductible,
        "patient_with_medigap_G": patient(with_plan),
    }


def _order_units(reference: Reference, given: Values) -> Values:
    drug = reference.drug(given["drug"])
    indication = reference.indication(drug.indications[0])
    made = estimated(
        reference,
        days=given["days"],
        criteria={c: True for each in indication.sets for c in each.criteria},
        therapy={
            "drug": drug.id,
            "indication": indication.id,
            "route": given["route"],
            "pump": given["pump"],
            "dose": {k: given[k] for k in ("amount", "unit", "per")},
            "administrations_per_week": "1",
            "minutes": 60,
            "reservoir": {"kind": given["reservoir"], "per_week": "1"},
        },
    )
    counts: Counter[str] = Counter()
    for line in made.lines:
        counts[line.hcpcs] += int(line.units)
    supplies = {code: n for code, n in counts.items() if code in ("A4221", "A4222", "K0552")}
    code = reference.drug_code(drug.id, date(2026, 11, 2)).hcpcs
    return {"units": counts[code], "pump": made.lines[0].hcpcs, "supplies": supplies}


def _unit_of_code(reference: Reference, given: Values) -> Values:
    code = reference.drug_code(given["drug"], date(2026, 11, 2))
    return {"hcpcs": code.hcpcs, "unit_amount": code.unit_amount, "unit": code.unit}


def _visit_base(reference: Reference, given: Values) -> Values:
    day = date(2026, 11, 2)
    office = sum(
        reference.setting_price("physician_office", code, day).amount.value.low * count
        for code, count in given["codes"].items()
    )
    first, later = (reference.visit_rate(code, day).value for code in ("G0088", "G0068"))
    return {"office": office, "low_bound": later.low, "first_is_higher": first.high > later.high}


def _visits(reference: Reference, given: Values) -> Values:
    visits = {"per_week": given["visits_per_week"], "first": given.get("first", "initial")}
    made = estimated(reference, days=given["days"], visits=visits)
    lines = [line for line in made.lines if line.hcpcs.startswith("G")]
    return {
        "payments": len(lines),
        "codes": [line.hcpcs for line in lines],
        "units": sum(int(line.units) for line in lines),
    }


def _not_enrolled(reference: Reference, given: Values) -> Values:
    supplier = {"enrolled": False, "charges": {"E0781": given["charge"]}}
    made = estimated(reference, supplier=supplier, visits={"per_week": "0"})
    pump = [line for line in made.lines if line.hcpcs == "E0781"]
    return {
        "medicare": sum(line.medicare.high for line in pump),
        "without_notice": sum(line.patient.low for line in pump),
        "with_notice": sum(line.patient.high for line in pump),
    }


def _nursing_days(reference: Reference, given: Values) -> Values:
    settled = _settled(reference, "1.00", 1, start=given["start"])
    found: Values = {}
    for days in (20, 28, 34, 100):
        longer = Settled(
            settled.case, settled.drug, settled.start, days, settled.pump, settled.area
        )
        found[str(days)] = stay(longer, reference, Bound.HIGH).owed
    return found


def _nursing_needs_a_stay(reference: Reference, given: Values) -> Values:
    settled = _settled(reference, "1.00", 42, alternatives=given)
    option = nursing_option(settled, settled, reference)
    assert option.patient is None
    return {"fits": option.fits}


def _benefit_period(reference: Reference, given: Values) -> Values:
    def stayed(days_out: int | None) -> Settled:
        plans = {"snf_days_used": given["used"], "days_out": days_out}
        start = given["start"]
        return _settled(reference, "1.00", given["stay"], start=start, alternatives=plans)

    day = date.fromisoformat(given["start"])
    again = is_new_benefit_period(given["days_out"], day, reference)
    return {
        "benefit_periods": 2 if again else 1,
        "owed": stay(stayed(given["days_out"]), reference, Bound.HIGH).owed,
        "owed_in_one_period": stay(stayed(None), reference, Bound.HIGH).owed,
    }


def _extra_help(reference: Reference, given: Values) -> Values:
    plan = PartD(copay=D(given["copay"]), extra_help=ExtraHelp.FULL)
    day = date.fromisoformat(given["day"])
    made = PartDPlan(plan, reference, Bound.LOW).fill(D(given["price"]), day, ZERO)
    return {"patient": made.deductible + made.coinsurance}


def _savings_program(reference: Reference, given: Values) -> Values:
    """Whether a household is within what a person is told of QMB's limits."""
    limits = income_limits("qmb", date.fromisoformat(given["day"]), reference)
    assert limits is not None
    limit = limits.couple if given["people"] == 2 else limits.one
    income, savings = D(given["income"]), D(given["savings"])
    return {
        "income_limit": limit.income,
        "savings_limit": limit.savings,
        "income_fits": income <= limit.income,
        "savings_fit": savings <= limit.savings,
    }


def _beyond_medicare(reference: Reference, given: Values) -> Values:
    """What is said under TRICARE For Life of a drug that Part B does not pay at home."""
    therapy = {"drug": given["drug"], "route": "iv", "indication": None}
    cover = {"supplement": {"kind": "tricare-for-life"}}
    made = estimated(reference, therapy=therapy, coverage=cover)
    calls = {row.name.key for row in summarise(made, reference).calls}
    return {
        "complete": made.complete,
        "paid_by_tricare": sum((each.amount.high for n in made.lines for each in n.other), ZERO),
        "said": [note.key for note in made.notes if "tricare" in note.key],
        "to_call": "help.tricare-for-life" in calls,
    }


def _parameters(reference: Reference, given: Values) -> Values:
    day = date.fromisoformat(given["day"])
    names = {name for case in CASES if case["check"] == "parameters" for name in case["expected"]}
    return {name: reference.parameter(name, day).value.low for name in names}


def _ivig_rate(reference: Reference, given: Values) -> Values:
    before, after = (
        reference.visit_rate("Q2052", date.fromisoformat(given[name])).value.low
        for name in ("before", "after")
    )
    assert cents(before * D(given["update"])) == after
    return {"before": before, "after": after}


def _single_digit_price(reference: Reference, given: Values) -> Values:
    limit = reference.payment_limit(given["hcpcs"], date(2026, 11, 2)).limit.value.low
    assert 0 < limit < 10
    return {"below": "10"}


def _lowered_percentages(reference: Reference, given: Values) -> Values:
    least, most = D("0.038"), D("0.1999")
    for hcpcs in given["drugs"]:
        rate = reference.payment_limit(hcpcs, date(2026, 11, 2)).coinsurance
        assert least <= rate <= most, hcpcs
    return {"least": least, "most": most}


CHECKS: dict[str, Check] = {
    "split": _split,
    "benefit_period": _benefit_period,
    "payment_plan": _payment_plan,
    "second_payer": _second_payer,
    "capped_rental": _capped_rental,
    "charge_below_fee": _charge_below_fee,
    "folded": _folded,
    "medigap_parts": _medigap_parts,
    "insulin": _insulin,
    "order_units": _order_units,
    "unit_of_code": _unit_of_code,
    "visit_base": _visit_base,
    "visits": _visits,
    "not_enrolled": _not_enrolled,
    "nursing_days": _nursing_days,
    "nursing_needs_a_stay": _nursing_needs_a_stay,
    "extra_help": _extra_help,
    "savings_program": _savings_program,
    "beyond_medicare": _beyond_medicare,
    "parameters": _parameters,
    "ivig_rate": _ivig_rate,
    "single_digit_price": _single_digit_price,
    "lowered_percentages": _lowered_percentages,
}
