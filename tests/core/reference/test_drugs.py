"""The drugs of the reference, looked up as a case or a search would."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from core.case import Route
from core.reference.model import Billing, Drug, EquipmentKind, NotInReference, Way
from core.reference.store import Reference
from core.words import Words

DAY = date(2026, 11, 2)
ENDED = {"amphotericin-b-cholesteryl", "vivaglobin"}
"""Drugs that are no longer billed: kept for old dates."""

PUMP_CODES = """
J0895 J9190 J9192 J9100 J9040 J9000 J9065 J9360 J9370 J9200 J2270 J2272 J2274 J1171 J1170 J3010
J0133 J1455 J1570 J1574 J0285 J0287 J0289 J0288 J1250 J2260 J1265 J1325 J3285 J1457 J7799 J2278
J1551 J1555 J1558 J1559 J1561 J1569 J1575 J1562 J7340 J7356 J9039 J1817 J1811 J1813 J7999
"""
"""The codes of the pump list as researched: 48 rows, in which J7799 stands twice."""

OTHER_WAYS = {
    Way.PART_D: """
        J3373 J3374 J3375 J3376 J0696 J0690 J0878 J1335 J2543 J2185 J0692 J0290 J0295 J2540 J2700
        J2290 J2291 J0713 J0457 J0712 J1580 J3260 J1956 J2020 J1836 J0456 J1271 J3243 J3095 J2248
        J0637 J0348 J1450 J3465 J1833 J0740 J2175 J1644 J2919 J0364 A9274""",
    Way.INCIDENT_TO: "J0875 J2407 J2406 Q2050 J9371 J1745 J3380 J2350 J2323 J1756 J9206",
    Way.HOME_IVIG: """
        J1459 J1568 J1572 J1554 J1556 J1557 J1599 J1576 J1552 J1553 J1577 J1561 J1569""",
    Way.HOME_HEALTH: "J7030 J7040",
    Way.PROSTHETIC: "B4164 B5200",
    Way.CLOTTING: "J7170 J7190 J7192 J7198",
    Way.NOT_COVERED: "A4305 A4306",
}
"""The codes off the pump list as researched (49 rows), by where each falls at home."""


def _all_codes(reference: Reference, *ways: Way) -> set[str]:
    return {code.hcpcs for drug in reference.drugs() if drug.way in ways for code in drug.codes}


def test_every_drug_on_the_pump_list_is_there(reference: Reference) -> None:
    assert _all_codes(reference, Way.PUMP) >= set(PUMP_CODES.split())


@pytest.mark.parametrize("way", OTHER_WAYS, ids=str)
def test_every_drug_off_the_pump_list_falls_where_it_was_found_to(
    reference: Reference, way: Way
) -> None:
    assert _all_codes(reference, way) >= set(OTHER_WAYS[way].split())


def test_no_antibiotic_is_on_the_pump_list(reference: Reference) -> None:
    ways = {drug.way for drug in reference.drugs() if drug.drug_class == "antibiotic"}
    assert ways == {Way.PART_D, Way.INCIDENT_TO}


def test_every_drug_can_be_billed_today_or_is_known_to_have_ended(reference: Reference) -> None:
    for drug in reference.drugs():
        assert drug.codes, drug.id
        try:
            reference.drug_code(drug.id, DAY)
        except NotInReference:
            assert drug.id in ENDED
            assert all(code.ends is not None and code.ends < DAY for code in drug.codes)


@pytest.mark.parametrize(
    ("drug", "day", "code", "size", "unit"),
    [
        ("fluorouracil", date(2026, 9, 30), "J9190", "500", "mg"),
        ("fluorouracil", date(2026, 10, 1), "J9192", "10", "mg"),
        ("hydromorphone", date(2024, 9, 30), "J1170", "4", "mg"),
        ("hydromorphone", date(2024, 10, 1), "J1171", "0.1", "mg"),
        ("milrinone", DAY, "J2260", "5", "mg"),
        ("dobutamine", DAY, "J1250", "250", "mg"),
        ("dopamine", DAY, "J1265", "40", "mg"),
        ("epoprostenol", DAY, "J1325", "0.5", "mg"),
        ("bleomycin", DAY, "J9040", "15", "units"),
        ("gamunex-c", DAY, "J1561", "500", "mg"),
        ("hizentra", DAY, "J1559", "100", "mg"),
        ("ivig-yimmugo", DAY, "J1553", "100", "mg"),
        ("penicillin-g", DAY, "J2540", "600000", "units"),
        ("vancomycin", DAY, "J3373", "10", "mg"),
        ("piperacillin-tazobactam", DAY, "J2543", "1.125", "g"),
        ("insulin-pump", DAY, "J1817", "50", "units"),
        ("daptomycin", DAY, "J0878", "1", "mg"),
        ("hydration", DAY, "J7030", "1000", "mL"),
    ],
)
def test_a_drug_is_billed_under_the_code_and_unit_of_the_day(
    reference: Reference, drug: str, day: date, code: str, size: str, unit: str
) -> None:
    found = reference.drug_code(drug, day)
    assert (found.hcpcs, found.unit_amount, found.unit) == (code, Decimal(size), unit)


def test_gallium_nitrate_loses_its_own_code_in_2026(reference: Reference) -> None:
    assert reference.drug_code("gallium-nitrate", date(2025, 12, 31)).hcpcs == "J1457"
    after = reference.drug_code("gallium-nitrate", date(2026, 1, 1))
    assert (after.hcpcs, after.billing, after.unit_amount) == ("J7799", Billing.NO_CODE, None)


@pytest.mark.parametrize(
    ("drug", "billing", "container"),
    [
        ("foscarbidopa-foslevodopa", Billing.VIAL, "480"),
        ("carbidopa-levodopa-enteral", Billing.CASSETTE, "1"),
        ("blinatumomab", Billing.BAG_PROTOCOL, "35"),
    ],
)
def test_a_drug_billed_by_its_container_says_what_one_holds(
    reference: Reference, drug: str, billing: Billing, container: str
) -> None:
    code = reference.drug_code(drug, DAY)
    assert (code.billing, code.container_units) == (billing, Decimal(container))


@pytest.mark.parametrize(
    ("asked", "drug"),
    [
        ("Milrinone", "milrinone"),
        ("primacor", "milrinone"),
        ("J2260", "milrinone"),
        ("ROCEPHIN", "ceftriaxone"),
        ("vyalev", "foscarbidopa-foslevodopa"),
        ("J7799", "other-pump-drug"),  # three drugs have had it; none has only it
        ("J1561", "gamunex-c"),  # the pump drug before the one into a vein
        ("J1459", "ivig-privigen"),  # the brand before immune globulin of any brand
        ("J1554", "ivig-asceniv"),
        ("ivig", "ivig"),
        ("A4306", "elastomeric-pump"),
        ("omnipod", "disposable-insulin-pump"),
    ],
)
def test_a_drug_is_found_by_name_brand_or_code(reference: Reference, asked: str, drug: str) -> None:
    assert reference.drug(asked).id == drug


@pytest.mark.parametrize(
    ("drug", "pumps", "usual"),
    [
        ("milrinone", {"E0779", "E0780", "E0781", "E0791"}, "E0781"),
        ("treprostinil", {"K0455"}, "K0455"),
        ("epoprostenol", {"K0455"}, "K0455"),
        ("hizentra", {"E0779"}, "E0779"),
        ("cuvitru", {"E0779"}, "E0779"),
        ("gamunex-c", {"E0779"}, "E0779"),
        ("gammagard-liquid", {"E0779"}, "E0779"),
        ("hyqvia", {"E0781"}, "E0781"),
        ("cutaquig", {"E0779", "E0781"}, "E0779"),
        ("xembify", {"E0779", "E0781"}, "E0779"),
        ("foscarbidopa-foslevodopa", {"E0781"}, "E0781"),
        ("blinatumomab", {"E0781"}, "E0781"),
        ("insulin-pump", {"E0784"}, "E0784"),
    ],
)
def test_a_drug_goes_only_with_its_own_pumps(
    reference: Reference, drug: str, pumps: set[str], usual: str
) -> None:
    uses = reference.drug(drug).pumps
    assert {use.hcpcs for use in uses} == pumps
    assert [use.hcpcs for use in uses if use.usual] == [usual]


def _has_one_usual_pump(drug: Drug) -> bool:
    return sum(use.usual for use in drug.pumps) == 1


def test_a_pump_drug_has_pumps_and_indications_and_another_has_a_reason(
    reference: Reference, words_en: Words, words_es: Words
) -> None:
    for drug in reference.drugs():
        assert all(words.has(f"drug.{drug.id}") for words in (words_en, words_es)), drug.id
        if drug.way is Way.PUMP:
            assert _has_one_usual_pump(drug), drug.id
            assert drug.indications, drug.id
            assert drug.reason == "", drug.id
            for use in drug.pumps:
                assert reference.equipment(use.hcpcs).kind is EquipmentKind.PUMP
        else:
            assert drug.pumps == (), drug.id
            why = f"why.{drug.reason}"
            assert all(words.has(why) for words in (words_en, words_es)), drug.id


@pytest.mark.parametrize(
    ("drug", "category", "paid"),
    [
        ("milrinone", 1, True),
        ("treprostinil", 1, True),
        ("hizentra", 2, True),
        ("fluorouracil", 3, True),
        ("blinatumomab", 3, True),
        ("ziconotide", None, False),
        ("floxuridine", None, False),
        ("carbidopa-levodopa-enteral", None, False),
        ("insulin-pump", None, False),
        ("foscarbidopa-foslevodopa", 2, None),
        ("ganciclovir-exela", 1, None),
        ("ceftriaxone", None, False),
    ],
)
def test_visits_are_payable_for_a_drug_or_not_or_it_is_not_known(
    reference: Reference, drug: str, category: int | None, paid: bool | None
) -> None:
    code = reference.drug_code(drug, DAY)
    assert (code.visit_category, code.visit_drug) == (category, paid)


def test_a_drug_into_the_spine_the_gut_or_an_artery_alone_has_no_visit_drug(
    reference: Reference,
) -> None:
    into = {Route.IV, Route.SC}
    for drug in reference.drugs():
        if not into & set(drug.routes):
            assert all(code.visit_drug is not True for code in drug.codes), drug.id


def test_immune_globulin_under_the_skin_is_billed_with_its_modifier(reference: Reference) -> None:
    under_skin = [
        drug
        for drug in reference.drugs()
        if drug.drug_class == "immune-globulin" and drug.way is Way.PUMP
    ]
    assert len(under_skin) == 8
    assert all("JB" in code.modifiers for drug in under_skin for code in drug.codes)


def test_a_fact_from_memory_keeps_that_standing(reference: Reference) -> None:
    for drug in ("morphine-fresenius", "ganciclovir-exela"):
        assert reference.drug(drug).citation.source == "homeward-memory"
