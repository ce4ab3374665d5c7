"""What one estimate says to a person: the frozen values that screen and paper both show.

Everything is worked out already: amounts are summed and rounded, rows are in order, and
each sentence is a `Text`.  A screen or a page only says and draws.  Amounts are USD.

A `Range` here runs from the smaller to the larger amount (`low <= high`), unlike the two
runs of an estimate.  "shown" amounts are whole dollars, rounded so that parts add up to
their total; the others are exact to the cent.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from core.case import MedigapPlan, Setting, SupplementKind
from core.money import Range
from core.result import LineKind
from core.trace import Citation, Standing, Text


class Outcome(StrEnum):
    """The answer to "Is it covered?"."""

    COVERED = "covered"
    NOT_COVERED = "not-covered"
    UNKNOWN = "unknown"
    PLAN = "plan"  # Medicare Advantage without the plan's own figures


class Mark(StrEnum):
    """The sign before a reason."""

    MET = "met"
    UNMET = "unmet"
    CHECK = "check"  # not known: still to check


@dataclass(frozen=True, slots=True)
class Headline:
    """The one big figure: `lead` above it, `amount` (shown), `tail` below it.

    `amount` is None when no amount may be shown; `instead` then stands in its place.
    When parts have no known price, `amount` is the least that can be due.
    `is_zero` is true only when the person truly pays nothing and nothing is left out.
    """

    lead: Text
    amount: Range | None
    exact: Range | None
    tail: Text
    instead: Text | None
    is_zero: bool


@dataclass(frozen=True, slots=True)
class MonthRow:
    """One calendar month of the person's part: exact, and as shown (whole dollars).

    deductible + share + extra = total in each; `extra` is what Medicare does not cover.
    The parts of a range are those of its higher end.  `new_year` marks the first month of
    a later calendar year, when the deductible starts again.
    """

    month: date
    label: Text
    deductible: Decimal
    share: Decimal
    extra: Decimal
    total: Range
    shown_deductible: Decimal
    shown_share: Decimal
    shown_extra: Decimal
    shown_total: Range
    new_year: bool
    projected: bool


@dataclass(frozen=True, slots=True)
class ItemRow:
    """One row of "Where it comes from": price = medicare + others + you, exact.

    `deductible` is how much of the deductible the person pays in this row; `has_deductible`
    puts the asterisk behind the name.  `covered` is false where Medicare pays nothing
    because it does not cover the item.  The total row has no kind and no count.
    """

    kind: LineKind | None
    name: Text
    many: Text | None
    price: Range
    medicare: Range
    others: Range
    you: Range
    deductible: Range
    has_deductible: bool
    covered: bool
    standing: Standing


@dataclass(frozen=True, slots=True)
class Reason:
    """One coverage rule in one sentence; `ask` is whom to ask what when it is to be checked."""

    mark: Mark
    text: Text
    ask: Text | None
    rule: str
    citation: Citation


@dataclass(frozen=True, slots=True)
class PayerRow:
    """What the person would pay (shown) with this other coverage; Medigap plans that come
    to the same stand in one row.  `current` marks the coverage this estimate was made for.
    """

    kind: SupplementKind
    plans: tuple[MedigapPlan, ...]
    name: Text
    amount: Range
    amount_text: Text
    note: Text
    current: bool


@dataclass(frozen=True, slots=True)
class PlaceRow:
    """The same treatment in one place.  `amount` (shown) is None when it does not fit or
    cannot be priced; `amount_text` then says so.  `bar` is its length against the dearest
    place, 0 to 1.  `cheapest` is set only when every fitting place has a complete price."""

    setting: Setting
    name: Text
    fits: bool
    amount: Range | None
    amount_text: Text
    note: Text
    here: bool
    cheapest: bool
    bar: Decimal


@dataclass(frozen=True, slots=True)
class CallRow:
    """Whom to call besides the clinic itself; `tty` and `last_checked` may be empty."""

    name: Text
    phone: str
    tty: str
    purpose: Text
    last_checked: str


@dataclass(frozen=True, slots=True)
class Left:
    """Something that the figure leaves out; `why` and `ask` are None where there is none."""

    what: Text
    why: Text | None
    ask: Text | None


@dataclass(frozen=True, slots=True)
class Unsure:
    """An unknown answer that moves the figure: what was taken, by how much, what to ask."""

    id: str
    low: Text
    high: Text
    effect: Decimal
    ask: Text


@dataclass(frozen=True, slots=True)
class Worked:
    """How the amounts of one code come about: the steps from its first day on, and the titles
    of their sources."""

    name: Text
    day: date
    steps: tuple[Text, ...]
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Summary:
    """Everything a person is told about one estimate, in the order it is told.

    `verdict` is the answer as a whole sentence, `answer` that to "Is it covered?".
    `callouts` name the unknowns that matter most, `callout` is the first or None.  `facts`
    are the sentences beside the figure.  `rest` are the open points that `reasons` had no room for,
    `more_to_check` is their number, and `all_reasons` has every reason.  `projected_note`
    is set when a day after the last published price was priced.  `price` and `payer` head
    the columns of the price and of what Medicare (or the Advantage plan in its place) pays.
    `code` names the edition and the case; `case_line` holds the case, for a square code.
    """

    title: Text
    treatment: Text
    dates: Text | None
    made: Text
    told: Text
    outcome: Outcome
    verdict: Text
    answer: Text
    falls: Text | None
    headline: Headline
    facts: tuple[Text, ...]
    callout: Text | None
    callouts: tuple[Text, ...]
    reasons: tuple[Reason, ...]
    more_to_check: int
    rest: tuple[Reason, ...]
    all_reasons: tuple[Reason, ...]
    complete: bool
    months: tuple[MonthRow, ...]
    months_note: tuple[Text, ...]
    new_year_note: Text | None
    projected_note: Text | None
    price: Text
    payer: Text
    items_title: Text
    items: tuple[ItemRow, ...]
    items_total: ItemRow | None
    items_note: Text | None
    to_do: tuple[Text, ...]
    to_ask: tuple[Text, ...]
    payers: tuple[PayerRow, ...]
    places: tuple[PlaceRow, ...]
    calls: tuple[CallRow, ...]
    left_out: tuple[Left, ...]
    unsure: tuple[Unsure, ...]
    conventions: tuple[Unsure, ...]
    notes: tuple[Text, ...]
    edition: Text
    code: Text
    case_line: str
    prices_through: tuple[tuple[Text, date], ...]
    worked: tuple[Worked, ...] = ()
