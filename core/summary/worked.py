"""How each amount comes about: one entry for each code, with its steps and their sources."""

from __future__ import annotations

from datetime import date

from core.result import Line
from core.summary.model import Worked
from core.summary.view import View
from core.trace import Citation, Step, Text, text

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
    return tuple(_worked(lines) for lines in groups.values())


def _worked(lines: list[Line]) -> Worked:
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
        steps=tuple(step.text for _, step in steps.values()),
        sources=tuple(each for each in sources if each),
    )


def _name(line: Line) -> Text:
    if not line.hcpcs:  # what a pharmacy quoted has no code
        return text("summary.worked.plain", what=line.what)
    return text("summary.worked.name", what=line.what, code=line.hcpcs)


def _source(citation: Citation | None) -> str:
    """A source's title and the place in it, as they are published."""
    if citation is None:
        return ""
    return ", ".join(each for each in (citation.title or citation.source, citation.locator) if each)
