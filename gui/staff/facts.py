"""What the staff pages tell of this machine, looked up off the drawing thread."""

from __future__ import annotations

import os
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from core.editions.installed import open_best
from core.editions.keys import trusted_keys
from core.editions.refused import Refused
from core.reference.damaged import EditionDamaged
from core.trace import Text, text
from gui.printing import Printer
from gui.staff.parts import Machine
from gui.state import PrinterState


@dataclass(frozen=True, slots=True)
class EditionFacts:
    """The edition that the next visit begins with; `installed` is its number, 0 the program's."""

    id: str
    why: Text
    number: int
    issued: date | None
    unusual: bool
    notices: tuple[Text, ...]
    through: tuple[tuple[str, date], ...]


@dataclass(frozen=True, slots=True)
class Facts:
    """Everything at once.  `edition` None: not even the program's own can be read."""

    today: date
    edition: EditionFacts | None
    printer: PrinterState
    stick: bool
    keys: bool
    """Whether a key is there that a pack may be signed with."""
    disc: bool
    """Whether the state folder takes what is written."""


def look_up(machine: Machine, printer: Printer) -> Facts:
    """Look at everything; takes as long as the print service does."""
    return Facts(
        today=machine.today(),
        edition=edition_facts(machine.editions, machine.today()),
        printer=printer.status(),
        stick=machine.find_stick() is not None,
        keys=_has_keys(machine.keys),
        disc=takes_writing(machine.state),
    )


def edition_facts(folder: Path, today: date) -> EditionFacts | None:
    """The edition that a start would find."""
    try:
        found = open_best(folder)
    except EditionDamaged:
        return None
    edition, entry = found.reference.edition, found.entry
    facts = EditionFacts(
        id=edition.id,
        why=text(f"editions.in-use.{found.chosen}", edition=edition.id),
        number=entry.number if entry else 0,
        issued=entry.issued if entry else None,
        unusual=bool(found.notices(date.max)),
        notices=found.notices(today),
        through=edition.published_through,
    )
    found.reference.close()
    return facts


def takes_writing(folder: Path) -> bool:
    """Whether a file can be written there, tried with one."""
    trial = folder / ".trial"
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        handle = os.open(trial, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | os.O_NOFOLLOW, 0o600)
        try:
            whole = os.write(handle, b"\0" * 4096) == 4096
            os.fsync(handle)
        finally:
            os.close(handle)
        trial.unlink()
    except OSError:
        return False
    return whole


def _has_keys(folder: Path) -> bool:
    try:
        ring = trusted_keys(folder)
    except Refused:
        return False
    return any(key not in ring.revoked for key, _ in ring.keys)
