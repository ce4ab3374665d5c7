"""The matrix of languages, text sizes, palettes and windows, and what is looked at in each."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import closing, nullcontext
from dataclasses import dataclass

from babel.dates import get_day_names, get_month_names
from PySide6.QtCore import QRect
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QWidget

from core.reference.store import Reference, open_reference
from core.words import words
from gui.application import make_application
from gui.gallery import SIZES
from gui.scenes import Scene, scenes
from gui.screens.registry import SCREENS
from gui.shell import Shell
from gui.staff.page import Page
from gui.staff.scenes import staff_pages
from gui.staff.window import StaffWindow
from gui.state import Prefs, State, Step, TextSize, Theme
from gui.theme import PIXELS_AN_INCH
from gui.widgets.buttons import PrimaryButton
from gui.widgets.cards import ChoiceCard
from gui.widgets.look import look
from tests.gui.access import unringed, untold
from tests.gui.fit import misfits
from tests.gui.painted import pale
from tests.support.pretend import outside_brackets, pretend_language

PRETENDED = "test"
LANGUAGES = ("en", "es", PRETENDED)
MAIN_MM = 16.0
"""The least side of a main action, millimetres (older users did best with it)."""

INCHES = 21.5
"""The diagonal of the screen that the sizes in millimetres are shown for."""

_MM = 25.4


@dataclass(frozen=True)
class Combination:
    """One way to look at every scene."""

    language: str
    size: TextSize
    theme: Theme
    window: tuple[int, int]

    def __str__(self) -> str:
        wide, high = self.window
        return f"{self.language} {self.size}% {self.theme} {wide}x{high}"


WHOLE = tuple(
    Combination(language, size, theme, window)
    for language in LANGUAGES
    for size in TextSize
    for theme in Theme
    for window in SIZES
)


def look_at(
    combination: Combination,
    reference: Reference,
    taken: Callable[[int], bool] = lambda number: True,
    painted: Callable[[int], bool] = lambda number: True,
) -> tuple[int, list[str]]:
    """How many scenes were looked at in a combination, and what is wrong with them; after the
    visitor's, the pages of the staff.

    `taken` and `painted` choose scenes by their number, and those whose pixels are measured.
    """
    count, wrong = 0, []
    with (
        pretend_language() if combination.language == PRETENDED else nullcontext(),
        closing(_Window(combination)) as window,
    ):
        for number, scene in enumerate(scenes(reference, window.prefs)):
            if taken(number):
                count += 1
                wrong += [
                    f"{combination}, {scene.name}: {each}"
                    for each in window.look_at(scene, painted(number))
                ]
            last = scene
        for more, (name, page) in enumerate(staff_pages(words(window.prefs.language)), number + 1):
            if taken(more):
                count += 1
                wrong += [
                    f"{combination}, staff, {name}: {each}"
                    for each in window.look_at_staff(page, last.state, painted(more))
                ]
        if len(window.places) > 1:
            wrong.append(f"{combination}: Ask staff is at {sorted(window.places)}")
    return count, wrong


def look_whole(combination: Combination) -> tuple[Combination, int, list[str]]:
    """All of a combination, in a process of its own."""
    return combination, *look_at(combination, open_reference())


class _Window:
    """A window of the kiosk in one combination."""

    def __init__(self, combination: Combination) -> None:
        make_application([])
        self._pretended = combination.language == PRETENDED
        language = "en" if self._pretended else combination.language
        self.prefs = Prefs(language, combination.size, combination.theme)
        self.places: set[tuple[int, int]] = set()
        self._size = combination.window
        self._staff: StaffWindow | None = None
        self._shell = Shell(SCREENS, ("en", "es"))
        self._shell.let_close()
        self._shell.resize(*combination.window)
        self._shell.show()

    def close(self) -> None:
        self._shell.close()
        self._shell.deleteLater()
        QApplication.processEvents()

    def look_at(self, scene: Scene, painted: bool) -> Iterator[str]:
        shell = self._shell
        shell.show_state(scene.state)
        shell.ask(scene.question)
        yield from self._look(painted)
        if self._pretended and scene.state.step not in _CITED:
            yield from hard_coded(shell, scene.state)
        if scene.question is None:
            button = shell.footer.ask_staff
            corner = QRect(button.mapTo(shell, button.rect().topLeft()), button.size())
            self.places.add((corner.left(), corner.bottom()))
        shell.ask(None)

    def look_at_staff(self, page: Page, below: State, painted: bool) -> Iterator[str]:
        if self._staff is None:
            self._shell.show_state(below)
            self._staff = StaffWindow()
            self._shell.cover(self._staff)
        self._staff.show_page(page, words(self.prefs.language), ("en", "es"))
        yield from self._look(painted)
        if self._pretended:
            yield from hard_coded(self._staff, below, _STAFF_DATA)

    def _look(self, painted: bool) -> Iterator[str]:
        shell = self._shell
        for _ in range(6):
            QApplication.processEvents()
        if (shell.width(), shell.height()) != self._size:
            yield f"the window grew to {shell.width()}x{shell.height()}"
            shell.resize(*self._size)
        yield from misfits(shell)
        yield from untold(shell)
        if painted:
            yield from pale(shell)
            yield from unringed(shell)
        yield from _too_small(shell)


def _too_small(shell: Shell) -> Iterator[str]:
    """Main actions of less than 16 mm on the screen that the sizes are made for."""
    an_inch = look().zoom * PIXELS_AN_INCH
    for widget in shell.findChildren(QWidget):
        if isinstance(widget, PrimaryButton | ChoiceCard) and widget.isVisible():
            if type(widget).__name__ == "Day":
                continue  # thirty-one of them stand beside each other
            least = min(widget.width(), widget.height()) / an_inch * _MM
            if least < MAIN_MM:
                yield f"a main action of {least:.1f} mm: {widget.accessibleName()!r}"


_DATA = re.compile(
    "|".join(
        sorted(
            {
                *get_month_names("wide", locale="en_US").values(),
                *get_day_names("abbreviated", locale="en_US").values(),
            },
            key=len,
            reverse=True,
        )
    )
)
_CITED = (Step.WHY,)
"""Where the titles of Medicare's own documents stand, which are not translated."""


_STAFF_DATA = re.compile(
    # What the clinic typed and what the machine is called; the keys that type it.
    "Lakeside Infusion( and Home Care Center)?|Mon-Fri 8-5|Front desk, second floor"
    "|front_desk|office|logo.png|abc|ABC"
)


def hard_coded(
    shown: QWidget, state: State, data: re.Pattern[str] = re.compile("(?!)")
) -> Iterator[str]:
    """Words that did not come from the catalogue, and are not a month, state, brand or `data`."""
    brands = {brand for drug in state.reference.drugs() for brand in drug.brands}
    for widget in shown.findChildren(QWidget):
        if not widget.isVisible():
            continue
        texts = [widget.accessibleName()]
        if isinstance(widget, QLabel | QAbstractButton):
            texts.append(widget.text())
        if isinstance(widget, ChoiceCard):
            texts.append(widget.option.note)
        for text in texts:
            left = data.sub("", _DATA.sub("", outside_brackets(text)))
            if left in brands or re.fullmatch("[A-Z]{2}", left):  # or the code of a state
                continue
            if re.search(r"[^\W\d_]{2}", left):
                yield f"not from the catalogue: {text!r}"
