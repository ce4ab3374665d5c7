"""What a pack says of itself: a closed set of fields, signed as a whole."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import date

from core.editions.closed import (
    NotClosed,
    decode,
    encode,
    is_day,
    is_sha256,
    matching,
    one,
    whole,
)
from core.editions.limits import MOST_BYTES, MOST_NUMBER
from core.editions.refused import Refused, Why

KIND = "reference"
_PURPOSE = b"homeward pack 1"
Version = tuple[int, int, int]

_FIELDS = {
    "edition": matching(r"\d{4}Q[1-4]-[0-9a-f]{8}"),
    "expires": is_day,
    "issued": is_day,
    "key": matching(r"[0-9a-f]{16}"),
    "kind": matching(r"[a-z]{1,20}"),
    "least_program": matching(r"(0|[1-9]\d{0,3})(\.(0|[1-9]\d{0,3})){2}"),
    "number": whole(1, MOST_NUMBER),
    "packed_sha256": is_sha256,
    "packed_size": whole(1, MOST_BYTES),
    "schema": whole(1, 9999),
    "sha256": is_sha256,
    "size": whole(1, MOST_BYTES),
}


@dataclass(frozen=True, slots=True)
class Manifest:
    """A pack's manifest.

    `number` orders editions; `edition` is the id that handouts print.  `issued` and `expires`
    are days, both included, on which it may be installed.  `least_program` is the oldest
    program that can use it.  Sizes are in bytes: of the database, and as it is packed.
    """

    edition: str
    number: int
    issued: date
    expires: date
    least_program: Version
    schema: int
    key: str
    size: int
    sha256: str
    packed_size: int
    packed_sha256: str
    kind: str = KIND


def signed_message(written: bytes, kind: str = KIND) -> bytes:
    """What is signed: what the signature is for, the kind of pack, and its manifest."""
    return b"\n".join((_PURPOSE, kind.encode("ascii"), written))


def write_manifest(manifest: Manifest) -> bytes:
    """The one way to write a manifest."""
    value: dict[str, object] = asdict(manifest)
    value["issued"] = manifest.issued.isoformat()
    value["expires"] = manifest.expires.isoformat()
    value["least_program"] = version_text(manifest.least_program)
    written = encode(value)
    read_manifest(written)
    return written


def read_manifest(written: bytes) -> Manifest:
    """Read a manifest whose signature has been checked.  Raises Refused."""
    try:
        value = decode(written, _FIELDS)
    except NotClosed as wrong:
        raise Refused(Why.MANIFEST, field=wrong.field) from wrong
    if not one(KIND)(value["kind"]):
        raise Refused(Why.KIND, kind=str(value["kind"]))
    issued, expires = _day(value["issued"]), _day(value["expires"])
    if expires < issued:
        raise Refused(Why.MANIFEST, field="expires")
    value |= {"issued": issued, "expires": expires}
    value["least_program"] = version_of(str(value["least_program"]))
    return Manifest(**value)  # type: ignore[arg-type]  # held against _FIELDS


def version_of(said: str) -> Version:
    """A version of three numbers: "1.2.0".  Raises ValueError."""
    first, second, third = said.split(".")
    return int(first), int(second), int(third)


def version_text(version: Version) -> str:
    """A version as it is written."""
    return ".".join(map(str, version))


def _day(value: object) -> date:
    return date.fromisoformat(str(value))
