"""The office's side: an edition's folder made into a signed pack."""

from __future__ import annotations

import hashlib
import tempfile
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from core.editions.check_database import check_database
from core.editions.keys import key_id
from core.editions.limits import FLOOR, MOST_NUMBER
from core.editions.manifest import Manifest, Version
from core.editions.pack import make_pack, pack_database
from core.editions.refused import Refused, Why
from core.reference.schema import SCHEMA_VERSION
from core.resources import REFERENCE


@dataclass(frozen=True, slots=True)
class Terms:
    """On what terms a pack is given out; days are inclusive."""

    number: int
    issued: date
    expires: date
    least_program: Version


def pack_edition(folder: Path, key: Ed25519PrivateKey, terms: Terms) -> tuple[Manifest, bytes]:
    """Pack the database of an edition's folder, once it is one that kiosks take.

    Raises Refused, and OSError when it cannot be read.
    """
    if not FLOOR < terms.number <= MOST_NUMBER:
        raise Refused(Why.FLOOR, number=str(terms.number), floor=str(FLOOR))
    if terms.expires < terms.issued:
        raise Refused(Why.EXPIRED, expires=terms.expires)
    database = (folder / REFERENCE.name).read_bytes()
    with tempfile.TemporaryDirectory() as scratch:
        copy = Path(scratch) / "database"  # what is checked is what is packed
        copy.write_bytes(database)
        edition = check_database(copy)
    packed = pack_database(database)
    manifest = Manifest(
        edition=edition,
        number=terms.number,
        issued=terms.issued,
        expires=terms.expires,
        least_program=terms.least_program,
        schema=SCHEMA_VERSION,
        key=key_id(key.public_key()),
        size=len(database),
        sha256=hashlib.sha256(database).hexdigest(),
        packed_size=len(packed),
        packed_sha256=hashlib.sha256(packed).hexdigest(),
    )
    return manifest, make_pack(manifest, packed, key)
