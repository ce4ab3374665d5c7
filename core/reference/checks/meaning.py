"""What the rows of certain tables must mean together."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from core.reference.schema import TABLES
from core.reference.tables import Fault, Row, Tables
from core.trace import text

MEMORY = "homeward-memory"
_RUNS = re.compile(r"\d\d(-\d\d)?(;\d\d(-\d\d)?)*")
_OPEN = "9999-12-31"
_USUAL_PERCENT = 20
_ADJUSTED = "Inflation-adjusted coinsurance"  # as the payment limit file notes it
_MOST_MOVE = 8  # from one held quarter to the next; one real price moved by a factor of 6.7
_UNLESS_NOT_FOUND = (
    ("parameters", "value"),
    ("payment_limits", "amount"),
    ("payment_limits", "coinsurance_percent"),
)
# Two or more amounts of one row that must not fall.
_RISING = (
    ("ranges", ("least", "most")),
    ("visit_rates", ("low", "high")),
    ("published_tables", ("known_from", "known_through")),
    ("usual_doses", ("low", "typical", "high")),
    ("usual_doses", ("administrations_low", "administrations_high")),
    ("usual_doses", ("minutes_low", "minutes_high")),
    ("usual_doses", ("course_days_low", "course_days_high")),
    ("usual_doses", ("containers_low", "containers_high")),
    ("usual_doses", ("week_units_low", "week_units_typical", "week_units_high")),
    ("entry_limits", ("ask_below", "ask_above_reference", "slip_above")),
)


def check_standing(tables: Tables) -> Iterator[Fault]:
    """Memory never passes for a document, and a value is there unless it was not found."""
    for table in TABLES:
        for row in tables[table.name]:
            status = row.cells.get("status")
            if row.cells.get("source") == MEMORY and status != "memory":
                told = text("check.memory", found=str(status))
                yield Fault(table.name, row.line, "status", told)
    for name, column in _UNLESS_NOT_FOUND:
        for row in tables[name]:
            if (row.cells["status"] == "not-found") == bool(row.cells[column]):
                yield Fault(name, row.line, column, text("check.not_found"))


def check_order(tables: Tables) -> Iterator[Fault]:
    """Lower bounds do not exceed upper ones."""
    for table, columns in _RISING:
        for row in tables[table]:
            given = [(name, row.cells[name]) for name in columns if row.cells[name]]
            for (lower, least), (upper, most) in itertools.pairwise(given):
                as_dates = "-" in least
                falls = most < least if as_dates else Decimal(most) < Decimal(least)
                if falls:
                    told = text("check.falls", lower=lower, least=least, found=most)
                    yield Fault(table, row.line, upper, told)


def check_published(tables: Tables) -> Iterator[Fault]:
    """Every dated table that holds anything says through which day it has been published."""
    known = {row.cells["name"] for row in tables["published_tables"]}
    names = {table.name for table in TABLES}
    dated = {table.name for table in TABLES if table.series} | {"payment_limits"}
    for name in sorted(name for name in dated - known if tables[name]):
        yield Fault("published_tables", 0, "name", text("check.no_row", name=name))
    for row in tables["published_tables"]:
        if row.cells["name"] not in names:
            told = text("check.unknown", found=row.cells["name"], other="schema")
            yield Fault("published_tables", row.line, "name", told)


def check_quarters(tables: Tables) -> Iterator[Fault]:
    """Drug prices run from the first to the last day of one calendar quarter."""
    for row in tables["payment_limits"]:
        first = date.fromisoformat(row.cells["effective"])
        next_year, next_month = divmod(first.year * 12 + first.month + 2, 12)
        last = (date(next_year, next_month + 1, 1) - date.resolution).isoformat()
        if first.day != 1 or first.month % 3 != 1 or row.cells["ends"] != last:
            found = f"{first} - {row.cells['ends']}"
            yield Fault("payment_limits", row.line, "effective", text("check.quarter", found=found))


def check_prices(tables: Tables) -> Iterator[Fault]:
    """A percentage below 20 is one that CMS adjusted, and no price moves tenfold unexplained."""
    held: dict[str, Row] = {}
    for row in sorted(tables["payment_limits"], key=lambda row: row.cells["effective"]):
        cells = row.cells
        if cells["status"] == "not-found":
            continue
        usual = Decimal(cells["coinsurance_percent"]) == _USUAL_PERCENT
        if not (usual or cells["note"] or _ADJUSTED in cells["locator"]):
            told = text("check.adjusted", found=cells["coinsurance_percent"], expected=_ADJUSTED)
            yield Fault("payment_limits", row.line, "coinsurance_percent", told)
        earlier = held.get(cells["hcpcs"])
        held[cells["hcpcs"]] = row
        if earlier is None or cells["note"] or _unit(earlier) != _unit(row):
            continue
        before, after = Decimal(earlier.cells["amount"]), Decimal(cells["amount"])
        if max(before, after) > _MOST_MOVE * min(before, after):
            told = text("check.move", before=str(before), after=str(after), line=earlier.line)
            yield Fault("payment_limits", row.line, "amount", told)


def check_areas(tables: Tables) -> Iterator[Fault]:
    """Each fee stands for every area, in the columns that the area has."""
    area = {row.cells["state"]: row.cells["fee_area"] for row in tables["states"]}
    columns: dict[tuple[str, str, str], dict[str, set[str]]] = {}
    for row in tables["fees"]:
        state, rural = row.cells["state"], row.cells["rural"]
        if area.get(state) != ("one-amount" if rural == "one" else "contiguous"):
            told = text("check.area", state=state, area=area.get(state, "-"), found=rural)
            yield Fault("fees", row.line, "rural", told)
        key = (row.cells["hcpcs"], row.cells["modifier"], row.cells["effective"])
        columns.setdefault(key, {}).setdefault(state, set()).add(rural)
    expected = {state for state, kind in area.items() if kind != "none"}
    for key, states in columns.items():
        missing = sorted(
            expected - {state for state, held in states.items() if held & {"NR", "one"}}
        )
        if missing:
            told = text("check.states", row=" ".join(key), states=" ".join(missing))
            yield Fault("fees", 0, "state", told)


def check_zips(tables: Tables) -> Iterator[Fault]:
    """Each ZIP code lies once, in a known state and locality."""
    localities = {
        (row.cells["carrier"], row.cells["locality"]): row.line for row in tables["localities"]
    }
    used: set[tuple[str, str]] = set()
    placed: dict[str, int] = {}
    for row in tables["zips"]:
        pair = (row.cells["carrier"], row.cells["locality"])
        used.add(pair)
        if pair not in localities:
            told = text("check.unknown", found=" ".join(pair), other="localities")
            yield Fault("zips", row.line, "locality", told)
        if not _RUNS.fullmatch(row.cells["suffixes"]) or not _rising(row.cells["suffixes"]):
            told = text("check.runs", found=row.cells["suffixes"])
            yield Fault("zips", row.line, "suffixes", told)
            continue
        for code in _codes(row):
            if code in placed:
                told = text("check.twice", row=code, line=placed[code])
                yield Fault("zips", row.line, "suffixes", told)
            placed[code] = row.line
    for pair in sorted(localities.keys() - used):
        yield Fault("localities", localities[pair], "locality", text("check.no_zip"))


def _rising(suffixes: str) -> bool:
    """Whether runs of two digits are in order and apart: 00-17;19, not 17-00 or 19;00."""
    ends = [end for run in suffixes.split(";") for end in run.split("-")]
    return all(first < last for first, last in itertools.pairwise(ends))


def _codes(row: Row) -> Iterator[str]:
    for run in row.cells["suffixes"].split(";"):
        first, _, last = run.partition("-")
        for suffix in range(int(first), int(last or first) + 1):
            yield f"{row.cells['prefix']}{suffix:02}"


def check_drug_codes(tables: Tables) -> Iterator[Fault]:
    """A drug has one general code a day, and a code the unit that its price is for."""
    general: dict[str, list[Row]] = {}
    for row in tables["drug_codes"]:
        if row.cells["general"] == "yes":
            general.setdefault(row.cells["drug"], []).append(row)
    for rows in general.values():
        rows.sort(key=lambda row: row.cells["effective"])
        for earlier, later in itertools.pairwise(rows):
            if later.cells["effective"] <= (earlier.cells["ends"] or _OPEN):
                told = text("check.overlap", line=earlier.line, ends=earlier.cells["ends"])
                yield Fault("drug_codes", later.line, "effective", told)
    prices: dict[str, list[Row]] = {}
    for row in tables["payment_limits"]:
        prices.setdefault(row.cells["hcpcs"], []).append(row)
    for row in tables["drug_codes"]:
        for price in prices.get(row.cells["hcpcs"], []):
            apart = price.cells["ends"] < row.cells["effective"] or (
                price.cells["effective"] > (row.cells["ends"] or _OPEN)
            )
            if not apart and _unit(price) != _unit(row):
                told = text("check.unit", expected=_said(price), found=_said(row))
                yield Fault("drug_codes", row.line, "unit_amount", told)
                break


def _unit(row: Row) -> tuple[Decimal, str] | None:
    size = row.cells["unit_amount"]
    return (Decimal(size), row.cells["unit"]) if size else None


def _said(row: Row) -> str:
    return f"{row.cells['unit_amount']} {row.cells['unit']}"
