"""The kiosk and its editions: one for a whole visit, and what is said when it is not the newest."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from core.editions.install import install
from core.editions.pointer import POINTER
from core.words import words
from gui import sample
from gui.editions import Editions
from gui.screens.base import Want
from gui.screens.start import StartScreen
from gui.state import Step
from tests.attack.editions import dearer_edition, own_edition
from tests.gui.conftest import MakeKiosk
from tests.support.packs import Kiosk as Machine
from tests.support.packs import answers


@pytest.fixture
def machine(tmp_path: Path) -> Machine:
    """A machine with number 2 in use, and the pack of number 3 on the stick."""
    machine = Machine(tmp_path)
    install(machine.bring(own_edition().pack(2)), machine.receiver)
    machine.bring(dearer_edition(tmp_path / "dearer").pack(3))
    return machine


def _editions(machine: Machine, today: date = sample.TODAY) -> Editions:
    return Editions(machine.folder, lambda: today)


def _install(machine: Machine) -> None:
    install(machine.home / "stick" / "new.homeward", machine.receiver)


def _to_the_result(kiosk: object) -> None:
    visit = kiosk.visit  # type: ignore[attr-defined]
    visit.want("begin:en")
    visit.answer(sample.ANSWERS)
    while visit.state().step is not Step.RESULT:
        visit.want(Want.NEXT)


def test_u38_a_visit_keeps_the_edition_that_it_began_with(
    make_kiosk: MakeKiosk, machine: Machine
) -> None:
    kiosk = make_kiosk(edition=_editions(machine))
    kiosk.visit.want("begin:en")
    old = kiosk.visit.state().reference
    _install(machine)
    _to_the_result(kiosk)
    state = kiosk.visit.state()
    assert state.reference is old
    assert state.estimate is not None
    assert state.estimate.edition.id == old.edition.id == own_edition().id
    kiosk.visit.end("finished")
    newer = kiosk.visit.state().reference
    assert newer.edition.id != old.edition.id
    assert answers(newer) != answers(old) == own_edition().answers
    _to_the_result(kiosk)
    after = kiosk.visit.state().estimate
    assert after is not None
    assert after.edition.id == newer.edition.id
    assert after.totals != state.estimate.totals, "milrinone costs a little more"


@pytest.mark.parametrize("language", ["en", "es"])
def test_the_start_screen_says_that_the_newest_prices_are_damaged(
    make_kiosk: MakeKiosk, machine: Machine, language: str
) -> None:
    _install(machine)
    (path,) = machine.folder.glob("00000003-*")
    path.chmod(0o600)
    path.write_bytes(path.read_bytes()[:-1] + b"\1")
    kiosk = make_kiosk(edition=_editions(machine))
    kiosk.visit.prefer(replace(kiosk.visit.state().prefs, language=language))
    screen = kiosk.shell.findChild(StartScreen)
    assert screen is not None
    assert screen.edition.isVisible()
    assert screen.edition.text.text() == words(language)("editions.previous", edition="")
    assert answers(kiosk.visit.state().reference) == own_edition().answers


def test_the_start_screen_says_nothing_when_all_is_well(
    make_kiosk: MakeKiosk, machine: Machine
) -> None:
    kiosk = make_kiosk(edition=_editions(machine))
    screen = kiosk.shell.findChild(StartScreen)
    assert screen is not None
    assert not screen.edition.isVisible()


def test_a_lost_pointer_is_told_once_and_mended(machine: Machine) -> None:
    (machine.folder / POINTER).unlink()
    editions = _editions(machine)
    assert [notice.key for notice in editions().notices] == ["editions.found"]
    assert _editions(machine)().notices == ()


def test_a_clock_before_the_prices_is_told(machine: Machine) -> None:
    (notice,) = _editions(machine, date(2026, 10, 1))().notices
    assert notice.key == "editions.clock"


def test_prices_that_ended_are_said_on_the_start_screen(
    make_kiosk: MakeKiosk, machine: Machine
) -> None:
    for today, said in ((date(2026, 12, 31), False), (date(2027, 1, 1), True)):
        kiosk = make_kiosk(edition=_editions(machine), today=lambda today=today: today)
        screen = kiosk.shell.findChild(StartScreen)
        assert screen is not None
        assert screen.edition.isVisible() is said
    assert screen is not None
    assert "prices through December 31, 2026" in screen.edition.text.text()
