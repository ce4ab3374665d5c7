"""What happened at this kiosk, by code: never a word about a person.

A line of the log holds a code of the closed list below and a time to the minute, and there
is no way to put anything else in.  The log is a ring: the oldest lines go.  `record` never
raises and never waits for anything but the disc, so that it may be called from anywhere,
a crash included.  A disc that is full or read-only costs the file, not the kiosk: what
happened since the start is still in memory.
"""

from __future__ import annotations

import json
import os
import re
import threading
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path

from core.output import NotWritten, write_files

FILE = "events.jsonl"
KEPT = 500
"""So many events are kept; a few more may stand in the file until it is cut again."""

_CUT_AT = KEPT + 100
_MOST_BYTES = 200 * 1024
_FORMAT = "%Y-%m-%dT%H:%MZ"
_LINE = re.compile(r'\{"at":"(\d{4}-\d\d-\d\dT\d\d:\d\dZ)","code":"([a-z-]{1,40})"\}', re.ASCII)


class Code(StrEnum):
    """Everything that is ever recorded; the words of each stand under staff.event.<code>."""

    STARTED = "started"
    STOPPED = "stopped"  # staff ended the program, or the system asked it to end
    RESTARTED = "restarted"  # staff had it start again
    CRASHED = "crashed"
    IDLE_WIPE = "idle-wipe"  # a visit was erased because nobody was there
    PRINTED = "printed"
    PRINT_FAILED = "print-failed"
    PRINTER_READY = "printer-ready"
    PRINTER_OUT_OF_PAPER = "printer-out-of-paper"
    PRINTER_JAM = "printer-jam"
    PRINTER_COVER_OPEN = "printer-cover-open"
    PRINTER_NO_TONER = "printer-no-toner"
    PRINTER_PAUSED = "printer-paused"
    PRINTER_REJECTING = "printer-rejecting"
    PRINTER_OFFLINE = "printer-offline"
    PRINTER_NO_QUEUE = "printer-no-queue"
    PRINTER_SERVICE_DOWN = "printer-service-down"
    PRINTER_UNKNOWN = "printer-unknown"
    EDITION_INSTALLED = "edition-installed"
    EDITION_REFUSED = "edition-refused"
    EDITION_WENT_BACK = "edition-went-back"
    EDITION_UNUSUAL = "edition-unusual"  # another edition than the newest had to be used
    PIN_WRONG = "pin-wrong"
    PIN_LOCKED = "pin-locked"  # too many wrong PINs: none is taken any more
    PIN_SET = "pin-set"
    STAFF_IN = "staff-in"
    STAFF_OUT = "staff-out"
    STAFF_TIMEOUT = "staff-timeout"  # the staff pages closed themselves
    SETTINGS_CHANGED = "settings-changed"
    SETTINGS_BAD = "settings-bad"
    STATE_DAMAGED = "state-damaged"  # a file of the state folder could not be read


Record = Callable[[Code], None]


def record_nothing(code: Code) -> None:
    """For a kiosk that keeps no log: the tour, most tests."""


@dataclass(frozen=True, slots=True)
class Event:
    """One thing that happened: when (UTC, to the minute) and what."""

    at: datetime
    code: Code


class Events:
    """The log of a state folder; `clock` answers the time with its zone."""

    def __init__(
        self, folder: Path, clock: Callable[[], datetime] = lambda: datetime.now(UTC)
    ) -> None:
        self._path = folder / FILE
        self._clock = clock
        self._lock = threading.RLock()  # the same thread may crash while it records
        self._unwritten: list[Event] = []
        self._lines = -1

    def record(self, code: Code) -> None:
        """Note that something happened now."""
        with self._lock:
            at = self._clock().astimezone(UTC).replace(second=0, microsecond=0)
            event = Event(at, code)
            try:
                self._append([*self._unwritten, event])
                self._unwritten.clear()
            except OSError:
                self._unwritten = [*self._unwritten, event][-KEPT:]

    def read(self) -> tuple[Event, ...]:
        """What is known, oldest first.  Lines that are no events are left out."""
        with self._lock:
            return tuple([*self._from_disc(), *self._unwritten][-KEPT:])

    @property
    def reaches_the_disc(self) -> bool:
        """Whether everything recorded so far could be written."""
        return not self._unwritten

    def _append(self, events: list[Event]) -> None:
        self._path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        if self._lines < 0:
            self._lines = len(self._from_disc())
        if self._lines + len(events) > _CUT_AT or self._size() > _MOST_BYTES:
            kept = [*self._from_disc(), *events][-KEPT:]
            write_files({self._path: b"".join(map(_line, kept))})
            self._path.chmod(0o600)
            self._lines = len(kept)
            return
        flags = os.O_WRONLY | os.O_APPEND | os.O_CREAT | os.O_NOFOLLOW | os.O_CLOEXEC
        handle = os.open(self._path, flags, 0o600)
        try:
            # A line that a power cut left unfinished ends here, and not in the next one.
            whole = b"".join(map(_line, events))
            start = b"\n" if self._is_torn() else b""
            if os.write(handle, start + whole) != len(start + whole):
                raise NotWritten(self._path, "disc full")
            os.fsync(handle)
        finally:
            os.close(handle)
        self._lines += len(events)

    def _from_disc(self) -> list[Event]:
        found = []
        for line in self._content().decode("ascii", "replace").splitlines():
            event = _event(line)
            if event is not None:
                found.append(event)
        return found

    def _content(self) -> bytes:
        """The end of the file, as far as it can be read."""
        with suppress(OSError), self._path.open("rb") as file:
            file.seek(max(0, self._size() - _MOST_BYTES))
            return file.read(_MOST_BYTES)
        return b""

    def _is_torn(self) -> bool:
        content = self._content()
        return bool(content) and not content.endswith(b"\n")

    def _size(self) -> int:
        try:
            return self._path.stat().st_size
        except OSError:
            return 0


def _line(event: Event) -> bytes:
    written = {"at": event.at.strftime(_FORMAT), "code": event.code.value}
    return json.dumps(written, separators=(",", ":")).encode("ascii") + b"\n"


def _event(line: str) -> Event | None:
    found = _LINE.fullmatch(line)
    if found is None:
        return None
    try:
        return Event(datetime.strptime(found[1], _FORMAT).replace(tzinfo=UTC), Code(found[2]))
    except ValueError:  # no such day, or a code that this version does not know
        return None
