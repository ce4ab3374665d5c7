"""The tables of the reference database: one place for their columns, keys and checks.

Each table is a CSV file of the same name under resources/reference/, in these columns
and this order.  Lists inside a cell are joined with ";".  Dates are ISO and inclusive;
an empty `ends` is open.  Amounts are decimal text, kept exactly as printed.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Kind = Literal["text", "date", "amount", "integer", "flag"]

STATUSES = (
    "published",  # read in the publisher's own file or page, or an exact copy of it
    "secondary",  # read in somebody else's page that names the publisher
    "derived",  # published arithmetic on a published amount
    "estimated",  # a bound of our own
    "proposed",  # from a proposed rule: never shown as final
    "memory",  # no source seen: never counts as published
    "convention",  # our own choice, named as such
    "not-found",  # looked for and not found: no value
)
SCHEMA_VERSION = 1
APPLICATION_ID = 0x484D5744  # "HMWD"


@dataclass(frozen=True, slots=True)
class Column:
    """One column; `check` is an SQL condition, `refers` the table.column it must be found in."""

    name: str
    kind: Kind = "text"
    required: bool = True
    check: str = ""
    refers: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    """One table; `series` are the columns that name one dated series (no overlap, no gap)."""

    name: str
    about: str
    columns: tuple[Column, ...]
    key: tuple[str, ...]
    series: tuple[str, ...] = ()


def _text(name: str, required: bool = True, refers: str = "", check: str = "") -> Column:
    return Column(name, "text", required, check, refers)


def _amount(name: str, required: bool = True) -> Column:
    return Column(name, "amount", required)


def _integer(name: str, required: bool = True) -> Column:
    return Column(name, "integer", required)


def _one_of(name: str, *choices: str, required: bool = True) -> Column:
    listed = ", ".join(f"'{choice}'" for choice in choices)
    return Column(name, "text", required, f"{name} IN ({listed})")


_HCPCS = "{0} GLOB '[A-Z][0-9][0-9][0-9][0-9]'"
_FROM = Column("effective", "date")
_MAYBE_FROM = Column("effective", "date", required=False)
_ENDS = Column("ends", "date", required=False)
_SOURCED = (
    _one_of("status", *STATUSES),
    _text("source", refers="sources.id"),
    _text("locator", required=False),
)
_NOTE = _text("note", required=False)
_CARRIER = _text("carrier", check="carrier GLOB '[0-9][0-9][0-9][0-9][0-9]'")
_LOCALITY = _text("locality", check="locality GLOB '[0-9][0-9]'")

TABLES: tuple[Table, ...] = (
    Table(
        "sources",
        "one row a document, with the sentence relied on",
        (
            _text("id"),
            _text("title"),
            _text("publisher"),
            _text("url", required=False),
            _text("published", required=False),
            _text("retrieved", required=False),
            _text("quote", required=False),
        ),
        ("id",),
    ),
    Table(
        "published_tables",
        "for each dated table, the days for which its publisher has published it",
        (_text("name"), Column("known_from", "date"), Column("known_through", "date")),
        ("name",),
    ),
    Table(
        "ranges",
        "what an amount must lie between to be believed; name: a series, or 'unit' and a unit",
        (_text("table_name"), _text("name"), _amount("least"), _amount("most")),
        ("table_name", "name"),
    ),
    Table(
        "parameters",
        "yearly figures: deductibles, rates, limits, premiums",
        (
            _text("name"),
            _FROM,
            _ENDS,
            _amount("value", required=False),  # empty only when not found
            _text("unit"),
            *_SOURCED,
            _NOTE,
        ),
        ("name", "effective"),
        ("name",),
    ),
    Table(
        "fees",
        "DMEPOS fee schedule amounts, USD; rural: NR, R, or one (a state with one column)",
        (
            _text("hcpcs", check=_HCPCS.format("hcpcs")),
            _one_of("modifier", "", "RR", "NU", "UE", required=False),
            _text("state", refers="states.state"),
            _one_of("rural", "NR", "R", "one"),
            _FROM,
            _ENDS,
            _amount("amount"),
            *_SOURCED,
            _NOTE,
        ),
        ("hcpcs", "modifier", "state", "rural", "effective"),
        ("hcpcs", "modifier", "state", "rural"),
    ),
    Table(
        "payment_limits",
        "Part B drug payment limits by quarter, USD a billing unit, with the patient's percentage;"
        " not-found: the code was not in that quarter's file, though it had been in an earlier one",
        (
            _text("hcpcs", check=_HCPCS.format("hcpcs")),
            _FROM,
            Column("ends", "date"),
            _text("dosage"),
            _amount("unit_amount", required=False),
            _text("unit", required=False),
            _amount("amount", required=False),  # empty only when not found
            _amount("coinsurance_percent", required=False),
            *_SOURCED,
            _NOTE,
        ),
        ("hcpcs", "effective"),
    ),
    Table(
        "visit_rates",
        "home infusion visit rates and Q2052, USD a day; geographic: times the locality's factor",
        (
            _text("hcpcs", check=_HCPCS.format("hcpcs")),
            _integer("category", required=False),
            _one_of("visit", "initial", "subsequent", "ivig"),
            _FROM,
            _ENDS,
            _amount("low"),
            _amount("high"),
            Column("geographic", "flag"),
            *_SOURCED,
            _NOTE,
        ),
        ("hcpcs", "effective"),
        ("hcpcs",),
    ),
    Table(
        "setting_prices",
        "national amounts of the codes of other settings, USD",
        (
            _one_of("setting", "physician_office", "hospital_outpatient"),
            _text("code"),
            _FROM,
            _ENDS,
            _amount("amount"),
            _amount("copayment", required=False),
            *_SOURCED,
            _NOTE,
        ),
        ("setting", "code", "effective"),
        ("setting", "code"),
    ),
    Table(
        "states",
        "states and territories; fee_area: contiguous, one-amount, or none",
        (
            _text("state"),
            _text("name"),
            _one_of("fee_area", "contiguous", "one-amount", "none"),
            *_SOURCED,
            _NOTE,
        ),
        ("state",),
    ),
    Table(
        "localities",
        "Medicare payment localities and their cost indices",
        (
            _CARRIER,
            _LOCALITY,
            _text("state", refers="states.state"),
            _text("name"),
            _FROM,
            _ENDS,
            _amount("work"),
            _amount("practice"),
            _amount("malpractice"),
            _amount("gaf"),
            *_SOURCED,
            _NOTE,
        ),
        ("carrier", "locality", "effective"),
        ("carrier", "locality"),
    ),
    Table(
        "zips",
        "ZIP codes by state and locality; suffixes: the last two digits, as runs (00-17;19)",
        (
            _text("prefix", check="prefix GLOB '[0-9][0-9][0-9]'"),
            _text("state", refers="states.state"),
            _CARRIER,
            _LOCALITY,
            _text("suffixes"),
        ),
        ("prefix", "state", "carrier", "locality"),
    ),
    Table(
        "drugs",
        "every drug and product, on the pump list or off it",
        (
            _text("id"),
            _text("generic"),
            _text("brands", required=False),
            _text("drug_class"),
            _one_of(
                "way",
                "pump",
                "part-d",
                "incident-to",
                "home-ivig",
                "prosthetic-device",
                "clotting-factor",
                "home-health",
                "not-covered",
            ),
            _text("routes"),
            _text("reason", required=False),  # of a drug off the pump list: key why.<reason>
            *_SOURCED,
            _NOTE,
        ),
        ("id",),
    ),
    Table(
        "drug_codes",
        "the billing codes of drugs; general: the one taken when the maker is not known",
        (
            _text("hcpcs"),
            _text("drug", refers="drugs.id"),
            _MAYBE_FROM,
            _ENDS,
            Column("general", "flag"),
            _amount("unit_amount", required=False),
            _text("unit", required=False),
            _one_of("billing", "unit", "vial", "cassette", "bag-protocol", "no-code"),
            _amount("container_units", required=False),
            _text("modifiers", required=False),
            _integer("visit_category", required=False),
            _one_of("visit_drug", "yes", "no", "unknown"),
            *_SOURCED,
            _NOTE,
        ),
        ("drug", "hcpcs"),
    ),
    Table(
        "drug_pumps",
        "which pump may be used with which drug; usual: taken when none is named",
        (
            _text("drug", refers="drugs.id"),
            _text("pump", refers="equipment.hcpcs"),
            Column("usual", "flag"),
            *_SOURCED,
        ),
        ("drug", "pump"),
    ),
    Table(
        "indications",
        "what pump drugs are covered for: the indications of the pump policy",
        (
            _text("id"),
            _text("rule"),
            _text("section"),
            _text("routes", required=False),
            _text("diagnosis_group", required=False),
            _integer("max_days", required=False),
            _MAYBE_FROM,
            _ENDS,
            *_SOURCED,
            _NOTE,
        ),
        ("id",),
    ),
    Table(
        "drug_indications",
        "which drug is covered for which indication",
        (
            _text("drug", refers="drugs.id"),
            _text("indication", refers="indications.id"),
            _MAYBE_FROM,
            _ENDS,
            *_SOURCED,
        ),
        ("drug", "indication"),
    ),
    Table(
        "criteria",
        "the coverage questions, each answered yes or no",
        (_text("id"), _MAYBE_FROM, _ENDS, *_SOURCED, _NOTE),
        ("id",),
    ),
    Table(
        "indication_criteria",
        "the questions of an indication; set 'all' and one of the other sets must be met",
        (
            _text("indication", refers="indications.id"),
            _text("criteria_set"),
            _integer("position"),
            _text("criterion", refers="criteria.id"),
        ),
        ("indication", "criteria_set", "position"),
    ),
    Table(
        "equipment",
        "pumps, poles, supplies and devices",
        (
            _text("hcpcs", check=_HCPCS.format("hcpcs")),
            _one_of(
                "kind",
                "pump",
                "pole",
                "weekly-supply",
                "bag-supply",
                "syringe-supply",
                "battery",
                "device",
            ),
            _one_of("category", "CR", "FS", "IN", "SU", "none"),
            *_SOURCED,
            _NOTE,
        ),
        ("hcpcs",),
    ),
    Table(
        "equipment_pairs",
        "the supplies paid with a pump",
        (
            _text("pump", refers="equipment.hcpcs"),
            _text("supply", refers="equipment.hcpcs"),
            *_SOURCED,
        ),
        ("pump", "supply"),
    ),
    Table(
        "diagnoses",
        "the diagnosis groups of the pump policy",
        (_text("code"), _text("diagnosis_group"), _text("description"), *_SOURCED),
        ("code", "diagnosis_group"),
    ),
    Table(
        "usual_doses",
        "usual schedules: starting points and checks, never advice",
        (
            _text("id"),
            _text("drug", refers="drugs.id"),
            _text("hcpcs"),
            _text("route", required=False),
            _text("regimen"),
            _amount("low", required=False),
            _amount("typical", required=False),
            _amount("high", required=False),
            _text("unit"),
            _text("per"),
            Column("weight_based", "flag"),
            _amount("administrations_low", required=False),
            _amount("administrations_high", required=False),
            _integer("minutes_low", required=False),
            _integer("minutes_high", required=False),
            _integer("course_days_low", required=False),
            _integer("course_days_high", required=False),
            _text("container", required=False),
            _amount("containers_low", required=False),
            _amount("containers_high", required=False),
            _amount("week_units_low", required=False),
            _amount("week_units_typical", required=False),
            _amount("week_units_high", required=False),
            *_SOURCED,
            _NOTE,
        ),
        ("id",),
    ),
    Table(
        "entry_limits",
        "when a typed dose is asked about again, per day in `unit`",
        (
            _text("drug", refers="drugs.id"),
            _text("route", required=False),  # "" = any
            _text("unit"),
            _amount("ask_above"),
            _one_of("basis", "kg", "m2", "flat"),
            _amount("ask_above_reference"),
            _amount("slip_above"),
            _amount("ask_below"),
            _text("slips", required=False),
            *_SOURCED,
        ),
        ("drug", "route"),
    ),
    Table(
        "helpers",
        "national help lines",
        (
            _text("id"),
            _text("name"),
            _text("phone"),
            _text("tty", required=False),
            _text("web", required=False),
            _text("last_checked"),
            *_SOURCED,
            _NOTE,
        ),
        ("id",),
    ),
    Table(
        "ship",
        "each state's free Medicare counselling programme",
        (
            _text("state"),
            _text("name"),
            _text("phone", required=False),
            _text("other_phone", required=False),
            _text("web", required=False),
            _text("last_checked"),
            _text("agreement"),
            *_SOURCED,
            _NOTE,
        ),
        ("state",),
    ),
    Table(
        "topics",
        "conditions, medicines, equipment and supplies that people ask about",
        (
            _text("id"),
            _one_of("kind", "condition", "medicine", "equipment", "supply"),
            _integer("position"),  # the order in which a screen offers them
            _one_of("answer", "covered", "depends", "not-covered"),
            _text("rules"),
            *_SOURCED,
        ),
        ("id",),
    ),
    Table(
        "topic_drugs",
        "the drugs to offer under a topic, in order",
        (
            _text("topic", refers="topics.id"),
            _integer("position"),
            _text("drug", refers="drugs.id"),
        ),
        ("topic", "position"),
    ),
    Table(
        "rural_zips",
        "ZIP codes that are rural by the DMEPOS rule; suffixes as in zips",
        (
            _text("prefix", check="length(prefix) = 3"),
            _text("state"),
            _FROM,
            _ENDS,
            _text("suffixes"),
            *_SOURCED,
        ),
        ("prefix", "state", "effective"),
    ),
    Table(
        "area_zips",
        "ZIP codes of the former competitive bidding areas; suffixes as in zips",
        (
            _text("area"),
            _text("name", required=False),
            _text("prefix", check="length(prefix) = 3"),
            _FROM,
            _ENDS,
            _text("suffixes"),
            *_SOURCED,
        ),
        ("area", "prefix", "effective"),
    ),
    Table(
        "area_fees",
        "DMEPOS amounts of the former competitive bidding areas, USD",
        (
            _text("hcpcs", check=_HCPCS.format("hcpcs")),
            _one_of("modifier", "", "RR", "NU", "UE", required=False),
            _text("area"),
            _FROM,
            _ENDS,
            _amount("amount"),
            *_SOURCED,
            _NOTE,
        ),
        ("hcpcs", "modifier", "area", "effective"),
        ("hcpcs", "modifier", "area"),
    ),
    Table(
        "local_visit_rates",
        "home infusion visit rates as published for each locality, USD a day",
        (
            _text("hcpcs", check=_HCPCS.format("hcpcs")),
            _text("carrier"),
            _text("locality"),
            _FROM,
            _ENDS,
            _amount("amount"),
            *_SOURCED,
            _NOTE,
        ),
        ("hcpcs", "carrier", "locality", "effective"),
        ("hcpcs", "carrier", "locality"),
    ),
    Table(
        "package_units",
        "billing units in one item and in a whole package of a drug, by National Drug Code",
        (
            _text("hcpcs", check=_HCPCS.format("hcpcs")),
            _text("ndc"),
            _text("name"),
            _amount("package_size"),
            _amount("package_quantity"),
            _amount("item_units"),
            _amount("package_units"),
            _FROM,
            Column("ends", "date"),
            *_SOURCED,
        ),
        ("hcpcs", "ndc", "effective"),
    ),
    Table(
        "hcpcs_status",
        "what the yearly list of HCPCS codes says of the codes that are used",
        (
            _text("hcpcs", check=_HCPCS.format("hcpcs")),
            Column("added", "date", required=False),
            Column("changed", "date", required=False),
            Column("terminated", "date", required=False),
            _text("action", required=False),
            _text("coverage", required=False),
            _text("pricing", required=False),
            *_SOURCED,
        ),
        ("hcpcs",),
    ),
)
