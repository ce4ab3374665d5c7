"""What if: changes tried on the answers.  Pure: which can be tried, how far, in what steps.

The answers themselves stay as they are; a what-if holds only what differs from them.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import TypeVar

from core.case import MedicareKind, MedigapPlan, Setting, SupplementKind
from core.intake import questions
from core.intake.answers import UNASKED, Answer, Answers, Unasked, known
from core.intake.prune import prune
from core.reference.store import Reference
from core.result import Estimate

N = TypeVar("N", int, Decimal)
V = TypeVar("V")

WEEK_DAYS = 7
VISITS_A_WEEK = (Decimal(0), Decimal("0.5"), *(Decimal(n) for n in range(1, 8)))
"""What a person may answer and try: from none to one each day."""

_LENGTHS = tuple(WEEK_DAYS * weeks for weeks in (*range(1, 13), *range(16, 53, 4), 57))
"""Days.  Single weeks at first, then steps of four, up to the longest that a case may be."""

_FIRST_LENGTH, _FIRST_VISITS = 28, Decimal(1)
"""Where + begins when the answer is not known: days, visits a week."""


class Knob(StrEnum):
    """What can be tried."""

    WEEKS = "weeks"
    VISITS = "visits"
    DEDUCTIBLE = "deductible"
    COVER = "cover"
    PLACE = "place"


@dataclass(frozen=True, slots=True)
class Cover:
    """What pays after Medicare; a kind of None is "not sure"."""

    kind: SupplementKind | None
    plan: MedigapPlan | None = None


@dataclass(frozen=True, slots=True)
class WhatIf:
    """What differs from the answers; UNASKED is as answered.

    `days` is the length in days, `deductible_met` USD.  `place` is only where to look: the
    estimate itself compares the places.
    """

    days: Answer[int] = UNASKED
    visits_per_week: Answer[Decimal] = UNASKED
    deductible_met: Answer[Decimal] = UNASKED
    cover: Cover | Unasked = UNASKED
    place: Setting = Setting.HOME

    @property
    def tries(self) -> tuple[Knob, ...]:
        """What is tried, in the order of the knobs."""
        told = (self.days, self.visits_per_week, self.deductible_met, self.cover)
        found = [knob for knob, each in zip(Knob, told, strict=False) if each is not UNASKED]
        return (*found, *((Knob.PLACE,) if self.place is not Setting.HOME else ()))

    @property
    def changes_figures(self) -> bool:
        """Whether another estimate is needed: a place alone needs none."""
        return replace(self, place=Setting.HOME) != WhatIf()


AS_ANSWERED = WhatIf()

_TRIED_FIRST = (
    Cover(SupplementKind.NONE),
    Cover(SupplementKind.MEDIGAP, MedigapPlan.G),
    Cover(SupplementKind.MEDIGAP, MedigapPlan.N),
    Cover(SupplementKind.MEDIGAP),
    Cover(SupplementKind.QMB),
)
"""The covers worth trying, where the estimate knows them for the home's state."""


def knobs(own: Answers, made: Estimate, reference: Reference) -> tuple[Knob, ...]:
    """What can be tried with these answers and their estimate: only what may move a figure."""
    priced = bool(made.lines)
    elsewhere = len(places(made)) > 1
    day = known(own.start) or made.case.as_of
    original = own.medicare is MedicareKind.ORIGINAL
    applies = {
        Knob.WEEKS: priced or elsewhere,
        Knob.VISITS: priced and questions.visits_possible(own, reference, day),
        Knob.DEDUCTIBLE: original and (elsewhere or any(line.allowed.high for line in made.lines)),
        Knob.COVER: original and len(covers(own, made)) > 1,
        Knob.PLACE: elsewhere,
    }
    return tuple(knob for knob in Knob if applies[knob])


def apply(what_if: WhatIf, own: Answers, reference: Reference, today: date) -> Answers:
    """The answers with what is tried put in."""
    tried = own
    if what_if.days is not UNASKED:
        tried = replace(tried, days=what_if.days)
    if what_if.visits_per_week is not UNASKED:
        tried = replace(tried, visits_per_week=what_if.visits_per_week)
    if what_if.deductible_met is not UNASKED:
        year = (known(own.start) or today).year
        tried = replace(tried, deductible_met=what_if.deductible_met, deductible_year=year)
    if not isinstance(what_if.cover, Unasked):
        cover = what_if.cover
        tried = replace(tried, supplement=cover.kind, medigap_plan=cover.plan)
    return prune(tried, reference)


