"""The names of everything that is rendered: samples made by hand, and real cases."""

from __future__ import annotations

from tests.handout.real_cases import NAMES

SAMPLES = (
    "covered",
    "unknown",
    "range",
    "january",
    "year",
    "week",
    "dear",
    "zero",
    "plan",
    "incomplete",
    "refused",
    "bought",
)
REAL = tuple(f"real {name}" for name in NAMES)
ALL = (*SAMPLES, *REAL)
