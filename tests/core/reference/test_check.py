"""Every kind of fault is refused, and told with its table, line, column and what was expected."""

from __future__ import annotations

import pytest

from core.reference.check import check
from core.reference.schema import TABLES
from core.reference.tables import Tables
from core.words import Words
from tests.support.tables import line_of, real_tables, with_cells, with_double, without_line

E0781_IL = {"hcpcs": "E0781", "state": "IL", "rural": "NR"}


def _faults(tables: Tables) -> list[tuple[str, int, str, str]]:
    return [(fault.table, fault.line, fault.column, fault.text.key) for fault in check(tables)]


def test_the_projects_own_tables_have_no_fault() -> None:
    assert _faults(real_tables()) == []


@pytest.mark.parametrize(
    ("amount", "fault"),
    [
        ("", "check.empty"),
        ("309,33", "check.amount"),
        ("$309.33", "check.amount"),
        ("-309.33", "check.amount"),
        ("+309.33", "check.amount"),
        ("3.0933e2", "check.amount"),
        ("0309.33", "check.amount"),
        (".33", "check.amount"),
        ("309.", "check.amount"),
        ("NaN", "check.amount"),
        ("３０９.33", "check.amount"),
        ("309.3300000000001", "check.places"),
        ("309.33 ", "check.spaces"),
        ("309.33\u00a0", "check.spaces"),
        ("0", "check.range"),
        ("3093.30", "check.range"),
        ("30.933", "check.range"),
    ],
)
def test_a_malformed_or_unbelievable_amount_is_refused(amount: str, fault: str) -> None:
    tables = real_tables()
    line = line_of(tables, "fees", **E0781_IL)
    changed = with_cells(tables, "fees", line, amount=amount)
    assert _faults(changed) == [("fees", line, "amount", fault)]


@pytest.mark.parametrize(
    "day", ["2026-02-30", "2026-1-1", "01/01/2026", "20260101", "2026-01-01T00"]
)
def test_a_day_that_is_none_is_refused(day: str) -> None:
    tables = real_tables()
    line = line_of(tables, "fees", **E0781_IL)
    changed = with_cells(tables, "fees", line, effective=day)
    assert _faults(changed) == [("fees", line, "effective", "check.date")]


@pytest.mark.parametrize(
    ("table", "cells", "change", "column"),
    [
        ("parameters", {"name": "part_b_deductible", "effective": "2026-01-01"},
         {"status": "certain"}, "status"),
        ("fees", E0781_IL, {"modifier": "XX"}, "modifier"),
        ("fees", E0781_IL, {"hcpcs": "e0781"}, "hcpcs"),
        ("fees", E0781_IL, {"hcpcs": "0781"}, "hcpcs"),
        ("fees", E0781_IL, {"rural": "maybe"}, "rural"),
        ("visit_rates", {"hcpcs": "G0068"}, {"visit": "weekly"}, "visit"),
        ("setting_prices", {"setting": "physician_office", "code": "96365"},
         {"setting": "hospital"}, "setting"),
    ],
)  # fmt: skip
def test_a_word_that_is_not_among_the_choices_is_refused(
    table: str, cells: dict[str, str], change: dict[str, str], column: str
) -> None:
    tables = real_tables()
    line = line_of(tables, table, **cells)
    found = _faults(with_cells(tables, table, line, **change))
    assert found == [(table, line, column, "check.condition")]


def test_a_flag_and_a_whole_number_are_refused_when_they_are_none() -> None:
    tables = real_tables()
    line = line_of(tables, "visit_rates", hcpcs="G0068")
    changed = with_cells(tables, "visit_rates", line, geographic="true", category="1.0")
    assert _faults(changed) == [
        ("visit_rates", line, "category", "check.integer"),
        ("visit_rates", line, "geographic", "check.flag"),
    ]


@pytest.mark.parametrize("table", [name for name, rows in real_tables().items() if rows])
def test_a_row_that_stands_twice_is_refused_in_every_table(table: str) -> None:
    tables = real_tables()
    row = tables[table][0]
    found = _faults(with_double(tables, table, row.line))
    last = len(tables[table]) + 2
    key = next(each for each in TABLES if each.name == table).key[0]
    assert (table, last, key, "check.twice") in found


def test_an_unknown_source_is_refused_in_every_table_that_names_one() -> None:
    tables = real_tables()
    for table in TABLES:
        named = any(column.name == "source" for column in table.columns)
        if named and tables[table.name]:
            line = tables[table.name][0].line
            changed = with_cells(tables, table.name, line, source="hearsay")
            assert (table.name, line, "source", "check.unknown") in _faults(changed), table.name


def test_a_source_that_is_taken_away_is_missed_where_it_is_used() -> None:
    tables = real_tables()
    changed = without_line(tables, "sources", line_of(tables, "sources", id="cms-gpci-2026"))
    found = _faults(changed)
    assert {fault[0] for fault in found} == {"localities"}
    assert len(found) == 109


def test_a_row_may_not_end_before_it_begins() -> None:
    tables = real_tables()
    line = line_of(tables, "parameters", name="part_b_deductible", effective="2027-01-01")
    changed = with_cells(tables, "parameters", line, ends="2026-12-31")
    assert _faults(changed) == [("parameters", line, "ends", "check.backwards")]


