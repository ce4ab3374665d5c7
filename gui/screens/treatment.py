"""How the person wants to find the treatment."""

from __future__ import annotations

from typing import ClassVar

from core.intake.answers import WayIn
from gui.screens.question import FieldChoice, PartedScreen
from gui.state import Step


class TreatmentScreen(PartedScreen):
    """By the medicine's name, by condition, by kind of medicine, or by equipment."""

    step: ClassVar[Step] = Step.TREATMENT

    def __init__(self) -> None:
        super().__init__({"": FieldChoice("treatment", "way_in", lambda state: tuple(WayIn))})
