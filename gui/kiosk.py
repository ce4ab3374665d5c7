"""The command without a command: the kiosk on a display, or a walk through it without one."""

from __future__ import annotations

import faulthandler
import os
import sys
from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING

from core.cli import KioskOptions
from core.reference.model import EditionDamaged
from core.words import Words, languages, words
from gui.display import has_display

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from gui.app import Kiosk

_BAD_SETTINGS = 2
_DAMAGED = 3
_SECOND = 4
"""Another kiosk of this user fills the screen already."""

_PLAIN_SECONDS = 60
"""How long a plain screen stays before the program ends, so that it is started anew."""

_WINDOW = (1280, 800)


def run(options: KioskOptions) -> int:
    """Open the kiosk and answer the exit code when staff end it.

    Without a display the sample patient walks through it; see `gui.tour`.
    """
    if not has_display():
        from gui.tour import run as tour

        return tour(options)
    from gui.alone import Alone
    from gui.sealed import close_doors, seal

    # On a whole screen it is a kiosk; in a window somebody looks at it who may use the machine.
    fills_screen = not (options.windowed or options.size)
    alone = Alone()
    if fills_screen:
        close_doors(os.environ)
        if not alone.take():
            sys.stderr.write(f"{words()('kiosk.second')}\n")
            return _SECOND
    seal()
    try:
        return _show(options)
    finally:
        alone.give_back()


def _show(options: KioskOptions) -> int:
    """Open the window; whatever fails before it is up ends with a plain screen, too."""
    from gui.app import make_application
    from gui.crash import FAILED_TWICE, tell
    from gui.settings import SettingsError

    faulthandler.enable()  # the functions of a crash in C, and no values
    application = make_application(sys.argv[:1])
    try:
        kiosk = _ready(options)
        _open(kiosk.shell, options)
        kiosk.start()
    except SettingsError as wrong:
        sys.stderr.write(f"{wrong}\n")
        return _BAD_SETTINGS
    except EditionDamaged as damaged:
        sys.stderr.write(f"{damaged}\n")
        _show_plain(options, lambda say: (say("unready.title"), say("unready.text")))
        return _DAMAGED
    except Exception as trouble:
        tell(type(trouble), trouble.__traceback__)
        _give_up(options)
        return FAILED_TWICE
    return int(application.exec())


def _ready(options: KioskOptions) -> Kiosk:
    """The kiosk, with what must never happen unseen watched for."""
    from gui.app import Kiosk, real_parts, with_language
    from gui.crash import catch_all
    from gui.editions import Editions
    from gui.machine import this_machine
    from gui.settings import read_settings
    from gui.signals import end_on

    settings = with_language(read_settings(), options.language)
    editions = Editions(this_machine().editions, date.today)
    kiosk = Kiosk(real_parts(editions().reference, settings, editions))
    catch_all(kiosk.crashed, give_up=lambda: _give_up_from(kiosk, options))
    end_on(kiosk.leave)
    return kiosk


def _give_up_from(kiosk: Kiosk, options: KioskOptions) -> None:
    """The kiosk fails again and again: wipe, say so plainly for a minute, and end."""
    from gui.crash import FAILED_TWICE

    kiosk.visit.end("crash")
    kiosk.shell.hide()
    _give_up(options)
    os._exit(FAILED_TWICE)


def _give_up(options: KioskOptions) -> None:
    _show_plain(options, lambda say: (say("overlay.problem"), say("unready.ask_staff")))


def _show_plain(options: KioskOptions, told: Callable[[Words], tuple[str, str]]) -> None:
    """Say in every language what is wrong, for a minute or until the window is closed."""
    from PySide6.QtCore import QEventLoop, QTimer

    from gui.unready import UnreadyPage

    first = (options.language,) if options.language else ()
    page = UnreadyPage([told(words(each)) for each in dict.fromkeys((*first, *languages()))])
    loop = QEventLoop()
    page.closed.connect(loop.quit)
    QTimer.singleShot(_PLAIN_SECONDS * 1000, loop.quit)
    _open(page, options)
    loop.exec()


def _open(window: QWidget, options: KioskOptions) -> None:
    size = options.size or (_WINDOW if options.windowed else None)
    if size is None:
        window.showFullScreen()
        return
    window.resize(*size)
    window.show()
