"""Every screen as a picture, in each language, text size, palette and window size asked for."""

from __future__ import annotations

import itertools
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from core.cli import GalleryOptions
from core.output import NotWritten
from core.reference.store import Reference, open_reference
from core.words import DEFAULT_LANGUAGE, languages, words
from gui.display import draw_unseen
from gui.state import Prefs, State, TextSize, Theme

if TYPE_CHECKING:
    from gui.shell import Shell

SIZES = ((1920, 1080), (1080, 1920), (1280, 800))
"""The windows that everything is made to fit."""


def run(options: GalleryOptions) -> int:
    """Draw the pictures into a folder for each combination, and say how many there are.

    A choice that was not made means the usual one (1920x1080, 100 %, light) for size, text
    and theme, and every language.  Raises EditionDamaged and NotWritten.
    """
    draw_unseen()
    prefs = [
        Prefs(language, TextSize(str(text)), Theme(theme))
        for language, text, theme in itertools.product(
            options.languages or languages(), options.texts or (100,), options.themes or ("light",)
        )
    ]
    count = draw(options.folder, prefs, options.sizes or SIZES[:1])
    say = words(DEFAULT_LANGUAGE)
    sys.stdout.write(say("gallery.done", n=count, folder=str(options.folder)) + "\n")
    return 0


def draw(folder: Path, wanted: Iterable[Prefs], sizes: Iterable[tuple[int, int]]) -> int:
    """Draw every scene and give the number of pictures."""
    reference = open_reference()
    count = 0
    for prefs, size in itertools.product(wanted, sizes):
        name = f"{prefs.language}-{prefs.size}-{prefs.theme}-{size[0]}x{size[1]}"
        place = folder / name
        try:
            place.mkdir(parents=True, exist_ok=True)
        except OSError as trouble:
            raise NotWritten.of(place, trouble) from trouble
        for scene, shell in windows(reference, prefs, size):
            file = place / f"{scene}.png"
            if not shell.grab().save(str(file)):
                raise NotWritten(file, "PNG")
            count += 1
    return count


def windows(
    reference: Reference,
    prefs: Prefs,
    size: tuple[int, int],
    clinic: str = "",
    wanted: Callable[[str], bool] = lambda name: True,
) -> Iterator[tuple[str, Shell]]:
    """Each scene that is wanted, by name, in a window that is closed when the next is asked for.

    The scenes of the staff pages begin with "staff-".
    """
    from gui.application import make_application
    from gui.scenes import scenes
    from gui.staff.scenes import staff_pages
    from gui.staff.window import StaffWindow

    make_application(sys.argv[:1])
    every = list(scenes(reference, prefs, clinic))
    for scene in every:
        if wanted(scene.name):
            with _window(scene.state, size) as shell:
                shell.ask(scene.question)
                _settle()
                yield scene.name, shell
    say = words(prefs.language)
    for title, page in staff_pages(say):
        name = f"staff-{title}"
        if wanted(name):
            with _window(every[0].state, size) as shell:
                staff = StaffWindow()
                shell.cover(staff)
                staff.show_page(page, say, languages())
                _settle()
                yield name, shell


@contextmanager
def _window(state: State, size: tuple[int, int]) -> Iterator[Shell]:
    """A new window for each picture, so that none depends on the one before."""
    from gui.screens.registry import SCREENS
    from gui.shell import Shell

    shell = Shell(SCREENS, languages())
    shell.resize(*size)
    shell.show()
    shell.show_state(state)
    try:
        yield shell
    finally:
        shell.let_close()
        shell.close()
        shell.deleteLater()
        _settle()


def _settle() -> None:
    """Twice: what is laid out anew may ask for a button beside the page."""
    from PySide6.QtWidgets import QApplication

    QApplication.processEvents()
    QApplication.processEvents()
