"""The reference database, opened and read: dated look-ups, and nothing else.

`Reference` is the only input of an estimate besides the case.  A dated look-up
answers with the value published for that day; after the last day that its table
has been published for, with the last value and standing PROJECTED (or a less sure one);
before the first row or in a hole, it raises NotInReference.  There is no default.
"""

from __future__ import annotations

import hashlib
import json
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from pathlib import Path

from core.money import Range
from core.reference.damaged import EditionDamaged
from core.reference.dated import Found, in_quarter, on_day
from core.reference.local import LocalFigures
from core.reference.model import PaymentLimit, Place, SettingPrice
from core.reference.schema import APPLICATION_ID, SCHEMA_VERSION, STATUSES, TABLES
from core.reference.shelf import Shelf, as_amount, dated, maybe_amount
from core.resources import EDITION, REFERENCE
from core.result import Edition
from core.trace import Citation, Quote


class Reference(LocalFigures):
    """An opened edition.  Use `open_reference`."""

    def __init__(self, connection: sqlite3.Connection, edition: Edition) -> None:
        super().__init__(Shelf(connection, edition.id))
        self.edition = edition

    def close(self) -> None:
        """Let go of the file; nothing can be looked up any more."""
        self._shelf.close()

    # -- figures -------------------------------------------------------------
    def parameter(self, name: str, day: date) -> Quote:
        """A yearly figure: part_b_deductible, medigap_plan_K_oop_limit and the like."""
        return self._shelf.remembered((name, day), lambda: self._parameter(name, day))

    def _parameter(self, name: str, day: date) -> Quote:
        rows = self._shelf.series(
            "parameters", ("name",), (name,), lambda row: self._quote(row, "value")
        )
        found = on_day(rows, day, self._shelf.published_through("parameters"))
        if found is None:
            raise self._shelf.missing(name, day)
        return dated(found)

    def fee(self, hcpcs: str, modifier: str, state: str, rural: bool, day: date) -> Quote:
        """A DMEPOS fee schedule amount, USD; modifier "RR", "NU", "UE" or "".

        A state with one column answers it for either `rural`; where a code has no rural
        amount, the other one is paid in rural areas too (the fee schedule prints 0 there).
        """
        through = self._shelf.published_through("fees")
        for column in ("R", "NR", "one") if rural else ("NR", "one"):
            rows = self._shelf.series(
                "fees",
                ("hcpcs", "modifier", "state", "rural"),
                (hcpcs, modifier, state, column),
                lambda row: self._quote(row, "amount"),
            )
            found = on_day(rows, day, through)
            if found is not None:
                return dated(found)
        raise self._shelf.missing(f"fee {hcpcs} {modifier} {state}", day)

    def payment_limit(self, hcpcs: str, day: date) -> PaymentLimit:
        """A drug's payment limit in the quarter of a day; PROJECTED from the nearest earlier
        quarter that the edition holds for the code.

        A code that a later quarter's file did not have any more raises from then on.
        """
        rows = self._shelf.series_with_ends("payment_limits", ("hcpcs",), (hcpcs,), self._limit)
        found = in_quarter(rows, day)
        if found is None:
            raise self._shelf.missing(f"payment limit {hcpcs}", day)
        quote = dated(Found(found.value.limit, found.published_through))
        return replace(found.value, limit=quote)

    def visit_rate(self, hcpcs: str, day: date) -> Quote:
        """The national visit rate of G0068-G0070, G0088-G0090 or Q2052, before the
        geographic adjustment; a range where only bounds are known."""
        rows = self._shelf.series("visit_rates", ("hcpcs",), (hcpcs,), self._rate)
        found = on_day(rows, day, self._shelf.published_through("visit_rates"))
        if found is None:
            raise self._shelf.missing(f"visit rate {hcpcs}", day)
        return dated(Found(found.value[0], found.published_through))

    def visit_rate_is_local(self, hcpcs: str, day: date) -> bool:
        """Whether a visit rate is multiplied by the locality's factor (`Place.gaf`)."""
        rows = self._shelf.series("visit_rates", ("hcpcs",), (hcpcs,), self._rate)
        found = on_day(rows, day, self._shelf.published_through("visit_rates"))
        if found is None:
            raise self._shelf.missing(f"visit rate {hcpcs}", day)
        return found.value[1]

    def setting_price(self, setting: str, code: str, day: date) -> SettingPrice:
        """A national price in another setting ("physician_office", "hospital_outpatient")."""
        rows = self._shelf.series(
            "setting_prices", ("setting", "code"), (setting, code), self._setting_price
        )
        found = on_day(rows, day, self._shelf.published_through("setting_prices"))
        if found is None:
            raise self._shelf.missing(f"{setting} price {code}", day)
        quote = dated(Found(found.value.amount, found.published_through))
        return replace(found.value, amount=quote)

    # -- places --------------------------------------------------------------
    def place(self, zip_code: str, day: date) -> Place:
        """Where a ZIP code lies.  Raises NotInReference when there is no such ZIP code."""
        prefix = zip_code[:3]
        areas = self._shelf.kept(("zips", prefix), lambda: self._zips(prefix))
        if zip_code not in areas:
            raise self._shelf.missing(f"ZIP code {zip_code}", day)
        state, carrier, locality = areas[zip_code]
        return replace(self.locality(carrier, locality, day), state=state)

    def locality(self, carrier: str, locality: str, day: date) -> Place:
        """A payment locality by its two numbers."""
        rows = self._shelf.series(
            "localities", ("carrier", "locality"), (carrier, locality), self._place
        )
        found = on_day(rows, day, self._shelf.published_through("localities"))
        if found is None:
            raise self._shelf.missing(f"locality {carrier} {locality}", day)
        return replace(found.value, gaf=dated(Found(found.value.gaf, found.published_through)))

    def localities(self, day: date) -> tuple[Place, ...]:
        """Every payment locality of a day."""
        keys = self._shelf.kept(
            "localities",
            lambda: tuple(
                (row["carrier"], row["locality"])
                for row in self._shelf.rows(
                    "SELECT DISTINCT carrier, locality FROM localities ORDER BY carrier, locality"
                )
            ),
        )
        return tuple(self.locality(*key, day) for key in keys)

    def lies_in(self, state: str, carrier: str, locality: str) -> bool:
        """Whether a state has ZIP codes in a locality: that of Washington reaches into two more."""
        known = self._shelf.kept(
            "states of localities",
            lambda: frozenset(
                tuple(row)
                for row in self._shelf.rows("SELECT DISTINCT state, carrier, locality FROM zips")
            ),
        )
        return (state, carrier, locality) in known

    def states(self) -> tuple[str, ...]:
        """The DMEPOS areas by USPS letters."""
        return self._shelf.kept(
            "states",
            lambda: tuple(
                row["state"]
                for row in self._shelf.rows(
                    "SELECT state FROM states WHERE fee_area <> 'none' ORDER BY state"
                )
            ),
        )

    def citation(self, source: str, locator: str) -> Citation:
        """A source row with its title and address, and the place in it."""
        return self._shelf.citation(source, locator)

    # -- about itself ------------------------------------------------------------
    def counts(self) -> dict[str, int]:
        """How many rows each table holds."""
        return {
            table.name: self._shelf.rows(f"SELECT count(*) FROM {table.name}")[0][0]
            for table in TABLES
        }

    def statuses(self) -> dict[str, int]:
        """How many rows have each status, surest first."""
        counted = dict.fromkeys(STATUSES, 0)
        for table in TABLES:
            if any(column.name == "status" for column in table.columns):
                for row in self._shelf.rows(f"SELECT status FROM {table.name}"):
                    counted[row["status"]] += 1
        return counted

    # -- rows to values --------------------------------------------------------
    def _quote(self, row: sqlite3.Row, column: str) -> Quote:
        return self._shelf.quote(row, Range.exactly(as_amount(row[column])))

    def _limit(self, row: sqlite3.Row) -> PaymentLimit:
        return PaymentLimit(
            limit=self._quote(row, "amount"),
            coinsurance=as_amount(row["coinsurance_percent"]) / 100,
            unit_amount=maybe_amount(row["unit_amount"]),
            unit=row["unit"],
        )

    def _rate(self, row: sqlite3.Row) -> tuple[Quote, bool]:
        bounds = Range(as_amount(row["low"]), as_amount(row["high"]))
        return self._shelf.quote(row, bounds), bool(row["geographic"])

    def _setting_price(self, row: sqlite3.Row) -> SettingPrice:
        return SettingPrice(
            setting=row["setting"],
            code=row["code"],
            amount=self._quote(row, "amount"),
            copayment=maybe_amount(row["copayment"]),
        )

    def _place(self, row: sqlite3.Row) -> Place:
        return Place(
            state=row["state"],
            carrier=row["carrier"],
            locality=row["locality"],
            name=row["name"],
            gaf=self._quote(row, "gaf"),
        )

    def _zips(self, prefix: str) -> dict[str, tuple[str, str, str]]:
        areas: dict[str, tuple[str, str, str]] = {}
        for row in self._shelf.rows("SELECT * FROM zips WHERE prefix = ?", prefix):
            for run in row["suffixes"].split(";"):
                first, _, last = run.partition("-")
                for suffix in range(int(first), int(last or first) + 1):
                    area = (row["state"], row["carrier"], row["locality"])
                    areas[f"{prefix}{suffix:02}"] = area
        return areas


