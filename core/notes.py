"""Plain sentences that belong beside the figure."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from core.assumptions.payers import SupplementRuns
from core.case import Case, MedicareKind, SupplementKind
from core.ledger import Entry
from core.reference.store import Reference
from core.result import Line
from core.trace import Standing, Text, text


def notes(
    case: Case,
    lines: tuple[Line, ...],
    runs: SupplementRuns,
    more: Iterable[Text],
    entries: tuple[Entry, ...],
    reference: Reference,
) -> tuple[Text, ...]:
    """The sentences of one estimate, each once."""
    found: list[Text] = []
    if case.coverage.medicare is MedicareKind.ADVANTAGE:
        found.append(text("money.note.advantage"))
        if case.coverage.supplement and case.coverage.supplement.kind is SupplementKind.QMB:
            found += runs.notes
    elif lines:
        found += runs.notes
    if any(line.medicare.high and line.patient.high for line in lines):
        found.append(text("money.note.no-limit"))
    for entry in entries:
        if entry.deductible_citation is not None:  # some of Part B's deductible is in it
            found += _projected_deductible(entry.claim.service.date, reference)
    if any(line.standing is Standing.PROJECTED for line in lines):
        found.append(text("money.note.projected"))
    if any(entry.claim.held for entry in entries):
        found.append(text("money.note.unassigned"))
    return tuple(dict.fromkeys((*found, *more)))


def _projected_deductible(day: date, reference: Reference) -> list[Text]:
    deductible = reference.parameter("part_b_deductible", day)
    if deductible.published_through is None:
        return []
    amount = deductible.value.high
    return [text("money.note.projected-deductible", year=str(day.year), amount=amount)]
