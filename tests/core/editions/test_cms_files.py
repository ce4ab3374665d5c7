"""CMS's own whole files: every row read, and each figure of ours as the tables have it."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from core.editions.documents import documents
from core.editions.importers import importer_for
from core.editions.importers.base import Published
from core.editions.importers.payment_limits import Limit
from core.editions.make import Taken, laid_in, read_file
from core.editions.merge import cells_of, with_rows
from core.editions.refusal import ImportRefused
from core.reference.tables import Tables
from tests.support.cms import cms_file
from tests.support.tables import real_tables

LIMITS = "section 508 version of January 2026 Medicare Part B Payment Limit File 121725.csv"
CROSSWALK = "section 508 version of January 2026 ASP NDC-HCPCS Crosswalk 121725.csv"
SAMPLE = "oct2026_payment_limit_sample_rows.csv"


def _taken(name: str) -> Taken:
    (taken,), left_out = read_file(cms_file(name))
    assert left_out == []
    return taken


def _emptied(*names: str) -> Tables:
    """The tables without the rows that a file must bring back."""
    tables = real_tables()
    for name in names:
        tables = with_rows(tables, name, [])
    return tables


@pytest.mark.parametrize(
    ("name", "rows"),
    [
        (LIMITS, 877),
        (CROSSWALK, 7_125),
        ("DMEPOS26_JAN.xlsx", 3_515),
        ("ZIP5_JAN2026.xlsx", 42_956),
        ("ZIP5_OCT2025.txt", 42_956),
        ("GPCI2025.csv", 109),
    ],
)
def test_every_row_is_read(name: str, rows: int) -> None:
    assert len(_taken(name).published.rows) == rows


def test_the_fees_are_those_of_the_tables() -> None:
    emptied = with_rows(
        real_tables(),
        "fees",
        # One row a code stays, so that it is known which codes are ours.
        {row.cells["hcpcs"]: row.cells for row in real_tables()["fees"]}.values(),
    )
    made = laid_in(emptied, [_taken("DMEPOS26_JAN.xlsx")])
    assert cells_of(made, "fees") == cells_of(
        with_rows(made, "fees", cells_of(real_tables(), "fees")), "fees"
    )
    assert len(made["fees"]) == 1942


def test_the_january_limits_are_those_of_the_tables() -> None:
    held = cells_of(real_tables(), "payment_limits")
    # Wrong figures, which the file must put right.
    wrong = {"amount": "9.999", "coinsurance_percent": "1", "locator": "wrong"}
    spoiled = [cells | wrong if cells["effective"] == "2026-01-01" else cells for cells in held]
    made = laid_in(with_rows(real_tables(), "payment_limits", spoiled), [_taken(LIMITS)])
    found = {
        cells["hcpcs"]: cells
        for cells in cells_of(made, "payment_limits")
        if cells["effective"] == "2026-01-01" and cells["amount"]
    }
    expected = {cells["hcpcs"]: cells for cells in held if cells["effective"] == "2026-01-01"}
    assert len(expected) == 158
    assert found == expected


def test_the_places_are_those_of_the_tables_in_either_form() -> None:
    for name in ("ZIP5_JAN2026.xlsx", "ZIP5_OCT2025.txt"):
        made = laid_in(_emptied("zips"), [_taken(name)])
        ours = {tuple(cells.items()) for cells in cells_of(real_tables(), "zips")}
        assert {tuple(cells.items()) for cells in cells_of(made, "zips")} == ours


def test_the_localities_of_2025_are_those_of_the_tables() -> None:
    made = laid_in(real_tables(), [_taken("GPCI2025.csv")])
    earlier = {
        (cells["carrier"], cells["locality"]): cells
        for cells in cells_of(made, "localities")
        if cells["effective"] == "2025-01-01"
    }
    ours = {
        (cells["carrier"], cells["locality"]): cells
        for cells in cells_of(real_tables(), "localities")
    }
    assert earlier.keys() == ours.keys()
    assert len(earlier) == 109
    assert {key: cells["state"] for key, cells in earlier.items()} == {
        key: cells["state"] for key, cells in ours.items()
    }
    alabama = earlier["10112", "00"]
    assert (alabama["work"], alabama["practice"], alabama["malpractice"]) == (
        "1.000",
        "0.869",
        "0.575",
    )
    # 0.50866 x 1.000 + 0.44839 x 0.869 + 0.04295 x 0.575 = 0.9230...
    assert alabama["gaf"] == "0.923"
    assert (alabama["effective"], alabama["ends"]) == ("2025-01-01", "2025-12-31")


def _sample() -> Published[Limit]:
    (document,) = documents(cms_file(SAMPLE))
    importer = importer_for(document)
    assert importer is not None
    return importer.read(document)


def test_the_sample_of_october_is_read_as_printed() -> None:
    rows = {limit.hcpcs: limit for limit in _sample().rows}
    assert len(rows) == 8
    assert (rows["J0897"].amount, rows["J0897"].percent) == ("29.856", Decimal("17.885"))
    assert rows["A9606"].amount is None
    assert rows["90616"].percent == 0
    assert rows["Q5107"].notes == "8% of reference add-on applied"


def test_the_sample_agrees_with_the_tables() -> None:
    ours = {
        cells["hcpcs"]: cells
        for cells in cells_of(real_tables(), "payment_limits")
        if cells["effective"] == "2026-10-01"
    }
    for limit in _sample().rows:
        code, amount = limit.hcpcs, limit.amount
        if code in ours:
            assert amount is not None
            assert Decimal(ours[code]["amount"]) == Decimal(amount), code


def test_an_excerpt_is_not_taken_for_the_file() -> None:
    with pytest.raises(ImportRefused) as refused:
        read_file(cms_file(SAMPLE))
    assert refused.value.expected.key == "import.whole"


@pytest.mark.parametrize(
    "name",
    ["ServantX_medicare_gpci_2026.csv", "DMEPEN26_JAN.xlsx", "ZIP5lyout.txt", "GPCI2025.txt"],
)
def test_other_files_are_not_ours(name: str) -> None:
    with pytest.raises(ImportRefused) as refused:
        read_file(cms_file(name))
    assert refused.value.expected.key == "import.known_kind"


def _as_cms_titles_it(folder: Path, rows: list[str]) -> Path:
    """Like a made-up copy that is in circulation: CMS's title and footnotes, and other rows."""
    lines = cms_file("GPCI2025.csv").read_text("cp1252").split("\n")
    fake = folder / "GPCI2025.csv"
    fake.write_text("\n".join([*lines[:3], *rows, *lines[112:]]), "cp1252")
    return fake


