"""Installing a pack: whatever fails or is cut off on the way, the old edition or the new one is
in use afterwards, whole, and what is said agrees with what the next start finds.

The order is what makes it so: a private copy, hashed while it is copied; fsync; the database
check; rename to a name that holds its hash; fsync of the folder; the pointer written beside,
fsync, renamed, fsync of the folder.  Only then is anything older removed.
"""

from __future__ import annotations

from contextlib import closing
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from core.editions.check_database import check_database
from core.editions.files import Files, reason
from core.editions.installed import Opened, Shelf, look, open_best
from core.editions.keys import KeyRing
from core.editions.limits import FLOOR, PROGRAM, STEP
from core.editions.manifest import Manifest, Version, version_text
from core.editions.pack import OpenPack, open_pack
from core.editions.pointer import Entry, Pointer, write_pointer
from core.editions.refused import Refused, Why
from core.editions.upkeep import INCOMING, clear, edition_before, in_use, locked
from core.reference.schema import SCHEMA_VERSION
from core.trace import Text, text


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
    with locked(receiver.folder, receiver.files):
        shelf = _look(receiver)
        with closing(open_pack(given, receiver.files)) as pack:
            manifest = accept(pack.manifest(receiver.keys), shelf, receiver)
            return _take(pack, manifest, receiver)


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
    with locked(receiver.folder, receiver.files):
        shelf = _look(receiver)
        used = in_use(folder)
        if used is None:
            raise Refused(Why.NO_OLDER)
        trouble: OSError | None = None
        try:
            write_pointer(folder, Pointer(edition_before(used, shelf), None, shelf.highest), files)
        except OSError as error:
            trouble = error
        clear(receiver.folder, receiver.files)
        found = open_best(folder)
        if found.entry is not None and found.entry.number >= used.number:
            found.reference.close()
            raise Refused(Why.NOT_WRITTEN, reason=reason(trouble or OSError())) from trouble
        return found


def _take(pack: OpenPack, manifest: Manifest, receiver: Receiver) -> Installed:
    trouble: OSError | None = None
    try:
        clear(receiver.folder, receiver.files)
        _bring_in(pack, manifest, receiver)
    except Refused:
        clear(receiver.folder, receiver.files)
        raise
    except OSError as error:
        trouble = error
    clear(receiver.folder, receiver.files)
    # Only what a start would find now may be said.
    found = in_use(receiver.folder)
    if found is not None and found.name == _entry(manifest).name:
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
    used = in_use(folder)
    entry = _entry(manifest)
    files.rename(incoming, folder / entry.name)
    files.sync_folder(folder)
    write_pointer(folder, Pointer(entry, used, manifest.number), files)


def _entry(manifest: Manifest) -> Entry:
    return Entry(manifest.number, manifest.sha256, manifest.issued)


def _look(receiver: Receiver) -> Shelf:
    try:
        return look(receiver.folder, receiver.files)
    except OSError as error:
        raise Refused(Why.NOT_WRITTEN, reason=reason(error)) from error
