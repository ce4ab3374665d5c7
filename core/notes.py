"""Plain sentences that belong beside the figure."""

from __future__ import annotations

from collections.abc import Iterable

from core.assumptions.payers import SupplementRuns
from core.case import Case, MedicareKind
from core.ledger import Entry
from core.reference.store import Reference
from core.result import Line
from core.trace import Standing, Text, text


def notes(
    case: Case,
    lines: tuple[Line, ...],
    runs: SupplementRuns,
    more: Iterable[Text],
    entries: Iterable[Entry],
    reference: Reference,
) -> tuple[Text, ...]:
    """The sentences of one estimate, each once."""
    found: list[Text] = []
    if case.coverage.medicare is MedicareKind.ADVANTAGE:
        found.append(text("money.note.advantage"))
    elif lines:
        found += runs.notes
    if any(line.medicare.high and line.patient.high for line in lines):
        found.append(text("money.note.no-limit"))
    for year in dict.fromkeys(line.date for line in lines):
        deductible = reference.parameter("part_b_deductible", year)
        if deductible.published_through is not None:
            found.append(
                text(
                    "money.note.projected-deductible",
                    year=str(year.year),
                    amount=deductible.value.high,
                )
            )
    if any(line.standing is Standing.PROJECTED for line in lines):
        found.append(text("money.note.projected"))
    if any(entry.claim.held for entry in entries):
        found.append(text("money.note.unassigned"))
    return tuple(dict.fromkeys((*found, *more)))
