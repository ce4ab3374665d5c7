"""The table that says where the figure comes from, and adds up to the cent."""

from __future__ import annotations

from itertools import product
from math import ceil

from core.handout.blocks import Block, Prose, Stack
from core.handout.pages import Section
from core.handout.parts import Sheet
from core.handout.style import BOLD
from core.handout.table import DataTable
from core.handout.text import amounts_bold, plain, width
from core.money import NOTHING, Range
from core.summary import ItemRow

_NAME = 150.0
_TWO = (170.0, 298.0)
_SIDE = 4.5


def items(sheet: Sheet) -> Section:
    """One row for each kind of item, and the total."""
    summary = sheet.summary
    rows = [*summary.items]
    if summary.items_total is not None:
        rows.append(summary.items_total)
    small = [sheet.say(summary.items_note)] if summary.items_note is not None else []
    if any(amount.low > amount.high for row in rows for amount in (row.medicare, row.others)):
        small.append(sheet.word("items_range"))
    blocks: list[Block] = [_stacked(sheet, rows) if sheet.look.large else _wide(sheet, rows)]
    if small:
        blocks.append(Prose(plain(" ".join(small)), sheet.note, before=sheet.look.space(3)))
    return sheet.section(sheet.say(summary.items_title), blocks)


def _columns(sheet: Sheet) -> list[tuple[str, str]]:
    """The amounts of a row by the name of their field, each with its heading; a payer who
    pays nothing of any row has no column."""
    columns = [
        ("price", sheet.say(sheet.summary.price)),
        ("medicare", sheet.say(sheet.summary.payer)),
        ("others", sheet.word("column.others")),
        ("you", sheet.word("column.you")),
    ]
    idle = {
        field
        for field in ("medicare", "others")
        if all(getattr(row, field) == NOTHING for row in sheet.summary.items)
    }
    return [column for column in columns if column[0] not in idle]


def _name(sheet: Sheet, row: ItemRow) -> str:
    name = sheet.say(row.name) + ("*" if row.has_deductible else "")
    if row.covered or row.kind is None:
        return name
    return sheet.word("not_covered_item", item=name)


def _many(sheet: Sheet, row: ItemRow) -> str:
    return sheet.say(row.many) if row.many is not None else ""


def _both_ends(sheet: Sheet, amount: Range) -> str:
    """An amount in the cheaper and in the dearer run, in that order, so that columns add up."""
    if amount.is_exact:
        return sheet.words.money(amount.low)
    low, high = (sheet.words.money(end) for end in (amount.low, amount.high))
    return sheet.words("common.range", low=low, high=high)


def _wide(sheet: Sheet, rows: list[ItemRow]) -> DataTable:
    """One column for each amount."""
    columns = _columns(sheet)
    header = [sheet.head(sheet.word("column.item")), sheet.head(sheet.word("column.many"))]
    header += [sheet.head(heading, right=True) for _, heading in columns]
    body = []
    for row in rows:
        total = row.kind is None
        cells = [sheet.cell(_name(sheet, row), strong=total), sheet.cell(_many(sheet, row))]
        for field, _ in columns:
            said = _both_ends(sheet, getattr(row, field))
            cells.append(sheet.cell(said, right=True, strong=total))
        body.append(cells)
    return DataTable(
        header=header,
        rows=body,
        widths=_widths(sheet, rows, columns),
        tint=len(header) - 1,
        total=rows[-1].kind is None,
        side=_SIDE,
        padding=sheet.row_padding,
        before=sheet.look.space(2),
    )


def _widths(sheet: Sheet, rows: list[ItemRow], columns: list[tuple[str, str]]) -> tuple[float, ...]:
    """Columns wide enough for their headings and amounts, what is left to the names.

    Where ranges do not all fit on one line, those columns break (before the second end of a
    range, and between the words of the heading) that leave the fewest lines.
    """
    size, content = sheet.look.type("cell").size, sheet.look.grid.content
    air = 2 * _SIDE + 1

    def long(said: str) -> float:
        return width(said, BOLD, size) + air

    names = [long(_name(sheet, row)) for row in rows]
    name_words = max(long(word) for row in rows for word in _name(sheet, row).split())
    many = max(long(said) for said in [sheet.word("column.many"), *(_many(sheet, r) for r in rows)])
    amounts = [[_both_ends(sheet, getattr(row, field)) for row in rows] for field, _ in columns]
    whole, broken = [], []
    for (_, heading), said in zip(columns, amounts, strict=True):
        whole.append(max(long(each) for each in [heading, *said]))
        ends = [end for each in said for end in each.rsplit(" ", 1)]
        broken.append(max(long(each) for each in [*heading.split(), *ends]))

    def lines(wide: tuple[float, ...]) -> tuple[int, float]:
        left = content - many - sum(wide)
        if left < name_words:
            return 1000, -left
        count = 0
        for index, name in enumerate(names):
            is_broken = any(
                long(said[index]) > room for said, room in zip(amounts, wide, strict=True)
            )
            count += max(ceil(1.15 * name / left) if name > left else 1, 2 if is_broken else 1)
        return count, -left

    wide = min(product(*zip(whole, broken, strict=True)), key=lines)
    left = content - many - sum(wide)
    spare = max(0.0, left - max(_NAME, *names)) / len(wide)
    return (left - spare * len(wide), many, *(each + spare for each in wide))


def _stacked(sheet: Sheet, rows: list[ItemRow]) -> DataTable:
    """Large print: the amounts of a row one below the other, each with its heading."""
    columns = _columns(sheet)
    body: list[list[Block]] = []
    for row in rows:
        names = [sheet.cell(_name(sheet, row), strong=row.kind is None)]
        if row.many is not None:
            names.append(sheet.cell(_many(sheet, row)))
        style = sheet.look.style("cell")
        amounts = [
            Prose(
                amounts_bold(f"{heading}: {_both_ends(sheet, getattr(row, field))}"), style, tag=""
            )
            for field, heading in columns
        ]
        body.append([Stack(names), Stack(amounts)])
    return DataTable(
        header=[
            sheet.head(sheet.word("column.item")),
            sheet.head(sheet.word("column.who_pays")),
        ],
        rows=body,
        widths=sheet.look.grid.columns(_TWO),
        total=rows[-1].kind is None,
        padding=sheet.row_padding,
        before=sheet.look.space(2),
    )
