"""What can change between two editions, and what somebody must accept before it is used."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum


class ChangeKind(StrEnum):
    """How something differs in the later edition."""

    REPLACED = "replaced"  # a billing code whose drug has another one now
    GONE = "gone"
    UNIT = "unit"  # the same code, for another amount of the drug
    AMOUNT = "amount"
    NEW = "new"
    ROWS = "rows"  # rows of a table without amounts


@dataclass(frozen=True, slots=True)
class Side:
    """One edition's end of a change: the code, the figure as printed, what it is for, since when.

    A part that there is not is "".
    """

    name: str = ""
    figure: str = ""
    unit: str = ""
    effective: str = ""


@dataclass(frozen=True, slots=True)
class Change:
    """One difference.  `id` is what `--accept` takes: several changes may share one.

    `moved` is by how much an amount changed, as a part of what it was, for the same quantity;
    None where that cannot be said.  `drugs` are the ids of the drugs that it touches.
    """

    id: str
    kind: ChangeKind
    table: str
    column: str
    before: Side
    after: Side
    moved: Decimal | None = None
    drugs: tuple[str, ...] = ()
    must_accept: bool = False

    @property
    def size(self) -> Decimal:
        """How large a jump is, the same for a half as for a double; what vanished is largest."""
        if self.kind in (ChangeKind.REPLACED, ChangeKind.GONE, ChangeKind.UNIT):
            return Decimal("Infinity")
        if self.moved is None:
            return Decimal(0)
        ratio = 1 + self.moved
        if ratio <= 0:
            return Decimal("Infinity")
        return max(ratio, 1 / ratio)


@dataclass(frozen=True, slots=True)
class Diff:
    """All changes from one edition to another, the largest first."""

    before: str
    after: str
    changes: tuple[Change, ...]

    @property
    def to_accept(self) -> tuple[str, ...]:
        """The ids that must be accepted, in the order of their changes."""
        return tuple(dict.fromkeys(each.id for each in self.changes if each.must_accept))

    @property
    def drugs(self) -> tuple[str, ...]:
        """The ids of all drugs touched."""
        return tuple(sorted({drug for each in self.changes for drug in each.drugs}))
