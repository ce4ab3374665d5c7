"""Every screen there is, one for each step."""

from __future__ import annotations

from gui.screens.base import Screen
from gui.screens.criteria import CriteriaScreen
from gui.screens.deductible import DeductibleScreen
from gui.screens.done import DoneScreen
from gui.screens.dose import DoseScreen
from gui.screens.given import GivenScreen
from gui.screens.home import HomeScreen
from gui.screens.indication import IndicationScreen
from gui.screens.length import LengthScreen
from gui.screens.medicare import MedicareScreen
from gui.screens.medicine import MedicineScreen
from gui.screens.other_coverage import OtherCoverageScreen
from gui.screens.preview import PreviewScreen
from gui.screens.print_ import PrintScreen
from gui.screens.result import ResultScreen
from gui.screens.review import ReviewScreen
from gui.screens.schedule import ScheduleScreen
from gui.screens.start import StartScreen
from gui.screens.topic import TopicScreen
from gui.screens.treatment import TreatmentScreen
from gui.screens.visits import VisitsScreen
from gui.screens.why import WhyScreen

SCREENS: tuple[type[Screen], ...] = (
    StartScreen,
    TreatmentScreen,
    TopicScreen,
    MedicineScreen,
    IndicationScreen,
    GivenScreen,
    DoseScreen,
    ScheduleScreen,
    LengthScreen,
    CriteriaScreen,
    MedicareScreen,
    OtherCoverageScreen,
    DeductibleScreen,
    HomeScreen,
    VisitsScreen,
    ReviewScreen,
    ResultScreen,
    WhyScreen,
    PreviewScreen,
    PrintScreen,
    DoneScreen,
)
