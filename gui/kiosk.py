"""The command without a command: the kiosk on a display, or a walk through it without one."""

from __future__ import annotations

import faulthandler
import functools
import gc
import os
import sys
from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING

from core.cli import KioskOptions
from core.reference.damaged import EditionDamaged
from core.words import Words, languages, words
from gui.display import has_display
from gui.settings import Settings, SettingsError, read_settings, with_language

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from gui.app import Kiosk
    from gui.parts import Parts
    from gui.shell import Shell
    from gui.signals import Ending

_BAD_SETTINGS = 2
_DAMAGED = 3
_SECOND = 4
"""Another kiosk of this user fills the screen already."""

_START_AGAIN = 75
"""Staff want the program to begin anew; as gui.app.START_AGAIN."""

_PLAIN_SECONDS = 60
"""How long a plain screen stays before the program ends, so that it is started anew."""

_WARM_UP_MS = 2000
"""When what makes the pages is loaded: after the first picture, before anybody needs it."""

_WINDOW = (1280, 800)


def run(options: KioskOptions) -> int:
    """Open the kiosk and answer the exit code when staff end it.

    Without a display the sample patient walks through it; see `gui.tour`.
    """
    if not has_display():
        from gui.tour import run as tour

        gc.enable()
        return tour(options)
    from gui.alone import Alone
    from gui.sealed import close_doors

    # On a whole screen it is a kiosk; in a window somebody looks at it who may use the machine.
    fills_screen = not (options.windowed or options.size)
    alone = Alone()
    if fills_screen:
        close_doors(os.environ)
        if not alone.take():
            sys.stderr.write(f"{words()('kiosk.second')}\n")
            return _SECOND
    try:
        code = _show(options, fills_screen)
    finally:
        alone.give_back()
    if code == _START_AGAIN:
        # The same process, so that whoever supervises it sees no end.
        os.execv(sys.executable, [sys.executable, *_arguments()])
    return code


def _arguments() -> list[str]:
    """How the program was called: a bundle by itself, otherwise through the interpreter."""
    return sys.argv[1:] if getattr(sys, "frozen", False) else sys.orig_argv[1:]


def _show(options: KioskOptions, fills_screen: bool) -> int:
    """Open the window; whatever fails before visitors are served ends with a plain screen, too."""
    from PySide6.QtCore import QTimer

    from gui.application import make_application
    from gui.crash import FAILED_TWICE, tell
    from gui.signals import Ending
    from gui.watchdog import watched

    if sys.__stderr__ is not None:
        faulthandler.enable(sys.__stderr__)  # the functions of a crash in C, and no values
    ending = Ending()
    try:
        application = make_application(sys.argv[:1])
        watched(application)  # also while a plain screen is shown
        settings = with_language(read_settings(), options.language)
        kiosk = _ready(options, ending, settings)
        kiosk.start()
        if fills_screen and kiosk.staff is not None and kiosk.staff.is_first_start:
            kiosk.staff.begin_first_start()
    except SettingsError as wrong:
        sys.stderr.write(f"{wrong}\n")
        _show_bad_settings(options, ending, wrong)
        return _BAD_SETTINGS
    except EditionDamaged as damaged:
        sys.stderr.write(f"{damaged}\n")
        _show_plain(options, ending, lambda say: (say("unready.title"), say("unready.text")))
        return _DAMAGED
    except Exception as trouble:
        tell(type(trouble), trouble.__traceback__)
        _give_up(options, ending)
        return FAILED_TWICE
    gc.freeze()  # what is loaded stays for as long as the kiosk runs
    gc.enable()
    QTimer.singleShot(0, kiosk, lambda: ending.leave_by(kiosk.leave))
    return int(application.exec())


def _ready(options: KioskOptions, ending: Ending, settings: Settings) -> Kiosk:
    """The kiosk: the start screen is painted first, and all the rest loaded behind it."""
    from gui.first_picture import first_picture

    shell = first_picture(settings, lambda window: _open(window, options))
    try:
        return _kiosk_in(shell, options, ending, settings)
    except Exception:
        shell.hide()  # nobody can begin beside the plain screen that follows
        shell.deleteLater()
        raise


