"""An edition in words: its name, through when it has been published, and how much it holds."""

from __future__ import annotations

from collections.abc import Iterator

from core.reference.store import Reference
from core.words import Words


def describe(reference: Reference, words: Words) -> Iterator[str]:
    """Lines that say which edition this is and what is in it."""
    edition = reference.edition
    yield words("reference.edition", id=edition.id)
    yield words("reference.sha256", sha256=edition.sha256)
    yield ""
    published = dict(edition.published_through)
    for table, count in reference.counts().items():
        line = words("reference.table", table=table, count=count)
        if table in published:
            line += words("reference.through", day=published[table])
        yield line
    yield ""
    for status, count in reference.statuses().items():
        yield words("reference.status", status=words(f"reference.status.{status}"), count=count)
