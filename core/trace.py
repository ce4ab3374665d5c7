"""Why a figure is what it is: where it was published, how sure it is, and the words for it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from core.money import Range


class Standing(StrEnum):
    """How sure an amount is, from surest to least sure (the order of this list)."""

    PUBLISHED = "published"
    TOLD = "told"  # by the person at the kiosk: a quote, a charge, a plan's percentage
    DERIVED = "derived"  # follows by published arithmetic from a published amount
    PROJECTED = "projected"  # the last published amount, used past its last day
    ESTIMATED = "estimated"  # a bound of our own; no published amount was found


_ORDER = tuple(Standing)


def least_sure(*standings: Standing) -> Standing:
    """The least sure of several standings; PUBLISHED when there are none."""
    return max(standings, key=_ORDER.index, default=Standing.PUBLISHED)


@dataclass(frozen=True, slots=True)
class Text:
    """A sentence to be said later in any language: a catalogue key and its values.

    Values are shown by their type: Decimal as dollars, date in full, int as a
    number, Range as "from x to y", Text said in its turn, str as it is.
    """

    key: str
    values: tuple[tuple[str, object], ...] = ()


def text(key: str, **values: object) -> Text:
    """Make a `Text`: text("result.months", n=3)."""
    return Text(key, tuple(sorted(values.items())))


@dataclass(frozen=True, slots=True)
class Citation:
    """Where a rule or a figure stands: a row of sources.csv and the place in it.

    `published` and `retrieved` are dates as text; "" where none is printed.
    """

    source: str
    locator: str
    title: str = ""
    url: str = ""
    published: str = ""
    retrieved: str = ""


@dataclass(frozen=True, slots=True)
class Quote:
    """One dated value from the reference, with its standing and its source.

    `value` has two ends where only bounds are known (visit rates); `published_through`
    is the last day the value was published for, set when it is PROJECTED.
    """

    value: Range
    standing: Standing
    citation: Citation
    published_through: date | None = None


@dataclass(frozen=True, slots=True)
class Step:
    """One step of the arithmetic or the reasoning behind a line, in words."""

    text: Text
    citation: Citation | None = None


@dataclass(frozen=True, slots=True)
class Finding:
    """One coverage rule asked of one case: met, not met, or not known (None).

    `ask` is the question whose answer would decide it, when it is not known.
    """

    rule: str
    met: bool | None
    text: Text
    citation: Citation
    ask: Text | None = None


@dataclass(frozen=True, slots=True)
class Problem:
    """Something wrong in what was given: the path in the case file and what is wrong."""

    path: str
    text: Text
