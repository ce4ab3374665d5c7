"""Every screen as a picture, in each language, text size, palette and window size asked for."""

from __future__ import annotations

import itertools
import sys
from collections.abc import Iterable
from pathlib import Path

from core.cli import GalleryOptions
from core.output import NotWritten
from core.reference.store import open_reference
from core.words import DEFAULT_LANGUAGE, languages, words
from gui.display import draw_unseen
from gui.state import Prefs, State, TextSize, Theme

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
    from gui.app import make_application
    from gui.scenes import scenes
    from gui.screens.registry import SCREENS
    from gui.shell import Shell
    from gui.staff.scenes import staff_pages
    from gui.staff.window import StaffWindow

    application = make_application(sys.argv[:1])
    reference = open_reference()
    count = 0

    def picture(shell: Shell, file: Path) -> None:
        nonlocal count
        # Twice: what is laid out anew may ask for a button beside the page.
        application.processEvents()
        application.processEvents()
        if not shell.grab().save(str(file)):
            raise NotWritten(file, "PNG")
        count += 1
        shell.let_close()
        shell.close()
        shell.deleteLater()
        application.processEvents()

    def window(state: State) -> Shell:
        # A new window for each picture, so that none depends on the one before.
        shell = Shell(SCREENS, languages())
        shell.resize(*size)
        shell.show()
        shell.show_state(state)
        return shell

    for prefs, size in itertools.product(wanted, sizes):
        name = f"{prefs.language}-{prefs.size}-{prefs.theme}-{size[0]}x{size[1]}"
        place = folder / name
        try:
            place.mkdir(parents=True, exist_ok=True)
        except OSError as trouble:
            raise NotWritten.of(place, trouble) from trouble
        every = list(scenes(reference, prefs))
        for scene in every:
            shell = window(scene.state)
            shell.ask(scene.question)
            picture(shell, place / f"{scene.name}.png")
        say = words(prefs.language)
        for title, page in staff_pages(say):
            shell = window(every[0].state)
            staff = StaffWindow()
            shell.cover(staff)
            staff.show_page(page, say, languages())
            picture(shell, place / f"staff-{title}.png")
    return count
