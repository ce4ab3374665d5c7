"""Packs for the tests: keys of their own, two editions that differ in one price, and a kiosk."""

from __future__ import annotations

import hashlib
import sqlite3
from contextlib import closing
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from core.editions.files import Files
from core.editions.install import Receiver
from core.editions.installed import Opened, open_best
from core.editions.keys import KeyRing, key_id
from core.editions.limits import PROGRAM
from core.editions.manifest import Manifest
from core.editions.pack import make_pack, pack_database
from core.reference.schema import SCHEMA_VERSION
from core.reference.store import Reference

TODAY = date(2026, 11, 24)
KEY = Ed25519PrivateKey.from_private_bytes(hashlib.sha256(b"in use").digest())
SPARE = Ed25519PrivateKey.from_private_bytes(hashlib.sha256(b"spare").digest())
STRANGER = Ed25519PrivateKey.from_private_bytes(hashlib.sha256(b"stranger").digest())


def ring(
    *revoked: Ed25519PrivateKey, keys: tuple[Ed25519PrivateKey, ...] = (KEY, SPARE)
) -> KeyRing:
    """The keys that the kiosk of the tests trusts."""
    public = [key.public_key() for key in keys]
    return KeyRing(
        tuple((key_id(key), key) for key in public),
        frozenset(key_id(key.public_key()) for key in revoked),
    )


def manifest_of(database: bytes, edition: str, number: int, **changes: object) -> Manifest:
    """A manifest that is right for a database, but for the changes."""
    packed = pack_database(database)
    right = Manifest(
        edition=edition,
        number=number,
        issued=date(2026, 11, 1),
        expires=date(2027, 1, 31),
        least_program=PROGRAM,
        schema=SCHEMA_VERSION,
        key=key_id(KEY.public_key()),
        size=len(database),
        sha256=hashlib.sha256(database).hexdigest(),
        packed_size=len(packed),
        packed_sha256=hashlib.sha256(packed).hexdigest(),
    )
    return replace(right, **changes)  # type: ignore[arg-type]


def pack_of(database: bytes, edition: str, number: int, **changes: object) -> bytes:
    """A pack of a database, rightly signed whatever is in it."""
    manifest = manifest_of(database, edition, number, **changes)
    return make_pack(manifest, pack_database(database), KEY)


@dataclass(frozen=True)
class Edition:
    """A baked edition: its id, the bytes of its database, and what it answers."""

    id: str
    database: bytes
    answers: str

    @property
    def sha256(self) -> str:
        """The hash of its database."""
        return hashlib.sha256(self.database).hexdigest()

    def pack(self, number: int, **changes: object) -> bytes:
        """A pack of it with a number."""
        return pack_of(self.database, self.id, number, **changes)


@dataclass
class Kiosk:
    """A kiosk's data folder, a stick, and the day it is."""

    home: Path
    keys: KeyRing = field(default_factory=ring)
    today: date = TODAY
    files: Files = field(default_factory=Files)

    @property
    def folder(self) -> Path:
        """The folder of editions."""
        return self.home / "data" / "editions"

    @property
    def receiver(self) -> Receiver:
        """Who installs here."""
        return Receiver(self.folder, self.keys, self.today, files=self.files)

    def bring(self, content: bytes, name: str = "new.homeward") -> Path:
        """Put a file on the stick."""
        stick = self.home / "stick"
        stick.mkdir(parents=True, exist_ok=True)
        (stick / name).write_bytes(content)
        return stick / name

    def start(self) -> Opened:
        """What a start finds; its database is closed again."""
        found = open_best(self.folder)
        found.reference.close()
        return found

    @property
    def number(self) -> int:
        """The number of the edition that a start finds; 0 is the program's own."""
        found = self.start().entry
        return found.number if found else 0

    def names(self) -> set[str]:
        """The files that are in the data folder, but for the lock."""
        return set(self.state())

    def state(self) -> dict[str, tuple[int, int, int]]:
        """Each of those files as the system knows it: untouched while that stays the same."""
        if not self.folder.is_dir():
            return {}
        found = {path.name: path.lstat() for path in self.folder.iterdir()}
        found.pop(".lock", None)
        return {name: (told.st_ino, told.st_mtime_ns, told.st_size) for name, told in found.items()}


def answers(reference: Reference) -> str:
    """One hash over every figure that an edition can answer with."""
    whole = hashlib.sha256()
    for table in ("payment_limits", "fees", "parameters", "visit_rates", "setting_prices", "zips"):
        for row in reference._shelf.rows(f"SELECT * FROM {table}"):
            whole.update(repr(tuple(row)).encode())
    return whole.hexdigest()


def id_of(database: Path) -> str:
    """The id that a database gives itself, unchecked."""
    with closing(sqlite3.connect(database)) as opened:
        return str(opened.execute("SELECT id FROM edition").fetchone()[0])


def public_pem(key: Ed25519PrivateKey) -> bytes:
    """The public part of a key, as it stands in a keys folder."""
    return key.public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)
