"""What is said of two editions: the kind of each change, its size, and what must be accepted."""

from __future__ import annotations

from decimal import Decimal

import pytest

from core.editions.changes import Change, ChangeKind, Diff
from core.editions.compare import compare
from core.editions.merge import cells_of, with_rows
from core.editions.report import make_report
from core.editions.report_files import as_html, as_text
from core.editions.report_pdf import as_pdf
from core.reference.tables import Tables
from core.words import Words
from tests.support.tables import line_of, real_tables, with_cells, with_double, without_line


def _one(before: Tables, after: Tables) -> Change:
    (change,) = compare(before, after).changes
    return change


def _limit(hcpcs: str, effective: str = "2026-10-01", **cells: str) -> Tables:
    tables = real_tables()
    line = line_of(tables, "payment_limits", hcpcs=hcpcs, effective=effective)
    return with_cells(tables, "payment_limits", line, **cells)


def test_an_edition_does_not_differ_from_itself() -> None:
    assert compare(real_tables(), real_tables()).changes == ()


@pytest.mark.parametrize(
    ("amount", "must"), [("1.144", False), ("1.428", False), ("1.429", True), ("0.857", True)]
)
def test_a_jump_over_a_quarter_must_be_accepted(amount: str, must: bool) -> None:
    change = _one(real_tables(), _limit("J2260", amount=amount))  # it was 1.143
    assert (change.id, change.kind) == ("payment_limits:J2260", ChangeKind.AMOUNT)
    assert change.drugs == ("milrinone",)
    assert change.must_accept is must


def test_a_percentage_is_a_figure_too() -> None:
    change = _one(real_tables(), _limit("J2260", coinsurance_percent="10"))
    assert (change.column, change.moved, change.must_accept) == (
        "coinsurance_percent",
        Decimal("-0.5"),
        True,
    )


def test_another_billing_unit_must_be_accepted_even_at_the_same_price() -> None:
    change = _one(real_tables(), _limit("J2260", unit_amount="50", amount="11.430"))
    assert (change.kind, change.must_accept, change.moved) == (ChangeKind.UNIT, True, Decimal(0))


def test_a_code_that_vanished_must_be_accepted() -> None:
    gone = _limit("J2260", amount="", coinsurance_percent="", status="not-found")
    change = _one(real_tables(), gone)
    assert (change.kind, change.must_accept) == (ChangeKind.GONE, True)
    every = [c for c in cells_of(real_tables(), "payment_limits") if c["hcpcs"] != "J2260"]
    removed = _one(real_tables(), with_rows(real_tables(), "payment_limits", every))
    assert (removed.kind, removed.must_accept) == (ChangeKind.GONE, True)


def test_a_fee_in_every_state_is_accepted_once() -> None:
    tables = real_tables()
    doubled = [
        cells | {"amount": str(Decimal(cells["amount"]) * 2)}
        if cells["hcpcs"] == "E0781"
        else cells
        for cells in cells_of(tables, "fees")
    ]
    diff = compare(tables, with_rows(tables, "fees", doubled))
    assert diff.to_accept == ("fees:E0781-RR",)
    assert len(diff.changes) == 102


def test_a_fee_series_that_runs_out_is_gone() -> None:
    tables = real_tables()
    line = line_of(tables, "fees", hcpcs="E0781", state="IL", rural="NR")
    change = _one(tables, with_cells(tables, "fees", line, ends="2026-06-30"))
    assert (change.kind, change.must_accept) == (ChangeKind.GONE, True)


def test_places_that_moved_or_vanished_must_be_accepted() -> None:
    tables = real_tables()
    line = line_of(tables, "zips", prefix="606", state="IL")
    moved = compare(tables, with_cells(tables, "zips", line, locality="99"))
    assert moved.to_accept == ("zips:moved",)
    gone = compare(tables, without_line(tables, "zips", line))
    assert gone.to_accept == ("zips:gone",)
    came = compare(without_line(tables, "zips", line), tables)
    assert came.to_accept == ()
    assert "60612" in {change.after.name for change in came.changes}


