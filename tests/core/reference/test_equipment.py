"""Pumps, poles, supplies and devices: what is paid how, and with what."""

from __future__ import annotations

import pytest

from core.reference.model import EquipmentKind, NotInReference, PaymentCategory
from core.reference.store import Reference
from core.words import Words

CATEGORIES = {
    PaymentCategory.CAPPED_RENTAL: "E0779 E0781 E0784 E0791",
    PaymentCategory.FREQUENT_SERVICING: "K0455",
    PaymentCategory.INEXPENSIVE: "E0780 E0776 K0601 K0602 K0603 K0604 K0605",
    PaymentCategory.SUPPLY: "A4221 A4222 K0552 A4224 A4225",
    PaymentCategory.NONE: "A4223 A4305 A4306 A9274 E1399",
}


@pytest.mark.parametrize(
    ("hcpcs", "category"),
    [(hcpcs, category) for category, codes in CATEGORIES.items() for hcpcs in codes.split()],
)
def test_a_piece_has_its_payment_category_and_a_plain_name(
    reference: Reference,
    words_en: Words,
    words_es: Words,
    hcpcs: str,
    category: PaymentCategory,
) -> None:
    assert reference.equipment(hcpcs).category is category
    english, spanish = words_en(f"equipment.{hcpcs}"), words_es(f"equipment.{hcpcs}")
    assert english != spanish
    assert hcpcs not in english + spanish


@pytest.mark.parametrize(
    ("pump", "supplies"),
    [
        ("E0779", "A4221 A4222 K0552"),
        ("E0780", "A4221 A4222 K0552"),
        ("E0781", "A4221 A4222 K0552"),
        ("E0784", "A4224 A4225"),
        ("E0791", "A4221 A4222 E0776 K0552"),
        ("K0455", "A4221 A4222 K0552"),
    ],
)
def test_a_pump_is_paid_with_its_own_supplies_only(
    reference: Reference, pump: str, supplies: str
) -> None:
    found = reference.equipment(pump)
    assert found.kind is EquipmentKind.PUMP
    assert sorted(found.pairs_with) == supplies.split()


def test_a_pump_placed_in_the_body_is_not_durable_equipment(reference: Reference) -> None:
    with pytest.raises(NotInReference):
        reference.equipment("E0783")
