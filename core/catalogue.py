"""One language's compiled catalogue (.mo), of which each text is read when it is asked for.

The standard library's `gettext` reads all 2,600 texts of a language first.  The start screen says
thirty, some of them in another language, and what is on the display waits for them.
"""

from __future__ import annotations

import re
import struct
from bisect import bisect_left
from gettext import c2py
from pathlib import Path

_MAGIC = 0x950412DE
_RULE = re.compile(r"plural=([^;\n]+)")


class Catalogue:
    """The texts of a .mo file as `core.bake` writes it: little-endian, keys in their order."""

    def __init__(self, path: Path) -> None:
        self._bytes = path.read_bytes()
        magic, _, self._count, self._keys, self._texts = struct.unpack_from("<5I", self._bytes)
        if magic != _MAGIC:
            raise ValueError(f"{path.name} is no catalogue")
        self._kept: dict[str, tuple[str, ...]] = {}
        rule = _RULE.search("".join(self.forms("")))
        self._plural = c2py(rule[1] if rule else "n != 1")

    def forms(self, key: str) -> tuple[str, ...]:
        """The text of a key, or its several by number; () when there is none."""
        found = self._kept.get(key)
        if found is None:
            wanted = key.encode()
            at = bisect_left(range(self._count), wanted, key=self._key)
            held = at < self._count and self._key(at) == wanted
            text = self._read(self._texts, at).decode() if held else ""
            found = self._kept[key] = tuple(text.split("\0")) if text else ()
        return found

    def text(self, key: str, number: int = 1) -> str:
        """The text of a key for a number of things; "" when there is none."""
        forms = self.forms(key)
        return forms[self._plural(number) if len(forms) > 1 else 0] if forms else ""

    def _key(self, at: int) -> bytes:
        # A text with several forms has its key twice, with a zero byte between.
        return self._read(self._keys, at).partition(b"\0")[0]

    def _read(self, table: int, at: int) -> bytes:
        length, start = struct.unpack_from("<2I", self._bytes, table + 8 * at)
        return self._bytes[start : start + length]
