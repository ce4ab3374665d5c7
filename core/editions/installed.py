"""The editions in a kiosk's data folder: which there are, which is used, and why that one.

The choice at every start: what the pointer names, if its file's hash holds; else the newest
other one whose hash holds; else the program's own.  The choice never writes anything.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from pathlib import Path

from core.editions.files import Files
from core.editions.limits import FLOOR
from core.editions.pointer import Entry, Pointer, PointerDamaged, entry_named, read_pointer
from core.reference.damaged import EditionDamaged
from core.reference.store import Reference, open_installed, open_reference
from core.trace import Text, text


class Chosen(StrEnum):
    """Why this edition is the one in use; the words of each stand under editions.<code>."""

    CURRENT = "current"  # the one installed last
    OWN = "own"  # nothing newer than the program's own is installed
    WENT_BACK = "went-back"  # staff went back to the program's own
    FOUND = "found"  # the pointer is lost; this is the newest whose hash holds
    PREVIOUS = "previous"  # the newest is damaged; this is the one before it
    OWN_INSTEAD = "own-instead"  # no installed edition can be used


UNUSUAL = (Chosen.FOUND, Chosen.PREVIOUS, Chosen.OWN_INSTEAD)
"""Reasons that staff should know of: something is wrong with the disc or the files on it."""


@dataclass(frozen=True, slots=True)
class Shelf:
    """What is in the data folder: the pointer (None: lost or never written) and every edition
    that may be used by its number, newest first.  `damaged`: there is a pointer, but it does
    not hold."""

    pointer: Pointer | None
    damaged: bool
    entries: tuple[Entry, ...]

    @property
    def highest(self) -> int:
        """The highest number ever in use: only higher ones may be installed."""
        if self.pointer is not None:
            return max(FLOOR, self.pointer.highest)
        return max((FLOOR, *(entry.number for entry in self.entries)))

    def candidates(self) -> Iterator[Entry]:
        """What may be used, best first.  Above the pointer's there is only what was never
        finished, or what staff went back from."""
        if self.pointer is None:
            yield from self.entries
            return
        current = self.pointer.current
        if current is None or current.number <= FLOOR:
            return
        yield current
        yield from (entry for entry in self.entries if entry.number < current.number)


@dataclass(frozen=True, slots=True)
class Opened:
    """An opened edition, which one it is (None: the program's own), and why that one."""

    reference: Reference
    entry: Entry | None
    chosen: Chosen

    def notices(self, today: date) -> tuple[Text, ...]:
        """What staff should be told; nothing when all is well."""
        said: list[Text] = []
        if self.chosen in UNUSUAL:
            said.append(text(f"editions.{self.chosen}", edition=self.reference.edition.id))
        if self.entry is not None and self.entry.issued and today < self.entry.issued:
            said.append(text("editions.clock", today=today, issued=self.entry.issued))
        return tuple(said)


def look(folder: Path, files: Files | None = None, *, lenient: bool = False) -> Shelf:
    """Look into the data folder.  Raises OSError when it is there and cannot be read.

    `lenient` takes a pointer that the disc would not give for a damaged one: enough to find
    an edition to use, not to say which numbers were ever in use.
    """
    pointer, damaged = None, False
    try:
        pointer = read_pointer(folder, files or Files())
    except PointerDamaged:
        damaged = True
    except OSError:
        if not lenient:
            raise
        damaged = True
    try:
        names = [path.name for path in folder.iterdir()]
    except FileNotFoundError:
        names = []
    found = [entry for name in names if (entry := entry_named(name)) and entry.number > FLOOR]
    found.sort(key=lambda entry: (entry.number, entry.sha256), reverse=True)
    return Shelf(pointer, damaged, tuple(found))


def open_best(folder: Path) -> Opened:
    """Open the edition to use.  Raises EditionDamaged when the program's own is damaged too.

    Where something is wrong it is looked at once more: a disc may fail for a moment.
    """
    found = _open_best(folder)
    if found.chosen in UNUSUAL:
        found.reference.close()
        found = _open_best(folder)
    return found


def _open_best(folder: Path) -> Opened:
    try:
        shelf = look(folder, lenient=True)
    except OSError:
        return Opened(open_reference(), None, Chosen.OWN_INSTEAD)
    first = True
    for entry in shelf.candidates():
        try:
            reference = open_installed(folder / entry.name, entry.sha256)
        except EditionDamaged:
            first = False
            continue
        if not first:
            return Opened(reference, entry, Chosen.PREVIOUS)
        return Opened(reference, entry, Chosen.FOUND if shelf.pointer is None else Chosen.CURRENT)
    return Opened(open_reference(), None, _why_own(shelf, tried=not first))


def _why_own(shelf: Shelf, tried: bool) -> Chosen:
    if tried or shelf.damaged:
        return Chosen.OWN_INSTEAD
    went_back = shelf.pointer is not None and shelf.pointer.current is None
    return Chosen.WENT_BACK if went_back else Chosen.OWN
