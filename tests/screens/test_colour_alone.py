"""Nothing is told by colour alone: in ink on paper, with no third colour, each state still shows.

The palette of this test has one dark and one light colour.  Whatever two states differ in then is
a shape, a line, a sign, a pattern or a word.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import fields
from decimal import Decimal
from itertools import combinations

import pytest
from PIL import Image, ImageChops
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from core.reference.store import Reference
from core.style import Palette
from core.words import words
from gui import theme
from gui.application import make_application
from gui.scenes import Scene, scenes
from gui.screens.registry import SCREENS
from gui.shell import Shell
from gui.staff.scenes import staff_pages
from gui.staff.window import StaffWindow
from gui.state import Prefs, Step, Theme
from gui.widgets.buttons import Button
from gui.widgets.cards import ChoiceCard
from gui.widgets.fields import Field
from gui.widgets.panel import Callout, Mark
from gui.widgets.rows import Bar, Part, Swatch
from gui.widgets.stepper import Stepper

_DARK, _LIGHT = "#15232E", "#FFFFFF"
_GROUNDS = ("canvas", "surface", "tint", "warn_ground", "bad_ground")
_BARS = ("bar_deductible", "bar_share", "bar_other")
_LEAST = 40
"""Pixels in which two states must differ: a smaller difference is seen by nobody."""

_EACH = 2
"""So many of a kind are looked at on one scene; the others are painted by the same lines."""


_TWICE = 2
"""So many scenes of one question or page are looked at: empty and answered."""


@pytest.fixture
def ink_and_paper(monkeypatch: pytest.MonkeyPatch) -> None:
    names = [each.name for each in fields(Palette)]
    light = {each for each in names if each in _GROUNDS or each.startswith("on_")}
    palette = Palette(**{each: _LIGHT if each in light else _DARK for each in names})
    monkeypatch.setattr(theme, "_PALETTES", dict.fromkeys(Theme, palette))


def test_each_state_is_told_without_colour(
    qtbot: QtBot, reference: Reference, ink_and_paper: None
) -> None:
    shell = _shell(qtbot)
    say = words("en")
    alike: list[str] = []
    seen: set[str] = set()
    first: Scene | None = None
    met: Counter[tuple[object, ...]] = Counter()
    for scene in scenes(reference, Prefs()):
        first = first or scene
        place = scene.state.step, scene.state.part, scene.question is None
        met[place] += 1
        if met[place] > _TWICE and scene.state.tried is None:
            continue
        shell.show_state(scene.state)
        shell.ask(scene.question)
        _settle()
        alike += [f"{scene.name}: {each}" for each in _alike(shell, seen)]
        if scene.state.tried is not None and scene.state.step is Step.WHAT_IF:
            alike += [f"{scene.name}: {each}" for each in _unmarked_steppers(shell, scene)]
    assert first is not None
    shell.ask(None)
    shell.show_state(first.state)
    staff = StaffWindow()
    shell.cover(staff)
    for name, page in staff_pages(say):
        staff.show_page(page, say, ("en", "es"))
        _settle()
        alike += [f"staff, {name}: {each}" for each in _alike(staff, seen)]
    assert not alike, "\n".join(sorted(set(alike))[:40])
    assert seen >= {
        *("ChoiceCard", "RowCard", "Chip", "Day", "Field", "Callout", "Mark", "Bar", "Swatch"),
        *("PrimaryButton", "OutlineButton", "ArrowButton", "StepButton", "Key"),
    }


def _shell(qtbot: QtBot) -> Shell:
    make_application([])
    shell = Shell(SCREENS, ("en", "es"))
    qtbot.addWidget(shell)
    shell.let_close()
    shell.resize(1920, 1080)
    shell.show()
    return shell


def _settle() -> None:
    for _ in range(2):
        QApplication.processEvents()


def _alike(root: QWidget, seen: set[str]) -> Iterator[str]:
    looked_at: dict[str, int] = {}
    for widget in root.findChildren(QWidget):
        states = _states(widget)
        name = "Field" if isinstance(widget, Field) else type(widget).__name__.strip("_")
        if not states or not widget.isVisible() or looked_at.get(name, 0) == _EACH:
            continue
        looked_at[name] = looked_at.get(name, 0) + 1
        seen.add(name)
        for (one, before), (other, after) in combinations(_painted(widget, states), 2):
            if _differing(before, after) < _LEAST:
                yield f"{name}: {one} looks like {other}"


States = dict[str, Callable[[], object]]


def _states(widget: QWidget) -> States:
    """The states of a widget, each by what brings it about."""
    if isinstance(widget, ChoiceCard):
        return _states_of_card(widget)
    if isinstance(widget, Button):
        if widget.kind == "quiet":
            return {}  # it is never closed
        return {"open": lambda: widget.setEnabled(True), "closed": lambda: widget.setEnabled(False)}
    if isinstance(widget, Field):
        left, there = widget.clearFocus, lambda: widget.setFocus(Qt.FocusReason.OtherFocusReason)
        return {"left alone": left, "typed in": there}
    if isinstance(widget, Callout):
        return {tone: lambda tone=tone: widget.set_tone(tone) for tone in ("warn", "bad", "good")}  # type: ignore[misc]
    if isinstance(widget, Mark):
        shapes = ("tick", "cross", "question", "wait")
        return {each: lambda each=each: widget.show_shape(each, "") for each in shapes}  # type: ignore[misc]
    if isinstance(widget, Bar):
        return {
            each: lambda each=each: widget.show_parts([Part(each, Decimal(1))], Decimal(1))  # type: ignore[misc]
            for each in _BARS
        }
    if isinstance(widget, Swatch):
        return {each: lambda each=each: widget.show_token(each) for each in _BARS}  # type: ignore[misc]
    return {}


def _states_of_card(card: ChoiceCard) -> States:
    card.setAutoExclusive(False)
    return {
        "not chosen": lambda: card.setChecked(False),
        "chosen": lambda: card.setChecked(True),
    }


def _painted(widget: QWidget, states: States) -> list[tuple[str, QImage]]:
    enabled = widget.isEnabled()
    found = []
    for name, bring_about in states.items():
        bring_about()
        found.append((name, widget.grab().toImage()))
    widget.setEnabled(enabled)
    return found


def _differing(one: QImage, other: QImage) -> int:
    """How many pixels are dark in one picture and light in the other."""
    apart = ImageChops.difference(_grey(one), _grey(other)).point(lambda by: 255 * (by > 100))
    return apart.histogram()[255]


def _grey(image: QImage) -> Image.Image:
    grey = image.convertToFormat(QImage.Format.Format_Grayscale8)
    size = (grey.bytesPerLine(), grey.height())
    return Image.frombytes("L", size, bytes(grey.constBits()))


def _unmarked_steppers(shell: Shell, scene: Scene) -> Iterator[str]:
    """Values that are tried and do not say so."""
    tried, say = scene.state.tried, scene.state.words
    assert tried is not None
    changed = [
        each.value.text()
        for each in shell.current().findChildren(Stepper)
        if each.isVisible() and say("what-if.changed", what="").strip() in each.value.text()
    ]
    wanted = [knob for knob in tried.what_if.tries if knob in ("weeks", "visits")]
    if len(changed) != len(wanted):
        yield f"{wanted} are tried, {changed} say so"
