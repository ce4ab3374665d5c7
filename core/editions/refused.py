"""Why a pack is not taken, or an edition not in use: one code each, and values for its words."""

from __future__ import annotations

from enum import StrEnum

from core.trace import Text, text


class Why(StrEnum):
    """The reasons; the words of each stand under pack.refused.<code>."""

    NOT_A_FILE = "not-a-file"  # a folder, a link, a pipe, a device
    UNREADABLE = "unreadable"  # the stick was pulled, the disc is bad
    NOT_A_PACK = "not-a-pack"
    CUT_SHORT = "cut-short"
    TOO_LONG = "too-long"
    NO_KEYS = "no-keys"
    BAD_KEY = "bad-key"
    SIGNATURE = "signature"
    REVOKED = "revoked"
    KIND = "kind"
    MANIFEST = "manifest"
    OLDER = "older"
    SAME = "same"
    FLOOR = "floor"
    JUMP = "jump"
    FUTURE = "future"
    EXPIRED = "expired"
    PROGRAM = "program"  # the pack needs a newer program
    SCHEMA = "schema"
    SIZE = "size"
    HASH = "hash"
    DATABASE = "database"
    BUSY = "busy"
    NOT_WRITTEN = "not-written"
    NO_PACK = "no-pack"  # nothing in the folder looks like one
    NONE_HOLDS = "none-holds"  # of several packs in a folder
    NO_OLDER = "no-older"  # nothing to go back to


class Refused(Exception):
    """A pack that is not taken.  The edition in use stays in use."""

    def __init__(self, why: Why, **values: object) -> None:
        super().__init__(why, values)
        self.why = why
        self.values = values

    @property
    def text(self) -> Text:
        """The reason in words."""
        return text(f"pack.refused.{self.why}", **self.values)
