"""Whom to call, with numbers that dial; beside them the square code."""

from __future__ import annotations

from collections.abc import Sequence

from core.handout.blocks import Block, InCorner, Narrowed, Prose, Stack
from core.handout.pages import Section
from core.handout.parts import Sheet
from core.handout.square import MODULE, MOST_LETTERS, QUIET, Square
from core.handout.table import DataTable
from core.handout.text import bold, plain, sentence_case
from core.summary import CallRow

_CALL = 102.0
_CALL_LARGE = 146.0
"""The column of the phone numbers."""
_BESIDE_SQUARE = 4.0
_AIR = 4.0
"""The white above the letters of a row."""


def calls(sheet: Sheet) -> Section:
    """Whom to call, with numbers that dial."""
    rows = []
    clinic = sheet.clinic
    if clinic.phone:
        purpose = sheet.word("clinic_for")
        if clinic.hours:
            purpose = f"{purpose} ({clinic.hours})"
        rows.append(_call(sheet, clinic.phone, sheet.word("clinic"), purpose))
    rows.extend(_call_row(sheet, row) for row in sheet.summary.calls)
    look = sheet.look
    heading = sheet.heading(sheet.word("calls"))
    before = look.space(13)
    square = None if look.large else square_of(sheet)
    if square is None:
        return Section((heading, _call_table(sheet, rows)), before=before)
    lift = min(before, QUIET * MODULE)
    deep = square.side - lift - _AIR
    for index, row in enumerate(rows):  # the rows are narrower as far down as the square reaches
        above = Stack([heading, _call_table(sheet, rows[:index])])
        if above.height(look.grid.content) < deep:
            row[1] = Narrowed(row[1], square.side + _BESIDE_SQUARE)
    corner = InCorner(
        Stack([heading, _call_table(sheet, rows)]), square, side=square.side, lift=lift
    )
    return Section((corner,), before=before)


def _call_table(sheet: Sheet, rows: Sequence[Sequence[Block]]) -> DataTable:
    phones = _CALL_LARGE if sheet.look.large else _CALL
    return DataTable(
        header=[sheet.head(sheet.word("calls.phone")), sheet.head(sheet.word("calls.who"))],
        rows=rows,
        widths=(phones, sheet.look.grid.content - phones),
        padding=sheet.row_padding,
        before=sheet.look.space(2),
    )


def has_square(sheet: Sheet) -> bool:
    """Whether the case is short enough for a square code."""
    return len(sheet.summary.case_line) <= MOST_LETTERS


def square_of(sheet: Sheet) -> Square | None:
    """The square code of the case, or None where it would be too large."""
    if not has_square(sheet):
        return None
    return Square(sheet.summary.case_line, sheet.word("alt.square"), before=sheet.look.space(10))


def _call_row(sheet: Sheet, row: CallRow) -> list[Block]:
    purpose = sheet.say(row.purpose)
    if row.tty:
        purpose = sheet.word("with_tty", purpose=purpose, phone=row.tty)
    return _call(sheet, row.phone, sheet.say(row.name), purpose)


def _call(sheet: Sheet, phone: str, name: str, purpose: str) -> list[Block]:
    style = sheet.look.style("cell")
    number = Prose(bold(phone), style, tag="", url=f"tel:+1-{phone.removeprefix('1-')}")
    said = f"{bold(sentence_case(name) + ':')} {plain(purpose)}"
    return [number, Prose(said, style, tag="")]
