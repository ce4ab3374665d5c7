"""Files that go wrong: bytes, cells, rows, workbooks and archives, each begun from a good one."""

from __future__ import annotations

import io
import zipfile

from hypothesis import strategies as st

from tests.support.layouts import as_csv, as_xlsx, rows_of, small, small_files

NASTY = (
    *("", " ", "0", "0.000", "-1", "+1", "1e5", "1E-5", "NaN", "Infinity", "N/A", "n/a", "#REF!"),
    *("1,234.5", "1.234,5", "1,23", ".", ".5", "5.", "00", "1" * 40, "0." + "9" * 40, "$5", "5%"),
    *("\u00a05", "5\u00a0", "\u00b2", "=1+1", '"', "'", "\r\n", "\n", ",", "a\nb", "\x1a", "\x0b"),
    *("J0133", "j0133", "J013", "E0781 ", "RR", "NR", "AL (NR)", "HCPCS", "HCPCS Code", "20261"),
    *("2026/1", "2026/5", "99999", "00000", "Effective January 1, 2026 through March 31, 2026"),
    *("Effective February 30, 2026 through March 31, 2026", "January 2026 Fee Schedule", "*", "**"),
    *("January 0000 Fee Schedule", "Effective January 1, 0001 through March 31, 0001", "x" * 500),
)
_CSV = [name for name in small_files() if name.endswith(".csv")]
_edits = st.lists(
    st.tuples(
        st.integers(0, 1 << 20),
        st.sampled_from(("put", "insert", "drop", "copy")),
        st.binary(min_size=1, max_size=6),
    ),
    min_size=1,
    max_size=8,
)
_cells = st.one_of(
    st.sampled_from(NASTY), st.text(alphabet=st.characters(codec="cp1252"), max_size=8)
)
_cell_edits = st.lists(
    st.tuples(st.integers(0, 1 << 10), st.integers(0, 1 << 10), _cells), min_size=1, max_size=4
)
_row_edits = st.lists(
    st.tuples(
        st.sampled_from(("drop", "copy", "swap", "short", "long", "blank")), st.integers(0, 1 << 10)
    ),
    max_size=3,
)


def files_with(names: list[str]) -> st.SearchStrategy[tuple[str, bytes]]:
    """Files begun from the given good ones."""
    tables = [name for name in names if name in _CSV]
    ways = [st.tuples(st.sampled_from(names), _edits).map(lambda made: _bytes(*made))]
    if tables:
        spoiled = st.tuples(st.sampled_from(tables), _cell_edits, _row_edits)
        ways.append(spoiled.map(lambda made: (made[0], as_csv(_table(*made)))))
        ways.append(spoiled.map(lambda made: (f"{made[0]}.xlsx", _workbook(_table(*made)))))
        ways.append(
            st.tuples(spoiled, _edits).map(
                lambda made: _packed(_workbook(_table(*made[0])), made[1])
            )
        )
    return st.one_of(ways)


def _bytes(name: str, edits: list[tuple[int, str, bytes]]) -> tuple[str, bytes]:
    return name, edited(small(name), edits)


def edited(content: bytes, edits: list[tuple[int, str, bytes]]) -> bytes:
    """Content with some bytes put, inserted, dropped or copied."""
    for place, how, piece in edits:
        at = place % (len(content) + 1)
        if how == "put":
            content = content[:at] + piece + content[at + len(piece) :]
        elif how == "insert":
            content = content[:at] + piece + content[at:]
        elif how == "drop":
            content = content[:at] + content[at + len(piece) * 20 :]
        else:
            content = content[:at] + content[max(0, at - 60) : at] + content[at:]
    return content


def _table(
    name: str, cells: list[tuple[int, int, str]], rows: list[tuple[str, int]]
) -> list[list[str]]:
    table = rows_of(small(name))
    for row, column, cell in cells:
        line = table[row % len(table)]
        if line:
            line[column % len(line)] = cell
    for how, place in rows:
        at = place % len(table)
        if how == "drop" and len(table) > 1:
            del table[at]
        elif how == "copy":
            table.insert(at, list(table[at]))
        elif how == "swap":
            table[at], table[-1] = table[-1], table[at]
        elif how == "short":
            table[at] = table[at][:-1]
        elif how == "long":
            table[at] = [*table[at], "1"]
        else:
            table[at] = [""] * len(table[at])
    return table


def _workbook(rows: list[list[str]]) -> bytes:
    """A workbook; letters that a workbook cannot hold are left out."""
    return as_xlsx([["".join(c for c in cell if c >= " ") for cell in row] for row in rows])


def _packed(book: bytes, edits: list[tuple[int, str, bytes]]) -> tuple[str, bytes]:
    """A workbook or an archive of it, with bytes changed in its XML or in the ZIP around it."""
    place, how, _ = edits[0]
    if how == "put":
        return "book.xlsx", edited(book, edits)
    if how == "copy":
        outer = io.BytesIO()
        with zipfile.ZipFile(outer, "w") as archive:
            archive.writestr("inner.zip", book)
        return "outer.zip", edited(outer.getvalue(), edits)
    with zipfile.ZipFile(io.BytesIO(book)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    name = sorted(parts)[place % len(parts)]
    parts[name] = edited(parts[name], edits)
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w") as archive:
        for part, content in parts.items():
            archive.writestr(part, content)
    return "book.xlsx", written.getvalue()
