"""A pack: one file with one edition, its manifest and the signature.

    magic 8 | manifest's length 4 | manifest | signature 64 | the database, packed with zlib

It is read once, from front to back.  Nothing in it is believed, not even parsed, before the
signature over the manifest holds; and no more is unpacked than the manifest has signed for.
"""

from __future__ import annotations

import hashlib
import os
import stat
import struct
import zlib
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from core.editions.files import Files, reason
from core.editions.keys import KeyRing
from core.editions.limits import CHUNK, MOST_MANIFEST
from core.editions.manifest import Manifest, read_manifest, signed_message, write_manifest
from core.editions.refused import Refused, Why

SUFFIX = ".homeward"
MAGIC = b"HMWDPK1\n"
_LENGTH = struct.Struct(">I")
_SIGNATURE = 64

Sink = Callable[[bytes], object]
"""Takes the database, piece by piece."""


@dataclass(slots=True)
class OpenPack:
    """A pack opened once; what was read of it is never read again.  Close it."""

    handle: int
    files: Files
    name: str

    def close(self) -> None:
        """Let go of the file; nothing was written to it that could be lost."""
        with suppress(OSError):
            self.files.close(self.handle)

    def manifest(self, keys: KeyRing) -> Manifest:
        """Read the manifest and hold its signature against the keys.  Raises Refused."""
        if self._exactly(len(MAGIC), Why.NOT_A_PACK) != MAGIC:
            raise Refused(Why.NOT_A_PACK)
        (length,) = _LENGTH.unpack(self._exactly(_LENGTH.size))
        if not 0 < length <= MOST_MANIFEST:
            raise Refused(Why.NOT_A_PACK)
        written = self._exactly(length)
        signature = self._exactly(_SIGNATURE)
        signer = keys.signer(signed_message(written), signature)
        manifest = read_manifest(written)
        if manifest.key != signer:
            raise Refused(Why.MANIFEST, field="key")
        return manifest

    def unpack(self, manifest: Manifest, sink: Sink) -> None:
        """Hand the database to the sink; both hashes are checked at the end.  Raises Refused."""
        unpacker = zlib.decompressobj()
        packed, whole, size = hashlib.sha256(), hashlib.sha256(), 0
        left = manifest.packed_size
        while left:
            piece = self._some(min(CHUNK, left))
            if not piece:
                raise Refused(Why.CUT_SHORT)
            left -= len(piece)
            packed.update(piece)
            while piece and not unpacker.eof:
                # One byte more than was signed for is enough to know.
                out = _inflate(unpacker, piece, min(CHUNK, manifest.size - size + 1))
                piece = unpacker.unconsumed_tail
                size += len(out)
                if size > manifest.size:
                    raise Refused(Why.SIZE)
                whole.update(out)
                sink(out)
        if self._some(1):
            raise Refused(Why.TOO_LONG)
        if packed.hexdigest() != manifest.packed_sha256:
            raise Refused(Why.HASH)
        if not unpacker.eof or unpacker.unused_data or size != manifest.size:
            raise Refused(Why.SIZE)
        if whole.hexdigest() != manifest.sha256:
            raise Refused(Why.HASH)

    def _exactly(self, count: int, short: Why = Why.CUT_SHORT) -> bytes:
        content = b""
        while len(content) < count:
            piece = self._some(count - len(content))
            if not piece:
                raise Refused(short)
            content += piece
        return content

    def _some(self, most: int) -> bytes:
        try:
            return self.files.read(self.handle, most)
        except OSError as error:
            raise Refused(Why.UNREADABLE, reason=reason(error)) from error


def open_pack(path: Path, files: Files) -> OpenPack:
    """Open a file that may be a pack: a regular file, not reached by a link.  Raises Refused."""
    try:
        handle = files.open_given(path)
    except (OSError, ValueError) as error:  # ValueError: a NUL in the name
        if os.path.islink(path) or os.path.isdir(path):
            raise Refused(Why.NOT_A_FILE) from error
        raise Refused(Why.UNREADABLE, reason=reason(error)) from error
    try:
        regular = stat.S_ISREG(files.status(handle).st_mode)
    except OSError as error:
        with suppress(OSError):
            files.close(handle)
        raise Refused(Why.UNREADABLE, reason=reason(error)) from error
    if not regular:
        with suppress(OSError):
            files.close(handle)
        raise Refused(Why.NOT_A_FILE)
    return OpenPack(handle, files, path.name)


def make_pack(manifest: Manifest, packed: bytes, key: Ed25519PrivateKey) -> bytes:
    """The bytes of a pack, signed."""
    written = write_manifest(manifest)
    signature = key.sign(signed_message(written))
    return b"".join((MAGIC, _LENGTH.pack(len(written)), written, signature, packed))


def pack_database(database: bytes) -> bytes:
    """A database as it is packed: the same bytes from the same database."""
    return zlib.compress(database, 9)


def _inflate(unpacker: zlib._Decompress, piece: bytes, most: int) -> bytes:
    try:
        return unpacker.decompress(piece, most)
    except zlib.error as error:
        raise Refused(Why.HASH) from error
