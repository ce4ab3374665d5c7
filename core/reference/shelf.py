"""One opened edition's rows: queries remembered, cells turned into values."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any, TypeVar

from core.money import Range
from core.reference.dated import Dated, Found
from core.reference.model import NotInReference
from core.trace import Citation, Quote, Standing, least_sure

T = TypeVar("T")

STANDINGS = {
    "published": Standing.PUBLISHED,
    "secondary": Standing.PUBLISHED,
    "derived": Standing.DERIVED,
    "estimated": Standing.ESTIMATED,
    "proposed": Standing.ESTIMATED,
    "memory": Standing.ESTIMATED,
    "convention": Standing.ESTIMATED,
}
"""How sure a row's value is; a row that was not found has no value and is not here."""


_MOST_DAYS = 20_000
"""Figures of days that are kept: some megabytes, and far more than a visit asks for."""


class Shelf:
    """The rows of an edition.  What was read once is kept: the file never changes."""

    def __init__(self, connection: sqlite3.Connection, edition: str) -> None:
        connection.row_factory = sqlite3.Row
        self._connection = connection
        self._kept: dict[object, Any] = {}
        self._days: dict[tuple[str, date], Quote] = {}
        self.edition = edition
        self._published = {
            row["name"]: (as_date(row["known_from"]), as_date(row["known_through"]))
            for row in self.rows("SELECT * FROM published_tables")
        }

    def close(self) -> None:
        """Close the connection."""
        self._connection.close()

    def rows(self, query: str, *values: str) -> list[sqlite3.Row]:
        """The rows of a query."""
        return self._connection.execute(query, values).fetchall()

    def kept(self, key: object, make: Callable[[], T]) -> T:
        """What `make` answers, made once; an empty answer is not kept, so that asking for
        what is not there cannot fill the memory."""
        try:
            return self._kept[key]  # type: ignore[no-any-return]
        except KeyError:
            made = make()
            if made:
                self._kept[key] = made
            return made

    def remembered(self, key: tuple[str, date], make: Callable[[], Quote]) -> Quote:
        """The figure of a day, worked out once; forgotten when too many days were asked for."""
        found = self._days.get(key)
        if found is None:
            if len(self._days) >= _MOST_DAYS:
                self._days.clear()
            found = self._days[key] = make()
        return found

    def series(
        self, table: str, columns: tuple[str, ...], values: tuple[str, ...], make: RowMaker[T]
    ) -> tuple[Dated[T], ...]:
        """One dated series of a table in the order of its days, without what was not found."""

        def read() -> tuple[Dated[T], ...]:
            every = self._series(table, columns, values, make)
            return tuple(
                Dated(row.effective, row.ends, row.value) for row in every if row.value is not None
            )

        return self.kept((table, values), read)

    def series_with_ends(
        self, table: str, columns: tuple[str, ...], values: tuple[str, ...], make: RowMaker[T]
    ) -> tuple[Dated[T | None], ...]:
        """The same, with None where a row says that there is no value any more."""
        return self.kept((table, values), lambda: self._series(table, columns, values, make))

    def _series(
        self, table: str, columns: tuple[str, ...], values: tuple[str, ...], make: RowMaker[T]
    ) -> tuple[Dated[T | None], ...]:
        where = " AND ".join(f"{column} = ?" for column in columns)
        found = self.rows(f"SELECT * FROM {table} WHERE {where} ORDER BY effective", *values)
        return tuple(
            Dated(
                as_date(row["effective"]),
                maybe_date(row["ends"]),
                make(row) if row["status"] in STANDINGS else None,
            )
            for row in found
        )

    def published(self, table: str) -> tuple[date, date] | None:
        """The first and last day that a dated table has been published for, or None."""
        return self._published.get(table)

    def published_through(self, table: str) -> date:
        """The last day that a dated table has been published for."""
        return self._published[table][1]

    def missing(self, name: str, on: date | None = None) -> NotInReference:
        """The exception for what this edition does not hold."""
        return NotInReference(name, on, self.edition)

    def citation(self, source: str, locator: str) -> Citation:
        """A source with its title and address, and the place in it."""
        sources = self.kept(
            "sources", lambda: {row["id"]: row for row in self.rows("SELECT * FROM sources")}
        )
        if source not in sources:
            raise self.missing(f"source {source}")
        row = sources[source]
        return Citation(
            source, locator, row["title"], row["url"], row["published"], row["retrieved"]
        )

    def cited(self, row: sqlite3.Row) -> Citation:
        """The citation of a row."""
        return self.citation(row["source"], row["locator"])

    def quote(self, row: sqlite3.Row, value: Range) -> Quote:
        """A row's value with its standing and its source."""
        return Quote(value, STANDINGS[row["status"]], self.cited(row))


def dated(found: Found[Quote]) -> Quote:
    """A quote as it stands on the asked day: past its last day it is PROJECTED at best."""
    if found.published_through is None:
        return found.value
    return replace(
        found.value,
        standing=least_sure(found.value.standing, Standing.PROJECTED),
        published_through=found.published_through,
    )


RowMaker = Callable[[sqlite3.Row], T]


def as_date(cell: str) -> date:
    """A date cell."""
    return date.fromisoformat(cell)


def maybe_date(cell: str | None) -> date | None:
    """A date cell that may be empty."""
    return None if cell is None else date.fromisoformat(cell)


def as_amount(cell: str) -> Decimal:
    """An amount cell, exactly as printed."""
    return Decimal(cell)


def maybe_amount(cell: str | None) -> Decimal | None:
    """An amount cell that may be empty."""
    return None if cell is None else Decimal(cell)


def listed(cell: str) -> tuple[str, ...]:
    """A cell that is a list, joined with ";"."""
    return tuple(cell.split(";")) if cell else ()


def grouped(rows: Iterable[sqlite3.Row], column: str) -> dict[str, list[sqlite3.Row]]:
    """Rows by the text of one column, in their order."""
    groups: dict[str, list[sqlite3.Row]] = {}
    for row in rows:
        groups.setdefault(row[column], []).append(row)
    return groups