def test_a_code_that_the_yearly_list_ends_must_be_accepted() -> None:
    tables = real_tables()
    row = dict.fromkeys(("added", "changed", "terminated", "action", "coverage", "pricing"), "")
    standing = {"hcpcs": "J2260", "status": "published", "source": "s", "locator": ""} | row
    before = with_rows(tables, "hcpcs_status", [standing])
    after = with_rows(tables, "hcpcs_status", [standing | {"terminated": "2026-12-31"}])
    assert compare(before, after).to_accept == ("hcpcs_status:J2260",)
    assert _one(before, after).drugs == ("milrinone",)


def test_a_new_drug_code_is_told_and_needs_no_acceptance() -> None:
    tables = real_tables()
    line = line_of(tables, "drug_codes", hcpcs="J2260")
    more = with_double(tables, "drug_codes", line, hcpcs="J2261", general="no")
    change = _one(tables, more)
    assert (change.kind, change.must_accept) == (ChangeKind.NEW, False)
    assert compare(more, tables).to_accept == ("drug_codes:J2261",)


def _october() -> Diff:
    tables = real_tables()
    limits = [c for c in cells_of(tables, "payment_limits") if c["effective"] < "2026-10"]
    return compare(with_rows(tables, "payment_limits", limits), tables, "before", "after")


def test_the_largest_jumps_come_first() -> None:
    diff = _october()
    sizes = [change.size for change in diff.changes if change.must_accept]
    assert sizes == sorted(sizes, reverse=True)
    assert diff.changes[0].kind is ChangeKind.REPLACED
    by_id = {change.id: change for change in diff.changes if change.column == "amount"}
    fluorouracil = by_id["payment_limits:J9190"]
    assert (fluorouracil.before.name, fluorouracil.after.name) == ("J9190", "J9192")
    assert fluorouracil.drugs == ("fluorouracil",)
    # 1.941 for 500 mg and 0.039 for 10 mg are almost the same price.
    assert fluorouracil.moved == (Decimal("0.0039") - Decimal("0.003882")) / Decimal("0.003882")
    for code, before, after in (("J0133", "0.119", "0.048"), ("J2270", "3.036", "7.259")):
        change = by_id[f"payment_limits:{code}"]
        assert (change.before.figure, change.after.figure) == (before, after)
        assert change.must_accept


def test_a_report_reads_in_both_languages(words_en: Words, words_es: Words) -> None:
    diff = _october()
    report = make_report(diff, real_tables(), words_en, ("payment_limits:J0133",))
    english = as_text(report, words_en)
    spanish = as_text(make_report(diff, real_tables(), words_es), words_es)
    assert "fluorouracilo" in spanish
    assert "Look at these and accept each one" in english
    assert "Revise estos cambios y acepte cada uno" in spanish
    (acyclovir,) = (line for line in english.splitlines() if "payment_limits:J0133" in line)
    assert acyclovir.endswith("Yes")
    (morphine,) = (line for line in english.splitlines() if "payment_limits:J2270 " in line)
    assert morphine.endswith("Not yet")


def test_a_page_stands_alone_and_can_be_signed(words_en: Words) -> None:
    page = as_html(make_report(_october(), real_tables(), words_en), words_en).decode()
    assert page.count("<html") == 1
    assert "http" not in page
    assert "src=" not in page
    for line in ("Checked by", "Date", "Signature"):
        assert f"<p>{line}</p>" in page


def test_a_page_shows_markup_as_text(words_en: Words) -> None:
    hostile = _limit("J2260", amount="2.000", unit="<script>alert(1)</script>")
    page = as_html(
        make_report(compare(real_tables(), hostile), hostile, words_en), words_en
    ).decode()
    assert "<script>" not in page
    assert "&lt;script&gt;" in page


def test_the_paper_says_what_the_page_says(words_en: Words) -> None:
    import pypdfium2

    report = make_report(_october(), real_tables(), words_en)
    content = as_pdf(report, words_en)
    assert content == as_pdf(report, words_en)
    document = pypdfium2.PdfDocument(content)
    read = " ".join(
        " ".join(document[page].get_textpage().get_text_bounded().split())
        for page in range(len(document))
    )
    for told in (
        "payment_limits:J9190",
        "J9192, fluorouracil (5-FU)",
        "0.048 for 5 mg",
        "Signature",
        "Page 1",
        "Page 2",
    ):
        assert told in read
