"""A Part D drug plan, and what it asks for where the pharmacy's price is known."""

from __future__ import annotations

from decimal import Decimal
from typing import ClassVar

from core.case import ExtraHelp
from gui.screens.amounts import Asks, FieldNumber, dollars
from gui.screens.number import Digits
from gui.screens.question import FieldChoice, PartedScreen
from gui.state import State, Step
from gui.widgets.cards import Option

_MOST_FILLS = Digits(2, 0, Decimal(60))


class HelpPart(FieldChoice):
    """Extra Help, told apart by what is paid for a drug, as its letter says."""

    def option(self, state: State, name: str) -> Option:
        say = state.words
        if name == ExtraHelp.NONE:
            return Option(name, say("extra-help.none"))
        level = "full_other" if name == ExtraHelp.FULL else "fbde_le_100fpl"
        generic, brand = (
            state.reference.parameter(f"lis_copay_{level}_{kind}", state.today).value.high
            for kind in ("generic", "brand")
        )
        return Option(name, say("extra-help.pays", generic=generic, brand=brand))


class DrugPlanScreen(PartedScreen):
    """Whether there is a plan, then its terms."""

    step: ClassVar[Step] = Step.DRUG_PLAN

    def __init__(self) -> None:
        super().__init__(
            {
                "has": FieldChoice("drug-plan", "has_drug_plan", lambda state: (True, False)),
                "fills": FieldNumber("fills", Asks("fills", _MOST_FILLS, "fills", "", (1, 2, 3))),
                "copay": dollars("drug-copay", "drug_copay"),
                "help": HelpPart("extra-help", "extra_help", lambda state: tuple(ExtraHelp)),
                "spent": dollars("drug-spent", "drug_spent"),
            }
        )
