"""What the CSV tables must be before a database is made of them."""

from __future__ import annotations

from collections.abc import Sequence

from core.reference.tables import Fault, Tables


def check(tables: Tables) -> Sequence[Fault]:
    """Every fault found in the tables."""
    return ()
