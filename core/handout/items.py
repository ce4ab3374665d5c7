"""The table that says where the figure comes from, and adds up to the cent."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import product
from math import ceil
from operator import gt

from core.handout.blocks import Block, Columns, Prose, Stack
from core.handout.pages import Section
from core.handout.parts import Sheet
from core.handout.style import BOLD, REGULAR
from core.handout.table import DataTable
from core.handout.text import plain, width
from core.money import NOTHING, Range
from core.summary import ItemRow

_NAME = 150.0
_TWO = (150.0, 318.0)
"""The columns of large print."""
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
    widths = _widths(sheet, rows, columns)
    rooms = [wide - 2 * _SIDE for wide in widths[2:]]
    body = []
    for row in rows:
        strong = row.kind is None
        cells: list[Block] = [
            sheet.cell(_name(sheet, row), strong=strong),
            sheet.cell(_many(sheet, row)),
        ]
        amounts = [getattr(row, field) for field, _ in columns]
        cells += _amounts(sheet, amounts, rooms, [strong] * len(columns))
        body.append(cells)
    return DataTable(
        header=header,
        rows=body,
        widths=widths,
        tint=len(header) - 1,
        total=rows[-1].kind is None,
        side=_SIDE,
        padding=sheet.row_padding,
        before=sheet.look.space(2),
    )


def _amounts(
    sheet: Sheet, amounts: Sequence[Range], rooms: Sequence[float], strong: Sequence[bool]
) -> list[Block]:
    """The amounts of a row, the `strong` ones in bold.  Where a range has no room on one line, all
    ranges of the row stand on two, so that their ends are one below the other."""
    said = [_both_ends(sheet, amount) for amount in amounts]
    size = sheet.look.type("cell").size
    is_broken = any(
        width(each, BOLD if heavy else REGULAR, size) > room
        for each, heavy, room in zip(said, strong, rooms, strict=True)
    )
    cells: list[Block] = []
    for each, heavy, amount in zip(said, strong, amounts, strict=True):
        ends = each.rsplit(" ", 1) if is_broken and not amount.is_exact else [each]
        lines = [sheet.cell(end, right=True, strong=heavy) for end in ends]
        cells.append(lines[0] if len(lines) == 1 else Stack(lines))
    return cells


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
    options, heads = [], []
    for (_, heading), said in zip(columns, amounts, strict=True):
        head, words = long(heading), max(long(word) for word in heading.split())
        whole = max(long(each) for each in said)
        ends = max(long(end) for each in said for end in each.rsplit(" ", 1))
        options.append(sorted({max(head, whole), max(head, ends), max(words, ends)}))
        heads.append(head)
    needs = [[long(said[index]) for said in amounts] for index in range(len(rows))]

    def lines(wide: tuple[float, ...]) -> tuple[int, int, float]:
        left = content - many - sum(wide)
        broken_heads = sum(map(gt, heads, wide))
        if left < name_words:
            return 1000, broken_heads, -left
        count = 0
        for name, need in zip(names, needs, strict=True):
            named = ceil(1.15 * name / left) if name > left else 1
            count += max(named, 2 if any(map(gt, need, wide)) else 1)
        return count, broken_heads, -left

    wide = min(product(*options), key=lines)
    left = content - many - sum(wide)
    spare = max(0.0, left - max(_NAME, *names)) / len(wide)
    return (left - spare * len(wide), many, *(each + spare for each in wide))


def _stacked(sheet: Sheet, rows: list[ItemRow]) -> DataTable:
    """Large print: the amounts of a row one below the other, each with its heading before it and
    all against the right edge."""
    columns = _columns(sheet)
    widths = sheet.look.grid.columns(_TWO)
    size = sheet.look.type("cell").size
    labels = [f"{heading}:" for _, heading in columns]
    wide = max(width(label, BOLD, size) for label in labels) + _SIDE
    room = widths[1] - 2 * _SIDE - wide
    body: list[list[Block]] = []
    for row in rows:
        names = [sheet.cell(_name(sheet, row), strong=row.kind is None)]
        if row.many is not None:
            names.append(sheet.cell(_many(sheet, row)))
        strong = [row.kind is None or field == "you" for field, _ in columns]
        amounts = [getattr(row, field) for field, _ in columns]
        said = _amounts(sheet, amounts, [room] * len(columns), strong)
        pairs = [
            Columns(sheet.cell(label, strong=heavy), amount, left_width=wide, gutter=0.0)
            for label, amount, heavy in zip(labels, said, strong, strict=True)
        ]
        body.append([Stack(names), Stack(pairs)])
    return DataTable(
        header=[
            sheet.head(sheet.word("column.item")),
            sheet.head(sheet.word("column.who_pays")),
        ],
        rows=body,
        widths=widths,
        total=rows[-1].kind is None,
        padding=sheet.row_padding,
        before=sheet.look.space(2),
    )
