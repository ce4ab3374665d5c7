"""`homeward reference import` and `homeward reference diff`: a new edition, and what it changes."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from core.commands import progress
from core.commands.console import DONE, PROBLEMS, complain, say
from core.commands.reference import tell_faults
from core.editions.acceptance import accept, accepted_in, review_of
from core.editions.compare import compare
from core.editions.folder import read_edition
from core.editions.make import Taken, make_edition
from core.editions.refusal import ImportRefused
from core.editions.report import make_report
from core.editions.report_files import as_html, as_text
from core.output import write_files
from core.reference.stored import edition_name, inputs_sha256
from core.words import Words


@dataclass(frozen=True, slots=True)
class DiffOptions:
    """Two editions' folders, where the report goes, and what is accepted."""

    before: Path
    after: Path
    html: Path | None
    pdf: Path | None
    accept: tuple[str, ...]


def make(files: Iterable[Path], base: Path, out: Path, words: Words) -> int:
    """Make an edition's folder of CMS's files.  Raises NotWritten; then nothing is written."""
    from core.reference.build import TablesRefused

    try:
        made = make_edition(tuple(files), base, out, progress.show)
    except ImportRefused as refused:
        complain(said(refused, words))
        return PROBLEMS
    except TablesRefused as refused:
        tell_faults(refused.faults, words)
        return PROBLEMS
    for taken in made.taken:
        say(_line(taken, words))
    for name in made.left_out:
        say(words("import.left_out", file=name))
    say(words("import.made", edition=made.edition, folder=str(out)))
    say(words("import.next", base=str(base), folder=str(out)))
    return DONE


def said(refused: ImportRefused, words: Words) -> str:
    """A refusal in words: file, row, column, what was expected, what was found."""
    place = "cell" if refused.row and refused.column else "row" if refused.row else "column"
    key = f"import.refused_{place}" if refused.row or refused.column else "import.refused"
    return words(
        key,
        file=refused.file,
        row=str(refused.row),
        column=refused.column,
        expected=refused.expected,
        found=refused.found,
    )


def diff(options: DiffOptions, words: Words) -> int:
    """Say what changes from one edition to another; accept what is named.

    Answers PROBLEMS while something must still be accepted.  Raises NotWritten.
    """
    from core.reference.build import TablesRefused

    try:
        before, after = read_edition(options.before), read_edition(options.after)
    except TablesRefused as refused:
        tell_faults(refused.faults, words)
        return PROBLEMS
    ids = [edition_name(tables, inputs_sha256(tables)) for tables in (before, after)]
    found = compare(before, after, *ids)
    unknown = [each for each in options.accept if each not in found.to_accept]
    if unknown:
        for each in unknown:
            complain(words("diff.unknown", id=each))
        return PROBLEMS
    review = review_of(found, accepted_in(options.after, found))
    if options.accept:
        review = accept(options.after, found, options.accept)
    report = make_report(found, after, words, review.accepted)
    files: dict[Path, bytes] = {}
    if options.html is not None:
        files[options.html] = as_html(report, words)
    if options.pdf is not None:
        # Not with the others: it takes longer to load than two editions to compare.
        from core.editions.report_pdf import as_pdf

        files[options.pdf] = as_pdf(report, words)
    write_files(files)
    say(as_text(report, words))
    for each in review.left:
        complain(words("diff.open", id=each))
    return PROBLEMS if review.left else DONE


def _line(taken: Taken, words: Words) -> str:
    published = taken.published
    return words(
        "import.taken",
        file=published.file,
        kind=words(f"import.kind.{taken.importer.kind}"),
        n=len(published.rows),
        first=published.period.effective,
        last=published.period.ends,
    )
