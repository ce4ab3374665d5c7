"""What a pharmacy said that it charges, where Part B does not pay for the drug as ordered."""

from __future__ import annotations

from typing import ClassVar

from gui.screens.amounts import dollars
from gui.screens.question import FieldChoice, PartedScreen
from gui.state import Step


class PharmacyScreen(PartedScreen):
    """Whether it named prices, then each of them."""

    step: ClassVar[Step] = Step.PHARMACY

    def __init__(self) -> None:
        super().__init__(
            {
                "told": FieldChoice("quotes", "has_quotes", lambda state: (True, False)),
                "price": dollars("quote-price", "drug_price"),
                "per-diem": dollars("quote-per-diem", "per_diem"),
                "visit-price": dollars("quote-visit", "visit_price"),
            }
        )