def days(what_if: WhatIf, own: Answers) -> int | None:
    """The length as it is tried; None when it is not known."""
    return known(own.days) if what_if.days is UNASKED else known(what_if.days)


def visits(what_if: WhatIf, own: Answers) -> Decimal | None:
    """The visits a week as they are tried; None when they are not known."""
    told = own.visits_per_week if what_if.visits_per_week is UNASKED else what_if.visits_per_week
    return known(told)


def deductible(what_if: WhatIf, own: Answers) -> Decimal | None:
    """What is met of the deductible as it is tried; None when it is not known."""
    told = own.deductible_met if what_if.deductible_met is UNASKED else what_if.deductible_met
    return known(told)


def cover(what_if: WhatIf, own: Answers) -> Cover:
    """What pays after Medicare as it is tried."""
    if not isinstance(what_if.cover, Unasked):
        return what_if.cover
    return Cover(known(own.supplement), known(own.medigap_plan))


def step_weeks(what_if: WhatIf, own: Answers, way: int) -> WhatIf | None:
    """A longer (+1) or shorter (-1) treatment; None where there is no further step."""
    now, answered = days(what_if, own), known(own.days)
    found = _step(now, answered, _LENGTHS, way, _FIRST_LENGTH)
    return None if found is None else replace(what_if, days=_unless(found, own.days))


def step_visits(what_if: WhatIf, own: Answers, way: int) -> WhatIf | None:
    """More (+1) or fewer (-1) visits a week; None where there is no further step."""
    now, answered = visits(what_if, own), known(own.visits_per_week)
    found = _step(now, answered, VISITS_A_WEEK, way, _FIRST_VISITS)
    if found is None:
        return None
    return replace(what_if, visits_per_week=_unless(found, own.visits_per_week))


def with_deductible(what_if: WhatIf, own: Answers, met: Decimal | None) -> WhatIf:
    """So much of the deductible met, USD."""
    told = UNASKED if met == own.deductible_met else met
    return replace(what_if, deductible_met=told)


def with_cover(what_if: WhatIf, own: Answers, wanted: Cover) -> WhatIf:
    """Another cover after Medicare."""
    own_cover = cover(AS_ANSWERED, own)
    return replace(what_if, cover=UNASKED if wanted == own_cover else wanted)


def deductibles(own: Answers, reference: Reference, today: date) -> tuple[Decimal | None, ...]:
    """What may be tried as met: nothing, all of it, and what was answered."""
    day = known(own.start) or today
    whole = reference.parameter("part_b_deductible", day).value.high
    return tuple(dict.fromkeys((Decimal(0), whole, known(own.deductible_met))))


def covers(own: Answers, made: Estimate) -> tuple[Cover, ...]:
    """The covers to try, the person's own first."""
    priced = {Cover(option.kind, option.plan) for option in made.supplements}
    worth = (each for each in _TRIED_FIRST if each in priced)
    return tuple(dict.fromkeys((cover(AS_ANSWERED, own), *worth)))


def places(made: Estimate) -> tuple[Setting, ...]:
    """Home, and the other places that can give the treatment."""
    others = (each.setting for each in made.settings if each.fits)
    return tuple(dict.fromkeys((Setting.HOME, *others)))


def _step(now: N | None, answered: N | None, stops: tuple[N, ...], way: int, first: N) -> N | None:
    """The next stop in a direction, the answered value being one; `first` when none is known."""
    if now is None:
        return first if way > 0 else None
    known_stops = sorted({*stops, *(() if answered is None else (answered,))})
    at = bisect_right(known_stops, now) if way > 0 else bisect_left(known_stops, now) - 1
    return known_stops[at] if 0 <= at < len(known_stops) else None


def _unless(value: V, answered: Answer[V]) -> Answer[V]:
    """The value, or UNASKED where it is what was answered."""
    return UNASKED if value == answered else value
