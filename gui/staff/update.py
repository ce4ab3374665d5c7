"""The reference edition by stick: look at a pack, install it, go back.  Takes seconds each."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from core.editions.changes import Diff
from core.editions.check_database import read_database
from core.editions.compare import compare
from core.editions.install import Receiver, install, roll_back
from core.editions.installed import open_best
from core.editions.keys import KeyRing, trusted_keys
from core.editions.manifest import Manifest
from core.editions.offers import offer_newest
from core.editions.refused import Refused
from core.reference.damaged import EditionDamaged
from core.reference.tables import Tables
from core.resources import REFERENCE
from core.trace import Text, text
from gui.staff.events import Code
from gui.staff.parts import Machine


@dataclass(frozen=True, slots=True)
class Offer:
    """A sound pack on the stick, and what it would change."""

    path: Path
    manifest: Manifest
    tables: Tables
    diff: Diff


Moved = tuple[Code, Text]
"""What was done, or that it was refused, and its words."""


def look_at_stick(machine: Machine) -> Offer | Text:
    """The newest pack on the stick that could be installed, or why there is none."""
    stick = machine.find_stick()
    if stick is None:
        return text("staff.edition.no_stick")
    try:
        offered = offer_newest(stick.folder, _receiver(machine))
    except Refused as refused:
        return text("pack.refused", why=refused.text)
    before, name = _in_use(machine.editions)
    after = offered.manifest.edition
    return Offer(
        offered.path, offered.manifest, offered.tables, compare(before, offered.tables, name, after)
    )


def take(machine: Machine, offer: Offer) -> Moved:
    """Install the pack that was looked at; everything is checked again while it is copied."""
    try:
        done = install(offer.path, _receiver(machine))
    except Refused as refused:
        return Code.EDITION_REFUSED, text("pack.refused", why=refused.text)
    said = text(
        "pack.installed", file=offer.path.name, edition=done.edition, number=str(done.number)
    )
    return Code.EDITION_INSTALLED, done.trouble or said


def go_back(machine: Machine) -> Moved:
    """Go back to the edition before the one in use."""
    try:
        found = roll_back(Receiver(machine.editions, KeyRing((), frozenset()), machine.today()))
    except Refused as refused:
        return Code.EDITION_REFUSED, refused.text
    edition = found.reference.edition.id
    found.reference.close()
    return Code.EDITION_WENT_BACK, text("pack.went_back", edition=edition)


def _receiver(machine: Machine) -> Receiver:
    return Receiver(machine.editions, trusted_keys(machine.keys), machine.today())


def _in_use(folder: Path) -> tuple[Tables, str]:
    """The tables of the edition in use, to hold beside those of a pack."""
    try:
        found = open_best(folder)
    except EditionDamaged:  # nothing to hold beside it: all of it is new
        return {}, ""
    name = found.reference.edition.id
    found.reference.close()
    return read_database(folder / found.entry.name if found.entry else REFERENCE), name