@pytest.mark.parametrize("ends", ["2026-01-01", "2026-12-31", ""])
def test_overlaps_inside_a_series_are_refused(ends: str) -> None:
    tables = real_tables()
    earlier = line_of(tables, "parameters", name="part_b_deductible", effective="2025-01-01")
    later = line_of(tables, "parameters", name="part_b_deductible", effective="2026-01-01")
    found = _faults(with_cells(tables, "parameters", earlier, ends=ends))
    assert ("parameters", later, "effective", "check.overlap") in found


@pytest.mark.parametrize("ends", ["2025-12-30", "2025-06-30"])
def test_a_gap_inside_a_series_is_refused(ends: str) -> None:
    tables = real_tables()
    earlier = line_of(tables, "parameters", name="part_b_deductible", effective="2025-01-01")
    later = line_of(tables, "parameters", name="part_b_deductible", effective="2026-01-01")
    changed = with_cells(tables, "parameters", earlier, ends=ends)
    assert _faults(changed) == [("parameters", later, "effective", "check.gap")]


def test_a_missing_year_is_a_gap() -> None:
    tables = real_tables()
    gone = line_of(tables, "parameters", name="part_b_deductible", effective="2024-01-01")
    later = line_of(tables, "parameters", name="part_b_deductible", effective="2025-01-01")
    changed = without_line(tables, "parameters", gone)
    assert _faults(changed) == [("parameters", later, "effective", "check.gap")]


def test_a_jump_of_more_than_a_quarter_needs_a_note() -> None:
    tables = real_tables()
    line = line_of(tables, "parameters", name="part_b_deductible", effective="2026-01-01")
    within = with_cells(tables, "parameters", line, value="321.25")  # 257 x 1.25
    assert _faults(within) == []
    beyond = with_cells(tables, "parameters", line, value="321.26")
    assert _faults(beyond) == [("parameters", line, "value", "check.jump")]
    fallen = with_cells(tables, "parameters", line, value="192.74")  # 257 x 0.75 = 192.75
    assert _faults(fallen) == [("parameters", line, "value", "check.jump")]
    told = with_cells(tables, "parameters", line, value="321.26", note="Congress raised it.")
    assert _faults(told) == []


def test_an_amount_that_has_no_range_is_not_believed() -> None:
    tables = real_tables()
    gone = line_of(tables, "ranges", table_name="visit_rates", name="Q2052")
    found = _faults(without_line(tables, "ranges", gone))
    assert {fault[0::3] for fault in found} == {("visit_rates", "check.no_range")}


@pytest.mark.parametrize("percent", ["20.001", "100"])
def test_no_patients_percentage_is_above_twenty(percent: str) -> None:
    tables = real_tables()
    line = line_of(tables, "payment_limits", hcpcs="J2260", effective="2026-10-01")
    changed = with_cells(tables, "payment_limits", line, coinsurance_percent=percent)
    assert ("payment_limits", line, "coinsurance_percent", "check.range") in _faults(changed)


def test_memory_cannot_pass_for_published() -> None:
    tables = real_tables()
    line = line_of(tables, "parameters", name="part_b_deductible", effective="2021-01-01")
    changed = with_cells(tables, "parameters", line, status="published")
    assert _faults(changed) == [("parameters", line, "status", "check.memory")]


def test_what_was_not_found_has_no_value_and_nothing_else_lacks_one() -> None:
    tables = real_tables()
    line = line_of(tables, "parameters", name="part_b_deductible", effective="2027-01-01")
    invented = with_cells(tables, "parameters", line, value="292")
    assert _faults(invented) == [("parameters", line, "value", "check.not_found")]
    known = line_of(tables, "parameters", name="part_b_deductible", effective="2026-01-01")
    emptied = with_cells(tables, "parameters", known, value="")
    assert _faults(emptied) == [("parameters", known, "value", "check.not_found")]
    gone = line_of(tables, "payment_limits", hcpcs="J9190", effective="2026-10-01")
    carried = with_cells(tables, "payment_limits", gone, amount="2.000")
    assert _faults(carried) == [("payment_limits", gone, "amount", "check.not_found")]


def test_a_lower_bound_above_the_upper_one_is_refused() -> None:
    tables = real_tables()
    line = line_of(tables, "visit_rates", hcpcs="G0068")
    changed = with_cells(tables, "visit_rates", line, low="211.76")
    assert _faults(changed) == [("visit_rates", line, "high", "check.falls")]


@pytest.mark.parametrize(
    "days",
    [
        {"effective": "2026-10-02"},
        {"effective": "2026-09-01", "ends": "2026-12-31"},
        {"ends": "2026-12-30"},
        {"effective": "2026-07-01", "ends": "2026-12-31"},
    ],
)
def test_drug_prices_run_over_one_calendar_quarter(days: dict[str, str]) -> None:
    tables = real_tables()
    line = line_of(tables, "payment_limits", hcpcs="J2260", effective="2026-10-01")
    found = _faults(with_cells(tables, "payment_limits", line, **days))
    assert ("payment_limits", line, "effective", "check.quarter") in found


