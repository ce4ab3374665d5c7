"""Every staff page in every state fits, has names for a screen reader, and tabs in order."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from core.reference.store import Reference
from core.words import words
from gui.application import make_application
from gui.gallery import SIZES
from gui.reading_order import in_reading_order
from gui.scenes import scenes
from gui.screens.registry import SCREENS
from gui.shell import Shell
from gui.staff.scenes import staff_pages
from gui.staff.window import StaffWindow
from gui.state import Prefs, TextSize, Theme
from gui.widgets.buttons import ArrowButton
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


@pytest.mark.parametrize("number", range(9))
def test_nothing_is_cut_off_or_out_of_reach(
    qtbot: QtBot, reference: Reference, number: int
) -> None:
    """Every text size in every window, each size and each window in both languages."""
    size, window = divmod(number, 3)
    prefs = Prefs(LANGUAGES[(size + window) % 2], tuple(TextSize)[size])
    found = _walk(qtbot, reference, prefs, SIZES[window])
    assert not found, "\n".join(found)


@pytest.mark.parametrize(
    ("window", "inches"),
    [((1920, 1080), 15.6), ((1080, 1920), 13.3), ((3840, 2160), 27.0), ((1280, 800), 10.1)],
)
def test_nor_on_a_dense_screen_in_high_contrast(
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


@pytest.mark.parametrize("language", LANGUAGES)
def test_everything_has_a_name_and_tab_follows_the_reading_order(
    qtbot: QtBot, reference: Reference, language: str
) -> None:
    shell, window = open_window(qtbot, reference, Prefs(language), SIZES[0])
    shell.activateWindow()
    qtbot.waitUntil(shell.isActiveWindow)
    say = words(language)
    for name, page in staff_pages(say):
        window.show_page(page, say, LANGUAGES)
        _settle()
        wanted = [
            widget
            for widget in in_reading_order(window)
            if widget.focusPolicy() & Qt.FocusPolicy.TabFocus and widget.isEnabled()
            if not isinstance(widget, ArrowButton)
        ]
        for widget in wanted:
            told = QAccessible.queryAccessibleInterface(widget)
            assert told, name
            assert told.text(QAccessible.Text.Name), f"{name}: {type(widget).__name__}"
        wanted[0].setFocus()
        walked: list[QWidget | None] = []
        while QApplication.focusWidget() is not wanted[0] or not walked:
            if not isinstance(QApplication.focusWidget(), ArrowButton):
                walked.append(QApplication.focusWidget())
            assert len(walked) <= len(wanted), f"{name}: it does not come round"
            shell.focusNextPrevChild(True)
        assert walked == wanted, name
