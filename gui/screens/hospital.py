"""The hospital stay before: Part A pays a nursing facility only after one of some days."""

from __future__ import annotations

from decimal import Decimal
from typing import ClassVar

from gui.screens.amounts import Asks, FieldNumber
from gui.screens.number import Digits
from gui.screens.question import PartedScreen
from gui.state import Step

_DAYS = Digits(3, 0, Decimal(365))


class HospitalScreen(PartedScreen):
    """How many days as an inpatient."""

    step: ClassVar[Step] = Step.HOSPITAL

    def __init__(self) -> None:
        asks = Asks("hospital_days", _DAYS, "days", "hospital-days.none", (1, 2, 3))
        super().__init__({"days": FieldNumber("hospital-days", asks)})
