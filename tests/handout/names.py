"""The names of everything that is rendered: samples made by hand, and real cases."""

from __future__ import annotations

from tests.handout.real_cases import NAMES

SAMPLES = (
    "covered",
    "unknown",
    "range",
    "january",
    "year",
    "thirteen months",
    "every item",
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
LARGE = (
    "range",
    "zero",
    "year",
    "real covered",
    "real medigap G",
    "real not assigned",
    "real vancomycin under Part D",
    "real over New Year",
)
"""Those that are also set in large print."""
