"""Which section goes on which page, so that two pages hold a case wherever they can."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import cache, partial

from core.handout.back import back
from core.handout.front import front
from core.handout.jottings import jottings
from core.handout.pages import Chapter, Section, paginate
from core.handout.parts import Sheet
from core.handout.style import COMFORTABLE, LADDER, Look


@dataclass(frozen=True, slots=True)
class Arrangement:
    """What may move.

    Whom to call stands on the first page (`calls_first`) or the second; the general questions on
    the first page (1), the second (2) or, where neither has room, only on the screen (0); the
    months on the first page or the second.  Of the reasons the first page has `reasons`, the
    others stand on the second, or only on the screen.  `first` is how closely the first page may
    be set.
    """

    calls_first: bool = False
    questions: int = 1
    months_first: bool = True
    reasons: int = 5
    rest: bool = True
    first: tuple[Look, ...] = LADDER


ARRANGEMENTS = (
    Arrangement(calls_first=True, first=LADDER[:2]),
    Arrangement(),
    Arrangement(calls_first=True),
    Arrangement(reasons=3),
    Arrangement(questions=2),
    Arrangement(questions=2, calls_first=True),
    Arrangement(questions=2, reasons=3),
    Arrangement(questions=0),
    Arrangement(questions=0, reasons=4),
    Arrangement(rest=False),
    Arrangement(reasons=4, rest=False),
    Arrangement(months_first=False),
    Arrangement(months_first=False, reasons=3),
    Arrangement(months_first=False, rest=False),
)
"""From the best to read to the last resort."""


def one_chapter(sheet: Sheet) -> list[Chapter]:
    """Large print: everything in one column, on as many pages as it takes."""
    whole = Arrangement(questions=2)
    return _to_write_on([Chapter([*_front(whole, sheet), *_back(whole, sheet)], sheet.look)], sheet)


def two_chapters(sheet: Sheet) -> list[Chapter]:
    """The first arrangement that two pages hold, each page set as loosely as it may.

    When none does, the first page keeps what it holds in comfort and the rest runs on.
    """
    for arrangement in ARRANGEMENTS:
        first = _fitting(sheet, partial(_front, arrangement), arrangement.first)
        second = _fitting(sheet, partial(_back, arrangement), LADDER) if first else None
        if first and second:
            return _to_write_on([first, second], sheet)
    for arrangement in ARRANGEMENTS[1:]:
        first = _fitting(sheet, partial(_front, arrangement), LADDER)
        if first:
            break
    look = replace(COMFORTABLE, paper=sheet.look.paper)
    comfortable = replace(sheet, look=look)
    first = first or Chapter(_front(arrangement, comfortable), look)
    return _to_write_on([first, Chapter(_back(arrangement, comfortable), look)], sheet)


def _to_write_on(chapters: list[Chapter], sheet: Sheet) -> list[Chapter]:
    """The chapters, with lines to write on where the last page has room for them."""
    *before, last = chapters
    lines = jottings(replace(sheet, look=last.look), paginate(chapters)[-1].room)
    return chapters if lines is None else [*before, replace(last, sections=[*last.sections, lines])]


def _front(arrangement: Arrangement, sheet: Sheet) -> list[Section]:
    return front(
        replace(sheet, reasons=arrangement.reasons, rest_follows=arrangement.rest),
        with_questions=arrangement.questions == 1,
        with_months=arrangement.months_first,
        with_calls=arrangement.calls_first,
    )


def _back(arrangement: Arrangement, sheet: Sheet) -> list[Section]:
    return back(
        replace(sheet, reasons=arrangement.reasons),
        with_questions=arrangement.questions == 2,
        with_months=not arrangement.months_first,
        with_rest=arrangement.rest,
        with_calls=not arrangement.calls_first,
    )


def _fitting(
    sheet: Sheet, make: Callable[[Sheet], list[Section]], ladder: Sequence[Look]
) -> Chapter | None:
    """The chapter in the loosest way that one page holds, or None when the closest does not."""

    @cache
    def set_so(step: int) -> Chapter:
        look = replace(ladder[step], paper=sheet.look.paper)
        return Chapter(make(replace(sheet, look=look)), look)

    step = bisect_left(range(len(ladder)), True, key=lambda step: set_so(step).fits())
    return set_so(step) if step < len(ladder) else None
