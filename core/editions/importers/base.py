"""What an importer is: how its file is known, read and brought into the tables."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from core.editions.documents import Document
from core.editions.period import Period
from core.editions.refusal import ImportRefused
from core.reference.tables import Tables
from core.trace import text

R = TypeVar("R")


@dataclass(frozen=True, slots=True)
class Published(Generic[R]):
    """A whole file, read: the days that it is for, the words that say so, and every row."""

    file: str
    period: Period
    said: str
    rows: tuple[R, ...]


@dataclass(frozen=True, slots=True)
class Importer(Generic[R]):
    """One kind of CMS file.

    `recognises` looks at the content only; `read` takes every row or raises ImportRefused;
    `merge` lays the rows for our own codes into the tables, under a source id.  `title` is
    how CMS calls it, for the list of sources; a `yearly` one is named by its year alone.
    `least` and `most` rows are what a whole file is believed to have.  `check` holds the file
    against the tables that all files of an import have made together.
    """

    kind: str
    title: str
    recognises: Callable[[Document], bool]
    read: Callable[[Document], Published[R]]
    merge: Callable[[Published[R], Tables, str], Tables]
    least: int
    most: int
    yearly: bool = False
    check: Callable[[Published[R], Tables], None] | None = None

    def source_id(self, period: Period) -> str:
        """The id that the file has in the list of sources: cms-dmepos-2026-01."""
        return f"cms-{self.kind}-{period.effective.year if self.yearly else period.code}"

    def read_whole(self, document: Document) -> Published[R]:
        """The file, refused when it has too few or too many rows to be the whole of it."""
        published = self.read(document)
        if not self.least <= len(published.rows) <= self.most:
            expected = text("import.whole", least=self.least, most=self.most)
            raise ImportRefused(document.name, 0, "", expected, len(published.rows))
        return published


AnyImporter = Importer[Any]
