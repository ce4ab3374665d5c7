"""From files to an edition to a signed list of changes, as a clinic's office does it: the command
line, whole files, a folder at the end."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from core.editions.acceptance import REVIEW, is_reviewed, read_review
from core.editions.folder import imports_of, read_edition, write_edition
from core.editions.make import make_edition
from core.editions.merge import cells_of, with_rows
from core.output import NotWritten
from core.reference.store import open_reference
from core.reference.tables import Tables
from core.resources import TABLES
from tests.support.layouts import (
    Price,
    as_csv,
    as_xlsx,
    dmepos_rows,
    gpci_rows,
    payment_limits,
    prices_of,
    small,
    zip5,
)
from tests.support.tables import real_tables

_OCTOBER = "October 1, 2026 through December 31, 2026"
_OCTOBER_FILE = "section 508 version of October 2026 Medicare Part B Payment Limit File 091626.csv"


def _run(*arguments: str | Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "gui", "reference", *map(str, arguments)],
        capture_output=True,
        env={**os.environ, "PYTHONPATH": str(TABLES.parents[1])},
        timeout=300,
        encoding="utf-8",
    )


def _first_quarter() -> Tables:
    """The tables as they stood before the October file."""
    tables = real_tables()
    limits = cells_of(tables, "payment_limits")
    tables = with_rows(
        tables, "payment_limits", [cells for cells in limits if cells["effective"] < "2026-10"]
    )
    known = [
        cells | {"known_through": "2026-03-31"} if cells["name"] == "payment_limits" else cells
        for cells in cells_of(tables, "published_tables")
    ]
    return with_rows(tables, "published_tables", known)


@pytest.fixture(scope="module")
def january(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An edition of the first quarter."""
    folder = tmp_path_factory.mktemp("editions") / "january"
    write_edition(_first_quarter(), (), folder)
    return folder


@pytest.fixture(scope="module")
def october(january: Path) -> tuple[Path, subprocess.CompletedProcess[str]]:
    """The edition that the command makes of January's and October's file, and what it said."""
    file = january.parent / _OCTOBER_FILE
    file.write_bytes(payment_limits(_OCTOBER, prices_of(real_tables(), "2026-10-01")))
    folder = january.parent / "october"
    return folder, _run("import", file, "--base", january, "--out", folder)


def test_an_import_tells_its_progress_and_what_it_made(
    october: tuple[Path, subprocess.CompletedProcess[str]],
) -> None:
    folder, done = october
    assert done.returncode == 0, done.stderr
    assert done.stderr.splitlines()[0].startswith("[....")
    assert done.stderr.splitlines()[-1].startswith("[####")
    assert _OCTOBER_FILE in done.stdout
    edition = json.loads((folder / "edition.json").read_text("utf-8"))
    assert edition["id"] in done.stdout
    assert edition["published_through"]["payment_limits"] == "2026-12-31"
    (imported,) = imports_of(folder)
    assert (imported.kind, imported.effective) == ("payment-limits", "2026-10-01")
    assert len(imported.sha256) == 64


def test_an_imported_quarter_is_what_the_tables_hold(
    october: tuple[Path, subprocess.CompletedProcess[str]],
) -> None:
    folder, _ = october
    drugs = {cells["hcpcs"] for cells in cells_of(real_tables(), "drug_codes")}
    in_october = {
        cells["hcpcs"]
        for cells in cells_of(real_tables(), "payment_limits")
        if cells["effective"] == "2026-10-01" and cells["hcpcs"] in drugs
    }
    made, ours = (
        [
            # Notes and locators hold remarks of our own in the committed rows.
            {name: cell for name, cell in cells.items() if name not in ("note", "locator")}
            for cells in cells_of(tables, "payment_limits")
            if cells["hcpcs"] in in_october
        ]
        for tables in (read_edition(folder), real_tables())
    )
    assert made == ours


def test_an_imported_edition_opens_and_answers(
    october: tuple[Path, subprocess.CompletedProcess[str]],
) -> None:
    from datetime import date

    folder, _ = october
    reference = open_reference(folder / "reference.sqlite", folder / "edition.json")
    limit = reference.payment_limit("J0133", date(2026, 11, 2))
    assert str(limit.limit.value.low) == "0.048"
    assert limit.limit.citation.source == "cms-payment-limits-2026-10"
    assert reference.payment_limit("J9192", date(2026, 11, 2)).unit_amount == 10


