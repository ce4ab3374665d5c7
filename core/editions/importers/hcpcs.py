"""The yearly list of HCPCS codes: lines of 320 places, after a disclaimer.

Only the standing of a code is taken, not its description.
"""

from __future__ import annotations

import itertools
import re
from dataclasses import dataclass
from datetime import date

from core.editions.documents import Document
from core.editions.importers.base import Importer, Published
from core.editions.merge import codes, full, with_rows
from core.editions.period import rest_of_year, year_in
from core.editions.refusal import ImportRefused
from core.reference.tables import Tables
from core.trace import text

_RECORD = re.compile(r"[A-Z]\d{4}\d{5}[34]|.{3}[A-Z0-9]{2}\d{5}[78]", re.ASCII)
_FIRST_LINE = "3"
_RECORD_ID = 10
_DEEPEST_START = 60
_NEEDED = 293  # the last place that is read
_COVERAGE = "CDIMS"
_PRICING = range(119, 127, 2)


@dataclass(frozen=True, slots=True)
class Code:
    """One code; days are None where they are blank."""

    hcpcs: str
    pricing: tuple[str, ...]
    coverage: str
    added: date | None
    changed: date | None
    terminated: date | None
    action: str


def recognises(document: Document) -> bool:
    """Records of codes in CMS's places soon after the start."""
    return document.is_text and _start(document) is not None


def _start(document: Document) -> int | None:
    """The place (from 0) of the first of two records in a row."""
    lines = document.lines[:_DEEPEST_START]
    for place, (one, two) in enumerate(itertools.pairwise(lines)):
        if _is_record(one) and _is_record(two):
            return place
    return None


def _is_record(line: str) -> bool:
    return len(line) >= 80 and bool(_RECORD.match(line))


def read(document: Document) -> Published[Code]:
    """The first line of every code.  Raises ImportRefused."""
    start = _start(document)
    assert start is not None, "read after recognises"
    above = "\n".join(document.lines[:start])
    year = year_in(document.name.rpartition("/")[2]) or year_in(above) or year_in(document.name)
    if year is None:
        raise ImportRefused(document.name, 0, "", text("import.year_in_name"), above)
    codes: list[Code] = []
    seen: dict[str, int] = {}
    for row, line in enumerate(document.lines[start:], start + 1):
        if not line.strip():
            continue
        if not _is_record(line) or not line.isprintable():
            raise ImportRefused(document.name, row, "", text("import.hcpcs_record"), line)
        if line[_RECORD_ID] != _FIRST_LINE:
            continue  # more of a description, or a modifier
        code = _code(document, row, line)
        if code.hcpcs in seen:
            expected = text("import.not_again", row=seen[code.hcpcs])
            raise ImportRefused(document.name, row, "HCPCS", expected, code.hcpcs)
        seen[code.hcpcs] = row
        if code.added and code.added.year > year:
            expected = text("import.not_after", year=str(year))
            raise ImportRefused(document.name, row, "added", expected, code.added.isoformat())
        codes.append(code)
    return Published(document.name, rest_of_year(year, 1), str(year), tuple(codes))


def _code(document: Document, row: int, line: str) -> Code:
    padded = line.ljust(_NEEDED)
    pricing = tuple(each for start in _PRICING if (each := padded[start : start + 2].strip()) != "")
    for each in pricing:
        if not re.fullmatch(r"\d\d", each, re.ASCII):
            expected = text("import.pricing")
            raise ImportRefused(document.name, row, "120-127", expected, each)
    coverage = padded[229].strip()
    if coverage and coverage not in _COVERAGE:
        raise ImportRefused(document.name, row, "230", text("import.coverage"), coverage)
    days = [_day(document, row, padded, first) for first in (269, 277, 285)]
    return Code(line[:5], pricing, coverage, days[0], days[1], days[2], padded[292].strip())


def _day(document: Document, row: int, line: str, first: int) -> date | None:
    """A day written YYYYMMDD in eight places from `first` (from 1)."""
    cell = line[first - 1 : first + 7].strip()
    if not cell:
        return None
    try:
        if not re.fullmatch(r"(19|20)\d{6}", cell, re.ASCII):
            raise ValueError
        return date(int(cell[:4]), int(cell[4:6]), int(cell[6:]))
    except ValueError as error:
        places = f"{first}-{first + 7}"
        raise ImportRefused(document.name, row, places, text("import.day"), cell) from error


def merge(published: Published[Code], tables: Tables, source: str) -> Tables:
    """The standing of our codes, in place of what was held."""
    ours = codes(tables, "drug_codes", "equipment", "fees", "visit_rates")
    rows = [
        full(
            "hcpcs_status",
            hcpcs=code.hcpcs,
            added=_iso(code.added),
            changed=_iso(code.changed),
            terminated=_iso(code.terminated),
            action=code.action,
            coverage=code.coverage,
            pricing=";".join(code.pricing),
            status="published",
            source=source,
            locator=f"row {code.hcpcs}",
        )
        for code in published.rows
        if code.hcpcs in ours
    ]
    return with_rows(tables, "hcpcs_status", rows)


def _iso(day: date | None) -> str:
    return day.isoformat() if day else ""


IMPORTER = Importer(
    kind="hcpcs",
    title="HCPCS annual file {period} (alphanumeric)",
    recognises=recognises,
    read=read,
    merge=merge,
    least=5_000,
    most=12_000,
    yearly=True,
)
