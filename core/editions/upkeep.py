"""The data folder kept in order: one at a time, and nothing left over from what was cut off.

Kept apart from `install`, so that a kiosk that starts loads nothing that reads packs.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from core.editions.files import Files, reason
from core.editions.installed import Shelf, look, open_best
from core.editions.limits import FLOOR
from core.editions.pointer import (
    POINTER_PART,
    Entry,
    Pointer,
    PointerDamaged,
    entry_named,
    read_pointer,
    write_pointer,
)
from core.editions.refused import Refused, Why
from core.reference.damaged import EditionDamaged

LOCK = ".lock"
INCOMING = ".incoming"


def tidy(folder: Path, files: Files | None = None) -> None:
    """Clear up at a start: remove what was never finished, and write a lost pointer anew.

    Does nothing when an installation is under way, or nothing was ever installed.
    """
    files = files or Files()
    with suppress(Refused, OSError):
        if folder.is_dir():
            with locked(folder, files):
                clear(folder, files)
                shelf = look(folder, files)
                used = in_use(folder)
                if shelf.pointer is None and used is not None:
                    pointer = Pointer(used, edition_before(used, shelf), shelf.highest)
                    write_pointer(folder, pointer, files)


def clear(folder: Path, files: Files) -> None:
    """Remove leftovers, and every edition but the one in use and the one before it.

    A file that cannot be removed does no harm: the next start tries again.
    """
    for name in (INCOMING, f"{INCOMING}-journal", POINTER_PART):
        with suppress(OSError):
            files.remove(folder / name)
    try:
        pointer = read_pointer(folder, files)
        names = [path.name for path in folder.iterdir()]
    except (OSError, PointerDamaged):
        return
    if pointer is None:
        return
    kept = {entry.name for entry in (pointer.current, pointer.previous) if entry is not None}
    for name in names:
        if entry_named(name) is not None and name not in kept:
            with suppress(OSError):
                files.remove(folder / name)


def in_use(folder: Path) -> Entry | None:
    """The installed edition that a start would find now, or None for the program's own."""
    try:
        found = open_best(folder)
    except EditionDamaged:  # not even the program's own: all the more reason to install
        return None
    found.reference.close()
    return found.entry


def edition_before(used: Entry, shelf: Shelf) -> Entry | None:
    """The newest edition older than the one in use; its hash is checked when it is opened."""
    pointer = shelf.pointer
    noted = () if pointer is None or pointer.previous is None else (pointer.previous,)
    older = (entry for entry in (*noted, *shelf.entries) if FLOOR < entry.number < used.number)
    return next(older, None)


@contextmanager
def locked(folder: Path, files: Files) -> Iterator[None]:
    """Hold the folder's lock; it falls with the program, however that ends.  Raises Refused."""
    try:
        files.make_folder(folder)
        handle = files.open_lock(folder / LOCK)
    except OSError as error:
        raise Refused(Why.NOT_WRITTEN, reason=reason(error)) from error
    try:
        try:
            files.lock(handle)
        except BlockingIOError as error:
            raise Refused(Why.BUSY) from error
        except OSError as error:
            raise Refused(Why.NOT_WRITTEN, reason=reason(error)) from error
        yield
    finally:
        with suppress(OSError):
            files.close(handle)
