"""`homeward staff set-pin`: a new PIN at the machine itself, as when the old one is locked."""

from __future__ import annotations

import getpass
import os
import sys
import time
from dataclasses import replace

from core.output import NotWritten
from core.words import Words, words
from gui.machine import state_folder
from gui.settings import SettingsError, read_settings, settings_path, write_settings
from gui.staff.events import Code, Events
from gui.staff.lock import Lock
from gui.staff.pin import make_record, weakness

_PROBLEMS = 2


def set_pin(language: str) -> int:
    """Ask for a PIN twice, or read it from a pipe; keep it and lift the lock.

    Answers the exit code: 2 when the PIN or the settings cannot be used.  Raises NotWritten.
    """
    say = words(language)
    try:
        settings = read_settings()
    except SettingsError as wrong:
        sys.stderr.write(f"{wrong}\n")
        return _PROBLEMS
    pin, again = _typed(say)
    weak = weakness(pin, (settings.phone, settings.zip_code))
    if weak is not None or pin != again:
        wrong_pin = say.say(weak) if weak else say("staff.setup.pin_differs")
        sys.stderr.write(f"{wrong_pin}\n")
        return _PROBLEMS
    try:
        write_settings(replace(settings, pin=make_record(pin, os.urandom(16))))
    except OSError as trouble:
        raise NotWritten.of(settings_path(), trouble) from trouble
    Lock(state_folder(), time.time, time.monotonic).forgive()
    Events(state_folder()).record(Code.PIN_SET)
    sys.stdout.write(f"{say('staff.command.set')}\n")
    return 0


def _typed(say: Words) -> tuple[str, str]:
    if not sys.stdin.isatty():
        pin = sys.stdin.readline().strip()
        return pin, pin
    ask, again = (say(f"staff.command.{each}") for each in ("ask", "again"))
    return getpass.getpass(f"{ask} "), getpass.getpass(f"{again} ")
