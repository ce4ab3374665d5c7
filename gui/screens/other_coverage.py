"""What pays after Medicare."""

from __future__ import annotations

from typing import ClassVar

from core.case import MedigapPlan, SupplementKind
from gui.screens.amounts import dollars, percent
from gui.screens.question import FieldChoice, PartedScreen
from gui.state import State, Step
from gui.widgets.cards import ChoiceList, Option
from gui.widgets.chips import ChipList, RowList

KINDS = (
    SupplementKind.NONE,
    SupplementKind.MEDIGAP,
    SupplementKind.RETIREE,
    SupplementKind.MEDICAID,
    SupplementKind.QMB,
    SupplementKind.SLMB,
    SupplementKind.QI,
    SupplementKind.TRICARE_FOR_LIFE,
    SupplementKind.VA,
    SupplementKind.ACTIVE_EMPLOYER,
)


class KindPart(FieldChoice):
    """What kind of coverage it is."""

    def make_list(self) -> ChoiceList:
        return RowList()


class PlanPart(FieldChoice):
    """The letter of a Medigap plan, as printed on its card."""

    def make_list(self) -> ChoiceList:
        chips = ChipList()
        chips.use_columns(4)
        return chips

    def option(self, state: State, name: str) -> Option:
        key = f"medigap.{name}"
        if state.words.has(key):
            return Option(name, state.words(key))
        return Option(name, state.words("medigap.plan", letter=name))


class OtherCoverageScreen(PartedScreen):
    """The kind of coverage, and the letter of a Medigap plan."""

    step: ClassVar[Step] = Step.OTHER_COVERAGE

    def __init__(self) -> None:
        super().__init__(
            {
                "kind": KindPart("supplement", "supplement", lambda state: KINDS),
                "plan": PlanPart("medigap", "medigap_plan", lambda state: tuple(MedigapPlan)),
                "medigap-spent": dollars("medigap-spent", "medigap_spent"),
                "retiree-share": percent("retiree-share", "retiree_share", 80, 100),
                "retiree-deductible": percent("retiree-deductible", "retiree_deductible", 100),
                "employer-percent": percent("employer-percent", "employer_percent", 80, 90, 100),
                "employer-deductible": dollars("employer-deductible", "employer_deductible"),
            }
        )
