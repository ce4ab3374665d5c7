"""An answer that is not known, and how each end of an estimate settles it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from core.settled import Bound, Settled
from core.trace import Text, text

Settle = Callable[[Settled, Bound], Settled]


@dataclass(frozen=True, slots=True)
class Unknown:
    """One named question.

    `id` is the path of the answer in the case file, or the name of a figure that nobody has
    published.  `settle` puts the answer of the low or the high run into a `Settled`.
    Words: money.unknown.<id>.low, .high (what was taken) and .ask (the question).
    """

    id: str
    settle: Settle
    low: Text
    high: Text
    ask: Text
    side_of: str = ""
    """The id of the unknown that this is the second side of: settled apart from it, because
    what is dear on one side is cheap on the other, but listed as the same question."""


def unknown(name: str, settle: Settle, **values: object) -> Unknown:
    """An unknown whose words all see the same values."""
    key = f"money.unknown.{name}"
    return Unknown(
        name,
        settle,
        text(f"{key}.low", **values),
        text(f"{key}.high", **values),
        text(f"{key}.ask", **values),
    )
