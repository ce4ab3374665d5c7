"""The edition that visits begin with: looked for again between visits, never during one."""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from core.editions.installed import Opened, open_best
from core.editions.pointer import POINTER
from core.editions.upkeep import tidy
from core.reference.damaged import EditionDamaged
from core.reference.store import Reference
from core.trace import Text


@dataclass(frozen=True, slots=True)
class InUse:
    """An opened edition and what staff should be told of it."""

    reference: Reference
    notices: tuple[Text, ...] = ()


class Editions:
    """The editions of a data folder.  The first look clears up what was never finished.

    Raises EditionDamaged when no edition at all can be opened.
    """

    def __init__(self, folder: Path, today: Callable[[], date]) -> None:
        self._folder = folder
        self._today = today
        self._opened = open_best(folder)
        tidy(folder)
        self._seen = self._stamp()

    def __call__(self) -> InUse:
        """The edition for a visit that begins now.

        The one before stays open for whoever still holds it: its file never changes.
        """
        stamp = self._stamp()
        if stamp != self._seen:
            self._seen = stamp
            self._opened = self._newer()
        return InUse(self._opened.reference, self._opened.notices(self._today()))

    def _newer(self) -> Opened:
        try:
            return open_best(self._folder)
        except EditionDamaged:  # the one that is open can still be used
            return self._opened

    def _stamp(self) -> tuple[int, int] | None:
        """Another pointer is another file: it is only ever replaced."""
        try:
            found = os.stat(self._folder / POINTER)
        except OSError:
            return None
        return found.st_ino, found.st_mtime_ns
