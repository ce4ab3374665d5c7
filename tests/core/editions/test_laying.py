"""What each file's rows become in the tables: for our codes only, with their source and days."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from core.editions.documents import read_content
from core.editions.importers import importer_for
from core.editions.make import Taken, laid_in, make_edition
from core.editions.merge import cells_of, with_rows
from core.editions.refusal import ImportRefused
from core.reference.check import check
from core.reference.tables import Cells, Tables
from core.resources import TABLES
from tests.support.layouts import (
    Price,
    as_csv,
    gpci_rows,
    payment_limits,
    prices_of,
    small,
)
from tests.support.tables import real_tables

_OCTOBER = "October 1, 2026 through December 31, 2026"


def _taken(name: str, content: bytes) -> Taken:
    (document,) = read_content(name, content)
    importer = importer_for(document)
    assert importer is not None
    return Taken(importer, importer.read(document), "")


def _laid(name: str, content: bytes | None = None, tables: Tables | None = None) -> Tables:
    taken = _taken(name, small(name) if content is None else content)
    source = taken.importer.source_id(taken.published.period)
    return taken.importer.merge(taken.published, tables or real_tables(), source)


def _row(tables: Tables, table: str, **wanted: str) -> Cells:
    (found,) = (cells for cells in cells_of(tables, table) if wanted.items() <= cells.items())
    return found


def _october(**prices: Price) -> Tables:
    every = prices_of(real_tables(), "2026-10-01") | prices
    return _laid("October 2026 Payment Limit File.csv", payment_limits(_OCTOBER, every))


def test_the_old_generation_takes_the_usual_percentage() -> None:
    made = _laid("October 2022 ASP Pricing File.csv")
    row = _row(made, "payment_limits", hcpcs="J0133", effective="2022-10-01")
    assert (row["amount"], row["coinsurance_percent"], row["ends"]) == ("0.068", "20", "2022-12-31")
    assert row["source"] == "cms-payment-limits-2022-10"


def test_a_code_without_a_price_of_its_own_has_none() -> None:
    every = prices_of(real_tables(), "2026-10-01")
    priced_in_notes = replace(every["J0133"], amount="N/A", notes="100% AWP = $1.00")
    del every["J2260"]
    every["J0133"] = priced_in_notes
    made = _laid("October 2026 Payment Limit File.csv", payment_limits(_OCTOBER, every))
    for code in ("J0133", "J2260"):
        row = _row(made, "payment_limits", hcpcs=code, effective="2026-10-01")
        assert (row["amount"], row["status"]) == ("", "not-found")


def test_codes_of_others_and_clotting_factors_are_not_taken() -> None:
    made = _october(J7190=Price("1 UNIT", "1.200"), J9999=Price("1 MG", "5.000"))
    codes = {cells["hcpcs"] for cells in cells_of(made, "payment_limits")}
    assert not codes & {"C0001", "J9999", "J7190"}


@pytest.mark.parametrize(
    ("dosage", "unit"),
    [
        ("5 MG", ("5", "mg")),
        ("5MG", ("5", "mg")),
        (".5 GM", ("0.5", "g")),
        ("1,000 UNITS", ("1000", "units")),
    ],
)
def test_a_plain_dosage_is_read(dosage: str, unit: tuple[str, str]) -> None:
    row = _row(
        _october(J0133=Price(dosage, "0.050")),
        "payment_limits",
        hcpcs="J0133",
        effective="2026-10-01",
    )
    assert (row["unit_amount"], row["unit"]) == unit


@pytest.mark.parametrize("dosage", ["PER VIAL", "UP TO 5 MG", "5 MG - 10 MG"])
def test_a_dosage_that_is_not_plain_gives_no_unit(dosage: str) -> None:
    row = _row(
        _october(J0133=Price(dosage, "0.050")),
        "payment_limits",
        hcpcs="J0133",
        effective="2026-10-01",
    )
    assert (row["unit_amount"], row["unit"]) == ("", "")


def test_a_published_factor_replaces_the_computed_one() -> None:
    before = _row(real_tables(), "localities", carrier="10112", locality="00")
    after = _row(_laid("Addendum D 2026.csv"), "localities", carrier="10112", locality="00")
    assert (before["gaf"], before["status"]) != (after["gaf"], after["status"])
    assert (after["gaf"], after["status"], after["source"]) == (
        "0.925",
        "published",
        "cms-gaf-2026",
    )
    other = _row(_laid("Addendum D 2026.csv"), "localities", carrier="10212", locality="01")
    assert other["status"] == "estimated"


def test_some_factors_are_not_all() -> None:
    with pytest.raises(ImportRefused) as refused:
        laid_in(real_tables(), [_taken("Addendum D 2026.csv", small("Addendum D 2026.csv"))])
    assert refused.value.expected.key == "import.all_localities"


def test_packages_of_our_drugs_replace_those_of_the_quarter_before() -> None:
    made = _laid("January 2026 NDC-HCPCS Crosswalk.csv")
    codes = {cells["hcpcs"] for cells in cells_of(made, "package_units")}
    assert codes == {"J0133", "J2260", "J9190"}  # J7331 is not ours
    row = _row(made, "package_units", ndc="00000-0002-25")
    assert (row["package_size"], row["package_quantity"]) == ("20", "25")
    assert (row["item_units"], row["package_units"]) == ("200", "5000")
    assert (row["effective"], row["ends"]) == ("2026-01-01", "2026-03-31")


def test_the_standing_of_our_codes() -> None:
    made = _laid("HCPC2026_ANWEB_sample.txt")
    ended = _row(made, "hcpcs_status", hcpcs="J9190")
    assert (ended["terminated"], ended["action"], ended["pricing"]) == ("2026-09-30", "D", "51")


def test_equipment_with_a_second_modifier_is_another_item() -> None:
    made = _laid("DMEPOS26_JAN.csv", tables=with_rows(real_tables(), "fees", []))
    pole = _row(made, "fees", hcpcs="E0776", modifier="NU", state="IL", rural="NR")
    assert pole["amount"] == "173.42"
    assert not [cells for cells in cells_of(made, "fees") if cells["hcpcs"] == "L3806"]


def test_two_files_for_the_same_days_must_agree(tmp_path: Path) -> None:
    rows = gpci_rows(real_tables(), "2027")
    other = [list(row) for row in rows]
    other[-4][-1] = "0.999"
    one, two = tmp_path / "GPCI2027.csv", tmp_path / "copy of GPCI2027.csv"
    one.write_bytes(as_csv(rows))
    two.write_bytes(as_csv(other))
    with pytest.raises(ImportRefused) as refused:
        make_edition([one, two], TABLES, tmp_path / "made")
    assert refused.value.expected.key == "import.as_file"
    assert refused.value.file == two.name


def test_the_source_of_a_file_is_listed_once() -> None:
    taken = _taken("DMEPOS26_JUL.csv", small("DMEPOS26_JAN.csv").replace(b"January", b"July"))
    assert taken.published.period.code == "2026-07"
    made = laid_in(real_tables(), [taken, taken])
    row = _row(made, "sources", id="cms-dmepos-2026-07")
    assert row["title"] == "DMEPOS Fee Schedule, July 2026"
    assert row["publisher"] == "CMS"
    held = _row(made, "sources", id="cms-dmepos-2026-01")
    assert held == _row(real_tables(), "sources", id="cms-dmepos-2026-01")


@pytest.mark.parametrize(
    ("table", "name", "good", "wrong"),
    [
        ("local_visit_rates", "Home Infusion Therapy Rates 2026.csv", b"180.12", b"18.12"),
        ("area_fees", "Former CBA Fee Schedule File - JAN2026.csv", b"250.11", b"2501.10"),
    ],
)
def test_an_amount_that_cannot_be_is_refused_by_the_tables(
    table: str, name: str, good: bytes, wrong: bytes
) -> None:
    for content, expected in ((small(name), []), (small(name).replace(good, wrong), ["amount"])):
        faults = [fault for fault in check(_laid(name, content)) if fault.text.key == "check.range"]
        assert [fault.column for fault in faults] == expected
        assert {fault.table for fault in faults} <= {table}
