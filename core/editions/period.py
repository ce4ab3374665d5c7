"""The days that a file is for: read inside it, and held against its name."""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date

from core.editions.refusal import ImportRefused
from core.trace import text

_MONTHS = {name.lower(): number for number, name in enumerate(calendar.month_name) if name}
_SHORT = {name.lower(): number for number, name in enumerate(calendar.month_abbr) if name}
_MONTH = "|".join([*_MONTHS, *_SHORT])
_DAY = rf"({'|'.join(_MONTHS)})\s+(\d{{1,2}}),?\s+(\d{{4}})"
_SPAN = re.compile(rf"effective\s+{_DAY}\s*(?:through|to|-|\u2013)\s*{_DAY}", re.IGNORECASE)
_MONTH_YEAR = re.compile(rf"\b({'|'.join(_MONTHS)})\s+(\d{{4}})\b", re.IGNORECASE)
_QUARTER = re.compile(r"(20\d\d)\s*/?\s*(?:Q\s*)?0?([1-4])")
# The forms in file names: "January 2026", "JUL2026", "26_JAN", "Quarter 3 2026", "2026".
_NAMED = (
    re.compile(rf"(?<![a-z])(?P<month>{_MONTH})[ _-]*(?P<year>20\d\d)(?!\d)", re.IGNORECASE),
    re.compile(rf"(?<!\d)(?P<year>\d\d)_(?P<month>{_MONTH})(?![a-z])", re.IGNORECASE),
    re.compile(r"quarter[ _-]*(?P<quarter>[1-4])[ _-]*(?P<year>20\d\d)(?!\d)", re.IGNORECASE),
    re.compile(rf"_(?P<month>{_MONTH})(?![a-z])", re.IGNORECASE),
    re.compile(r"(?<!\d)(?P<year>20[12]\d)(?!\d)", re.IGNORECASE),
)


@dataclass(frozen=True, slots=True, order=True)
class Period:
    """The first and the last day, both included."""

    effective: date
    ends: date

    @property
    def code(self) -> str:
        """The year and month that it begins with, as in the ids of sources: 2026-01."""
        return f"{self.effective:%Y-%m}"

    @property
    def title(self) -> str:
        """The same as CMS writes it in titles, which are English: January 2026."""
        return f"{calendar.month_name[self.effective.month]} {self.effective.year}"


def quarter(year: int, number: int) -> Period:
    """A calendar quarter, 1 to 4."""
    last = number * 3
    end = date(year, last, calendar.monthrange(year, last)[1])
    return Period(date(year, last - 2, 1), end)


def rest_of_year(year: int, month: int) -> Period:
    """From the first of a month to the end of its year: how long yearly amounts stand."""
    return Period(date(year, month, 1), date(year, 12, 31))


def span(sentence: str) -> Period | None:
    """The days of "Effective January 1, 2026 through March 31, 2026", or None."""
    found = _SPAN.search(sentence)
    if not found:
        return None
    first, last = (_day(*found.group(at, at + 1, at + 2)) for at in (1, 4))
    return Period(first, last) if first and last else None


def month_and_year(sentence: str) -> tuple[int, int] | None:
    """The year and the month of "January 2026 Fee Schedule", or None."""
    found = _MONTH_YEAR.search(sentence)
    return (int(found[2]), _MONTHS[found[1].lower()]) if found and found[2][:2] >= "20" else None


def year_and_quarter(cell: str) -> tuple[int, int] | None:
    """The year and the quarter of "20261", "2026/1" or "2026Q1", or None."""
    found = _QUARTER.fullmatch(cell.strip())
    return (int(found[1]), int(found[2])) if found else None


def named_month(file: str) -> tuple[int, int] | None:
    """The year and the month in a file's name ("JUL2026", "Quarter 3 2026"), or None."""
    for form in _NAMED[:3]:
        found = form.search(file.rpartition("/")[2])
        if found:
            named = found.groupdict()
            year = 2000 + int(named["year"][-2:])
            if named.get("quarter"):
                return year, int(named["quarter"]) * 3 - 2
            return year, _SHORT[named["month"].lower()[:3]]
    return None


def years_in(sentence: str) -> set[int]:
    """The years (2010 to 2099) that a text names."""
    return {int(year) for year in re.findall(r"(?<!\d)20[1-9]\d(?!\d)", sentence, re.ASCII)}


def year_in(sentence: str) -> int | None:
    """The one year that a text names, or None when it names none or several."""
    found = years_in(sentence)
    return found.pop() if len(found) == 1 else None


def check_name(file: str, period: Period) -> None:
    """Raise ImportRefused when a file's name is for other days than the file itself."""
    for form in _NAMED:
        found = form.search(file.rpartition("/")[2])
        if not found:
            continue
        named = found.groupdict()
        wrong = False
        if year := named.get("year"):
            wrong |= int(year[-2:]) != period.effective.year % 100
        if month := named.get("month"):
            number = _SHORT[month.lower()[:3]]
            wrong |= number != period.effective.month
        if quarter_number := named.get("quarter"):
            wrong |= int(quarter_number) != (period.effective.month + 2) // 3
        if wrong:
            expected = text("import.same_period", inside=period.title)
            raise ImportRefused(file, 0, "", expected, found[0].strip(" _-"))
        return


def _day(month: str, day: str, year: str) -> date | None:
    try:
        return date(int(year), _MONTHS[month.lower()], int(day))
    except ValueError:
        return None
