"""Which changes of an edition must be accepted, and which somebody has: kept in its folder, for
those two editions alone."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from pathlib import Path

from core.editions.changes import Diff
from core.output import write_files
from core.resources import EDITION

REVIEW = "review.json"


@dataclass(frozen=True, slots=True)
class Review:
    """What an edition changes from another that must be accepted, and what was accepted."""

    before: str
    after: str
    to_accept: tuple[str, ...]
    accepted: tuple[str, ...] = ()

    @property
    def left(self) -> tuple[str, ...]:
        """What nobody has accepted yet."""
        return tuple(each for each in self.to_accept if each not in self.accepted)

    def as_json(self) -> bytes:
        """The review as it is kept."""
        return (json.dumps(asdict(self), indent=1) + "\n").encode()


def review_of(diff: Diff, accepted: Iterable[str] = ()) -> Review:
    """The review of a diff; what need not be accepted is left out."""
    taken = set(accepted)
    kept = tuple(each for each in diff.to_accept if each in taken)
    return Review(diff.before, diff.after, diff.to_accept, kept)


def read_review(folder: Path) -> Review | None:
    """The review kept in an edition's folder; None when there is none that can be read."""
    try:
        kept = json.loads((folder / REVIEW).read_text(encoding="utf-8"))
        return Review(
            str(kept["before"]),
            str(kept["after"]),
            tuple(str(each) for each in kept["to_accept"]),
            tuple(str(each) for each in kept["accepted"]),
        )
    except (OSError, ValueError, KeyError, TypeError):
        return None  # what cannot be read was not accepted


def accepted_in(folder: Path, diff: Diff) -> tuple[str, ...]:
    """The ids accepted before for the same two editions; none when the tables have changed."""
    kept = read_review(folder)
    same = kept is not None and (kept.before, kept.after) == (diff.before, diff.after)
    return kept.accepted if kept is not None and same else ()


def accept(folder: Path, diff: Diff, ids: Iterable[str]) -> Review:
    """Keep further ids as accepted; answer how the review stands.  Raises NotWritten."""
    review = review_of(diff, (*accepted_in(folder, diff), *ids))
    write_files({folder / REVIEW: review.as_json()})
    return review


def is_reviewed(folder: Path) -> bool:
    """Whether an edition's folder may be given to kiosks.

    It may when everything that had to be accepted was, for the very tables that it holds; and
    when nothing was imported into it, so that there was nothing to review.
    """
    if not (folder / REVIEW).exists():
        return True
    kept = read_review(folder)
    try:
        edition = json.loads((folder / EDITION.name).read_text(encoding="utf-8"))["id"]
    except (OSError, ValueError, KeyError, TypeError):
        return False
    return kept is not None and kept.after == edition and not kept.left
