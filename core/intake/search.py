"""Finding a drug by what somebody types: generic name, brand or code, spelled as it sounds.

Ranked: the whole name, its beginning, the beginning of a later word, a part of it,
then near misses (swapped, missing, doubled or misheard letters).
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterable
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
_SHORTEST_MISS = 4  # below this many sounds a near miss would be anything


@dataclass(frozen=True, slots=True)
class Name:
    """One name of a drug as it is shown, spelled plainly, and its words as they sound."""

    drug: str
    shown: str
    plain: str
    joined: str
    sounds: tuple[str, ...]
    """The whole name by ear without its spaces, then each later word to the end."""


@dataclass(frozen=True, slots=True)
class Hit:
    """A drug found, and the name of it that matched."""

    drug: str
    name: str


def index(drugs: Iterable[Drug], called: Callable[[Drug], str]) -> tuple[Name, ...]:
    """Every name of every drug: generic, what it is called in a language, brands, codes."""
    found = []
    for drug in drugs:
        shown = (drug.generic, called(drug), *drug.brands, *(code.hcpcs for code in drug.codes))
        for name in dict.fromkeys(shown):
            if name:
                plain = _plain(name)
                words = plain.split()
                starts = (" ".join(words[at:]) for at in range(len(words)))
                sounds = tuple(_sound(start.replace(" ", "")) for start in starts)
                found.append(Name(drug.id, name, plain, plain.replace(" ", ""), sounds))
    return tuple(found)


def search(names: tuple[Name, ...], typed: str, most: int = 8) -> tuple[Hit, ...]:
    """The drugs that the typed letters may mean, best first, each once.

    Near misses are looked for only when nothing begins or sounds like what was typed.
    """
    plain = _plain(typed)
    joined = plain.replace(" ", "")
    if not joined:
        return ()
    sound = _sound(joined)
    ranked = _ranked(names, lambda name: _as_typed(name, plain, joined, sound))
    if not ranked and len(sound) >= _SHORTEST_MISS and not joined[-1].isdigit():
        allowed = 1 if len(sound) < 6 else 2 if len(sound) < 9 else 3
        letters = frozenset(sound)
        ranked = _ranked(names, lambda name: _near(name, sound, letters, allowed))
    hits: dict[str, Hit] = {}
    for name in ranked:
        hits.setdefault(name.drug, Hit(name.drug, name.shown))
    return tuple(hits.values())[:most]


def _ranked(names: tuple[Name, ...], rank_of: Callable[[Name], int | None]) -> list[Name]:
    """The names that have a rank, the lowest first, shorter names before longer ones."""
    found = []
    for place, name in enumerate(names):
        rank = rank_of(name)
        if rank is not None:
            found.append((rank, len(name.plain), place, name))
    return [name for *_, name in sorted(found, key=lambda each: each[:3])]


def _as_typed(name: Name, plain: str, joined: str, sound: str) -> int | None:
    """How well a name fits what was typed, letter by letter or by ear; 0 is best."""
    if name.joined == joined:
        return 0
    if name.joined.startswith(joined):
        return 1
    if f" {plain}" in name.plain:
        return 2
    if len(sound) > 2 and name.sounds[0].startswith(sound):
        return 3
    if len(sound) > 2 and any(each.startswith(sound) for each in name.sounds[1:]):
        return 4
    return 5 if len(plain) > 2 and plain in name.plain else None


def _near(name: Name, sound: str, letters: frozenset[str], allowed: int) -> int | None:
    """How many letters are wrong, when they are few enough."""
    fewest = allowed + 1
    for start in name.sounds:
        if len(letters.difference(start)) <= allowed:
            fewest = min(fewest, _misses(sound, start, allowed))
    return fewest if fewest <= allowed else None


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
