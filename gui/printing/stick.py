"""Saving a summary to a USB stick: whole and read back, or not at all."""

from __future__ import annotations

import errno
import os
import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

NAME = "homeward-summary"
"""The file's name says nothing about anybody."""

_MOUNTS = Path("/proc/self/mounts")
_WHERE = ("/media/", "/run/media/")
"""Where desktops and udisks put what a person plugs in."""


class StickTrouble(StrEnum):
    """Why a summary could not be saved."""

    GONE = "gone"
    FULL = "full"
    READ_ONLY = "read-only"
    FAILED = "failed"


class StickRefused(Exception):
    """Nothing was saved; `trouble` says why."""

    def __init__(self, trouble: StickTrouble) -> None:
        super().__init__(f"nothing was saved to the stick: {trouble}")
        self.trouble = trouble


@dataclass(frozen=True, slots=True)
class Stick:
    """A mounted, writable stick, and where the machine lists what is mounted."""

    folder: Path
    mounts: Path = _MOUNTS

    def save(self, pdf: bytes) -> str:
        """Save a summary beside what is there and give its name.  Raises StickRefused.

        It is written under another name, forced out, read back and only then renamed,
        so that a stick pulled too early never holds half a summary under the real name.
        """
        part = self.folder / f".{NAME}.part"
        try:
            if self.folder not in _mounted(self.mounts):  # the bare folder may be left behind
                raise StickRefused(StickTrouble.GONE)
            part.unlink(missing_ok=True)
            _write_out(part, pdf)
            if not _reads_back(part, pdf):
                raise StickRefused(StickTrouble.FAILED)
            final = next(path for path in self._names() if not os.path.lexists(path))
            part.rename(final)
            _force_out(self.folder)
        except OSError as error:
            raise StickRefused(_why(error)) from error
        finally:
            _drop(part)
        return final.name

    def _names(self) -> Iterator[Path]:
        yield self.folder / f"{NAME}.pdf"
        number = 2
        while True:
            yield self.folder / f"{NAME}-{number}.pdf"
            number += 1


def find_stick(mounts: Path = _MOUNTS) -> Stick | None:
    """The stick that was plugged in last, or None; always None where no such list is kept."""
    if not mounts.exists():  # not Linux: no stick is offered, and that is no failure
        return None
    found = [folder for folder in _mounted(mounts) if os.access(folder, os.W_OK)]
    return Stick(found[-1], mounts) if found else None


def _mounted(mounts: Path) -> list[Path]:
    """The folders of what people plug in, in the order in which it was plugged in."""
    found = []
    for line in mounts.read_text(encoding="utf-8", errors="surrogateescape").splitlines():
        device, folder, _kind, options = line.split()[:4]
        # The kernel writes a space in a name as \040.
        folder = re.sub(r"\\([0-7]{3})", lambda octal: chr(int(octal[1], 8)), folder)
        plugged_in = device.startswith("/dev/") and folder.startswith(_WHERE)
        if plugged_in and "rw" in options.split(","):
            found.append(Path(folder))
    return found


def _write_out(path: Path, content: bytes) -> None:
    with open(path, "xb", opener=lambda name, flags: os.open(name, flags | os.O_NOFOLLOW)) as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())


def _reads_back(path: Path, content: bytes) -> bool:
    with path.open("rb") as file:
        # Ask for the stick's own bytes, not the ones still in memory.
        os.posix_fadvise(file.fileno(), 0, 0, os.POSIX_FADV_DONTNEED)
        return file.read() == content


def _force_out(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _drop(part: Path) -> None:
    try:
        part.unlink(missing_ok=True)
    except OSError:
        return  # the stick is gone, and the unfinished file with it


def _why(error: OSError) -> StickTrouble:
    if error.errno in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG):
        return StickTrouble.FULL
    if error.errno in (errno.EROFS, errno.EACCES, errno.EPERM):
        return StickTrouble.READ_ONLY
    if error.errno in (errno.ENOENT, errno.EIO, errno.ENODEV, errno.ENXIO, errno.ENOTDIR):
        return StickTrouble.GONE
    return StickTrouble.FAILED
