"""What somebody brought: one pack, or a folder such as a stick with several."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from core.editions.check_database import check_database
from core.editions.files import reason
from core.editions.install import Installed, Receiver, accept, install
from core.editions.installed import look
from core.editions.manifest import Manifest
from core.editions.pack import SUFFIX, open_pack
from core.editions.refused import Refused, Why
from core.trace import Text

_MOST = 50
"""More packs than this on one stick are not looked at."""


@dataclass(frozen=True, slots=True)
class Taken:
    """What was installed, from which file, and why others beside it were not taken."""

    file: str
    installed: Installed
    passed_over: tuple[tuple[str, Text], ...]


def verify(given: Path, receiver: Receiver) -> Manifest:
    """Do everything that an installation does, but keep nothing.  Raises Refused."""
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
        except OSError as error:
            raise Refused(Why.NOT_WRITTEN, reason=reason(error)) from error
    return manifest


def install_newest(given: Path, receiver: Receiver) -> Taken:
    """Install a pack, or of a folder's packs the one with the highest number that holds.

    Raises Refused: of a single pack its own reason.
    """
    if os.path.islink(given) or not os.path.isdir(given):  # neither raises, as those of Path do
        return Taken(given.name, install(given, receiver), ())
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
            return Taken(path.name, install(path, receiver), tuple(passed))
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
