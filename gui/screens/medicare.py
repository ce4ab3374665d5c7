"""How the person has Medicare."""

from __future__ import annotations

from typing import ClassVar

from core.case import MedicareKind
from gui.screens.question import FieldChoice, PartedScreen
from gui.state import Step


class MedicareScreen(PartedScreen):
    """Original Medicare, an Advantage plan, or no Part B."""

    step: ClassVar[Step] = Step.MEDICARE

    def __init__(self) -> None:
        super().__init__(
            {"": FieldChoice("medicare", "medicare", lambda state: tuple(MedicareKind))}
        )
