"""Which changes of an edition somebody has accepted: kept in its folder, for those two editions."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path

from core.editions.changes import Diff
from core.output import write_files

ACCEPTED = "accepted.json"


def accepted_in(folder: Path, diff: Diff) -> frozenset[str]:
    """The ids accepted before for the same two editions; none when the tables have changed."""
    path = folder / ACCEPTED
    if not path.is_file():
        return frozenset()
    try:
        kept = json.loads(path.read_text(encoding="utf-8"))
        same = (kept["before"], kept["after"]) == (diff.before, diff.after)
        return frozenset(str(each) for each in kept["accepted"]) if same else frozenset()
    except (ValueError, KeyError, TypeError):
        return frozenset()  # what cannot be read was not accepted


def accept(folder: Path, diff: Diff, ids: Iterable[str]) -> frozenset[str]:
    """Keep further ids as accepted; answer all that are.  Raises NotWritten."""
    every = accepted_in(folder, diff) | {each for each in ids if each in diff.to_accept}
    kept = {"before": diff.before, "after": diff.after, "accepted": sorted(every)}
    write_files({folder / ACCEPTED: (json.dumps(kept, indent=1) + "\n").encode()})
    return every


def still_open(diff: Diff, accepted: Iterable[str]) -> tuple[str, ...]:
    """The ids that nobody has accepted yet."""
    taken = set(accepted)
    return tuple(each for each in diff.to_accept if each not in taken)
