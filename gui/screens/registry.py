"""Every screen there is, one for each step, loaded when a visitor first comes to it.

The start screen alone is needed before anybody comes, and is up much sooner for it.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module

from gui.screens.base import Screen
from gui.state import Step

_CLASSES = {
    Step.START: "start.StartScreen",
    Step.TREATMENT: "treatment.TreatmentScreen",
    Step.TOPIC: "topic.TopicScreen",
    Step.MEDICINE: "medicine.MedicineScreen",
    Step.INDICATION: "indication.IndicationScreen",
    Step.GIVEN: "given.GivenScreen",
    Step.DOSE: "dose.DoseScreen",
    Step.SCHEDULE: "schedule.ScheduleScreen",
    Step.LENGTH: "length.LengthScreen",
    Step.CRITERIA: "criteria.CriteriaScreen",
    Step.MEDICARE: "medicare.MedicareScreen",
    Step.PLAN: "plan.PlanScreen",
    Step.OTHER_COVERAGE: "other_coverage.OtherCoverageScreen",
    Step.DEDUCTIBLE: "deductible.DeductibleScreen",
    Step.PHARMACY: "pharmacy.PharmacyScreen",
    Step.DRUG_PLAN: "drug_plan.DrugPlanScreen",
    Step.HOME: "home.HomeScreen",
    Step.VISITS: "visits.VisitsScreen",
    Step.HOSPITAL: "hospital.HospitalScreen",
    Step.REVIEW: "review.ReviewScreen",
    Step.RESULT: "result.ResultScreen",
    Step.WHAT_IF: "what_if.WhatIfScreen",
    Step.WHY: "why.WhyScreen",
    Step.PREVIEW: "preview.PreviewScreen",
    Step.PRINT: "print_.PrintScreen",
    Step.DONE: "done.DoneScreen",
}
"""The module in gui.screens, and the class in it."""


@dataclass(frozen=True, slots=True)
class Later:
    """The screen of a step; calling it makes one."""

    step: Step

    def __call__(self) -> Screen:
        """Make the screen."""
        return self.load()()

    def load(self) -> Callable[[], Screen]:
        """Load its class, if it was not yet."""
        module, _, name = _CLASSES[self.step].partition(".")
        made: Callable[[], Screen] = getattr(import_module(f"gui.screens.{module}"), name)
        return made


SCREENS: tuple[Later, ...] = tuple(Later(step) for step in Step)
