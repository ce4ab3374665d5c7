"""What if: changes tried on the result, the figure following at once above them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from typing import ClassVar

from PySide6.QtCore import Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QBoxLayout, QVBoxLayout, QWidget

from core.case import Setting
from core.intake import what_if as trial
from core.intake.what_if import AS_ANSWERED, Cover, Knob, WhatIf
from core.result import Estimate
from core.summary.model import Summary
from core.summary.view import length
from core.summary.what_if import amount_of, cover_text, visits_text
from gui.screens.base import Action, Screen, Want
from gui.screens.question import titled
from gui.state import State, Step
from gui.widgets.buttons import OutlineButton
from gui.widgets.cards import Option
from gui.widgets.chips import ChipList
from gui.widgets.columns import Columns
from gui.widgets.labels import Body, Label, Note
from gui.widgets.look import colour, look
from gui.widgets.panel import Panel
from gui.widgets.spaced import Spaced
from gui.widgets.stepper import Stepper

_NOT_SURE = "not-sure"
_CHIPS = (Knob.DEDUCTIBLE, Knob.COVER, Knob.PLACE)


class FigureStrip(Spaced):
    """What is paid with what is tried, and with the answers: it stays while the page scrolls."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.mark = Label("body", "warn")
        self.amount = Label("display", "brand")
        self.months = Note()
        self.mine = Body()
        self.paper = Note()
        self.own = OutlineButton()
        self._trying = False
        left, right = QVBoxLayout(), QVBoxLayout()
        for widget in (self.mark, self.amount, self.months):
            left.addWidget(widget)
        right.addStretch(1)
        for widget in (self.mine, self.paper):
            right.addWidget(widget)
        right.addStretch(1)
        for column in (left, right):
            column.setSpacing(0)
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._row.addLayout(left, 3)
        self._row.addLayout(right, 2)
        self._row.addWidget(self.own, 0, Qt.AlignmentFlag.AlignVCenter)
        self._space()

    def show_state(self, state: State) -> None:
        """Say the figure; beside a what-if, the answers' own and the way back to it."""
        if state.own is None:
            return
        say, tried = state.words, state.tried
        own = state.own[1]
        shown = own if tried is None else tried.summary
        place = Setting.HOME if tried is None else tried.what_if.place
        self._trying = tried is not None
        lead = "" if self._is_low() and tried else say.say(shown.headline.lead)
        self.mark.say(say("what-if.trying", lead=lead).strip() if tried else lead)
        self.mark.set_tone("warn" if tried else "ink")
        self.amount.say(_amount(shown, place, state))
        self.amount.set_tone("muted" if tried and not tried.ready else "brand")
        below = _below(shown, place, state, tried is None or tried.ready)
        self.months.say("" if self._is_low() else below)
        self.mine.say(
            say("what-if.mine-amount", amount=_amount(own, Setting.HOME, state)) if tried else ""
        )
        paper = say("what-if.paper" if tried else "what-if.lead")
        self.paper.say("" if self._is_low() and tried else paper)
        self.own.say(say("what-if.own") if tried else "")
        self._space()
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), colour("warn_ground" if self._trying else "surface"))
        if self._trying:
            bar = self.rect()
            bar.setWidth(look().px(12))
            painter.fillRect(bar, colour("warn"))
        painter.end()

    @staticmethod
    def _is_low() -> bool:
        """Whether there is room for the figures alone: large text in a low window."""
        return look().compact and look().grows > 1

    def _space(self) -> None:
        across, down = look().margin, look().space(16)
        self._row.setDirection(
            QBoxLayout.Direction.TopToBottom
            if look().portrait
            else QBoxLayout.Direction.LeftToRight
        )
        self._row.setContentsMargins(across, down, across, down)
        self._row.setSpacing(look().px(24))