def open_reference(path: Path = REFERENCE, edition: Path = EDITION) -> Reference:
    """Open an edition after checking its hash.  Raises EditionDamaged."""
    label = _label(edition)
    _check_hash(path, label.sha256)
    with _closed_if_damaged(path) as connection:
        _must_be(path, "edition", label.id, connection, "SELECT id FROM edition")
        return Reference(connection, label)


def open_installed(path: Path, sha256: str) -> Reference:
    """Open an edition that says itself what it is, after checking its hash, which is known
    from elsewhere.  Raises EditionDamaged."""
    _check_hash(path, sha256)
    with _closed_if_damaged(path) as connection:
        (name,) = connection.execute("SELECT id FROM edition").fetchone()
        through = connection.execute(
            "SELECT name, known_through FROM published_tables ORDER BY name"
        )
        days = tuple((table, date.fromisoformat(last)) for table, last in through)
        return Reference(connection, Edition(name, sha256, days))


def _check_hash(path: Path, sha256: str) -> None:
    try:
        with path.open("rb") as file:
            found = hashlib.file_digest(file, "sha256").hexdigest()
    except OSError as error:
        raise EditionDamaged(path.name, "a file that can be read", type(error).__name__) from error
    if found != sha256:
        raise EditionDamaged(path.name, f"SHA-256 {sha256}", found)