def test_a_look_alike_with_other_localities_is_refused(tmp_path: Path) -> None:
    lines = cms_file("GPCI2025.csv").read_text("cp1252").split("\n")
    rows = lines[3:112]
    few = _as_cms_titles_it(tmp_path, rows[:98])
    with pytest.raises(ImportRefused) as refused:
        read_file(few)
    assert (refused.value.expected.key, refused.value.found) == ("import.whole", "98")

    moved = [row.replace("03602,WY,21,", "03602,WY,00,") for row in rows]
    (taken,), _ = read_file(_as_cms_titles_it(tmp_path, moved))
    with pytest.raises(ImportRefused) as refused:
        laid_in(real_tables(), [taken])
    assert refused.value.expected.key == "import.has_zips"
    assert refused.value.row == 112
    assert "03602 00 WYOMING" in refused.value.found


def test_a_look_alike_with_invented_figures_is_refused(tmp_path: Path) -> None:
    lines = cms_file("GPCI2025.csv").read_text("cp1252").split("\n")
    rows = [line.split(",") for line in lines[3:112]]
    for row in rows[30:40]:
        row[-2] = "1.2"  # the practice index
    fake = _as_cms_titles_it(tmp_path, [",".join(row) for row in rows])
    (taken,), _ = read_file(fake)
    with pytest.raises(ImportRefused) as refused:
        laid_in(real_tables(), [taken])
    assert (refused.value.expected.key, refused.value.column) == ("import.near", "practice")
    assert refused.value.row >= 34


def test_the_two_files_of_a_quarter_are_held_against_each_other() -> None:
    packages, limits = _taken(CROSSWALK), _taken(LIMITS)
    made = laid_in(real_tables(), [packages, limits])
    assert {cells["effective"] for cells in cells_of(made, "package_units")} == {"2026-01-01"}
    acyclovir = [cells for cells in cells_of(made, "package_units") if cells["hcpcs"] == "J0133"]
    # Vials of 500 and 1,000 mg, 5 mg a unit.
    assert {cells["item_units"] for cells in acyclovir} == {"100", "200"}
    few = [
        cells
        for cells in cells_of(real_tables(), "payment_limits")
        if cells["effective"] != "2026-01-01" or cells["hcpcs"] == "J0133"
    ]
    with pytest.raises(ImportRefused) as refused:
        laid_in(with_rows(real_tables(), "payment_limits", few), [packages])
    assert refused.value.expected.key == "import.priced"
