"""One-byte changes to what is installed: a start must always find a good edition."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

from core.editions.installed import open_best
from core.editions.limits import FLOOR
from tests.support.packs import answers

Answers = dict[int, str]
"""By an edition's number (0: the program's own), one hash over every figure it may answer."""


def places(path: Path, count: int, seed: int) -> Iterable[tuple[int, int]]:
    """Random places in a file, each with a change of one byte."""
    chance = random.Random(seed)
    size = path.stat().st_size
    return [(chance.randrange(size), chance.randrange(1, 256)) for _ in range(count)]


def start_on_each(
    folder: Path, path: Path, changes: Iterable[tuple[int, int]], good: Answers
) -> Counter[tuple[int, str]]:
    """Start after each change alone; count what was found, by number and reason.

    Raises AssertionError when an answer is not one of the edition's own.
    """
    content = path.read_bytes()
    mode = path.stat().st_mode
    path.chmod(0o600)
    found: Counter[tuple[int, str]] = Counter()
    for place, change in changes:
        with path.open("r+b") as file:
            file.seek(place)
            file.write(bytes([content[place] ^ change]))
        opened = open_best(folder)
        number = opened.entry.number if opened.entry else 0
        assert number == 0 or number > FLOOR
        assert answers(opened.reference) == good[number], f"byte {place}, changed by {change}"
        opened.reference.close()
        found[number, opened.chosen] += 1
        with path.open("r+b") as file:
            file.seek(place)
            file.write(content[place : place + 1])
    path.chmod(mode)
    return found
