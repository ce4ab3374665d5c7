"""The low run and the high run of a case, and how far each open answer alone moves the sum."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from decimal import Decimal

from core.assumptions.gather import Questions
from core.assumptions.unknown import Unknown
from core.reference.store import Reference
from core.result import Assumption
from core.run import Laid, Run, before_paying, lay, pay
from core.schedule.lay_out import Verdicts
from core.settled import Bound, Settled

_Runner = Callable[[dict[str, Bound]], Run]


@dataclass(frozen=True, slots=True)
class Ends:
    """Both runs, and the open answers by what each moves alone, most first."""

    low: Run
    high: Run
    assumptions: tuple[Assumption, ...]


@dataclass(frozen=True, slots=True)
class _End:
    """One run, the end that each answer takes in it, and the run with that answer changed."""

    run: Run
    taken: dict[str, Bound]
    changed: dict[str, Run]


def ends(questions: Questions, decided: Verdicts, reference: Reference) -> Ends:
    """The least and the most that the patient pays over all open answers."""
    laid_out: list[tuple[Settled, Laid]] = []

    def made(taken: dict[str, Bound]) -> Run:
        settled = questions.run(Bound.HIGH, taken)
        key = before_paying(settled)
        laid = next((laid for other, laid in laid_out if other == key), None)
        if laid is None:
            laid = lay(settled, decided, reference)
            laid_out.append((key, laid))
        return pay(laid, settled, reference)

    low = _end(questions, Bound.LOW, made)
    high = _end(questions, Bound.HIGH, made)
    found: dict[str, Assumption] = {}
    for each in questions.unknowns:
        side = _assumption(each, low, high)
        if side is not None:
            found[side.id] = _together(found.get(side.id), side)
    ranked = sorted(found.values(), key=lambda each: (-each.patient_effect, each.id))
    return Ends(low.run, high.run, tuple(ranked))


def _together(one: Assumption | None, other: Assumption) -> Assumption:
    """Both sides of one question, whose effects add up."""
    if one is None:
        return other
    return replace(one, patient_effect=one.patient_effect + other.patient_effect)


def _end(questions: Questions, bound: Bound, made: _Runner) -> _End:
    """All answers at one end; but one whose other end goes further that way is turned round.

    A plan that pays the deductible but only half of the rest costs its holder more once the
    deductible is met: which end of an answer is the low one hangs on the payer.
    """
    taken = {each.id: bound for each in questions.unknowns}
    best = made(taken)
    changed: dict[str, Run] = {}
    turned = False
    for each in questions.unknowns:
        other = {**taken, each.id: bound.other}
        tried = made(other)
        further = (
            tried.patient < best.patient if bound is Bound.LOW else tried.patient > best.patient
        )
        changed[each.id] = best if further else tried
        if further:
            taken, best, turned = other, tried, True
    if turned:  # the other answers are measured against the run as it now stands
        changed = {name: made({**taken, name: taken[name].other}) for name in taken}
    return _End(best, taken, changed)


def _assumption(each: Unknown, low: _End, high: _End) -> Assumption | None:
    """None when the answer changes no line of either run, so that it is no question here."""
    down, up = high.changed[each.id], low.changed[each.id]
    if down.entries == high.run.entries and up.entries == low.run.entries:
        return None
    effect: Decimal = abs(high.run.patient - down.patient) or abs(up.patient - low.run.patient)
    turned = low.taken[each.id] is Bound.HIGH and high.taken[each.id] is Bound.LOW
    swapped = turned is not bool(each.side_of)  # the other side's words, at its other end
    first, last = (each.high, each.low) if swapped else (each.low, each.high)
    return Assumption(each.side_of or each.id, first, last, effect, each.ask)
