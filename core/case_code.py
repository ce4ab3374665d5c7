"""A case as a short line of capitals and digits, for a square code on paper, and back.

The line is "HW1:" and the case file, deflated and in base 32, which a QR code packs densely and
which survives being typed in small letters.  A case holds no name, no birth date and no
Medicare number, and the line holds nothing but the case.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import json
import re
import zlib
from functools import lru_cache

from core.binding import write
from core.case import Case
from core.case_file import MOST_BYTES, Check, parse_case, unchecked
from core.resources import RESOURCES
from core.trace import Problem, text

PREFIX = "HW1:"
"""What every line of this version begins with; another way to pack needs another number."""
_CHECK_LENGTH = 8
_DECIMAL = re.compile(r'"(\d+)\.(\d*?)0*"')
"""A number as text: its whole part, and its decimals as far as they count."""


@lru_cache(maxsize=1)
def _usual() -> bytes:
    """What most cases say, so that a case is packed as its difference from it.

    Lines that were printed are read with this very file: it never changes.
    """
    return (RESOURCES / "case-code" / "1.txt").read_bytes()


def _plain(case: Case) -> bytes:
    """The case as a case file without needless spaces."""
    return json.dumps(write(case), separators=(",", ":")).encode("ascii")


def encode(case: Case) -> str:
    """The line that holds a case."""
    packer = zlib.compressobj(9, zdict=_usual())
    packed = packer.compress(_plain(case)) + packer.flush()
    return PREFIX + base64.b32encode(packed).decode("ascii").rstrip("=")


def decode(line: str, check: Check = unchecked) -> tuple[Case | None, tuple[Problem, ...]]:
    """Read a line back and check it; the case is None when there is any problem.

    Spaces and line ends do not count, nor does the size of letters.  A problem of the line as a
    whole has the prefix as its path.
    """
    name = PREFIX.rstrip(":")
    letters = "".join(line.split()).upper()
    if not letters.startswith(PREFIX):
        return None, (Problem(name, text("problem.code_prefix", prefix=PREFIX)),)
    try:
        content = _unpack(letters.removeprefix(PREFIX))
    except (zlib.error, binascii.Error, ValueError):
        return None, (Problem(name, text("problem.code_broken")),)
    if len(content) > MOST_BYTES:
        return None, (Problem(name, text("problem.too_big", most=MOST_BYTES)),)
    return parse_case(content, name, check)


def _unpack(letters: str) -> bytes:
    """The case file in a line without its prefix, cut behind MOST_BYTES.

    Raises ValueError, zlib.error or binascii.Error for a line that was not made by `encode`.
    """
    packed = base64.b32decode(letters + "=" * (-len(letters) % 8))
    unpacker = zlib.decompressobj(zdict=_usual())
    content = unpacker.decompress(packed, MOST_BYTES + 1)
    if len(content) <= MOST_BYTES and (not unpacker.eof or unpacker.unused_data):
        raise ValueError("not the whole line")
    return content


def check_code(case: Case) -> str:
    """Eight letters and digits, in two groups: the same for cases that are equal, however their
    numbers are written, and others for cases that differ."""
    written = _DECIMAL.sub(
        lambda found: f'"{found[1]}.{found[2]}"' if found[2] else f'"{found[1]}"',
        _plain(case).decode("ascii"),
    )
    digest = base64.b32encode(hashlib.sha256(written.encode("ascii")).digest()).decode("ascii")
    half = _CHECK_LENGTH // 2
    return f"{digest[:half]}-{digest[half:_CHECK_LENGTH]}"
