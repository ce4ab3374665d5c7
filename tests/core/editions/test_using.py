"""What only CMS's files bring is used: rural ZIP codes, former areas, rates of a locality."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from core.binding import read
from core.case import Case
from core.editions.documents import read_content
from core.editions.folder import write_edition
from core.editions.importers import importer_for
from core.editions.make import Taken, laid_in
from core.editions.merge import cells_of
from core.estimate import estimate
from core.intake.answers import Answers
from core.intake.questions import two_amounts
from core.money import Range
from core.reference.store import Reference, open_reference
from core.result import Estimate, LineKind
from core.trace import Standing
from tests.support.cases import MILRINONE
from tests.support.layouts import as_csv
from tests.support.tables import real_tables

DAY = date(2026, 11, 2)
_HOSPITAL, _RURAL = "60612", "61735"  # Chicago; a village in Illinois


def _files() -> dict[str, bytes]:
    places = {(cells["carrier"], cells["locality"]) for cells in cells_of(real_tables(), "zips")}
    codes = ("G0068", "G0069", "G0070", "G0088", "G0089", "G0090")
    rates = [
        [carrier, locality, "Example", "180.00", "250.00", "310.00", "220.00", "300.00", "370.00"]
        for carrier, locality in sorted(places)
    ]
    return {
        "DME Rural Zip Code Quarter 3 2026.csv": as_csv(
            [["STATE", "DMEPOS RURAL ZIP CODE", "YEAR/QTR"], ["IL", _RURAL, "2026/3"]]
        ),
        "Former CBA ZIP Code File - JUL2026.csv": as_csv(
            [
                ["CBA State", "CBA ZIP Code", "CBA Name Short", "CBA Name", "Year/Qtr"],
                ["OH", "44301", "Akron, OH", "Akron, OH", "2026/3"],
                ["GA", "30303", "Atlanta, GA", "Atlanta, GA", "2026/3"],
                ["ID", "83702", "Boise, ID", "Boise, ID", "2026/3"],
            ]
        ),
        "Former CBA Fee Schedule File - JUL2026.csv": as_csv(
            [
                ["HCPCS", "Mod", "CATG", "Akron, OH", "Atlanta, GA", "Boise, ID"],
                ["E0781", "RR", "CR", "250.11", "", "240.00"],
            ]
        ),
        "Home Infusion Therapy Rates 2026.csv": as_csv(
            [["MAC", "Locality", "Name", *codes], *rates]
        ),
    }


@pytest.fixture(scope="module")
def informed(tmp_path_factory: pytest.TempPathFactory) -> Reference:
    """An edition into which the four files have been laid."""
    taken = []
    for name, content in _files().items():
        (document,) = read_content(name, content)
        importer = importer_for(document)
        assert importer is not None
        taken.append(Taken(importer, importer.read(document), ""))
    folder = tmp_path_factory.mktemp("using") / "edition"
    write_edition(laid_in(real_tables(), taken), (), folder)
    return open_reference(folder / "reference.sqlite", folder / "edition.json")


def _estimate(reference: Reference, zip_code: str) -> Estimate:
    home = {name: said for name, said in MILRINONE["home"].items() if name != "rural"}
    data: dict[str, Any] = {**MILRINONE, "home": {**home, "zip": zip_code}}
    case, problems = read(Case, data)
    assert case is not None, problems
    return estimate(case, reference)


def _allowed(made: Estimate, hcpcs: str) -> set[Range]:
    return {line.allowed for line in made.lines if line.hcpcs == hcpcs}


def _asks(made: Estimate) -> set[str]:
    return {each.id for each in made.assumptions}


def test_without_the_list_a_rural_home_is_asked_about(reference: Reference) -> None:
    assert reference.is_rural(_RURAL, DAY) is None
    assert "home.rural" in _asks(_estimate(reference, _RURAL))
    assert two_amounts(Answers(zip_code=_RURAL), reference, DAY)


def test_with_the_list_nobody_is_asked(informed: Reference) -> None:
    assert informed.is_rural(_RURAL, DAY) is True
    assert informed.is_rural(_HOSPITAL, DAY) is False
    assert informed.is_rural(_RURAL, date(2026, 6, 30)) is None  # before the list
    assert informed.is_rural(_RURAL, date(2027, 1, 1)) is None  # after its last day
    assert not two_amounts(Answers(zip_code=_RURAL), informed, DAY)
    for zip_code, rural in ((_RURAL, True), (_HOSPITAL, False)):
        made = _estimate(informed, zip_code)
        assert "home.rural" not in _asks(made)
        fee = informed.fee("E0781", "RR", "IL", rural, DAY).value
        assert _allowed(made, "E0781") == {fee}


def test_a_former_area_has_its_own_fee(informed: Reference, reference: Reference) -> None:
    assert reference.area_fee("44301", "E0781", "RR", DAY) is None
    made = _estimate(informed, "44301")
    assert _allowed(made, "E0781") == {Range.exactly(Decimal("250.11"))}
    # An area with no amount for the item has the state's.
    state = informed.fee("E0781", "RR", "GA", False, DAY).value
    assert _allowed(_estimate(informed, "30303"), "E0781") == {state}
    assert informed.area_fee("44302", "E0781", "RR", DAY) is None


def test_a_printed_rate_replaces_both_bounds(informed: Reference, reference: Reference) -> None:
    visits = {LineKind.VISIT, LineKind.FIRST_VISIT}
    before = [line for line in _estimate(reference, _HOSPITAL).lines if line.kind in visits]
    after = [line for line in _estimate(informed, _HOSPITAL).lines if line.kind in visits]
    assert before
    assert all(line.allowed.low < line.allowed.high for line in before)
    assert {line.standing for line in before} == {Standing.ESTIMATED}
    assert {line.standing for line in after} == {Standing.PUBLISHED}
    # Milrinone is in category 1: the first visit G0088, the others G0068.
    assert {line.allowed for line in after} == {
        Range.exactly(Decimal("220.00")),
        Range.exactly(Decimal("180.00")),
    }


def test_past_its_last_day_a_printed_rate_is_projected(informed: Reference) -> None:
    rate = informed.local_visit_rate("G0068", "06102", "16", date(2027, 2, 1))
    assert rate is not None
    assert (rate.standing, rate.published_through) == (Standing.PROJECTED, date(2026, 12, 31))


def test_a_time_with_no_list_is_not_known(tmp_path_factory: pytest.TempPathFactory) -> None:
    taken = []
    for quarter, year in ((1, 2024), (3, 2026)):
        name = f"DME Rural Zip Code Quarter {quarter} {year}.csv"
        heading = ["STATE", "DMEPOS RURAL ZIP CODE", "YEAR/QTR"]
        (document,) = read_content(name, as_csv([heading, ["IL", _RURAL, f"{year}/{quarter}"]]))
        importer = importer_for(document)
        assert importer is not None
        taken.append(Taken(importer, importer.read(document), ""))
    folder = tmp_path_factory.mktemp("lists") / "edition"
    write_edition(laid_in(real_tables(), taken), (), folder)
    made = open_reference(folder / "reference.sqlite", folder / "edition.json")
    days = (date(2024, 6, 1), date(2025, 6, 1), date(2026, 6, 1), date(2026, 8, 1))
    assert [made.is_rural(_HOSPITAL, day) for day in days] == [False, None, None, False]
