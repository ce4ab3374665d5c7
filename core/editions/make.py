"""A new edition from the one at hand and CMS's files: read, laid in, held against each other."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from core.editions.acceptance import review_of
from core.editions.compare import compare
from core.editions.documents import Document, documents
from core.editions.folder import Import, imports_of, read_edition, write_edition
from core.editions.importers import IMPORTERS, importer_for
from core.editions.importers.base import AnyImporter, Published
from core.editions.merge import cells_of, full, with_rows
from core.editions.refusal import ImportRefused
from core.reference.stored import edition_name, inputs_sha256
from core.reference.tables import Tables
from core.trace import text

Progress = Callable[[int, int, str], None]
_FILE_DATE = re.compile(r"(\d\d)(\d\d)(\d\d)\.(?:csv|txt|xlsx)$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Taken:
    """A file that was read whole, by which importer, and the SHA-256 of what held it."""

    importer: AnyImporter
    published: Published[object]
    sha256: str


@dataclass(frozen=True, slots=True)
class Made:
    """What an import did: the edition's id, the files taken, and those left out."""

    edition: str
    taken: tuple[Taken, ...]
    left_out: tuple[str, ...]


def make_edition(
    files: Sequence[Path], base: Path, out: Path, progress: Progress | None = None
) -> Made:
    """Make an edition's folder of the tables in another and some files.

    Raises ImportRefused, TablesRefused or NotWritten; then nothing is written.
    `progress` is told how many steps are done, of how many, and what comes next.
    """
    tell = progress or (lambda done, total, what: None)
    steps = len(files) + 2
    tables = read_edition(base)
    taken: list[Taken] = []
    left_out: list[str] = []
    for done, path in enumerate(files):
        tell(done, steps, path.name)
        new, unknown = read_file(path)
        left_out += unknown
        for each in new:
            twin = _twin(each, taken)
            if twin is None:
                taken.append(each)
            else:
                left_out.append(each.published.file)
    tell(len(files), steps, "")
    before, tables = tables, laid_in(tables, taken)
    tell(len(files) + 1, steps, str(out))
    imports = (*imports_of(base), *(_import(each) for each in taken))
    ids = [edition_name(each, inputs_sha256(each)) for each in (before, tables)]
    review = review_of(compare(before, tables, *ids))
    edition = write_edition(tables, imports, out, review)
    tell(steps, steps, "")
    return Made(edition, tuple(taken), tuple(left_out))


def read_file(path: Path) -> tuple[list[Taken], list[str]]:
    """The tables of ours that a file holds, and the names of those in it that are not ours.

    Raises ImportRefused, also when nothing in the file is ours.
    """
    taken: list[Taken] = []
    left_out: list[str] = []
    shown: Document | None = None
    for document in documents(path):
        importer = importer_for(document)
        shown = shown or document
        if importer is None:
            left_out.append(document.name)
        else:
            taken.append(Taken(importer, importer.read_whole(document), ""))
    if not taken:
        found = " | ".join(cell for row in (shown.top if shown else ())[:1] for cell in row if cell)
        raise ImportRefused(path.name, 0, "", text("import.known_kind"), found)
    with path.open("rb") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
    return [Taken(each.importer, each.published, digest) for each in taken], left_out


def laid_in(tables: Tables, taken: Sequence[Taken]) -> Tables:
    """The tables with all files laid in, earlier days first, and each file held against them.

    Raises ImportRefused.
    """
    order = {importer.kind: place for place, importer in enumerate(IMPORTERS)}
    ordered = sorted(taken, key=lambda each: (order[each.importer.kind], each.published.period))
    for each in ordered:
        source = each.importer.source_id(each.published.period)
        tables = each.importer.merge(each.published, _with_source(tables, each, source), source)
    for each in ordered:
        if each.importer.check is not None:
            each.importer.check(each.published, tables)
    return tables


def _twin(each: Taken, taken: Sequence[Taken]) -> Taken | None:
    """The same table in another form, as archives hold it; refused when it says otherwise."""
    for other in taken:
        same = other.importer.kind == each.importer.kind
        if same and other.published.period == each.published.period:
            if other.published.rows != each.published.rows:
                expected = text("import.as_file", file=other.published.file)
                raise ImportRefused(each.published.file, 0, "", expected, "")
            return other
    return None


def _with_source(tables: Tables, each: Taken, source: str) -> Tables:
    """The list of sources with the file in it; one that is there already is left as it is."""
    rows = cells_of(tables, "sources")
    if any(cells["id"] == source for cells in rows):
        return tables
    period = each.published.period
    named = str(period.effective.year) if each.importer.yearly else period.title
    dated = _FILE_DATE.search(each.published.file)
    row = full(
        "sources",
        id=source,
        title=each.importer.title.format(period=named),
        publisher="CMS",
        published=f"20{dated[3]}-{dated[1]}-{dated[2]}" if dated else "",
        quote=each.published.said,
    )
    return with_rows(tables, "sources", [*rows, row])


def _import(each: Taken) -> Import:
    published = each.published
    return Import(
        published.file,
        each.sha256,
        each.importer.kind,
        each.importer.source_id(published.period),
        len(published.rows),
        published.period.effective.isoformat(),
        published.period.ends.isoformat(),
    )