def _kiosk_in(shell: Shell, options: KioskOptions, ending: Ending, settings: Settings) -> Kiosk:
    """The kiosk in its window, with what must never happen unseen watched for."""
    from gui.app import Kiosk, real_parts
    from gui.crash import catch_all
    from gui.editions import Editions
    from gui.machine import this_machine
    from gui.sealed import seal
    from gui.staff.events import Code
    from gui.staff.real import with_staff

    seal()
    editions = Editions(this_machine().editions, date.today)
    parts = with_staff(real_parts(editions().reference, settings, editions))
    kiosk = Kiosk(parts, shell=shell)
    failed = functools.partial(parts.record, Code.CRASHED)
    catch_all(kiosk.crashed, failed, give_up=lambda: _give_up_from(kiosk, options, ending))
    _take_back_prints(parts)
    _warm_up(kiosk, parts)
    return kiosk


def _warm_up(kiosk: Kiosk, parts: Parts) -> None:
    """Load what makes the pages while nobody waits, so that the first visitor's come as fast."""
    from PySide6.QtCore import QTimer

    from gui.background import raise_it

    def load() -> None:
        import core.handout  # noqa: F401 - to have it loaded

    QTimer.singleShot(_WARM_UP_MS, kiosk, lambda: parts.work.run(load, lambda _: None, raise_it))


def _take_back_prints(parts: Parts) -> None:
    """Before anything else: a print of before a power cut must not come out for somebody else."""
    from gui.printing import CupsPrinter

    if isinstance(parts.printer, CupsPrinter):
        parts.printing.run(parts.printer.take_back_all, lambda _: None, lambda _: None)


def _give_up_from(kiosk: Kiosk, options: KioskOptions, ending: Ending) -> None:
    """The kiosk fails again and again: wipe, say so plainly for a minute, and end."""
    from gui.crash import FAILED_TWICE

    kiosk.visit.end("crash")
    kiosk.shell.hide()
    _give_up(options, ending)
    os._exit(FAILED_TWICE)


def _show_bad_settings(options: KioskOptions, ending: Ending, wrong: SettingsError) -> None:
    """A plain screen for visitors, and for staff all that is wrong with the file."""
    from gui.machine import state_folder
    from gui.staff.events import Code, Events

    Events(state_folder()).record(Code.SETTINGS_BAD)

    def told(say: Words) -> tuple[str, str]:
        faults = "; ".join(say.say(problem) for problem in wrong.problems)
        return say("unready.title"), say("unready.settings", faults=faults)

    _show_plain(options, ending, told)


def _give_up(options: KioskOptions, ending: Ending) -> None:
    _show_plain(options, ending, lambda say: (say("overlay.problem"), say("unready.ask_staff")))


def _show_plain(
    options: KioskOptions, ending: Ending, told: Callable[[Words], tuple[str, str]]
) -> None:
    """Say in every language what is wrong: for a minute, or until it is closed or told to end."""
    from PySide6.QtCore import QEventLoop, QTimer

    from gui.unready import UnreadyPage

    first = (options.language,) if options.language else ()
    page = UnreadyPage([told(words(each)) for each in dict.fromkeys((*first, *languages()))])
    loop = QEventLoop()
    page.closed.connect(loop.quit)
    QTimer.singleShot(_PLAIN_SECONDS * 1000, loop.quit)
    QTimer.singleShot(0, loop, lambda: ending.leave_by(loop.quit))
    _open(page, options)
    loop.exec()


def _open(window: QWidget, options: KioskOptions) -> None:
    size = options.size or (_WINDOW if options.windowed else None)
    if size is None:
        from gui.closed import FullScreen

        FullScreen(window)
        window.resize(window.screen().size())  # at once: it is laid out at that size only
        window.showFullScreen()
        return
    window.resize(*size)
    window.show()
