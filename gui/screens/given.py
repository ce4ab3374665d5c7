"""How the medicine is given: into where, where it is started, what drives it, which pump."""

from __future__ import annotations

from typing import ClassVar

from core.case import Delivery, StartedAt
from core.intake import questions
from gui.screens.question import FieldChoice, PartedScreen, titled
from gui.state import State, Step
from gui.widgets.cards import Option


class PumpPart(FieldChoice):
    """The pumps that the drug may be used with; the usual one is marked."""

    def option(self, state: State, name: str) -> Option:
        drug = questions.drug(state.answers, state.reference)
        usual = any(use.hcpcs == name and use.usual for use in (drug.pumps if drug else ()))
        note = state.words("pump.usual", code=name) if usual else name
        return Option(name, titled(state.words(f"equipment.{name}")), note)


class GivenScreen(PartedScreen):
    """Route, place of the start, what drives it, and the pump."""

    step: ClassVar[Step] = Step.GIVEN

    def __init__(self) -> None:
        super().__init__(
            {
                "route": FieldChoice(
                    "route",
                    "route",
                    lambda state: questions.routes(state.answers, state.reference),
                ),
                "started": FieldChoice("started", "started_at", lambda state: tuple(StartedAt)),
                "delivery": FieldChoice("delivery", "delivery", lambda state: tuple(Delivery)),
                "pump": PumpPart(
                    "pump",
                    "pump",
                    lambda state: questions.pumps(state.answers, state.reference),
                ),
            }
        )
