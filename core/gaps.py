"""Parts of a treatment that have no known price, each with why and the question to ask.

The words of a gap stand in the catalogue under `money.gap.<id>.what`, `.why` and `.ask`.
"""

from __future__ import annotations

from core.result import NotEstimated
from core.trace import text


def gap(name: str, **values: object) -> NotEstimated:
    """The entry of that name; all three texts see the same values."""
    return NotEstimated(
        what=text(f"money.gap.{name}.what", **values),
        why=text(f"money.gap.{name}.why", **values),
        ask=text(f"money.gap.{name}.ask", **values),
    )
