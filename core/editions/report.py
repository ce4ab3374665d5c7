"""What changed, laid out once for the terminal, the page and the paper."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from itertools import groupby

from core.editions.changes import Change, ChangeKind, Diff, Side
from core.editions.merge import cells_of
from core.reference.tables import Tables
from core.trace import Text, text
from core.words import Words

Cell = Text | str
_ARROW = " \u2192 "
_ONE_PLACE = Decimal("0.001")
_MOST_NAMES = 3


@dataclass(frozen=True, slots=True)
class Section:
    """A table: its heading, the headings of its columns, its rows."""

    title: Text
    columns: tuple[Text, ...]
    rows: tuple[tuple[Cell, ...], ...]


@dataclass(frozen=True, slots=True)
class Report:
    """A title, what to know first, the tables, and the lines to sign on."""

    title: Text
    facts: tuple[Text, ...]
    sections: tuple[Section, ...]
    sign: tuple[Text, ...]


def make_report(diff: Diff, after: Tables, words: Words, accepted: Iterable[str] = ()) -> Report:
    """The report of a diff; drugs are named in the language, or as in the tables `after`."""
    taken = set(accepted)
    names = {
        cells["id"]: words(f"drug.{cells['id']}")
        if words.has(f"drug.{cells['id']}")
        else cells["generic"]
        for cells in cells_of(after, "drugs")
    }
    open_ids = [each for each in diff.to_accept if each not in taken]
    facts = [
        text("report.editions", before=diff.before, after=diff.after),
        text("report.to_accept", n=len(diff.to_accept), open=len(open_ids)),
    ]
    must = [each for each in diff.changes if each.must_accept]
    rest = [each for each in diff.changes if not each.must_accept]
    first = _drugs_of_prices(must)
    for key, drugs in (("must", first), ("other", _drugs_of_prices(rest) - first)):
        if drugs:
            named = tuple(sorted(names.get(drug, drug) for drug in drugs))
            facts.append(text(f"report.{key}_drugs", drugs=named))
    if not _drugs_of_prices(diff.changes):
        facts.append(text("report.no_drugs"))
    new = [each for each in rest if each.kind is ChangeKind.NEW and each.after.figure]
    amounts = [each for each in rest if each.kind is ChangeKind.AMOUNT]
    others = [each for each in rest if each not in new and each not in amounts]
    sections = (
        Section(
            text("report.must"),
            (*_COLUMNS, text("report.column.accepted")),
            tuple(
                (*_row(group, names), text(_accepted(group[0].id in taken)))
                for group in _groups(must)
            ),
        ),
        Section(text("report.new"), _COLUMNS, tuple(_row(group, names) for group in _groups(new))),
        Section(
            text("report.amounts"),
            _COLUMNS,
            tuple(_row(group, names) for group in _groups(amounts)),
        ),
        Section(
            text("report.others"),
            (text("report.column.table"), *(text(f"report.rows.{kind}") for kind in _COUNTED)),
            tuple(_counted(others)),
        ),
    )
    return Report(
        text("report.title"),
        tuple(facts),
        tuple(section for section in sections if section.rows),
        (text("report.sign.name"), text("report.sign.date"), text("report.sign.signature")),
    )


_COLUMNS = tuple(
    text(f"report.column.{name}") for name in ("id", "what", "before", "after", "moved")
)
_COUNTED = ("new", "gone", "changed")


def _accepted(is_accepted: bool) -> str:
    return "report.accepted" if is_accepted else "report.open"


def _drugs_of_prices(changes: Iterable[Change]) -> set[str]:
    """The drugs whose codes or prices differ; packages come and go every quarter."""
    return {drug for each in changes if each.table != "package_units" for drug in each.drugs}


def _groups(changes: list[Change]) -> list[list[Change]]:
    """Changes of one id and figure together, each group with its largest first."""
    order: dict[tuple[str, str, ChangeKind], int] = {}
    for change in changes:
        order.setdefault((change.id, change.column, change.kind), len(order))
    ordered = sorted(changes, key=lambda each: order[each.id, each.column, each.kind])
    return [
        list(group)
        for _, group in groupby(ordered, key=lambda each: (each.id, each.column, each.kind))
    ]


def _row(group: list[Change], names: dict[str, str]) -> tuple[Cell, ...]:
    first = group[0]
    return (
        first.id,
        _what(group, names),
        _figure(first.before, first.column),
        _figure(first.after, first.column),
        _moved(first),
    )


def _what(group: list[Change], names: dict[str, str]) -> Text:
    first = group[0]
    sides = [side.name for side in (first.before, first.after) if side.name]
    name = _ARROW.join(dict.fromkeys(sides))
    drugs = [names.get(drug, drug) for drug in first.drugs]
    if len(drugs) > _MOST_NAMES:
        drugs = [*drugs[:_MOST_NAMES], "\u2026"]
    key = "report.what_more" if len(group) > 1 else "report.what"
    values: dict[str, object] = {"name": name, "drugs": ", ".join(drugs)}
    if len(group) > 1:
        values["more"] = len(group) - 1
    if not drugs:
        del values["drugs"]
        key += "_bare"
    return text(key, **values)


def _figure(side: Side, column: str) -> Cell:
    if not side.name:
        return "\u2013"
    if not side.figure:
        return text("report.none")
    key = "report.percent" if column == "coinsurance_percent" else "report.figure"
    if side.unit and column != "coinsurance_percent":
        return text("report.figure_unit", figure=side.figure, unit=side.unit, day=side.effective)
    if not side.effective:
        return side.figure
    return text(key, figure=side.figure, day=side.effective)


def _moved(change: Change) -> Cell:
    if change.moved is None:
        return text(f"report.kind.{change.kind.value}")
    sign = "+" if change.moved > 0 else "\u2212" if change.moved < 0 else ""
    moved = abs(change.moved).quantize(_ONE_PLACE)
    key = "report.moved_unit" if change.before.unit != change.after.unit else "report.moved"
    return text(key, sign=sign, moved=moved)


def _counted(changes: list[Change]) -> list[tuple[Cell, ...]]:
    """How many rows of each other table came, went and changed."""
    counts: dict[str, list[int]] = {}
    for change in changes:
        row = counts.setdefault(change.table, [0, 0, 0])
        place = 0 if change.kind is ChangeKind.NEW else 1 if change.kind is ChangeKind.GONE else 2
        row[place] += 1
    return [(table, *(str(count) for count in row)) for table, row in counts.items()]
