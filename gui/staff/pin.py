"""The staff PIN: which ones are too easy to guess, and how the chosen one is kept.

A PIN of six digits is one of a million: what keeps it is the few tries that `lock` allows,
and the permissions of the file it stands in.  scrypt only makes a stolen record slow to try.
"""

from __future__ import annotations

import base64
import binascii
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise

from core.trace import Text, text

LEAST, MOST = 6, 8
"""How many digits a PIN has."""

_COST, _BLOCK, _LANES = 17, 8, 1
"""scrypt with N = 2^17, r = 8, p = 1: OWASP's figures, 128 MiB and half a second."""

_SALT_BYTES = 16
_HASH_BYTES = 32
_MOST_COST = 20
_KIND = "scrypt"
_RUN = "01234567890"
_KEY_LINES = frozenset(
    line[::way]
    for line in ("123", "456", "789", "147", "258", "369", "159", "357")
    for way in (1, -1)
)
_CENTURIES = ("19", "20")


@dataclass(frozen=True, slots=True)
class _Record:
    cost: int
    block: int
    lanes: int
    salt: bytes
    digest: bytes


def weakness(pin: str, known: Iterable[str] = ()) -> Text | None:
    """Why a PIN is too easy to guess, or None.  `known`: the clinic's phone, its ZIP code."""
    if not (pin.isascii() and pin.isdigit()):
        return text("staff.pin.weak.digits")
    if len(pin) < LEAST:
        return text("staff.pin.weak.short", least=LEAST)
    if len(pin) > MOST:
        return text("staff.pin.weak.long", most=MOST)
    if len(set(pin)) < 3 or any(pin == pin[:part] * (len(pin) // part) for part in (2, 3, 4)):
        return text("staff.pin.weak.repeated")
    if _is_run(pin):
        return text("staff.pin.weak.run")
    if _is_keypad_line(pin):
        return text("staff.pin.weak.pattern")
    if _is_day(pin):
        return text("staff.pin.weak.day")
    if any(_tells(pin, number) for number in known):
        return text("staff.pin.weak.known")
    return None


def make_record(pin: str, salt: bytes, cost: int = _COST) -> str:
    """What is kept of a PIN: "scrypt:17:8:1:<salt>:<hash>", with both in base64."""
    digest = _digest(pin, _Record(cost, _BLOCK, _LANES, salt, b""))
    both = ":".join(base64.b64encode(part).decode("ascii") for part in (salt, digest))
    return f"{_KIND}:{cost}:{_BLOCK}:{_LANES}:{both}"


def is_record(record: str) -> bool:
    """Whether a text is a record that can be held against a PIN."""
    return _read(record) is not None


def matches(pin: str, record: str) -> bool:
    """Whether a PIN is the one of a record.  Takes half a second: not for the drawing thread."""
    import hmac

    kept = _read(record)
    return kept is not None and hmac.compare_digest(_digest(pin, kept), kept.digest)


def _digest(pin: str, kept: _Record) -> bytes:
    import hashlib  # 5 MB with OpenSSL, which the first picture can do without

    rounds = 2**kept.cost
    return hashlib.scrypt(
        pin.encode("utf-8"),
        salt=kept.salt,
        n=rounds,
        r=kept.block,
        p=kept.lanes,
        dklen=_HASH_BYTES,
        maxmem=2 * 128 * rounds * kept.block,
    )


def _read(record: str) -> _Record | None:
    kind, *numbers, salt, digest = record.split(":") if record.count(":") == 5 else ["", "", ""]
    if kind != _KIND or not all(each.isascii() and each.isdigit() for each in numbers):
        return None
    cost, block, lanes = map(int, numbers)
    try:
        both = [base64.b64decode(part, validate=True) for part in (salt, digest)]
    except (binascii.Error, ValueError):
        return None
    fine = 1 <= cost <= _MOST_COST and block == _BLOCK and lanes == _LANES
    if not fine or len(both[0]) < _SALT_BYTES or len(both[1]) != _HASH_BYTES:
        return None
    return _Record(cost, block, lanes, *both)


def _is_run(pin: str) -> bool:
    """Steps of one or two, up or down, past the nine too: 345678, 901234, 864208, 135790."""
    steps = {(int(after) - int(before)) % 10 for before, after in pairwise(pin)}
    if len(steps) == 1 and steps <= {1, 2, 8, 9}:
        return True
    half = len(pin) // 2
    return all(
        part in _RUN or part[::-1] in _RUN for part in (pin[:half], pin[half:])
    )  # 123789, 123321


def _is_keypad_line(pin: str) -> bool:
    """Lines of the keypad one after the other: 147258, 159357."""
    return {pin[:3], pin[3:6]} <= _KEY_LINES


def _is_day(pin: str) -> bool:
    """A year at an end of it, or a date in any usual order."""
    if pin[:2] in _CENTURIES or pin[-4:-2] in _CENTURIES:
        return True
    if len(pin) == 8:
        return False  # a date of eight digits has its century at one end
    if len(pin) != 6:
        return False
    first, second, third = pin[:2], pin[2:4], pin[4:]
    return any(_is_day_of(month, day) for month, day in (
        (first, second), (second, first), (second, third),
    ))  # fmt: skip


def _is_day_of(month: str, day: str) -> bool:
    from calendar import monthrange

    return 1 <= int(month) <= 12 and 1 <= int(day) <= monthrange(2000, int(month))[1]


def _tells(pin: str, number: str) -> bool:
    """Whether a PIN is part of a number that everybody can read, or has its last digits."""
    digits = "".join(sign for sign in number if sign.isdigit())
    if len(digits) < 4:
        return False
    return pin in digits or digits[-4:] in pin or (len(digits) == 5 and digits in pin)
