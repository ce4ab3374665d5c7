"""ZIP codes of two editions: which came, went, or lie elsewhere."""

from __future__ import annotations

from collections.abc import Iterator

from core.editions.changes import Change, ChangeKind, Side
from core.editions.merge import cells_of
from core.editions.zips import codes_in
from core.reference.tables import Cells, Tables

_MEANING = {
    "zips": ("state", "carrier", "locality"),
    "rural_zips": ("state",),
    "area_zips": ("area",),
}


def compare_zips(table: str, before: Tables, after: Tables) -> Iterator[Change]:
    """One change for each ZIP code that came, went or moved.

    A ZIP code that is gone from the places, or lies in another state or locality there, has
    other prices: it must be accepted.
    """
    old, new = _placed(table, before), _placed(table, after)
    is_places = table == "zips"
    for code in sorted(old.keys() | new.keys()):
        was, now = old.get(code, ""), new.get(code, "")
        if was == now:
            continue
        kind = ChangeKind.ROWS if was and now else (ChangeKind.NEW if now else ChangeKind.GONE)
        yield Change(
            f"{table}:{'moved' if kind is ChangeKind.ROWS else kind.value}",
            kind,
            table,
            ", ".join(_MEANING[table]),
            Side(code, was) if was else Side(),
            Side(code, now) if now else Side(),
            must_accept=is_places and bool(was),
        )


def _placed(table: str, tables: Tables) -> dict[str, str]:
    """Each ZIP code with what the latest rows say of it."""
    rows = cells_of(tables, table)
    latest = max((cells.get("effective", "") for cells in rows), default="")
    return {
        code: _said(table, cells)
        for cells in rows
        if cells.get("effective", "") == latest
        for code in codes_in(cells["prefix"], cells["suffixes"])
    }


def _said(table: str, cells: Cells) -> str:
    return " ".join(cells[name] for name in _MEANING[table])
