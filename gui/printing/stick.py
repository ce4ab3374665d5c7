"""Saving a summary to a USB stick: whole and read back, or not at all."""

from __future__ import annotations

import contextlib
import errno
import os
import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

NAME = "homeward-summary"
"""The file's name says nothing about anybody."""

_PART = f".{NAME}.part"

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
        Nothing that is on the stick is opened, and no link on it is followed.
        """
        try:
            place = os.open(self.folder, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW)
        except OSError as error:
            raise StickRefused(_why(error)) from error
        # All that follows is done within the folder as it was opened: when the stick is pulled,
        # nothing of it falls through into the bare folder on the kiosk's own disc.
        try:
            return self._save_in(place, pdf)
        except OSError as error:
            raise StickRefused(_why(error)) from error
        finally:
            _drop(place)
            os.close(place)

    def _save_in(self, place: int, pdf: bytes) -> str:
        mounted = _mounted(self.mounts)
        if self.folder not in mounted or not _is(place, self.folder):
            raise StickRefused(StickTrouble.GONE)  # what was opened is the bare folder
        if not mounted[self.folder]:
            raise StickRefused(StickTrouble.READ_ONLY)
        _remove(place)
        _write_out(place, pdf)
        if not _reads_back(place, pdf):
            raise StickRefused(StickTrouble.FAILED)
        final = next(name for name in _names() if not _is_taken(place, name))
        os.rename(_PART, final, src_dir_fd=place, dst_dir_fd=place)
        os.fsync(place)
        return final


def find_stick(mounts: Path = _MOUNTS) -> Stick | None:
    """The stick that was plugged in last, or None; always None where no such list is kept."""
    if not mounts.exists():  # not Linux: no stick is offered, and that is no failure
        return None
    found = [
        folder
        for folder, writable in _mounted(mounts).items()
        if writable and os.access(folder, os.W_OK)
    ]
    return Stick(found[-1], mounts) if found else None


def _mounted(mounts: Path) -> dict[Path, bool]:
    """The folders of what people plug in, as they were plugged in, and whether each is writable."""
    found = {}
    for line in mounts.read_text(encoding="utf-8", errors="surrogateescape").splitlines():
        device, folder, _kind, options = line.split()[:4]
        # The kernel writes a space in a name as \040.
        folder = re.sub(r"\\([0-7]{3})", lambda octal: chr(int(octal[1], 8)), folder)
        if device.startswith("/dev/") and folder.startswith(_WHERE):
            found[Path(folder)] = "rw" in options.split(",")
    return found


def _names() -> Iterator[str]:
    yield f"{NAME}.pdf"
    number = 2
    while True:
        yield f"{NAME}-{number}.pdf"
        number += 1


def _is(place: int, folder: Path) -> bool:
    """Whether an open folder is the one that is found under a name now."""
    return os.path.samestat(os.fstat(place), os.stat(folder))


def _is_taken(place: int, name: str) -> bool:
    """Whether there is anything of that name, a link that leads nowhere too."""
    try:
        os.stat(name, dir_fd=place, follow_symlinks=False)
    except FileNotFoundError:
        return False
    return True


def _write_out(place: int, content: bytes) -> None:
    # A new file or none: what lies there under this name, of whatever kind, is not opened.
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW
    with open(os.open(_PART, flags, 0o600, dir_fd=place), "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())


def _reads_back(place: int, content: bytes) -> bool:
    with open(os.open(_PART, os.O_RDONLY | os.O_NOFOLLOW, dir_fd=place), "rb") as file:
        # Ask for the stick's own bytes, not the ones still in memory.
        os.posix_fadvise(file.fileno(), 0, 0, os.POSIX_FADV_DONTNEED)
        return file.read() == content


def _remove(place: int) -> None:
    with contextlib.suppress(FileNotFoundError):
        os.unlink(_PART, dir_fd=place)


def _drop(place: int) -> None:
    try:
        _remove(place)
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
