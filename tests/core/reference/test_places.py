"""Every ZIP code lies where CMS's own file puts it."""

from __future__ import annotations

from datetime import date

import openpyxl
import pytest

from core.reference.model import NotInReference
from core.reference.store import Reference
from core.trace import Standing
from tests.support.cms import cms_file

DAY = date(2026, 11, 2)
# CMS splits two states in its ZIP file; their fees and their people are not split.
_PUT_RIGHT = {"EM": "MO", "WM": "MO", "EK": "KS", "WK": "KS"}


def test_all_zip_codes_against_cms(reference: Reference) -> None:
    book = openpyxl.load_workbook(cms_file("ZIP5_JAN2026.xlsx"), read_only=True)
    assert book.active is not None
    rows = book.active.iter_rows(values_only=True)
    heading = [str(cell or "").strip() for cell in next(rows)]
    columns = [heading.index(name) for name in ("ZIP CODE", "STATE", "CARRIER", "LOCALITY")]
    expected = {}
    for row in rows:
        zip_code, state, carrier, locality = (str(row[column]).strip() for column in columns)
        if row[columns[0]] is not None:
            expected[zip_code] = (_PUT_RIGHT.get(state, state), carrier, locality)
    assert len(expected) == 42_956
    found = {}
    for zip_code in expected:
        place = reference.place(zip_code, DAY)
        found[zip_code] = (place.state, place.carrier, place.locality)
    assert found == expected


def test_no_zip_code_is_made_up(reference: Reference) -> None:
    held = 0
    for number in range(100_000):
        try:
            reference.place(f"{number:05}", DAY)
        except NotInReference:
            continue
        held += 1
    assert held == 42_956


@pytest.mark.parametrize(
    ("zip_code", "state", "carrier", "locality"),
    [
        ("60612", "IL", "06102", "16"),
        ("00501", "NY", "13202", "02"),  # leading zeros
        ("02134", "MA", "14212", "01"),
        ("63101", "MO", "05302", "01"),  # EM in the file
        ("64101", "MO", "05302", "02"),  # WM
        ("67202", "KS", "05202", "00"),
        ("96910", "GU", "01212", "01"),  # Guam lies in Hawaii's locality
        ("20814", "MD", "12202", "01"),  # Maryland, in the locality of the District
    ],
)
def test_single_zip_codes(
    reference: Reference, zip_code: str, state: str, carrier: str, locality: str
) -> None:
    place = reference.place(zip_code, DAY)
    assert (place.state, place.carrier, place.locality) == (state, carrier, locality)


@pytest.mark.parametrize("zip_code", ["00000", "99999", "6061", "606122", "6O612", "", "60612 "])
def test_what_is_no_zip_code(reference: Reference, zip_code: str) -> None:
    with pytest.raises(NotInReference):
        reference.place(zip_code, DAY)


def test_the_locality_factor_is_our_own_and_says_so(reference: Reference) -> None:
    # Chicago: 0.50866 x 1.007 + 0.44839 x 1.005 + 0.04295 x 2.295 = 1.0614...
    gaf = reference.place("60612", DAY).gaf
    assert str(gaf.value.low) == "1.061"
    assert gaf.standing is Standing.ESTIMATED
    assert reference.locality("06102", "16", DAY).name == "CHICAGO"
    with pytest.raises(NotInReference):
        reference.locality("06102", "98", DAY)
    with pytest.raises(NotInReference):
        reference.locality("06102", "16", date(2025, 12, 31))


def test_the_fee_areas(reference: Reference) -> None:
    states = reference.states()
    assert len(states) == 53
    assert {"DC", "PR", "VI", "AK", "HI"} <= set(states)
    assert not {"GU", "AS", "MP", "FM", "MH", "PW"} & set(states)
