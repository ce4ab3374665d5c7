"""Where the figure comes from: the lines of an estimate, one row for each kind of item."""

from __future__ import annotations

from decimal import Decimal

from core.case import ReservoirKind
from core.money import NOTHING, Range, total
from core.result import Benefit, Covered, Line, LineKind
from core.summary.amounts import ordered, sum_parts
from core.summary.model import ItemRow
from core.summary.view import View, is_whole
from core.trace import Text, least_sure, text

_UNIT = {
    LineKind.PUMP: "months",
    LineKind.ACCESSORY: "months",
    LineKind.SUPPLIES: "weeks",
    LineKind.RESERVOIRS: "pieces",
    LineKind.DRUG: "weeks",
    LineKind.FIRST_VISIT: "visits",
    LineKind.VISIT: "visits",
    LineKind.IVIG_SERVICES: "visits",
    LineKind.PHARMACY: "days",
    LineKind.ADMINISTRATION: "hours",
    LineKind.STAY: "days",
}
_COUNTED_BY_LINE = frozenset(
    (LineKind.PUMP, LineKind.FIRST_VISIT, LineKind.VISIT, LineKind.IVIG_SERVICES)
)


def item_rows(view: View) -> tuple[ItemRow, ...]:
    """The rows of the table, in the order of LineKind; lines that nobody pays are left out."""
    by_kind: dict[LineKind, list[Line]] = {}
    for line in view.estimate.lines:
        by_kind.setdefault(line.kind, []).append(line)
    return tuple(
        _row(view, kind, by_kind[kind], LineKind.FIRST_VISIT in by_kind)
        for kind in LineKind
        if kind in by_kind
    )


def items_total(rows: tuple[ItemRow, ...], complete: bool) -> ItemRow | None:
    """The sum of the rows, or None when there are none."""
    if not rows:
        return None
    return ItemRow(
        kind=None,
        name=text("summary.total" if complete else "summary.total_known"),
        many=None,
        price=total([row.price for row in rows]),
        medicare=total([row.medicare for row in rows]),
        others=total([row.others for row in rows]),
        you=total([row.you for row in rows]),
        deductible=total([row.deductible for row in rows]),
        has_deductible=False,
        covered=any(row.covered for row in rows),
        standing=least_sure(*(row.standing for row in rows)),
    )


def items_note(rows: tuple[ItemRow, ...]) -> Text | None:
    """How much of the deductible is in which row, for the asterisk."""
    marked = [row for row in rows if row.has_deductible]
    if not marked:
        return None
    parts = tuple(
        text("summary.items.in_row", amount=row.deductible, item=_short_name(row)) for row in marked
    )
    whole = total([row.deductible for row in marked])
    return text("summary.items.deductible", amount=whole, n=len(marked), parts=parts)


def _short_name(row: ItemRow) -> Text:
    return text("summary.item.drug-short") if row.kind is LineKind.DRUG else row.name


def _row(view: View, kind: LineKind, lines: list[Line], has_first: bool) -> ItemRow:
    allowed = total([line.allowed for line in lines])
    outside = total([line.excess for line in lines]) + total([line.noncovered for line in lines])
    medicare = total([line.medicare for line in lines])
    others = total([paid.amount for line in lines for paid in line.other])
    if view.advantage:  # the plan stands in Medicare's place
        medicare, others = medicare + others, NOTHING
    deductible = Range(
        sum_parts(lines, high=False).deductible, sum_parts(lines, high=True).deductible
    )
    return ItemRow(
        kind=kind,
        name=_name(view, kind, has_first),
        many=_many(view, kind, lines),
        price=allowed + outside,
        medicare=medicare,
        others=others,
        you=total([line.patient for line in lines]),
        deductible=ordered(deductible),
        has_deductible=deductible != NOTHING,
        covered=allowed != NOTHING,
        standing=least_sure(*(line.standing for line in lines)),
    )


def _name(view: View, kind: LineKind, has_first: bool) -> Text:
    if kind is LineKind.DRUG:
        return text("summary.item.drug", drug=view.drug_name)
    if kind is LineKind.VISIT and not has_first:
        return text("summary.item.all-visits")
    if kind is LineKind.RESERVOIRS:
        reservoir = view.case.therapy.reservoir
        if reservoir is not None and reservoir.kind is not None:
            syringe = reservoir.kind in (ReservoirKind.SYRINGE, ReservoirKind.PREFILLED_SYRINGE)
            plain = "syringe" if syringe else reservoir.kind.value
            return text(f"summary.item.reservoirs.{plain}")
    return text(f"summary.item.{kind.value}")


def _many(view: View, kind: LineKind, lines: list[Line]) -> Text:
    unit = _UNIT[kind]
    if kind is LineKind.DRUG:
        if _through_part_d(view):
            unit = "fills"
        low = Decimal(len({line.date for line in lines if line.units_low > 0}))
        high = Decimal(len({line.date for line in lines if line.units > 0}))
    elif kind in _COUNTED_BY_LINE:
        low = Decimal(sum(1 for line in lines if line.units_low > 0))
        high = Decimal(sum(1 for line in lines if line.units > 0))
    else:
        low = sum((line.units_low for line in lines), start=Decimal(0))
        high = sum((line.units for line in lines), start=Decimal(0))
    low, high = sorted((low, high))
    if low != high:
        return text(f"summary.many.{unit}_between", low=low, high=high)
    if is_whole(high):
        return text(f"summary.many.{unit}", n=int(high))
    return text(f"summary.many.{unit}_part", count=high)


def _through_part_d(view: View) -> bool:
    equipment = view.estimate.determination(Benefit.EQUIPMENT)
    refused = equipment is None or equipment.covered is Covered.NO
    return refused and view.part_d is not None
