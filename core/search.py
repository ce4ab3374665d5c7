"""Finding a drug by what somebody types: generic name, brand or code, spelled as it sounds.

Ranked: the whole name, its beginning, the beginning of a later word, a part of it,
then near misses (swapped, missing, doubled or misheard letters).
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from core.reference.model import Drug

_SOUNDS = (
    ("ph", "f"),
    ("th", "t"),
    ("rh", "r"),
    ("ch", "k"),
    ("ck", "k"),
    ("qu", "k"),
    ("sc", "s"),
    ("ce", "se"),
    ("ci", "si"),
    ("cy", "si"),
    ("x", "ks"),
    ("c", "k"),
    ("q", "k"),
    ("y", "i"),
    ("z", "s"),
    ("v", "b"),
    ("w", "u"),
    ("h", ""),
)
_SHORTEST_MISS = 4  # below this many letters a near miss would be anything


@dataclass(frozen=True, slots=True)
class Name:
    """One name of a drug as it is shown, spelled plainly, and as it sounds."""

    drug: str
    shown: str
    plain: str
    sound: str


@dataclass(frozen=True, slots=True)
class Hit:
    """A drug found, and the name of it that matched."""

    drug: str
    name: str


def index(drugs: Iterable[Drug]) -> tuple[Name, ...]:
    """Every name of every drug: generic, brands, then codes."""
    found = []
    for drug in drugs:
        shown = (drug.generic, *drug.brands, *(code.hcpcs for code in drug.codes))
        for name in dict.fromkeys(shown):
            if name:
                plain = _plain(name)
                found.append(Name(drug.id, name, plain, _sound(plain)))
    return tuple(found)


def search(names: tuple[Name, ...], typed: str, most: int = 8) -> tuple[Hit, ...]:
    """The drugs that the typed letters may mean, best first, each once."""
    plain = _plain(typed)
    if not plain:
        return ()
    sound = _sound(plain)
    ranked: list[tuple[int, int, int, Name]] = []
    for place, name in enumerate(names):
        rank = _rank(name, plain, sound)
        if rank is not None:
            ranked.append((rank, len(name.plain), place, name))
    hits: dict[str, Hit] = {}
    for *_, name in sorted(ranked, key=lambda each: each[:3]):
        hits.setdefault(name.drug, Hit(name.drug, name.shown))
    return tuple(hits.values())[:most]


def _rank(name: Name, plain: str, sound: str) -> int | None:
    """How well a name fits, 0 best; None when it does not."""
    if name.plain == plain:
        return 0
    if name.plain.startswith(plain):
        return 1
    if f" {plain}" in name.plain:
        return 2
    if sound and name.sound.startswith(sound):
        return 3
    if len(plain) > 2 and plain in name.plain:
        return 4
    if len(plain) < _SHORTEST_MISS or plain[-1].isdigit():
        return None
    if len(sound) > 3 and sound in name.sound:
        return 5
    allowed = 1 if len(sound) < 6 else 2 if len(sound) < 9 else 3
    misses = min(_misses(sound, word, allowed) for word in (name.sound, *name.sound.split()[1:]))
    return 5 + misses if misses <= allowed else None


@lru_cache(maxsize=4096)
def _misses(typed: str, name: str, allowed: int) -> int:
    """Letters wrong between what was typed and the nearest beginning of a name.

    Swapped neighbours count once.  Stops early past `allowed`.
    """
    name = name[: len(typed) + allowed]
    before: list[int] = []
    row = list(range(len(name) + 1))
    for i, letter in enumerate(typed, 1):
        older, before, row = before, row, [i]
        for j, other in enumerate(name, 1):
            cost = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (letter != other))
            if i > 1 and j > 1 and letter == name[j - 2] and typed[i - 2] == other:
                cost = min(cost, older[j - 2] + 1)
            row.append(cost)
        if min(row) > allowed:
            return allowed + 1
    # The first letter is rarely wrong: a miss there counts twice.
    return min(row) + (typed[:1] != name[:1])


def _plain(text: str) -> str:
    """Letters and digits in small case without accents; all else is one space."""
    spread = unicodedata.normalize("NFKD", text.lower())
    kept = (c if c.isalnum() else " " for c in spread if not unicodedata.combining(c))
    return " ".join("".join(kept).split())


@lru_cache(maxsize=4096)
def _sound(plain: str) -> str:
    """A spelling by ear: vancomycin and "vankomicin" come out the same."""
    for letters, heard in _SOUNDS:
        plain = plain.replace(letters, heard)
    return "".join(c for i, c in enumerate(plain) if i == 0 or c != plain[i - 1])
