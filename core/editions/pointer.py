"""The pointer: a small file that says which installed edition is in use.

A line with the SHA-256 of what follows, then one closed JSON object.  It is only ever replaced
as a whole.  A pointer that is lost or damaged costs nothing: each edition's file is named by
its number and its own hash, so that what can be trusted is known without it.
"""

from __future__ import annotations

import errno
import hashlib
import re
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from core.editions.closed import NotClosed, closed, decode, encode, is_day, is_sha256, whole
from core.editions.files import Files
from core.editions.limits import MOST_NUMBER

POINTER = "CURRENT"
POINTER_PART = ".CURRENT.part"
_MOST_BYTES = 4096
_NAME = re.compile(r"(\d{8})-([0-9a-f]{64})\.sqlite", re.ASCII)
_ENTRY = {
    "issued": lambda value: value is None or is_day(value),
    "number": whole(1, MOST_NUMBER),
    "sha256": is_sha256,
}


class PointerDamaged(ValueError):
    """A pointer that is not as it was written."""


@dataclass(frozen=True, slots=True)
class Entry:
    """An installed edition: its number and its file's hash; the day it was issued, if known."""

    number: int
    sha256: str
    issued: date | None = None

    @property
    def name(self) -> str:
        """The name of its file."""
        return f"{self.number:08}-{self.sha256}.sqlite"


@dataclass(frozen=True, slots=True)
class Pointer:
    """What the pointer says: the edition in use (None: the program's own), the one before it,
    and the highest number that was ever in use here."""

    current: Entry | None
    previous: Entry | None
    highest: int


def entry_named(name: str) -> Entry | None:
    """The edition that a file's name stands for, or None for any other file."""
    found = _NAME.fullmatch(name)
    return Entry(int(found[1]), found[2]) if found else None


def read_pointer(folder: Path, files: Files) -> Pointer | None:
    """Read the pointer; None when there is none.  Raises PointerDamaged, and OSError when the
    disc would not give it."""
    try:
        handle = files.open_given(folder / POINTER)
    except FileNotFoundError:
        return None
    except OSError as error:
        if error.errno == errno.ELOOP:  # a link, which nobody here has made
            raise PointerDamaged("link") from error
        raise
    try:
        written = files.read(handle, _MOST_BYTES)
    finally:
        files.close(handle)
    digest, _, body = written.partition(b"\n")
    if digest != _digest(body):
        raise PointerDamaged("hash")
    try:
        value = decode(
            body,
            {"current": _is_entry, "highest": whole(1, MOST_NUMBER), "previous": _is_entry},
        )
    except NotClosed as wrong:
        raise PointerDamaged(wrong.field) from wrong
    highest = value["highest"]
    assert isinstance(highest, int)  # held against the fields
    return Pointer(_entry(value["current"]), _entry(value["previous"]), highest)


def write_pointer(folder: Path, pointer: Pointer, files: Files) -> None:
    """Replace the pointer, so that after a power cut the old or the new one is there."""
    body = encode(
        {
            "current": _plain(pointer.current),
            "highest": pointer.highest,
            "previous": _plain(pointer.previous),
        }
    )
    handle = files.open_new(folder / POINTER_PART)
    try:
        files.write_all(handle, _digest(body) + b"\n" + body)
        files.sync(handle)
    finally:
        files.close(handle)
    files.rename(folder / POINTER_PART, folder / POINTER)
    files.sync_folder(folder)


def _digest(body: bytes) -> bytes:
    return hashlib.sha256(body).hexdigest().encode("ascii")


def _is_entry(value: object) -> bool:
    if value is None:
        return True
    try:
        closed(value, _ENTRY)
    except NotClosed:
        return False
    return True


def _entry(value: object) -> Entry | None:
    if not isinstance(value, dict):
        return None
    issued = value["issued"]
    return Entry(value["number"], value["sha256"], date.fromisoformat(issued) if issued else None)


def _plain(entry: Entry | None) -> dict[str, object] | None:
    if entry is None:
        return None
    issued = entry.issued.isoformat() if entry.issued else None
    return {"issued": issued, "number": entry.number, "sha256": entry.sha256}
