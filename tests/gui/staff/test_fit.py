"""Every staff page in every state fits dense screens too; the rest is in tests/screens."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from core.reference.store import Reference
from core.words import words
from gui.application import make_application
from gui.scenes import scenes
from gui.screens.registry import SCREENS
from gui.shell import Shell
from gui.staff.scenes import staff_pages
from gui.staff.window import StaffWindow
from gui.state import Prefs, TextSize, Theme
from tests.gui.fit import misfits

LANGUAGES = ("en", "es")


def open_window(
    qtbot: QtBot, reference: Reference, prefs: Prefs, size: tuple[int, int], inches: float = 0
) -> tuple[Shell, StaffWindow]:
    make_application([])
    shell = Shell(SCREENS, LANGUAGES)
    qtbot.addWidget(shell)
    shell.let_close()
    shell.inches = inches
    shell.resize(*size)
    shell.show()
    shell.show_state(next(iter(scenes(reference, prefs))).state)
    window = StaffWindow()
    shell.cover(window)
    return shell, window


def _settle() -> None:
    for _ in range(6):
        QApplication.processEvents()


@pytest.mark.parametrize(
    ("window", "inches"),
    [((1920, 1080), 15.6), ((1080, 1920), 13.3), ((3840, 2160), 27.0), ((1280, 800), 10.1)],
)
def test_nothing_is_cut_off_on_a_dense_screen_in_high_contrast(
    qtbot: QtBot, reference: Reference, window: tuple[int, int], inches: float
) -> None:
    prefs = Prefs("es", TextSize.LARGEST, Theme.CONTRAST)
    found = _walk(qtbot, reference, prefs, window, inches)
    assert not found, "\n".join(found)


def _walk(
    qtbot: QtBot,
    reference: Reference,
    prefs: Prefs,
    size: tuple[int, int],
    inches: float = 0,
) -> list[str]:
    shell, window = open_window(qtbot, reference, prefs, size, inches)
    say = words(prefs.language)
    found: list[str] = []
    for name, page in staff_pages(say):
        window.show_page(page, say, LANGUAGES)
        _settle()
        found.extend(f"{name}: {misfit}" for misfit in misfits(shell))
    return found
