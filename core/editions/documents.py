"""What CMS ships: a table as text or as a workbook, alone or inside a ZIP archive.

Everything is bounded, so that a file made to harm costs neither memory nor time.
"""

from __future__ import annotations

import csv
import io
import lzma
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path, PurePosixPath

from core.editions.refusal import ImportRefused
from core.editions.workbook import read_workbook
from core.trace import text

Row = tuple[str, ...]

_MOST_BYTES = 200_000_000
_MOST_MEMBERS = 200
_MOST_ROWS = 200_000
_TOP = 40
_TABLES = (".csv", ".txt", ".xlsx", ".zip")
_ZIP = b"PK\x03\x04"
_OLD_WORKBOOK = b"\xd0\xcf\x11\xe0"  # XLS; every release has the same table in another form
_ENCODINGS = {b"\xef\xbb\xbf": "utf-8-sig", b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16"}


@dataclass(frozen=True)
class Document:
    """One table as it came: `name` says where it stood, `rows` are its cells as text.

    A text file has `lines` too, for tables whose columns are places in the line.
    """

    name: str
    content: bytes = b""
    sheet: tuple[Row, ...] | None = None

    @property
    def is_text(self) -> bool:
        """Whether this is a text file, with lines, and not a sheet of a workbook."""
        return self.sheet is None

    @cached_property
    def lines(self) -> tuple[str, ...]:
        """The lines of a text file without their ends.  Raises ImportRefused."""
        return tuple(io.StringIO(self._text, newline=None).read().split("\n"))

    @cached_property
    def rows(self) -> tuple[Row, ...]:
        """The cells, row by row.  Raises ImportRefused when a text file is not sound CSV."""
        if self.sheet is not None:
            return self.sheet
        same: dict[str, str] = {}  # most cells of a table repeat
        reader = csv.reader(io.StringIO(self._text, newline=""), strict=True)
        rows: list[Row] = []
        try:
            for cells in reader:
                rows.append(tuple(same.setdefault(cell, cell) for cell in cells))
                if len(rows) > _MOST_ROWS:
                    raise ImportRefused(
                        self.name, len(rows), "", text("import.fewer_rows", most=_MOST_ROWS), ""
                    )
        except csv.Error as error:
            raise ImportRefused(
                self.name, len(rows) + 1, "", text("import.sound_csv"), str(error)
            ) from error
        return tuple(rows)

    @cached_property
    def top(self) -> tuple[Row, ...]:
        """The first rows, where a heading stands; fewer when they are not CSV."""
        if self.sheet is not None:
            return self.sheet[:_TOP]
        rows: list[Row] = []
        try:
            for cells in csv.reader(io.StringIO(self._text, newline="")):
                rows.append(tuple(cells))
                if len(rows) == _TOP:
                    break
        except csv.Error:  # said where it matters, when the rows are read
            return tuple(rows)
        return tuple(rows)

    @cached_property
    def _text(self) -> str:
        """CMS writes Windows text (cp1252); a byte order mark says otherwise."""
        marks = (code for mark, code in _ENCODINGS.items() if self.content.startswith(mark))
        encoding = next(marks, "cp1252")
        try:
            decoded = self.content.decode(encoding)
        except UnicodeDecodeError as error:
            row = self.content.count(b"\n", 0, error.start) + 1
            found = self.content[error.start : error.start + 1]
            raise ImportRefused(self.name, row, "", text("import.text"), found) from error
        if "\0" in decoded:
            row = decoded.count("\n", 0, decoded.index("\0")) + 1
            raise ImportRefused(self.name, row, "", text("import.text"), "\0")
        return decoded


def documents(path: Path) -> Iterator[Document]:
    """Every table in a file: the text, each sheet of a workbook, each member of an archive.

    Raises ImportRefused when the file cannot be read or is too large.
    """
    name = path.name
    try:
        size = path.stat().st_size
        if not path.is_file() or size > _MOST_BYTES:
            raise ImportRefused(name, 0, "", text("import.size", most=_MOST_BYTES), size)
        content = path.read_bytes()
    except OSError as error:
        why = error.strerror or type(error).__name__
        raise ImportRefused(name, 0, "", text("import.readable"), why) from error
    yield from read_content(name, content)


def read_content(name: str, content: bytes, deep: int = 2) -> Iterator[Document]:
    """The same for content in memory; an archive in an archive is opened, but not a third."""
    if content.startswith(_OLD_WORKBOOK):
        raise ImportRefused(name, 0, "", text("import.newer_form"), "XLS")
    if not content.startswith(_ZIP):
        yield Document(name, content)
        return
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            members = archive.infolist()
            total = sum(member.file_size for member in members)
            if total > _MOST_BYTES or len(members) > _MOST_MEMBERS:
                raise ImportRefused(name, 0, "", text("import.size", most=_MOST_BYTES), total)
            if any(member.filename == "xl/workbook.xml" for member in members):
                for sheet, rows in read_workbook(name, content, _MOST_ROWS):
                    yield Document(f"{name} [{sheet}]", sheet=rows)
                return
            if deep == 0:
                raise ImportRefused(name, 0, "", text("import.table_file"), "ZIP")
            for member in members:
                if not member.filename:
                    raise ImportRefused(name, 0, "", text("import.sound_zip"), "")
                if member.is_dir():
                    continue
                inner = PurePosixPath(member.filename.replace("\\", "/"))
                if inner.suffix.lower() not in _TABLES:
                    yield Document(f"{name}/{inner.name}")  # to be named as left out
                else:
                    # A member never unpacks to more than the size counted above.
                    yield from read_content(f"{name}/{inner.name}", archive.read(member), deep - 1)
    except (zipfile.BadZipFile, zlib.error, lzma.LZMAError, EOFError) as error:
        raise ImportRefused(name, 0, "", text("import.sound_zip"), str(error)) from error
    except (RuntimeError, ValueError, OSError, OverflowError) as error:
        if isinstance(error, ImportRefused):
            raise
        # An encrypted member, a name or a size that cannot be, a seek out of the file.
        raise ImportRefused(name, 0, "", text("import.sound_zip"), str(error)) from error