class WhatIfScreen(Screen):
    """Five things to try, each with as few touches as can be."""

    step: ClassVar[Step] = Step.WHAT_IF

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._state: State | None = None
        self.strip = FigureStrip()
        outer = self.layout()
        assert isinstance(outer, QVBoxLayout)
        outer.insertWidget(0, self.strip)
        outer.setStretchFactor(self.page, 1)
        self.strip.own.clicked.connect(lambda: self.wanted.emit(Want.OWN))
        self.weeks, self.visits = Stepper(), Stepper()
        self.titles = {knob: Body(tone="muted") for knob in _CHIPS}
        self.chips = {knob: ChipList() for knob in _CHIPS}
        self._choose: dict[Knob, Callable[[str], WhatIf]] = {}
        self.weeks.stepped.connect(lambda way: self._step(trial.step_weeks, way))
        self.visits.stepped.connect(lambda way: self._step(trial.step_visits, way))
        for knob, chips in self.chips.items():
            chips.use_columns(2)
            chips.chosen.connect(lambda option, knob=knob: self._chose(knob, option))
        self._left, self._right = Panel(), Panel()
        self._groups: dict[Knob, QVBoxLayout] = {}
        for stepper in (self.weeks, self.visits):
            self._left.body.addWidget(stepper)
        for panel, knob in (
            (self._left, Knob.DEDUCTIBLE),
            (self._right, Knob.COVER),
            (self._right, Knob.PLACE),
        ):
            self._groups[knob] = group = QVBoxLayout()
            for widget in self._of(knob):
                group.addWidget(widget)
            panel.body.addLayout(group)
        columns = Columns()
        columns.set_columns((self._left,), (self._right,))
        self.body.addWidget(columns)

    def _of(self, knob: Knob) -> tuple[QWidget, QWidget]:
        return self.titles[knob], self.chips[knob]

    def show_state(self, state: State) -> None:
        if state.own is None:
            return
        self._state = state
        self.ask(state.words("what-if.title"))
        self.strip.show_state(state)
        self.chips[Knob.PLACE].use_columns(1 if look().grows > 1 else 2)
        made = state.own[0]
        can = trial.knobs(state.answers, made, state.reference)
        self._show_steppers(state, can)
        self._show_choices(state, made, can)
        for panel in (self._left, self._right):
            panel.body.setSpacing(look().space(28))
        for group in self._groups.values():
            group.setSpacing(look().space(10))
        self._left.setVisible(bool({Knob.WEEKS, Knob.VISITS, Knob.DEDUCTIBLE} & {*can}))
        self._right.setVisible(bool({Knob.COVER, Knob.PLACE} & {*can}))

    def first_focus(self) -> QWidget:
        if not self.weeks.isHidden():
            return self.weeks.more
        shown = [chips for chips in self.chips.values() if not chips.isHidden()]
        return shown[0].first_focus() if shown else self.page

    def primary(self, state: State) -> Action | None:
        return Action(Want.BACK, state.words("what-if.back"))

    def others(self, state: State) -> tuple[Action, ...]:
        tried = state.tried
        if tried is None or not tried.what_if.changes_figures or not tried.ready:
            return ()
        return (Action(Want.TAKE, state.words("what-if.take")),)

    # -- showing --------------------------------------------------------------------
    def _show_steppers(self, state: State, can: tuple[Knob, ...]) -> None:
        say, now, own = state.words, _now(state), state.answers
        days, visits = trial.days(now, own), trial.visits(now, own)
        unknown = say("what-if.unknown")
        told = (
            (Knob.WEEKS, self.weeks, say.say(length(days)) if days else unknown, trial.step_weeks),
            (
                Knob.VISITS,
                self.visits,
                unknown if visits is None else say.say(visits_text(visits)),
                trial.step_visits,
            ),
        )
        for knob, stepper, value, step in told:
            stepper.setVisible(knob in can)
            tried, shown = knob in now.tries, titled(value)
            words = say("what-if.changed", what=shown) if tried else shown
            stepper.show_value(say(f"what-if.{knob}"), words, tried)
            stepper.show_ways(
                say(f"what-if.fewer.{knob}"),
                say(f"what-if.more.{knob}"),
                step(now, own, -1) is not None,
                step(now, own, 1) is not None,
            )

    def _show_choices(self, state: State, made: Estimate, can: tuple[Knob, ...]) -> None:
        now, own = _now(state), state.answers
        met = trial.deductibles(own, state.reference, state.today) if Knob.DEDUCTIBLE in can else ()
        sums = {_NOT_SURE if each is None else str(each): each for each in met}
        covers = {_cover_id(each): each for each in trial.covers(own, made)}
        places = {each.value: each for each in trial.places(made)}
        self._choose = {
            Knob.DEDUCTIBLE: lambda option: trial.with_deductible(now, own, sums[option]),
            Knob.COVER: lambda option: trial.with_cover(now, own, covers[option]),
            Knob.PLACE: lambda option: replace(now, place=places[option]),
        }
        selected = trial.deductible(now, own)
        self._show(
            Knob.DEDUCTIBLE,
            [Option(name, _sum_words(state, each, met)) for name, each in sums.items()],
            _NOT_SURE if selected is None else str(selected),
        )
        self._show(
            Knob.COVER,
            [Option(name, _cover_words(state, each)) for name, each in covers.items()],
            _cover_id(trial.cover(now, own)),
        )
        self._show(
            Knob.PLACE,
            [Option(name, state.words(f"summary.place.{name}")) for name in places],
            now.place.value,
        )
        for knob in _CHIPS:
            key = "what-if.place.title" if knob is Knob.PLACE else f"what-if.{knob}"
            self.titles[knob].say(state.words(key))
            for widget in self._of(knob):
                widget.setVisible(knob in can)

    def _show(self, knob: Knob, options: list[Option], selected: str) -> None:
        self.chips[knob].show_options(options, selected)

    # -- touching -----------------------------------------------------------------------
    def _step(self, step: Callable[..., WhatIf | None], way: int) -> None:
        state = self._state
        found = step(_now(state), state.answers, way) if state is not None else None
        if found is not None:
            self.tried.emit(found)

    def _chose(self, knob: Knob, option: str) -> None:
        self.tried.emit(self._choose[knob](option))