def test_what_changed_is_named_and_must_be_accepted(
    january: Path, october: tuple[Path, subprocess.CompletedProcess[str]], tmp_path: Path
) -> None:
    folder, _ = october
    page, paper = tmp_path / "report.html", tmp_path / "report.pdf"
    first = _run("diff", january, folder, "--html", page, "--pdf", paper)
    assert first.returncode == 2
    rows = {
        line.split()[0]: line for line in first.stdout.splitlines() if ":" in line and line.split()
    }
    assert "J9190 \u2192 J9192, fluorouracil (5-FU)" in rows["payment_limits:J9190"]
    assert "1.941 for 500 mg" in rows["payment_limits:J9190"]
    assert "0.039 for 10 mg" in rows["payment_limits:J9190"]
    assert "acyclovir" in rows["payment_limits:J0133"]
    assert "0.119" in rows["payment_limits:J0133"]
    assert "0.048" in rows["payment_limits:J0133"]
    assert "\u221259.7%" in rows["payment_limits:J0133"]
    assert "morphine" in rows["payment_limits:J2270"]
    assert "3.036" in rows["payment_limits:J2270"]
    assert "7.259" in rows["payment_limits:J2270"]
    assert page.read_text("utf-8").startswith("<!DOCTYPE html>")
    assert "J9190 \u2192 J9192" in page.read_text("utf-8")
    assert paper.read_bytes().startswith(b"%PDF-")

    open_ids = [line.partition(": ")[0] for line in first.stderr.splitlines()]
    assert {"payment_limits:J9190", "payment_limits:J0133", "payment_limits:J2270"} <= {*open_ids}
    some = _run("diff", january, folder, "--accept", "payment_limits:J9190")
    assert some.returncode == 2
    assert "payment_limits:J9190" not in some.stderr
    rest = [each for each in open_ids if each != "payment_limits:J9190"]
    done = _run("diff", january, folder, "--accept", *rest)
    assert (done.returncode, done.stderr) == (0, "")
    assert _run("diff", january, folder).returncode == 0  # kept for the next time
    assert is_reviewed(folder)


def test_an_edition_is_reviewed_for_its_own_tables_only(january: Path, tmp_path: Path) -> None:
    assert is_reviewed(january)  # nothing was imported into it
    prices = prices_of(real_tables(), "2026-10-01")
    (tmp_path / _OCTOBER_FILE).write_bytes(payment_limits(_OCTOBER, prices))
    folder = tmp_path / "made"
    made = make_edition([tmp_path / _OCTOBER_FILE], january, folder)
    review = read_review(folder)
    assert review is not None
    assert review.after == made.edition
    assert "payment_limits:J9190" in review.left
    assert not is_reviewed(folder)
    refused = _run(
        *("pack", folder, "--key", tmp_path / "none.pem", "--number", "9"),
        *("--expires", "2027-03-31", "--out", tmp_path / "edition.pack"),
    )
    assert refused.returncode == 2
    assert "reference diff" in refused.stderr
    assert not (tmp_path / "edition.pack").exists()
    whole = replace(review, accepted=review.to_accept)
    (folder / REVIEW).write_bytes(whole.as_json())
    assert is_reviewed(folder)
    (folder / REVIEW).write_bytes(replace(whole, after="2026Q4-00000000").as_json())
    assert not is_reviewed(folder)
    (folder / REVIEW).write_text("{", "utf-8")
    assert not is_reviewed(folder)


def test_an_acceptance_of_nothing_is_a_mistake(january: Path, tmp_path: Path) -> None:
    done = _run("diff", january, january, "--accept", "payment_limits:J0000")
    assert done.returncode == 2
    assert "payment_limits:J0000" in done.stderr


