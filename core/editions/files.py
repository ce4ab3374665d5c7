"""The system calls that the installer makes, one method each, so that each can be made to fail.

Tests put a `Files` here that fails, or is killed, at the n-th call, or that notes what has
not reached the disc yet.  Paths are always made by the installer, never read from a pack.
"""

from __future__ import annotations

import fcntl
import os
from pathlib import Path

_QUIET = os.O_CLOEXEC | os.O_NOFOLLOW


class Files:
    """The real ones.  Each method raises OSError as the call does."""

    def open_given(self, path: Path) -> int:
        """Open a file that somebody brought: never through a link, never waiting on a pipe."""
        return os.open(path, os.O_RDONLY | os.O_NONBLOCK | _QUIET)

    def open_new(self, path: Path) -> int:
        """Make a file that does not stand there yet, for nobody else to read."""
        return os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | _QUIET, 0o600)

    def open_folder(self, path: Path) -> int:
        """Open a folder, to have its entries written to the disc."""
        return os.open(path, os.O_RDONLY | os.O_DIRECTORY | _QUIET)

    def open_lock(self, path: Path) -> int:
        """Open a file that is only there to be locked."""
        return os.open(path, os.O_RDWR | os.O_CREAT | _QUIET, 0o600)

    def lock(self, handle: int) -> None:
        """Lock a file against everyone else, or raise BlockingIOError."""
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)

    def make_folder(self, path: Path) -> None:
        """Make a folder and those above it; one that is there already is left as it is."""
        path.mkdir(mode=0o700, parents=True, exist_ok=True)

    def status(self, handle: int) -> os.stat_result:
        """What kind of file it is, and how long."""
        return os.fstat(handle)

    def read(self, handle: int, most: int) -> bytes:
        """Read some bytes; none at the end."""
        return os.read(handle, most)

    def write(self, handle: int, content: bytes) -> int:
        """Write some bytes; answer how many."""
        return os.write(handle, content)

    def sync(self, handle: int) -> None:
        """Have what was written reach the disc, or a folder's entries."""
        os.fsync(handle)

    def close(self, handle: int) -> None:
        """Close a file."""
        os.close(handle)

    def protect(self, path: Path) -> None:
        """Let a file be read and no longer written."""
        path.chmod(0o444)

    def rename(self, old: Path, new: Path) -> None:
        """Give a file another name in the same folder, at once."""
        os.rename(old, new)

    def remove(self, path: Path) -> None:
        """Remove a file."""
        path.unlink()

    # -- made of those above -------------------------------------------------------------
    def write_all(self, handle: int, content: bytes) -> None:
        """Write every byte, however many calls that takes."""
        left = memoryview(content)
        while left:
            left = left[self.write(handle, bytes(left)) :]

    def sync_folder(self, path: Path) -> None:
        """Have a folder's entries reach the disc."""
        handle = self.open_folder(path)
        try:
            self.sync(handle)
        finally:
            self.close(handle)


def reason(error: Exception) -> str:
    """What the system says of an error, for staff."""
    said = error.strerror if isinstance(error, OSError) else None
    return said or type(error).__name__
