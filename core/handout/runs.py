"""The dated lines of an estimate by code, with lines that differ in their date alone as one row."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from core.money import Range, total
from core.result import Line
from core.trace import Standing, Step, Text

Key = tuple[object, ...]
_PRICE = "unit"
"""The value of a step that is the price of one unit."""


@dataclass(frozen=True, slots=True)
class Run:
    """Lines that are the same but for their dates, which are the same number of days apart.

    `price` is what one line costs in all, covered or not; `unit` is the price of one unit as
    its step says it, or None where no step does.
    """

    dates: tuple[date, ...]
    units: Range
    unit: Decimal | Range | None
    price: Range
    you: Range
    standing: Standing

    @property
    def apart(self) -> int:
        """The days from one line to the next; 0 for a single line."""
        return (self.dates[1] - self.dates[0]).days if len(self.dates) > 1 else 0


@dataclass(frozen=True, slots=True)
class Explained:
    """One step of a line, with the date of the first line that it belongs to."""

    day: date
    step: Step

    @property
    def rule(self) -> str:
        """The name of the rule that the step follows."""
        return self.step.text.key.rpartition(".")[2]


@dataclass(frozen=True, slots=True)
class CodeGroup:
    """All lines of one code with the same modifiers, and each different step once."""

    code: str
    what: Text
    runs: tuple[Run, ...]
    steps: tuple[Explained, ...]
    count: int
    price: Range
    you: Range


def by_code(lines: Iterable[Line]) -> tuple[CodeGroup, ...]:
    """The lines by code, in the order in which the codes first come."""
    groups: dict[Key, list[Line]] = {}
    for line in lines:
        groups.setdefault((line.hcpcs, line.modifiers, line.what), []).append(line)
    return tuple(_group(each) for each in groups.values())


def _group(lines: list[Line]) -> CodeGroup:
    first = lines[0]
    return CodeGroup(
        code=" ".join((first.hcpcs, *first.modifiers)),
        what=first.what,
        runs=_runs(sorted(lines, key=lambda line: line.date)),
        steps=_steps(lines),
        count=len(lines),
        price=total([_price(line) for line in lines]),
        you=total([line.patient for line in lines]),
    )


def _price(line: Line) -> Range:
    return line.allowed + line.excess + line.noncovered


def _unit(line: Line) -> Decimal | Range | None:
    for step in line.steps:
        value = dict(step.text.values).get(_PRICE)
        if isinstance(value, Decimal | Range):
            return value
    return None


def _runs(lines: list[Line]) -> tuple[Run, ...]:
    found: list[Run] = []
    for line in lines:
        one = Run(
            dates=(line.date,),
            units=Range(line.units_low, line.units),
            unit=_unit(line),
            price=_price(line),
            you=line.patient,
            standing=line.standing,
        )
        last = found[-1] if found else None
        if last is not None and _goes_on(last, one):
            found[-1] = Run(
                (*last.dates, line.date), one.units, one.unit, one.price, one.you, one.standing
            )
        else:
            found.append(one)
    return tuple(found)


def _goes_on(run: Run, one: Run) -> bool:
    """Whether a line is the next of a run."""
    apart = (one.dates[0] - run.dates[-1]).days
    return (
        (run.units, run.unit, run.price, run.you, run.standing)
        == (one.units, one.unit, one.price, one.you, one.standing)
        and apart > 0
        and run.apart in (0, apart)
    )


def _steps(lines: list[Line]) -> tuple[Explained, ...]:
    """Each different step once: another rule, another source or another price of a unit."""
    found: dict[Key, Explained] = {}
    for line in lines:
        for step in line.steps:
            key = (step.text.key, step.citation, dict(step.text.values).get(_PRICE))
            found.setdefault(key, Explained(line.date, step))
    return tuple(found.values())
