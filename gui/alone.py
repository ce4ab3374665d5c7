"""One kiosk on a screen: a second one of the same user is refused."""

from __future__ import annotations

import os
from pathlib import Path


class Alone:
    """A lock that goes with the process, however it ends."""

    def __init__(self, folder: Path | None = None) -> None:
        self._folder = folder
        self._held: int | None = None

    def take(self) -> bool:
        """Whether this is the only one now.  True where there is no way to know."""
        try:
            import fcntl
        except ImportError:
            return True
        folder = self._folder or _state_folder()
        try:
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            flags = os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW | os.O_CLOEXEC
            handle = os.open(folder / "kiosk.lock", flags, 0o600)
        except OSError:
            return True  # a disc that cannot be written costs the lock, not the kiosk
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            os.close(handle)
            return False
        self._held = handle
        return True

    def give_back(self) -> None:
        """Let another one start."""
        if self._held is not None:
            os.close(self._held)
            self._held = None


def _state_folder() -> Path:
    from platformdirs import user_state_path

    return user_state_path("homeward", appauthor=False)
