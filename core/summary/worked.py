"""How each amount comes about: one entry for each code, with its steps and their sources."""

from __future__ import annotations

from datetime import date

from core.advantage import NAME as MEDICARE_ADVANTAGE
from core.explain import payer_name
from core.result import Line
from core.summary.model import Worked
from core.summary.view import View
from core.trace import Citation, Step, Text, text

_PLAN = payer_name(MEDICARE_ADVANTAGE)
_UNIT = "unit"
"""The value of a step that is the price of one unit."""
_RESULT = "money.step.patient"
"""The step that only says what the line comes to."""


def worked(view: View) -> tuple[Worked, ...]:
    """The codes in the order in which they first come, each with the steps of its first day
    and the further prices of later days."""
    groups: dict[tuple[str, Text], list[Line]] = {}
    for line in view.estimate.lines:
        groups.setdefault((line.hcpcs, line.what), []).append(line)
    unsure = view.case.coverage.medicare is None
    return tuple(_worked(lines, unsure) for lines in groups.values())


def _worked(lines: list[Line], unsure: bool) -> Worked:
    first = lines[0]
    steps: dict[tuple[str, object], tuple[date, Step]] = {}
    for line in lines:
        for step in line.steps:
            if step.text.key != _RESULT:
                known = (step.text.key, dict(step.text.values).get(_UNIT))
                steps.setdefault(known, (line.date, step))
    sources = dict.fromkeys(_source(step.citation) for _, step in steps.values() if step.citation)
    return Worked(
        name=_name(first),
        day=first.date,
        steps=tuple(_told(step.text, unsure) for _, step in steps.values()),
        sources=tuple(each for each in sources if each),
    )


def _told(step: Text, unsure: bool) -> Text:
    """A step in words: who is not sure of their Medicare is not told of "your plan"."""
    values = dict(step.values)
    if not unsure or values.get("payer") != _PLAN:
        return step
    return text(step.key, **{**values, "payer": text("summary.worked.plan_if_any")})


def _name(line: Line) -> Text:
    if not line.hcpcs:  # what a pharmacy quoted has no code
        return text("summary.worked.plain", what=line.what)
    return text("summary.worked.name", what=line.what, code=line.hcpcs)


def _source(citation: Citation | None) -> str:
    """A source's title and the place in it, as they are published."""
    if citation is None:
        return ""
    return ", ".join(each for each in (citation.title or citation.source, citation.locator) if each)
