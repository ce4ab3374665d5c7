"""Which tables of an edition have ended: their publisher's last day is before the day asked."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from core.result import Edition


def ended(edition: Edition, today: date) -> tuple[tuple[str, date], ...]:
    """The tables whose last published day is before today, each with that day."""
    return tuple((name, last) for name, last in edition.published_through if last < today)


def stale_since(edition: Edition, today: date) -> date | None:
    """The earliest last day that has passed, or None while every table still holds."""
    return min((last for _, last in ended(edition, today)), default=None)
