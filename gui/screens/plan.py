"""A Medicare Advantage plan: whether it agrees, and its own figures where they are at hand."""

from __future__ import annotations

from typing import ClassVar

from gui.screens.amounts import dollars, percent
from gui.screens.question import FieldChoice, PartedScreen
from gui.state import State, Step


def _yes_or_no(state: State) -> tuple[bool, bool]:
    return True, False


class PlanScreen(PartedScreen):
    """The plan, question by question."""

    step: ClassVar[Step] = Step.PLAN

    def __init__(self) -> None:
        super().__init__(
            {
                "approved": FieldChoice("plan-approved", "plan_approved", _yes_or_no),
                "network": FieldChoice("plan-network", "in_network", _yes_or_no),
                "papers": FieldChoice("plan-papers", "has_plan_papers", _yes_or_no),
                "drug": percent("plan-drug", "plan_drug_percent", 20),
                "equipment": percent("plan-equipment", "plan_equipment_percent", 20),
                "visit": dollars("plan-visit", "plan_visit_copay"),
                "deductible": dollars("plan-deductible", "plan_deductible_left"),
                "limit": dollars("plan-limit", "plan_limit"),
                "spent": dollars("plan-spent", "plan_spent"),
            }
        )
