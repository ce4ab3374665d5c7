"""Figures of one ZIP code or locality that only some editions hold: those made of CMS's files.

The edition that comes with Homeward has none of them: each look-up then answers None, and
the question is asked, or the wider figure taken, as if there were no such table.
"""

from __future__ import annotations

from datetime import date

from core.money import Range
from core.reference.catalogue import Catalogue
from core.reference.dated import on_day
from core.reference.shelf import as_amount, dated
from core.trace import Quote


class LocalFigures(Catalogue):
    """The rural ZIP codes, the former bidding areas, and the visit rates of localities."""

    def is_rural(self, zip_code: str, day: date) -> bool | None:
        """Whether a ZIP code is rural by the DMEPOS rule; None when the list of that day is
        not held, or has run out."""
        asked = day.isoformat()
        held = self._shelf.rows(
            "SELECT 1 FROM rural_zips WHERE effective <= ? AND (ends IS NULL OR ends >= ?) LIMIT 1",
            asked,
            asked,
        )
        # No list for the day is not the same as not being on it.
        return bool(self._listed("rural_zips", "state", zip_code, day)) if held else None

    def area_fee(self, zip_code: str, hcpcs: str, modifier: str, day: date) -> Quote | None:
        """The fee of the former competitive bidding area that a ZIP code lies in, USD; None
        when it lies in none, or the item was not bid for there."""
        days = self._shelf.published("area_fees")
        if days is None:
            return None
        for area in self._listed("area_zips", "area", zip_code, day):
            found = self._amount(
                "area_fees",
                ("hcpcs", "modifier", "area"),
                (hcpcs, modifier, area),
                day,
                days[1],
            )
            if found is not None:
                return found
        return None

    def local_visit_rate(self, hcpcs: str, carrier: str, locality: str, day: date) -> Quote | None:
        """The visit rate that CMS printed for a locality, USD a day; None when it is not held."""
        days = self._shelf.published("local_visit_rates")
        if days is None:
            return None
        key = (hcpcs, carrier, locality)
        columns = ("hcpcs", "carrier", "locality")
        return self._amount("local_visit_rates", columns, key, day, days[1])

    def _amount(
        self, table: str, columns: tuple[str, ...], key: tuple[str, ...], day: date, through: date
    ) -> Quote | None:
        rows = self._shelf.series(
            table,
            columns,
            key,
            lambda row: self._shelf.quote(row, Range.exactly(as_amount(row["amount"]))),
        )
        found = on_day(rows, day, through)
        return dated(found) if found is not None else None

    def _listed(self, table: str, column: str, zip_code: str, day: date) -> tuple[str, ...]:
        """What the rows of a list of ZIP codes say of one on a day; past the last day, of that."""
        days = self._shelf.published(table)
        if days is None:
            return ()
        asked = min(day, days[1]).isoformat()
        rows = self._shelf.rows(
            f"SELECT {column}, suffixes FROM {table}"
            " WHERE prefix = ? AND effective <= ? AND (ends IS NULL OR ends >= ?)",
            zip_code[:3],
            asked,
            asked,
        )
        return tuple(row[column] for row in rows if _in_runs(zip_code[3:], row["suffixes"]))


def _in_runs(suffix: str, runs: str) -> bool:
    """Whether two digits lie in runs such as 00-17;19."""
    ends = (run.partition("-") for run in runs.split(";"))
    return any(first <= suffix <= (last or first) for first, _, last in ends)