def _now(state: State) -> WhatIf:
    return AS_ANSWERED if state.tried is None else state.tried.what_if


def _amount(summary: Summary, place: Setting, state: State) -> str:
    """The figure at a place, as its row says it: at home the headline's."""
    say = state.words
    for row in summary.places:
        if row.setting is place and place is not Setting.HOME:
            return say.say(row.amount_text)
    told = amount_of(summary)
    if told is not None:
        return say.say(told)
    instead = summary.headline.instead
    return say.say(instead) if instead is not None else ""


def _below(summary: Summary, place: Setting, state: State, ready: bool) -> str:
    """What stands under the figure: for how long, and each month."""
    say = state.words
    if not ready:
        return say("what-if.working")
    if place is not Setting.HOME:
        return say(f"summary.place.{place.value}")
    said = [say.say(summary.headline.tail)]
    if summary.months and not summary.headline.is_zero:  # the first fact is then the months'
        said.extend(say.say(fact) for fact in summary.facts[:1])
    return " · ".join(said)


def _cover_id(cover: Cover) -> str:
    return "-".join(str(part) for part in (cover.kind or _NOT_SURE, cover.plan) if part)


def _cover_words(state: State, cover: Cover) -> str:
    say = state.words
    what = titled(say.say(cover_text(cover)))
    mine = cover == trial.cover(AS_ANSWERED, state.answers)
    return say("what-if.yours", what=what) if mine else what


def _sum_words(state: State, met: Decimal | None, all_of: tuple[Decimal | None, ...]) -> str:
    say = state.words
    if met is None:
        return say("what-if.unknown")
    if not met:
        return say("what-if.deductible.none")
    if met == max(each for each in all_of if each is not None):
        return say("what-if.deductible.all", amount=say.about(met))
    return say.about(met)
