"""Cells by themselves: present, well formed, and true to the schema's conditions."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterator
from datetime import date

from core.reference.schema import Column, Table
from core.reference.tables import Fault, Row
from core.trace import Text, text

_DATE = re.compile(r"\d{4}-\d\d-\d\d")
_AMOUNT = re.compile(r"(0|[1-9]\d{0,8})(\.\d+)?")
_MOST_PLACES = 5  # the five-place weights of the cost indices; money has at most three
_WHOLE = re.compile(r"0|[1-9]\d{0,8}")


def check_cells(table: Table, rows: tuple[Row, ...]) -> Iterator[Fault]:
    """Each cell of a table that is missing, malformed, or against its column's condition."""
    conditions = sqlite3.connect(":memory:")
    try:
        for column in table.columns:
            held: dict[str, bool] = {}
            for row in rows:
                cell = row.cells[column.name]
                wrong = _wrong(column, cell)
                if wrong is None and column.check and cell:
                    if cell not in held:
                        held[cell] = _holds(conditions, column, cell)
                    if not held[cell]:
                        wrong = text("check.condition", expected=column.check, found=cell)
                if wrong is not None:
                    yield Fault(table.name, row.line, column.name, wrong)
    finally:
        conditions.close()


def _holds(connection: sqlite3.Connection, column: Column, cell: str) -> bool:
    """Whether the column's SQL condition, the one the database will enforce, is met."""
    query = f"SELECT {column.check} FROM (SELECT ? AS {column.name})"
    return bool(connection.execute(query, (cell,)).fetchone()[0])


def _wrong(column: Column, cell: str) -> Text | None:
    """What is wrong with one cell, or None."""
    if cell == "":
        return text("check.empty") if column.required else None
    if cell != cell.strip() or not cell.isprintable():
        return text("check.spaces", found=repr(cell))
    if column.kind == "date":
        return None if _is_date(cell) else text("check.date", found=cell)
    if column.kind == "amount":
        return _wrong_amount(cell)
    if column.kind == "integer" and not _WHOLE.fullmatch(cell):
        return text("check.integer", found=cell)
    if column.kind == "flag" and cell not in ("yes", "no"):
        return text("check.flag", found=cell)
    return None


def _is_date(cell: str) -> bool:
    if not _DATE.fullmatch(cell):
        return False
    try:
        date.fromisoformat(cell)
    except ValueError:
        return False
    return True


def _wrong_amount(cell: str) -> Text | None:
    if not cell.isascii() or not _AMOUNT.fullmatch(cell):
        return text("check.amount", found=cell)
    if len(cell.partition(".")[2]) > _MOST_PLACES:
        return text("check.places", most=_MOST_PLACES, found=cell)
    return None
