"""Every screen in every state fits: two languages, three text sizes, three windows."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from core.reference.store import Reference
from gui.app import make_application
from gui.gallery import SIZES
from gui.scenes import scenes
from gui.screens.registry import SCREENS
from gui.shell import Shell
from gui.state import Prefs, TextSize, Theme
from tests.gui.fit import misfits


@pytest.mark.parametrize("window", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
@pytest.mark.parametrize("size", TextSize)
@pytest.mark.parametrize("language", ["en", "es"])
def test_nothing_is_cut_off_or_out_of_reach(
    qtbot: QtBot, reference: Reference, language: str, size: TextSize, window: tuple[int, int]
) -> None:
    found = _walk_through(qtbot, reference, Prefs(language, size, Theme.LIGHT), window)
    assert not found, "\n".join(found)


def test_high_contrast_takes_no_other_room(qtbot: QtBot, reference: Reference) -> None:
    prefs = Prefs("es", TextSize.LARGEST, Theme.CONTRAST)
    found = _walk_through(qtbot, reference, prefs, SIZES[0])
    assert not found, "\n".join(found)


def _walk_through(
    qtbot: QtBot, reference: Reference, prefs: Prefs, window: tuple[int, int]
) -> list[str]:
    make_application([])
    shell = Shell(SCREENS, ("en", "es"))
    qtbot.addWidget(shell)
    shell.let_close()
    shell.resize(*window)
    shell.show()
    found: list[str] = []
    for scene in scenes(reference, prefs):
        shell.show_state(scene.state)
        shell.ask(scene.question)
        for _ in range(6):
            QApplication.processEvents()
        found.extend(f"{scene.name}: {misfit}" for misfit in misfits(shell))
        shell.ask(None)
    return found
