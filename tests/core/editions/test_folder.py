"""An edition's folder: written whole or not at all, and what was accepted of it."""

from __future__ import annotations

from pathlib import Path

import pytest

from core.editions.acceptance import REVIEW, accept, accepted_in, is_reviewed, read_review
from core.editions.changes import Change, ChangeKind, Diff, Side
from core.editions.folder import imports_of, read_edition, write_edition
from core.output import NotWritten
from core.reference.build import TablesRefused
from core.resources import EDITION
from tests.support.tables import real_tables


def test_a_folder_without_tables_is_no_edition(tmp_path: Path) -> None:
    with pytest.raises(TablesRefused):
        read_edition(tmp_path)
    assert imports_of(tmp_path) == ()


def test_what_stands_there_already_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "mine").write_text("kept")
    with pytest.raises(NotWritten):
        write_edition(real_tables(), (), tmp_path)
    assert [each.name for each in tmp_path.iterdir()] == ["mine"]


def test_an_empty_folder_may_be_filled(tmp_path: Path) -> None:
    out = tmp_path / "edition"
    out.mkdir()
    made = write_edition(real_tables(), (), out)
    assert made in (out / EDITION.name).read_text(encoding="utf-8")
    assert read_edition(out).keys() == real_tables().keys()


def _diff(after: str) -> Diff:
    changes = tuple(
        Change(name, ChangeKind.AMOUNT, "parameters", "value", Side(), Side(), must_accept=needed)
        for name, needed in (("dearer", True), ("cheaper", True), ("new", False))
    )
    return Diff("january", after, changes)


def test_what_is_accepted_is_kept_and_added_to(tmp_path: Path) -> None:
    (tmp_path / EDITION.name).write_text('{"id": "october"}')
    assert accept(tmp_path, _diff("october"), ["dearer", "new"]).left == ("cheaper",)
    assert not is_reviewed(tmp_path)
    assert accept(tmp_path, _diff("october"), ["cheaper"]).left == ()
    assert is_reviewed(tmp_path)
    assert accepted_in(tmp_path, _diff("october")) == ("dearer", "cheaper")
    assert accepted_in(tmp_path, _diff("later")) == (), "the tables have changed"


@pytest.mark.parametrize("spoiled", ["{", "[]", "{}", '{"before": 1, "after": 2, "to_accept": 3}'])
def test_a_review_that_cannot_be_read_accepts_nothing(spoiled: str, tmp_path: Path) -> None:
    (tmp_path / EDITION.name).write_text('{"id": "october"}')
    (tmp_path / REVIEW).write_text(spoiled)
    assert read_review(tmp_path) is None
    assert not is_reviewed(tmp_path)


def test_an_edition_that_cannot_be_read_is_not_reviewed(tmp_path: Path) -> None:
    accept(tmp_path, _diff("october"), ["dearer", "cheaper"])
    (tmp_path / EDITION.name).write_text("[")
    assert not is_reviewed(tmp_path)
