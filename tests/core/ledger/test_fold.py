"""Lines folded by service date: the deductible's year, the balance, unassigned claims."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from core.case import MedigapPlan
from core.ledger import Entry, Opening, OutOfBalance, Unpaid, after_medicare, fold
from core.payers.base import NOBODY, Payer
from core.payers.medigap import medigap
from core.payers.public import QMB, PaysRest
from core.payers.retiree import Retiree
from core.pricing import Claim
from core.reference.store import Reference
from core.trace import Standing
from tests.support.money import claim, folded, patient

D = Decimal


def test_the_year_of_the_service_date_picks_the_deductible(reference: Reference) -> None:
    # CS-03: October to December 2025 3 x 200 (257), January to March 2026 3 x 150 (283).
    # 2025: 257 + 20 % of 343 = 325.60;  2026: 283 + 20 % of 167 = 316.40
    days = ("2025-10-05", "2025-11-05", "2025-12-05")
    lines = [claim("200", day) for day in days]
    lines += [claim("150", day) for day in ("2026-01-05", "2026-02-05", "2026-03-05")]
    entries = folded(lines, reference)
    assert patient(entries[:3]) == D("325.60")
    assert patient(entries[3:]) == D("316.40")
    # What was met in 2025 before the first day does not help 2026.
    entries = folded(lines, reference, met="257.00")
    assert patient(entries[:3]) == D("120.00")
    assert patient(entries[3:]) == D("316.40")


def test_mixed_percentages_make_the_order_matter(reference: Reference) -> None:
    # Two lines of 300 in 2026: 15 % first 283 + 2.55 + 60.00; 20 % first 283 + 3.40 + 45.00
    low, full = claim("300", rate=D("0.15")), claim("300")
    assert patient(folded([low, full], reference)) == D("345.55")
    assert patient(folded([full, low], reference)) == D("331.40")


def test_a_year_without_a_published_deductible_takes_the_last_one(reference: Reference) -> None:
    (entry,) = folded([claim("500", "2027-02-01")], reference)
    assert entry.deductible == D("283")
    assert entry.standing is Standing.PROJECTED


def test_a_met_deductible_above_the_years_is_all_met(reference: Reference) -> None:
    assert patient(folded([claim("100")], reference, met="999.00")) == D("20.00")


def test_an_unassigned_claim_costs_its_excess_and_the_sequester(reference: Reference) -> None:
    # CS-08, CS-09: charge 150, allowed 100, deductible met: Medicare 80 less 2 % = 78.40;
    # the patient 150 - 78.40 = 71.60
    (entry,) = folded([claim("100", excess="50.00", held=True)], reference, met="283.00")
    assert (entry.medicare, entry.patient) == (D("78.40"), D("71.60"))
    # Before sequestration 70.00: the assigned part and the excess.
    (entry,) = folded([claim("100", excess="50.00")], reference, met="283.00")
    assert entry.patient == D("70.00")


def test_insulin_has_no_deductible_and_a_cap(reference: Reference) -> None:
    lines = [claim(each, deductible_applies=False, cap="35") for each in ("420", "120")]
    assert [entry.patient for entry in folded(lines, reference)] == [D("35"), D("24.00")]


def test_a_line_that_does_not_balance_cannot_be_made() -> None:
    with pytest.raises(OutOfBalance):
        Entry(claim("100"), D(0), D(20), D(80), (), D(21), Standing.PUBLISHED)
    with pytest.raises(OutOfBalance):
        Entry(claim("100"), D(0), D(20), D(120), (("medigap-G", D(-40)),), D(20), Standing.TOLD)


MONEY = st.decimals(0, 5000, places=2)
DAYS = st.dates(date(2025, 1, 1), date(2027, 12, 31))


@st.composite
def claims(draw: st.DrawFn) -> Claim:
    excess = draw(st.sampled_from([D(0), draw(MONEY)]))
    return claim(
        str(draw(MONEY)),
        draw(DAYS).isoformat(),
        rate=draw(st.decimals("0.03", "0.20", places=5)),
        excess=str(excess),
        held=bool(excess),
        noncovered=str(draw(st.sampled_from([D(0), draw(MONEY)]))),
        deductible_applies=draw(st.booleans()),
        cap=draw(st.sampled_from([None, "35"])),
    )


def payers(reference: Reference) -> list[Payer]:
    return [
        NOBODY,
        QMB,
        PaysRest("va", takes_no_excess=True),
        Retiree(D("33.3"), D("50")),
        *(medigap(plan, reference) for plan in MedigapPlan),
    ]


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.lists(claims(), min_size=1, max_size=30), MONEY, MONEY)
def test_every_line_balances_under_every_payer(
    reference: Reference, lines: list[Claim], met: Decimal, counted: Decimal
) -> None:
    lines.sort(key=lambda each: each.service.date)
    alone = patient(folded(lines, reference, NOBODY, str(met)))
    for payer in payers(reference):
        entries = folded(lines, reference, payer, str(met), str(counted))
        # Entry checks its own balance; what a payer adds never costs the patient more.
        assert patient(entries) <= alone
        for year in {entry.claim.service.date.year for entry in entries}:
            used = sum(e.deductible for e in entries if e.claim.service.date.year == year)
            assert used <= D(283)


def test_what_is_off_is_said_with_the_line(reference: Reference) -> None:
    line = claim("100")
    with pytest.raises(OutOfBalance, match=r"E0781 on 2026-03-02: off by -1") as raised:
        Entry(line, D(0), D(20), D(80), (), D(21), Standing.PUBLISHED)
    assert (raised.value.claim, raised.value.difference) == (line, D(-1))


def test_not_even_a_cent_may_be_negative() -> None:
    for deductible, coinsurance in (("-0.01", "20.00"), ("0.00", "-0.01")):
        with pytest.raises(OutOfBalance):
            Entry(claim("100.00"), D(deductible), D(coinsurance), D(80), (), D(20), Standing.TOLD)
    with pytest.raises(OutOfBalance):
        Entry(claim("100.00"), D(0), D(20), D("100.01"), (), D("-0.01"), Standing.TOLD)
    other = (("qmb", D("-0.01")),)
    with pytest.raises(OutOfBalance):
        Entry(claim("100.00"), D(0), D(0), D("80.01"), other, D("20.00"), Standing.TOLD)
    with pytest.raises(OutOfBalance):
        Entry(claim("100.00"), D(0), D(0), D("-0.01"), (), D("100.01"), Standing.TOLD)
    two = (("qmb", D("-0.01")), ("state", D("20.01")))
    with pytest.raises(OutOfBalance):
        Entry(claim("100.00"), D(0), D(20), D(80), two, D(0), Standing.TOLD)
    free = Entry(claim("0.00"), D(0), D(0), D(0), (("qmb", D(0)),), D(0), Standing.TOLD)
    assert free.patient == 0


def test_lines_of_one_procedure_share_its_cap(reference: Reference) -> None:
    # 20 % of 100 each: 20, then what is left of 35, then nothing; another procedure has its own.
    groups = ("monday", "monday", "monday", "tuesday")
    lines = [replace(claim("100", cap="35"), cap_group=group) for group in groups]
    found = folded(lines, reference, met="283.00")
    assert [entry.coinsurance for entry in found] == [D("20.00"), D("15.00"), D(0), D("20.00")]


def test_a_hospitals_line_is_rounded_up(reference: Reference) -> None:
    for rounds_up, mine in ((True, "2.01"), (False, "2.00")):
        (entry,) = folded([replace(claim("10.01"), rounds_up=rounds_up)], reference, met="283.00")
        assert entry.patient == D(mine)


def test_a_line_is_as_sure_as_its_price_and_the_deductible_taken_from_it(
    reference: Reference,
) -> None:
    def standing(of_price: Standing, day: str, met: str) -> tuple[Standing, bool]:
        line = claim("100", day)
        line = replace(line, price=replace(line.price, standing=of_price))
        (entry,) = folded([line], reference, met=met)
        return entry.standing, entry.deductible_citation is not None

    sure, unsure, later = Standing.PUBLISHED, Standing.ESTIMATED, Standing.PROJECTED
    assert standing(sure, "2026-03-02", "0.00") == (sure, True)
    assert standing(sure, "2027-03-02", "0.00") == (later, True)
    assert standing(sure, "2027-03-02", "283.00") == (sure, False)  # none of it is taken
    assert standing(unsure, "2027-03-02", "0.00") == (unsure, True)
    assert standing(unsure, "2027-03-02", "283.00") == (unsure, False)


def test_what_is_left_is_the_sum_of_the_lines(reference: Reference) -> None:
    lines = [
        claim("100", excess="50.00", held=True),
        claim("100", "2026-04-02", noncovered="12.34"),
        claim("400", "2027-02-02"),
    ]
    begun = Opening(2026, D("200.00"))
    for payer in payers(reference):
        left = Unpaid.of(after_medicare(lines, begun, reference)).left(begun, payer)
        assert left == patient(fold(lines, begun, payer, reference))


def test_under_qmb_a_supplier_that_charged_more_is_as_one_that_did_not(
    reference: Reference,
) -> None:
    over = claim("100", excess="50.00", held=True)
    # Neither the excess nor what sequestration kept from Medicare's payment stays.
    (entry,) = folded([over], reference, QMB, met="283.00")
    assert (entry.patient, entry.medicare) == (D(0), D("80.00"))
    assert (entry.claim.excess, entry.claim.held) == (D(0), False)
    assert entry.other == (("qmb", D("20.00")),)
    # Charged more, with nothing kept from the payment.
    (entry,) = folded([claim("100", excess="50.00")], reference, QMB, met="283.00")
    assert (entry.patient, entry.medicare, entry.claim.excess) == (D(0), D("80.00"), D(0))
    # Charged no more, and yet not assigned: the sequester alone.
    (entry,) = folded([claim("100", held=True)], reference, QMB, met="283.00")
    assert (entry.patient, entry.medicare, entry.claim.held) == (D(0), D("80.00"), False)


def test_a_claim_taken_as_assigned_has_no_excess_and_nothing_held(reference: Reference) -> None:
    over = claim("100", excess="50.00", held=True)
    (part,) = after_medicare([over], Opening(2026, D("283.00")), reference)
    assert (part.share.excess, part.held, part.medicare) == (D("50.00"), D("1.60"), D("78.40"))
    same = part.assigned()
    assert (same.share.excess, same.held, same.medicare) == (D(0), D(0), D("80.00"))
    assert same.left == same.share.total == D("20.00")


def test_of_no_lines_nothing_is_left(reference: Reference) -> None:
    for payer in (NOBODY, medigap(MedigapPlan.K, reference)):
        assert str(Unpaid.of(()).left(Opening(2026), payer)) == "0.00"
    limited = medigap(MedigapPlan.K, reference)
    assert str(Unpaid.of(()).left(Opening(2026), limited)) == "0.00"
    nothing = Unpaid.of(()).whole
    assert [str(each) for each in (*nothing.share[1:], nothing.left)] == ["0.00"] * 4


def test_a_yearly_limit_of_the_payer_begins_again_with_the_year(reference: Reference) -> None:
    # Plan K leaves half of the coinsurance until 8,000 of it were paid in 2026.
    lines = [claim("1000", day) for day in ("2026-11-02", "2026-12-02", "2027-01-02")]
    k = medigap(MedigapPlan.K, reference)
    found = folded(lines, reference, k, met="283.00", counted="7950.00")
    assert [entry.patient for entry in found] == [D("50.00"), D(0), D("283") + D("71.70")]
