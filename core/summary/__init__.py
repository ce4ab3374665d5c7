"""The summary of an estimate that the result screen and the handout share."""

from core.summary.clinic import Clinic, Notice, Pages
from core.summary.make import summarise
from core.summary.model import (
    CallRow,
    Headline,
    ItemRow,
    Left,
    Mark,
    MonthRow,
    Outcome,
    PayerRow,
    PlaceRow,
    Reason,
    Summary,
    Unsure,
    Worked,
)

__all__ = [
    "CallRow",
    "Clinic",
    "Headline",
    "ItemRow",
    "Left",
    "Mark",
    "MonthRow",
    "Notice",
    "Outcome",
    "Pages",
    "PayerRow",
    "PlaceRow",
    "Reason",
    "Summary",
    "Unsure",
    "Worked",
    "summarise",
]
