"""Reading the CSV tables of the reference: cells as text, and what is wrong with a file's shape."""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass
from pathlib import Path

from core.reference.schema import TABLES, Table
from core.trace import Text, text

Cells = dict[str, str]


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a table: its line in the file (the heading is line 1) and its cells."""

    line: int
    cells: Cells


@dataclass(frozen=True, slots=True)
class Fault:
    """Something wrong in the tables: where it is, and what was expected and found there.

    `line` is 0 for the file as a whole, and `column` is "" for the row as a whole.
    """

    table: str
    line: int
    column: str
    text: Text


Tables = dict[str, tuple[Row, ...]]


def read_tables(folder: Path) -> tuple[Tables, tuple[Fault, ...]]:
    """Every table of the schema found in a folder, and the files that could not be read whole."""
    tables: Tables = {}
    faults: list[Fault] = []
    for table in TABLES:
        rows, wrong = read_table(folder / f"{table.name}.csv", table)
        tables[table.name] = rows
        faults += wrong
    return tables, tuple(faults)


def read_table(path: Path, table: Table) -> tuple[tuple[Row, ...], list[Fault]]:
    """The rows of one CSV file (UTF-8, the columns of the schema in their order)."""
    if not path.is_file():
        return (), [Fault(table.name, 0, "", text("check.missing", file=path.name))]
    try:
        content = path.read_bytes().decode("utf-8")
    except UnicodeDecodeError as error:
        return (), [Fault(table.name, 0, "", text("check.encoding", byte=error.start))]
    lines = csv.reader(io.StringIO(content, newline=""), strict=True)
    rows: list[Row] = []
    faults: list[Fault] = []
    names = [column.name for column in table.columns]
    try:
        heading = next(lines, [])
        if heading != names:
            found = text("check.columns", expected=",".join(names), found=",".join(heading))
            return (), [Fault(table.name, 1, "", found)]
        for cells in lines:
            if len(cells) != len(names):
                count = text("check.cells", expected=len(names), found=len(cells))
                faults.append(Fault(table.name, lines.line_num, "", count))
            else:
                rows.append(Row(lines.line_num, dict(zip(names, cells, strict=True))))
    except csv.Error as error:
        faults.append(Fault(table.name, lines.line_num, "", text("check.csv", error=str(error))))
    return tuple(rows), faults