def test_everything_at_once(tmp_path: Path) -> None:
    import zipfile

    tables = real_tables()
    archive = tmp_path / "dme27.zip"
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("DMEPOS27_JAN.csv", as_csv(dmepos_rows(tables, "January 2027")))
        packed.writestr("DMEPOS27_JAN.xlsx", as_xlsx(dmepos_rows(tables, "January 2027")))
        packed.writestr("read me.txt", b"Read me")
    (tmp_path / "ZIP5_JAN2027.txt").write_bytes(zip5(tables, "20271"))
    (tmp_path / "GPCI2027.csv").write_bytes(as_csv(gpci_rows(tables, "2027")))
    files = [archive, tmp_path / "ZIP5_JAN2027.txt", tmp_path / "GPCI2027.csv"]
    done = _run("import", *files, "--out", tmp_path / "made")
    assert done.returncode == 0, done.stderr
    assert "DMEPOS27_JAN.xlsx" in done.stdout  # the twin of the CSV
    assert "read me.txt" in done.stdout
    made = read_edition(tmp_path / "made")
    new = [cells for cells in cells_of(made, "fees") if cells["effective"] == "2027-01-01"]
    old = cells_of(tables, "fees")
    assert len(new) == len(old) == 1942
    assert {cells["source"] for cells in new} == {"cms-dmepos-2027-01"}
    assert len(made["localities"]) == 2 * len(tables["localities"])
    indices = {
        (cells["carrier"], cells["locality"]): (cells["gaf"], cells["status"])
        for cells in cells_of(made, "localities")
        if cells["effective"] == "2027-01-01"
    }
    assert indices == {
        (cells["carrier"], cells["locality"]): (cells["gaf"], cells["status"])
        for cells in cells_of(tables, "localities")
    }
    assert cells_of(made, "zips") == cells_of(
        with_rows(tables, "zips", cells_of(tables, "zips")), "zips"
    )
    told = _run("diff", TABLES, tmp_path / "made")
    assert told.returncode == 0, told.stderr


def test_a_refused_file_leaves_nothing(tmp_path: Path) -> None:
    prices = prices_of(real_tables(), "2026-10-01")
    prices["J0133"] = replace(prices["J0133"], amount="-0.048")
    file = tmp_path / _OCTOBER_FILE
    file.write_bytes(payment_limits(_OCTOBER, prices))
    done = _run("import", file, "--out", tmp_path / "made")
    assert done.returncode == 2
    complaint = done.stderr.splitlines()[-1]
    assert complaint.startswith(f"{_OCTOBER_FILE}, row ")
    assert "Payment Limit" in complaint
    assert "-0.048" in complaint
    assert sorted(path.name for path in tmp_path.iterdir()) == [_OCTOBER_FILE]


def test_a_billing_unit_that_the_drugs_do_not_have_is_refused(tmp_path: Path) -> None:
    prices = prices_of(real_tables(), "2026-10-01")
    prices["J0133"] = Price("50 MG", "0.480")
    file = tmp_path / _OCTOBER_FILE
    file.write_bytes(payment_limits(_OCTOBER, prices))
    done = _run("import", file, "--out", tmp_path / "made")
    assert done.returncode == 2
    assert any("drug_codes.csv" in line and "unit" in line for line in done.stderr.splitlines())
    assert not (tmp_path / "made").exists()


@pytest.mark.parametrize(
    ("name", "content"),
    [("notes.csv", b"a,b\r\n1,2\r\n"), ("empty.csv", b""), ("GPCI2026.csv", small("GPCI2026.csv"))],
)
def test_what_is_not_a_whole_file_of_cms_is_refused(
    tmp_path: Path, name: str, content: bytes
) -> None:
    (tmp_path / name).write_bytes(content)
    done = _run("import", tmp_path / name, "--out", tmp_path / "made")
    assert done.returncode == 2
    assert done.stderr.splitlines()[-1].startswith(name)
    assert not (tmp_path / "made").exists()


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    done = _run("import", tmp_path / "none.csv", "--out", tmp_path / "made")
    assert done.returncode == 2
    assert "none.csv" in done.stderr


def test_an_edition_is_never_written_over(january: Path) -> None:
    before = sorted((path.name, path.read_bytes()) for path in january.iterdir())
    with pytest.raises(NotWritten):
        write_edition(real_tables(), (), january)
    assert sorted((path.name, path.read_bytes()) for path in january.iterdir()) == before
