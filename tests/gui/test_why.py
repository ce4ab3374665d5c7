"""The "Why?" screen: beside the rules, how each amount comes about, with its sources."""

from __future__ import annotations

from dataclasses import replace

import pytest
from pytestqt.qtbot import QtBot

from core.reference.store import Reference
from core.words import languages
from gui.scenes import scenes
from gui.screens.registry import SCREENS
from gui.screens.why import WhyScreen
from gui.shell import Shell
from gui.state import Prefs, State, Step


def _shown(qtbot: QtBot, state: State) -> tuple[Shell, WhyScreen]:
    shell = Shell(SCREENS, languages())
    qtbot.addWidget(shell)
    shell.resize(1920, 1080)
    shell.show()
    shell.show_state(state)
    (screen,) = shell.findChildren(WhyScreen)
    return shell, screen


def _scene(reference: Reference, name: str, language: str) -> State:
    states = {scene.name: scene.state for scene in scenes(reference, Prefs(language))}
    return states[name]


@pytest.mark.parametrize("language", languages())
def test_every_code_is_worked_out_with_its_sources(
    qtbot: QtBot, reference: Reference, language: str
) -> None:
    state = _scene(reference, "why-covered", language)
    _shell, screen = _shown(qtbot, state)
    assert state.estimate is not None
    codes = {line.hcpcs for line in state.estimate.lines}
    told = [line.text.text() for line in screen.money]
    assert {code for code in codes if any(f"({code})" in each for each in told)} == codes
    for line in screen.money:
        assert "$" in line.more.text()
        assert state.words("why.money.sources", titles="").rstrip(" .") in line.more.text()


def test_without_a_line_there_is_no_empty_panel(qtbot: QtBot, reference: Reference) -> None:
    state = _scene(reference, "why-covered", "en")
    assert state.summary is not None
    _shell, screen = _shown(qtbot, replace(state, summary=replace(state.summary, worked=())))
    assert screen.money == []
    assert not screen.money_title.isVisible()
    assert state.step is Step.WHY
