"""The result as JSON, in the shape of docs/case-format.md: amounts as text, words said."""

from __future__ import annotations

from decimal import Decimal
from typing import TypeAlias

from core.binding import write
from core.money import Range, cents
from core.result import (
    Assumption,
    Change,
    Determination,
    Estimate,
    Line,
    MonthTotal,
    NotEstimated,
    NursingStay,
    SettingOption,
    SupplementOption,
    Totals,
)
from core.trace import Citation, Finding
from core.words import Words

Json: TypeAlias = "dict[str, Json] | list[Json] | str | int | bool | None"


def to_json(estimate: Estimate, words: Words) -> dict[str, Json]:
    """The whole answer; the same estimate and language always give the same text."""
    return {
        "edition": {
            "id": estimate.edition.id,
            "sha256": estimate.edition.sha256,
            "published_through": {
                table: day.isoformat() for table, day in estimate.edition.published_through
            },
        },
        "case": write(estimate.case),  # type: ignore[dict-item]
        "determinations": [_determination(each, words) for each in estimate.determinations],
        "setting": estimate.setting.value,
        "lines": [_line(each, words) for each in estimate.lines],
        "complete": estimate.complete,
        "totals": _totals(estimate.totals),
        "by_month": [_month(each) for each in estimate.by_month],
        "not_estimated": [_gap(each, words) for each in estimate.not_estimated],
        "assumptions": [_assumption(each, words) for each in estimate.assumptions],
        "settings": [_setting(each, words) for each in estimate.settings],
        "supplements": [_supplement(each, words) for each in estimate.supplements],
        "nursing_stay": _nursing_stay(estimate.nursing_stay),
        "notes": [words.say(each) for each in estimate.notes],
        "payment_plan": [
            {"month": each.month.isoformat()[:7], "bill": _range(each.amount)}
            for each in estimate.payment_plan
        ],
        "changes": [_change(each, words) for each in estimate.changes],
    }


def _amount(amount: Decimal) -> str:
    return format(cents(amount), "f")


def _count(count: Decimal) -> str:
    return format(count, "f")


def _range(amount: Range) -> dict[str, Json]:
    return {"low": _amount(amount.low), "high": _amount(amount.high)}


def _citation(citation: Citation) -> dict[str, Json]:
    return {
        "source": citation.source,
        "locator": citation.locator,
        "title": citation.title,
        "url": citation.url,
        "published": citation.published,
        "retrieved": citation.retrieved,
    }


def _determination(each: Determination, words: Words) -> dict[str, Json]:
    return {
        "benefit": each.benefit.value,
        "covered": each.covered.value,
        "findings": [_finding(finding, words) for finding in each.findings],
    }


def _finding(each: Finding, words: Words) -> dict[str, Json]:
    return {
        "rule": each.rule,
        "met": each.met,
        "text": words.say(each.text),
        "ask": None if each.ask is None else words.say(each.ask),
        "citation": _citation(each.citation),
    }


def _line(each: Line, words: Words) -> dict[str, Json]:
    return {
        "date": each.date.isoformat(),
        "hcpcs": each.hcpcs,
        "modifiers": list(each.modifiers),
        "units": _count(each.units),
        "units_range": {"low": _count(each.units_low), "high": _count(each.units)},
        "what": words.say(each.what),
        "kind": each.kind.value,
        "standing": each.standing.value,
        "allowed": _range(each.allowed),
        "deductible": _range(each.deductible),
        "coinsurance": _range(each.coinsurance),
        "medicare": _range(each.medicare),
        "other": [{"payer": paid.payer, **_range(paid.amount)} for paid in each.other],
        "excess": _range(each.excess),
        "noncovered": _range(each.noncovered),
        "patient": _range(each.patient),
        "steps": [words.say(step.text) for step in each.steps],
        "sources": [_citation(step.citation) for step in each.steps if step.citation],
    }


def _totals(each: Totals) -> dict[str, Json]:
    return {
        "allowed": _range(each.allowed),
        "excess": _range(each.excess),
        "noncovered": _range(each.noncovered),
        "deductible": _range(each.deductible),
        "coinsurance": _range(each.coinsurance),
        "medicare": _range(each.medicare),
        "other": _range(each.other),
        "patient": _range(each.patient),
    }


def _month(each: MonthTotal) -> dict[str, Json]:
    return {
        "month": each.month.isoformat()[:7],
        "deductible": _range(each.deductible),
        "coinsurance": _range(each.coinsurance),
        "patient": _range(each.patient),
        "standing": each.standing.value,
    }


def _gap(each: NotEstimated, words: Words) -> dict[str, Json]:
    return {
        "what": words.say(each.what),
        "why": words.say(each.why),
        "ask": words.say(each.ask),
    }


def _assumption(each: Assumption, words: Words) -> dict[str, Json]:
    return {
        "id": each.id,
        "low": words.say(each.low),
        "high": words.say(each.high),
        "patient_effect": _amount(each.patient_effect),
        "ask": words.say(each.ask),
    }


def _setting(each: SettingOption, words: Words) -> dict[str, Json]:
    return {
        "setting": each.setting.value,
        "fits": each.fits,
        "why": words.say(each.why),
        "patient": None if each.patient is None else _range(each.patient),
        "total": None if each.total is None else _range(each.total),
        "complete": each.complete,
        "standing": None if each.standing is None else each.standing.value,
    }


def _supplement(each: SupplementOption, words: Words) -> dict[str, Json]:
    return {
        "kind": each.kind.value,
        "plan": None if each.plan is None else each.plan.value,
        "patient": _range(each.patient),
        "note": words.say(each.note),
    }


def _nursing_stay(each: NursingStay | None) -> Json:
    if each is None:
        return None
    parts = {"first": each.first, "daily": each.daily, "beyond": each.beyond}
    return {
        "days": {name: {"low": days.low, "high": days.high} for name, days in parts.items()},
        "owed": _range(each.owed),
        "payers": [
            {
                "kind": payer.kind.value,
                "plan": None if payer.plan is None else payer.plan.value,
                "pays": _range(payer.pays),
                "patient": _range(payer.patient),
            }
            for payer in each.payers
        ],
    }


def _change(each: Change, words: Words) -> dict[str, Json]:
    return {
        "id": each.id,
        "what": words.say(each.what),
        "patient": _range(each.patient),
        "saves": None if each.saves is None else _range(each.saves),
        "complete": each.complete,
        "ask": words.say(each.ask),
    }