@contextmanager
def _closed_if_damaged(path: Path) -> Iterator[sqlite3.Connection]:
    """A connection that stays open unless the database is not one of ours."""
    connection = None
    try:
        # Immutable: no lock, no journal, nothing is ever written beside the file.
        connection = sqlite3.connect(
            f"{path.resolve().as_uri()}?mode=ro&immutable=1", uri=True, check_same_thread=False
        )
        _must_be(path, "application id", APPLICATION_ID, connection, "PRAGMA application_id")
        _must_be(path, "version", SCHEMA_VERSION, connection, "PRAGMA user_version")
        yield connection
    except (sqlite3.DatabaseError, EditionDamaged) as error:
        if connection is not None:
            connection.close()
        if isinstance(error, EditionDamaged):
            raise
        raise EditionDamaged(path.name, "a reference database", type(error).__name__) from error


def _must_be(
    path: Path, what: str, expected: object, connection: sqlite3.Connection, query: str
) -> None:
    row = connection.execute(query).fetchone()
    found = row[0] if row else None
    if found != expected:
        raise EditionDamaged(path.name, f"{what} {expected}", str(found))


def _label(path: Path) -> Edition:
    try:
        data = json.loads(path.read_text(encoding="utf-8"))
        return Edition(
            id=str(data["id"]),
            sha256=str(data["sha256"]),
            published_through=tuple(
                (str(name), date.fromisoformat(last))
                for name, last in sorted(data["published_through"].items())
            ),
        )
    except (OSError, ValueError, TypeError, KeyError, AttributeError) as error:
        raise EditionDamaged(path.name, "an edition's label", type(error).__name__) from error