def test_a_percentage_below_twenty_is_one_that_cms_adjusted() -> None:
    tables = real_tables()
    line = line_of(tables, "payment_limits", hcpcs="J2260", effective="2026-10-01")
    changed = with_cells(tables, "payment_limits", line, coinsurance_percent="2")
    assert _faults(changed) == [("payment_limits", line, "coinsurance_percent", "check.adjusted")]


@pytest.mark.parametrize("amount", ["11.430", "0.114"])
def test_a_price_does_not_move_tenfold_without_a_note(amount: str) -> None:
    tables = real_tables()
    line = line_of(tables, "payment_limits", hcpcs="J2260", effective="2026-10-01")
    moved = with_cells(tables, "payment_limits", line, amount=amount)
    assert _faults(moved) == [("payment_limits", line, "amount", "check.move")]
    told = with_cells(tables, "payment_limits", line, amount=amount, note="Read twice.")
    assert _faults(told) == []


def test_the_columns_of_a_fee_are_those_of_its_area() -> None:
    tables = real_tables()
    line = line_of(tables, "fees", **E0781_IL)
    changed = with_cells(tables, "fees", line, rural="one")
    assert ("fees", line, "rural", "check.area") in _faults(changed)
    guam = with_cells(tables, "fees", line, state="GU")
    assert ("fees", line, "rural", "check.area") in _faults(guam)


def test_a_fee_that_an_area_lacks_is_missed() -> None:
    tables = real_tables()
    changed = without_line(tables, "fees", line_of(tables, "fees", **E0781_IL))
    assert _faults(changed) == [("fees", 0, "state", "check.states")]


@pytest.mark.parametrize(
    "suffixes", ["0-17", "01-", "1", "01;;02", "01,02", "ab", "17-00", "19;05", "05;05"]
)
def test_zip_suffixes_are_two_digit_runs(suffixes: str) -> None:
    tables = real_tables()
    line = line_of(tables, "zips", prefix="606", state="IL")
    found = _faults(with_cells(tables, "zips", line, suffixes=suffixes))
    assert found == [("zips", line, "suffixes", "check.runs")]


def test_a_zip_code_lies_in_one_place() -> None:
    tables = real_tables()
    line = line_of(tables, "zips", prefix="005")
    found = _faults(with_double(tables, "zips", line, locality="01"))
    last = len(tables["zips"]) + 2
    assert found == [("zips", last, "suffixes", "check.twice")] * 2  # 00501 and 00544


def test_a_zip_code_lies_in_a_known_state_and_locality() -> None:
    tables = real_tables()
    line = line_of(tables, "zips", prefix="005")
    found = _faults(with_cells(tables, "zips", line, state="EM", carrier="99999"))
    assert ("zips", line, "state", "check.unknown") in found
    assert ("zips", line, "locality", "check.unknown") in found


def test_every_locality_has_a_zip_code() -> None:
    tables = real_tables()
    line = tables["localities"][0].line
    found = _faults(with_double(tables, "localities", line, carrier="99999"))
    assert found == [("localities", len(tables["localities"]) + 2, "locality", "check.no_zip")]


def test_every_dated_table_says_how_far_it_was_published() -> None:
    tables = real_tables()
    gone = line_of(tables, "published_tables", name="payment_limits")
    found = _faults(without_line(tables, "published_tables", gone))
    assert found == [("published_tables", 0, "name", "check.no_row")]


def test_a_drug_has_one_general_code_a_day() -> None:
    tables = real_tables()
    line = line_of(tables, "drug_codes", drug="fluorouracil", hcpcs="J9190")
    found = _faults(with_cells(tables, "drug_codes", line, ends=""))
    assert ("drug_codes", "effective", "check.overlap") in {
        (table, column, key) for table, _, column, key in found
    }


def test_the_unit_of_a_code_is_that_of_its_price() -> None:
    tables = real_tables()
    line = line_of(tables, "drug_codes", drug="milrinone", hcpcs="J2260")
    changed = with_cells(tables, "drug_codes", line, unit_amount="50")
    assert _faults(changed) == [("drug_codes", line, "unit_amount", "check.unit")]


def test_malformed_cells_are_all_told_at_once_and_in_order() -> None:
    tables = real_tables()
    first = line_of(tables, "parameters", name="part_b_deductible", effective="2026-01-01")
    second = line_of(tables, "fees", **E0781_IL)
    changed = with_cells(tables, "parameters", first, value="283.0.0", status="")
    changed = with_cells(changed, "fees", second, effective="today")
    assert _faults(changed) == [
        ("parameters", first, "value", "check.amount"),
        ("parameters", first, "status", "check.empty"),
        ("fees", second, "effective", "check.date"),
    ]


def test_a_fault_says_what_was_expected(words_en: Words) -> None:
    tables = real_tables()
    line = line_of(tables, "fees", **E0781_IL)
    (fault,) = check(with_cells(tables, "fees", line, amount="3093.30"))
    assert words_en.say(fault.text) == "must be from 200 to 600; found 3093.30"
