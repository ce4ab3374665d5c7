"""One dated service of a treatment: what is billed, when, and how much, before any price."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date as Date  # noqa: N812 - Service has a field of that name
from decimal import Decimal

from core.result import Benefit, LineKind, NotEstimated
from core.trace import Text

# The order of one day's lines (convention 5): equipment, supplies, drug, visit.
_ORDER = (
    LineKind.PUMP,
    LineKind.ACCESSORY,
    LineKind.SUPPLIES,
    LineKind.RESERVOIRS,
    LineKind.DRUG,
    LineKind.FIRST_VISIT,
    LineKind.VISIT,
    LineKind.IVIG_SERVICES,
    LineKind.PHARMACY,
    LineKind.ADMINISTRATION,
    LineKind.STAY,
)
RANK = {kind: rank for rank, kind in enumerate(_ORDER)}


@dataclass(frozen=True, slots=True)
class Service:
    """One line to be priced.

    `units` are months, weeks or pieces for equipment and supplies, billing units for a drug,
    1 for a visit.  `rental_month` counts from 1 and is set for monthly rentals only.
    `part` tells lines of one code on one day apart (units over 9,999 are split).
    """

    date: Date
    hcpcs: str
    modifiers: tuple[str, ...]
    units: Decimal
    kind: LineKind
    benefit: Benefit
    what: Text
    rental_month: int | None = None
    part: int = 0

    @property
    def place(self) -> tuple[Date, int, str, tuple[str, ...], int]:
        """Its place among the lines, and the key by which two runs are merged."""
        return (self.date, RANK[self.kind], self.hcpcs, self.modifiers, self.part)


@dataclass(frozen=True, slots=True)
class Schedule:
    """The services in the order they are folded, and the parts that could not be laid out."""

    services: tuple[Service, ...]
    gaps: tuple[NotEstimated, ...] = ()
