"""How often, how long each time, what holds the drug; then the order read back."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from typing import ClassVar

from core.case import ReservoirKind
from core.dosing import DAY_MINUTES, hours, whole_minutes
from core.intake.answers import UNASKED, Answers, asked, known
from core.intake.order import fits_in_a_week
from gui.screens.base import NOT_SURE
from gui.screens.number import Digits, NumberPart
from gui.screens.question import FieldChoice, PartedScreen, titled
from gui.screens.readback import ReadBackPart
from gui.screens.scaled import ScaledPart
from gui.screens.wording import CONTINUOUS, TIMES_A_WEEK, minutes_text, never_stops
from gui.state import State, Step
from gui.widgets.cards import Option

_MOST_TIMES = Decimal(168)
_MOST_MINUTES = Decimal(10080)
_MINUTES = (30, 60, 120, 480, 720, DAY_MINUTES)
_DAILY = Decimal(7)
_EACH_TIME = "each-time"
_CONTAINERS: dict[str, Decimal] = {
    "1-a-day": Decimal(7),
    "every-2-days": Decimal("3.5"),
    "1-a-week": Decimal(1),
}


class TimesPart(NumberPart):
    """How many infusions a week, or all the time."""

    def __init__(self, key: str) -> None:
        super().__init__(key, Digits(3, 0, _MOST_TIMES))

    def number(self, state: State) -> Decimal | None:
        times = known(state.answers.administrations_per_week)
        # "Every 3 weeks" is no number to be typed: its chip alone shows it.
        return times if times is not None and times == times.to_integral_value() else None

    def type_number(self, state: State, number: Decimal | None) -> Answers:
        times = UNASKED if number is None else number
        return replace(state.answers, administrations_per_week=times)

    def options(self, state: State) -> Sequence[Option]:
        names = (CONTINUOUS, *TIMES_A_WEEK)
        return [Option(name, titled(state.words(f"times.{name}"))) for name in names]

    def selected(self, state: State) -> str | None:
        times = state.answers.administrations_per_week
        if times is None:
            return NOT_SURE
        if never_stops(known(times), known(state.answers.minutes)):
            return CONTINUOUS
        return next((name for name, each in TIMES_A_WEEK.items() if times == each), None)

    def choose(self, state: State, option: str) -> Answers:
        if option == CONTINUOUS:
            return replace(state.answers, administrations_per_week=_DAILY, minutes=DAY_MINUTES)
        minutes = state.answers.minutes
        return replace(
            state.answers,
            administrations_per_week=TIMES_A_WEEK.get(option),
            minutes=UNASKED if minutes == DAY_MINUTES else minutes,
        )

    def unit(self, state: State) -> str:
        return state.words("unit.times-a-week")

    def can_go_on(self, state: State) -> bool:
        return asked(state.answers.administrations_per_week)


class MinutesPart(ScaledPart):
    """How long each infusion runs."""

    def __init__(self, key: str) -> None:
        super().__init__(key, Digits(5, 1, _MOST_MINUTES), ("minutes", "hours"))

    def value(self, state: State) -> Decimal | None:
        minutes = known(state.answers.minutes)
        return None if minutes is None else Decimal(minutes)

    def put(self, state: State, value: Decimal | None) -> Answers:
        return replace(state.answers, minutes=UNASKED if value is None else int(value))

    def into(self, typed: Decimal, scale: str) -> Decimal:
        return whole_minutes(typed) if scale == "hours" else max(Decimal(1), typed // 1)

    def out_of(self, value: Decimal, scale: str) -> Decimal:
        return hours(value) if scale == "hours" else value

    def most(self) -> Decimal:
        return _MOST_MINUTES

    def options(self, state: State) -> Sequence[Option]:
        return [
            Option(str(minutes), titled(minutes_text(state.words, minutes))) for minutes in _MINUTES
        ]

    def selected(self, state: State) -> str | None:
        minutes = state.answers.minutes
        if minutes is None:
            return NOT_SURE
        return str(minutes) if minutes in _MINUTES else None

    def choose(self, state: State, option: str) -> Answers:
        return replace(state.answers, minutes=None if option == NOT_SURE else int(option))

    def read_back(self, state: State) -> str:
        if not fits_in_a_week(state.answers):
            return state.words("minutes.too-long")
        minutes = known(state.answers.minutes)
        return "" if minutes is None else titled(minutes_text(state.words, minutes))

    def can_go_on(self, state: State) -> bool:
        return asked(state.answers.minutes) and fits_in_a_week(state.answers)


class ContainersPart(NumberPart):
    """How many cassettes, bags or syringes are used in a week."""

    def __init__(self, key: str) -> None:
        super().__init__(key, Digits(3, 0, _MOST_TIMES))

    def question(self, state: State) -> str:
        kind = known(state.answers.reservoir)
        return state.words(f"containers.question.{kind}" if kind else "containers.question.open")

    def number(self, state: State) -> Decimal | None:
        pieces = known(state.answers.reservoirs_per_week)
        return pieces if pieces is not None and pieces == pieces.to_integral_value() else None

    def type_number(self, state: State, number: Decimal | None) -> Answers:
        return replace(state.answers, reservoirs_per_week=UNASKED if number is None else number)

    def options(self, state: State) -> Sequence[Option]:
        found = [Option(name, state.words(f"containers.{name}")) for name in _CONTAINERS]
        times = known(state.answers.administrations_per_week)
        if times is not None and times not in _CONTAINERS.values():
            found.insert(0, Option(_EACH_TIME, state.words("containers.each-time")))
        return found

    def selected(self, state: State) -> str | None:
        pieces = state.answers.reservoirs_per_week
        if pieces is UNASKED:
            return None
        if pieces is None:
            return NOT_SURE
        name = next((name for name, each in _CONTAINERS.items() if each == pieces), None)
        same = pieces == state.answers.administrations_per_week
        return name or (_EACH_TIME if same else None)

    def choose(self, state: State, option: str) -> Answers:
        if option == _EACH_TIME:
            return replace(
                state.answers, reservoirs_per_week=state.answers.administrations_per_week
            )
        return replace(state.answers, reservoirs_per_week=_CONTAINERS.get(option))

    def unit(self, state: State) -> str:
        return state.words("unit.a-week")

    def can_go_on(self, state: State) -> bool:
        return asked(state.answers.reservoirs_per_week)


class ScheduleScreen(PartedScreen):
    """How often and how long, what holds the drug, and the order read back."""

    step: ClassVar[Step] = Step.SCHEDULE

    def __init__(self) -> None:
        super().__init__(
            {
                "times": TimesPart("times"),
                "minutes": MinutesPart("minutes"),
                "container": FieldChoice(
                    "container", "reservoir", lambda state: tuple(ReservoirKind)
                ),
                "containers": ContainersPart("containers"),
                "readback": ReadBackPart("readback"),
            }
        )
