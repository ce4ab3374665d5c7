"""The keys that packs are signed with: made, read, trusted, revoked.

A kiosk trusts the public keys that came with the program (resources/keys) and those in the
keys folder of the clinic's settings; never one that came with a pack.  Two are meant to be
there: the one in use, and a spare kept elsewhere for the day the first is lost.
"""

from __future__ import annotations

import hashlib
import os
import re
from dataclasses import dataclass
from pathlib import Path

from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import (
    BestAvailableEncryption,
    Encoding,
    NoEncryption,
    PrivateFormat,
    PublicFormat,
    load_pem_private_key,
    load_pem_public_key,
)

from core.editions.refused import Refused, Why
from core.resources import KEYS

REVOKED = "revoked.txt"
_KEY_ID = re.compile(r"[0-9a-f]{16}")
_MOST_BYTES = 16 * 1024


@dataclass(frozen=True, slots=True)
class KeyRing:
    """Public keys by their ids, and the ids of those that no longer count."""

    keys: tuple[tuple[str, Ed25519PublicKey], ...]
    revoked: frozenset[str]

    def signer(self, message: bytes, signature: bytes) -> str:
        """The id of the key that signed.  Raises Refused when none did, or one revoked."""
        for key_id, key in self.keys:
            try:
                key.verify(signature, message)
            except InvalidSignature:
                continue
            if key_id in self.revoked:
                raise Refused(Why.REVOKED, signer=key_id)
            return key_id
        if not any(key_id not in self.revoked for key_id, _ in self.keys):
            raise Refused(Why.NO_KEYS)
        raise Refused(Why.SIGNATURE)


def read_keys(*folders: Path) -> KeyRing:
    """The keys of some folders together (*.pem, revoked.txt); one that is missing has none.

    A key that is revoked in one of them is revoked.  Raises Refused when a file is not a key.
    """
    keys: dict[str, Ed25519PublicKey] = {}
    revoked: set[str] = set()
    for folder in folders:
        for name in _names(folder):
            key = _public_key(folder / name)
            keys[key_id(key)] = key
        revoked |= _revoked(folder / REVOKED)
    return KeyRing(tuple(keys.items()), frozenset(revoked))


def trusted_keys(clinic: Path | None) -> KeyRing:
    """The keys that came with the program, and those in the clinic's keys folder."""
    return read_keys(*(folder for folder in (KEYS, clinic) if folder is not None))


def key_id(key: Ed25519PublicKey) -> str:
    """A key's short name: the start of the SHA-256 of its 32 bytes."""
    raw = key.public_bytes(Encoding.Raw, PublicFormat.Raw)
    return hashlib.sha256(raw).hexdigest()[:16]


def make_key(passphrase: bytes | None) -> tuple[str, bytes, bytes]:
    """A new key: its id, the private part to keep, the public part to give to kiosks (PEM)."""
    key = Ed25519PrivateKey.generate()
    locked = BestAvailableEncryption(passphrase) if passphrase else NoEncryption()
    private = key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, locked)
    public = key.public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)
    return key_id(key.public_key()), private, public


def read_signing_key(path: Path, passphrase: bytes | None) -> Ed25519PrivateKey:
    """The private key that the office signs with.  Raises Refused."""
    try:
        key = load_pem_private_key(_read(path), passphrase)
    except (OSError, ValueError, TypeError, UnsupportedAlgorithm) as error:
        raise Refused(Why.BAD_KEY, file=path.name) from error
    if not isinstance(key, Ed25519PrivateKey):
        raise Refused(Why.BAD_KEY, file=path.name)
    return key


def _names(folder: Path) -> list[str]:
    try:
        return sorted(name for name in os.listdir(folder) if name.endswith(".pem"))
    except FileNotFoundError:
        return []
    except OSError as error:
        raise Refused(Why.BAD_KEY, file=folder.name) from error


def _public_key(path: Path) -> Ed25519PublicKey:
    try:
        key = load_pem_public_key(_read(path))
    except (OSError, ValueError, UnsupportedAlgorithm) as error:
        raise Refused(Why.BAD_KEY, file=path.name) from error
    if not isinstance(key, Ed25519PublicKey):
        raise Refused(Why.BAD_KEY, file=path.name)
    return key


def _revoked(path: Path) -> frozenset[str]:
    """The ids in a list, one a line; what follows # is for people."""
    try:
        lines = _read(path).decode("utf-8").splitlines()
    except FileNotFoundError:
        return frozenset()
    except ValueError as error:
        raise Refused(Why.BAD_KEY, file=path.name) from error
    listed = [line.partition("#")[0].strip() for line in lines]
    ids = frozenset(line for line in listed if line)
    if not all(_KEY_ID.fullmatch(line) for line in ids):
        raise Refused(Why.BAD_KEY, file=path.name)
    return ids


def _read(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            content = file.read(_MOST_BYTES + 1)
    except FileNotFoundError:
        raise
    except OSError as error:
        raise Refused(Why.BAD_KEY, file=path.name) from error
    if len(content) > _MOST_BYTES:  # a list cut short would forget keys that are revoked
        raise Refused(Why.BAD_KEY, file=path.name)
    return content
