"""Workbooks (XLSX) as rows of text, as a spreadsheet would show them."""

from __future__ import annotations

import io
import warnings
from collections.abc import Iterator
from datetime import date, datetime

from core.editions.refusal import ImportRefused
from core.trace import text

_MOST_CELLS = 1_000


def read_workbook(
    name: str, content: bytes, most_rows: int
) -> Iterator[tuple[str, tuple[tuple[str, ...], ...]]]:
    """Each sheet's name and rows.  Raises ImportRefused."""
    # openpyxl takes a tenth of a second to load, and only an import needs it.
    from openpyxl import load_workbook

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # styles and extensions, which nobody reads here
            book = load_workbook(io.BytesIO(content), read_only=True, data_only=True)
            sheets = [(sheet.title, _rows(name, sheet, most_rows)) for sheet in book.worksheets]
            book.close()
    except ImportRefused:
        raise
    except Exception as error:
        # The library lets whatever a damaged workbook provokes through: KeyError,
        # ParseError, BadZipFile, TypeError...  To the reader they are one thing.
        found = f"{type(error).__name__}: {error}"
        raise ImportRefused(name, 0, "", text("import.sound_workbook"), found) from error
    yield from sheets


def _rows(name: str, sheet: object, most_rows: int) -> tuple[tuple[str, ...], ...]:
    same: dict[str, str] = {}  # most cells of a table repeat
    rows: list[tuple[str, ...]] = []
    for cells in sheet.iter_rows(values_only=True):  # type: ignore[attr-defined]
        if len(rows) >= most_rows:
            expected = text("import.fewer_rows", most=most_rows)
            raise ImportRefused(name, len(rows) + 1, "", expected, "")
        if len(cells) > _MOST_CELLS:
            expected = text("import.fewer_cells", most=_MOST_CELLS)
            raise ImportRefused(name, len(rows) + 1, "", expected, len(cells))
        shown = (_shown(cell) for cell in cells)
        rows.append(tuple(same.setdefault(cell, cell) for cell in shown))
    return tuple(rows)


def _shown(cell: object) -> str:
    """A cell as text.  A workbook holds 15 digits of a number: 309.33 may be stored longer."""
    if cell is None:
        return ""
    if isinstance(cell, str):
        return cell
    if isinstance(cell, float):
        return format(cell, ".15g")
    if isinstance(cell, datetime):
        return cell.date().isoformat()
    if isinstance(cell, date):
        return cell.isoformat()
    return str(cell)
