"""Installing a pack: whatever fails or is cut off on the way, the old edition or the new one is
in use afterwards, whole, and what is said agrees with what the next start finds.

The order is what makes it so: a private copy, hashed while it is copied; fsync; the database
check; rename to a name that holds its hash; fsync of the folder; the pointer written beside,
fsync, renamed, fsync of the folder.  Only then is anything older removed.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from core.editions.check_database import check_database
from core.editions.files import Files
from core.editions.installed import Opened, Shelf, look, open_best
from core.editions.keys import KeyRing
from core.editions.limits import FLOOR, PROGRAM, STEP
from core.editions.manifest import Manifest, Version, version_text
from core.editions.pack import OpenPack, open_pack, reason
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
from core.reference.model import EditionDamaged
from core.reference.schema import SCHEMA_VERSION
from core.trace import Text, text

LOCK = ".lock"
INCOMING = ".incoming"


@dataclass(frozen=True, slots=True)
class Receiver:
    """Who takes a pack: the data folder of editions, the keys trusted, the day it is."""

    folder: Path
    keys: KeyRing
    today: date
    program: Version = PROGRAM
    files: Files = field(default_factory=Files)


@dataclass(frozen=True, slots=True)
class Installed:
    """A new edition that is in use from the next visit on.

    `trouble` is set when the disc complained after the edition was in use.
    """

    edition: str
    number: int
    trouble: Text | None = None


def install(given: Path, receiver: Receiver) -> Installed:
    """Take a pack into use.  Raises Refused; then what was in use still is."""
    with _locked(receiver.folder, receiver.files):
        shelf = _look(receiver)
        pack = open_pack(given, receiver.files)
        try:
            manifest = accept(pack.manifest(receiver.keys), shelf, receiver)
            return _take(pack, manifest, receiver)
        finally:
            _quietly_close(pack)


def accept(manifest: Manifest, shelf: Shelf, receiver: Receiver) -> Manifest:
    """The terms on which a signed pack is taken.  Raises Refused."""
    number, highest, today = manifest.number, shelf.highest, receiver.today
    if manifest.schema != SCHEMA_VERSION:
        raise Refused(Why.SCHEMA)
    if manifest.least_program > receiver.program:
        raise Refused(Why.PROGRAM, version=version_text(manifest.least_program))
    if number <= FLOOR:
        raise Refused(Why.FLOOR, number=str(number), floor=str(FLOOR))
    if number == highest:
        raise Refused(Why.SAME, number=str(number))
    if number < highest:
        raise Refused(Why.OLDER, number=str(number), highest=str(highest))
    if number > highest + STEP:
        raise Refused(Why.JUMP, number=str(number), most=str(highest + STEP))
    if today < manifest.issued:
        raise Refused(Why.FUTURE, issued=manifest.issued, today=today)
    if today > manifest.expires:
        raise Refused(Why.EXPIRED, expires=manifest.expires)
    return manifest


def roll_back(receiver: Receiver) -> Opened:
    """Go back to the edition before the one in use, or to the program's own.

    What was gone back from can never be installed again: the next one needs a higher number.
    Raises Refused, also when the program's own is in use already.
    """
    files, folder = receiver.files, receiver.folder
    with _locked(receiver.folder, receiver.files):
        shelf = _look(receiver)
        used = _used(folder)
        if used is None:
            raise Refused(Why.NO_OLDER)
        trouble: OSError | None = None
        try:
            write_pointer(folder, Pointer(_before(used, shelf), None, shelf.highest), files)
        except OSError as error:
            trouble = error
        _tidy(receiver.folder, receiver.files)
        found = open_best(folder)
        if found.entry is not None and found.entry.number >= used.number:
            found.reference.close()
            raise Refused(Why.NOT_WRITTEN, reason=reason(trouble or OSError())) from trouble
        return found


def tidy(folder: Path, files: Files | None = None) -> None:
    """Clear up at a start: remove what was never finished, and write a lost pointer anew.

    Does nothing when an installation is under way, or nothing was ever installed.
    """
    files = files or Files()
    with suppress(Refused, OSError):
        if folder.is_dir():
            with _locked(folder, files):
                _tidy(folder, files)
                shelf = look(folder, files)
                used = _used(folder)
                if shelf.pointer is None and used is not None:
                    pointer = Pointer(used, _before(used, shelf), shelf.highest)
                    write_pointer(folder, pointer, files)


def _take(pack: OpenPack, manifest: Manifest, receiver: Receiver) -> Installed:
    trouble: OSError | None = None
    try:
        _tidy(receiver.folder, receiver.files)
        _bring_in(pack, manifest, receiver)
    except Refused:
        _tidy(receiver.folder, receiver.files)
        raise
    except OSError as error:
        trouble = error
        _abandon(manifest, receiver)
    _tidy(receiver.folder, receiver.files)
    # Only what a start would find now may be said.
    found = _used(receiver.folder)
    if found is not None and found.sha256 == manifest.sha256:
        said = text("pack.trouble", reason=reason(trouble)) if trouble else None
        return Installed(manifest.edition, manifest.number, said)
    raise Refused(Why.NOT_WRITTEN, reason=reason(trouble or OSError())) from trouble


def _bring_in(pack: OpenPack, manifest: Manifest, receiver: Receiver) -> None:
    files, folder = receiver.files, receiver.folder
    incoming = folder / INCOMING
    handle = files.open_new(incoming)
    try:
        pack.unpack(manifest, lambda piece: files.write_all(handle, piece))
        files.sync(handle)
    finally:
        files.close(handle)
    if check_database(incoming) != manifest.edition:
        raise Refused(Why.DATABASE, what="edition", details=manifest.edition)
    files.protect(incoming)
    used = _used(folder)
    entry = Entry(manifest.number, manifest.sha256, manifest.issued)
    files.rename(incoming, folder / entry.name)
    files.sync_folder(folder)
    write_pointer(folder, Pointer(entry, used, manifest.number), files)


def _abandon(manifest: Manifest, receiver: Receiver) -> None:
    """After a failure: a new edition that no pointer names must not be found by itself."""
    entry = Entry(manifest.number, manifest.sha256)
    with suppress(OSError, PointerDamaged):
        pointer = read_pointer(receiver.folder, receiver.files)
        if pointer is None or pointer.current is None or pointer.current.sha256 != entry.sha256:
            receiver.files.remove(receiver.folder / entry.name)


def _tidy(folder: Path, files: Files) -> None:
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


def _used(folder: Path) -> Entry | None:
    """The installed edition that a start would find now, or None for the program's own."""
    try:
        found = open_best(folder)
    except EditionDamaged:  # not even the program's own: all the more reason to install
        return None
    found.reference.close()
    return found.entry


def _before(used: Entry, shelf: Shelf) -> Entry | None:
    """The newest edition older than the one in use; its hash is checked when it is opened."""
    pointer = shelf.pointer
    noted = () if pointer is None or pointer.previous is None else (pointer.previous,)
    older = (entry for entry in (*noted, *shelf.entries) if FLOOR < entry.number < used.number)
    return next(older, None)


def _look(receiver: Receiver) -> Shelf:
    try:
        return look(receiver.folder, receiver.files)
    except OSError as error:
        raise Refused(Why.NOT_WRITTEN, reason=reason(error)) from error


@contextmanager
def _locked(folder: Path, files: Files) -> Iterator[None]:
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


def _quietly_close(pack: OpenPack) -> None:
    with suppress(OSError):
        pack.close()
