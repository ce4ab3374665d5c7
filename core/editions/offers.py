"""What somebody brought: one pack, or a folder such as a stick with several."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from core.editions.check_database import check_database, read_database
from core.editions.files import reason
from core.editions.install import Installed, Receiver, accept, install
from core.editions.installed import look
from core.editions.manifest import Manifest
from core.editions.pack import SUFFIX, open_pack
from core.editions.refused import Refused, Why
from core.reference.tables import Tables
from core.trace import Text

T = TypeVar("T")

_MOST = 50
"""More packs than this on one stick are not looked at."""


@dataclass(frozen=True, slots=True)
class Taken:
    """What was installed, from which file, and why others beside it were not taken."""

    file: str
    installed: Installed
    passed_over: tuple[tuple[str, Text], ...]


@dataclass(frozen=True, slots=True)
class Offered:
    """A pack that could be installed: its file, what it says of itself, the tables in it."""

    path: Path
    manifest: Manifest
    tables: Tables


def verify(given: Path, receiver: Receiver) -> Manifest:
    """Do everything that an installation does, but keep nothing.  Raises Refused."""
    return look_into(given, receiver).manifest


def look_into(given: Path, receiver: Receiver) -> Offered:
    """Verify a pack, and answer what it would bring.  Raises Refused."""
    with closing(open_pack(given, receiver.files)) as pack:
        manifest = pack.manifest(receiver.keys)
        try:
            accept(manifest, look(receiver.folder, receiver.files), receiver)
            with tempfile.TemporaryDirectory() as folder:
                copy = Path(folder) / "database"
                with copy.open("wb") as file:
                    pack.unpack(manifest, file.write)
                if check_database(copy) != manifest.edition:
                    raise Refused(Why.DATABASE, what="edition", details=manifest.edition)
                return Offered(given, manifest, read_database(copy))
        except OSError as error:
            raise Refused(Why.NOT_WRITTEN, reason=reason(error)) from error


def offer_newest(given: Path, receiver: Receiver) -> Offered:
    """Verify a pack, or of a folder's packs the one with the highest number that holds.

    Nothing is installed.  Raises Refused: of a single pack its own reason.
    """
    return _newest(given, receiver, look_into)[1]


def install_newest(given: Path, receiver: Receiver) -> Taken:
    """Install a pack, or of a folder's packs the one with the highest number that holds.

    Raises Refused: of a single pack its own reason.
    """
    path, installed, passed = _newest(given, receiver, install)
    return Taken(path.name, installed, passed)


def _newest(
    given: Path, receiver: Receiver, take: Callable[[Path, Receiver], T]
) -> tuple[Path, T, tuple[tuple[str, Text], ...]]:
    """The newest pack that can be taken, with what became of it, and why others cannot."""
    if os.path.islink(given) or not os.path.isdir(given):  # neither raises, as those of Path do
        return given, take(given, receiver), ()
    passed: list[tuple[str, Text]] = []
    offers: list[tuple[int, Path]] = []
    for path in _packs(given):
        try:
            offers.append((_number(path, receiver), path))
        except Refused as refused:
            passed.append((path.name, refused.text))
            last = refused
    for _, path in sorted(offers, reverse=True):
        try:
            return path, take(path, receiver), tuple(passed)
        except Refused as refused:
            passed.append((path.name, refused.text))
            last = refused
    if len(passed) == 1:
        raise last
    raise Refused(Why.NONE_HOLDS, n=len(passed)) if passed else Refused(Why.NO_PACK)


def _number(path: Path, receiver: Receiver) -> int:
    """The number of a pack whose signature and terms hold."""
    with closing(open_pack(path, receiver.files)) as pack:
        manifest = pack.manifest(receiver.keys)
    try:
        return accept(manifest, look(receiver.folder, receiver.files), receiver).number
    except OSError as error:
        raise Refused(Why.NOT_WRITTEN, reason=reason(error)) from error


def _packs(folder: Path) -> Iterator[Path]:
    try:
        found = sorted(path for path in folder.iterdir() if path.name.endswith(SUFFIX))
    except OSError as error:
        raise Refused(Why.UNREADABLE, reason=reason(error)) from error
    yield from found[:_MOST]
