"""The command without a command: the kiosk on a display, or a walk through it without one."""

from __future__ import annotations

import faulthandler
import sys
from datetime import date

from core.cli import KioskOptions
from core.reference.model import EditionDamaged
from core.words import DEFAULT_LANGUAGE, words
from gui.display import has_display

_DAMAGED = 3
_BAD_SETTINGS = 2
_UNREADY_SECONDS = 60
"""How long the plain screen stays before the program ends, so that it is started anew."""

_WINDOW = (1280, 800)


def run(options: KioskOptions) -> int:
    """Open the kiosk and answer the exit code when staff end it.

    Without a display the sample patient walks through it; see `gui.tour`.
    """
    if not has_display():
        from gui.tour import run as tour

        return tour(options)
    return _show(options)


def _show(options: KioskOptions) -> int:
    from gui.app import Kiosk, make_application, real_parts, with_language
    from gui.crash import catch_all
    from gui.editions import Editions
    from gui.machine import this_machine
    from gui.settings import SettingsError, read_settings

    application = make_application(sys.argv[:1])
    try:
        settings = with_language(read_settings(), options.language)
    except SettingsError as wrong:
        sys.stderr.write(f"{wrong}\n")
        return _BAD_SETTINGS
    try:
        editions = Editions(this_machine().editions, date.today)
    except EditionDamaged as damaged:
        sys.stderr.write(f"{damaged}\n")
        _show_unready(options)
        return _DAMAGED
    kiosk = Kiosk(real_parts(editions().reference, settings, editions))
    faulthandler.enable()
    catch_all(kiosk.crashed)
    size = options.size or (_WINDOW if options.windowed else None)
    if size is not None:
        kiosk.shell.resize(*size)
    kiosk.start()
    if options.windowed or options.size:
        kiosk.shell.show()
    else:
        kiosk.shell.showFullScreen()
    application.exec()
    return 0


def _show_unready(options: KioskOptions) -> None:
    """Say plainly that no estimate can be made, for a minute or until the window is closed."""
    from PySide6.QtCore import QTimer
    from PySide6.QtWidgets import QApplication

    from gui.unready import UnreadyPage

    page = UnreadyPage(words(options.language or DEFAULT_LANGUAGE))
    QTimer.singleShot(_UNREADY_SECONDS * 1000, QApplication.quit)
    if options.windowed or options.size:
        page.resize(*(options.size or _WINDOW))
        page.show()
    else:
        page.showFullScreen()
    QApplication.exec()
