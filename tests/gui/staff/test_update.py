"""Prices by stick: looked at, installed, refused in words, gone back from."""

from __future__ import annotations

import errno
from datetime import date
from pathlib import Path
from unittest import mock

import pytest
from PySide6.QtWidgets import QApplication

from core.editions.files import Files
from core.editions.pack import make_pack, pack_database
from core.words import words
from gui import sample
from gui.screens.base import Want
from gui.state import Step
from gui.walk import wait_for
from tests.attack.editions import dearer_edition, own_edition
from tests.gui.staff.conftest import MakeStaff, StaffKiosk
from tests.support.packs import (
    SPARE,
    STRANGER,
    Edition,
    answers,
    manifest_of,
)


@pytest.fixture(scope="module")
def dearer(tmp_path_factory: pytest.TempPathFactory) -> Edition:
    return dearer_edition(tmp_path_factory.mktemp("dearer"))


def _bring(staff: StaffKiosk, *packs: bytes) -> None:
    folder = staff.home / "stick"
    folder.mkdir(exist_ok=True)
    for number, pack in enumerate(packs):
        (folder / f"{number}.homeward").write_bytes(pack)
    staff.stick[:] = [folder]


def _to_the_prices(staff: StaffKiosk) -> None:
    staff.sign_in()
    staff.choose("edition")
    wait_for(lambda: len(staff.area.page().lines) > 2, "the edition is looked up")


def _look(staff: StaffKiosk) -> None:
    staff.press("look-at-stick")
    wait_for(lambda: not staff.here().startswith("wait"), "the stick is looked at")
    QApplication.processEvents()


def test_looked_at_then_installed_then_gone_back_from(
    make_staff: MakeStaff, dearer: Edition
) -> None:
    staff = make_staff()
    own = staff.kiosk.visit.state().reference.edition.id
    _bring(staff, dearer.pack(7))
    _to_the_prices(staff)
    _look(staff)
    assert staff.here() == "offer"
    assert dearer.id in staff.seen()
    assert "milrinone" in staff.seen().lower(), "what changes is said before it is installed"
    assert not (staff.home / "data").exists() or not list(staff.home.glob("data/*/0*"))
    staff.press("install")
    wait_for(lambda: dearer.id in staff.area.page().notice, "it says what is installed")
    wait_for(lambda: staff.say("staff.edition.issued", number="7", day=_issued()) in staff.seen(),
             "the page shows the new one")  # fmt: skip
    staff.area.close()
    staff.kiosk.visit.end("finished")
    assert staff.kiosk.visit.state().reference.edition.id == dearer.id
    _to_the_prices(staff)
    staff.go("roll-back", "roll-back")
    staff.press("really-roll-back")
    wait_for(lambda: own in staff.area.page().notice, "it says what it went back to")
    staff.area.close()
    staff.kiosk.visit.end("finished")
    assert staff.kiosk.visit.state().reference.edition.id == own
    kept = [code for code in staff.codes() if code.startswith("edition")]
    assert kept == ["edition-installed", "edition-went-back"]


def _issued() -> date:
    return manifest_of(b"x", "2026Q4-00000000", 7).issued


def _signed_by_a_stranger(edition: Edition) -> bytes:
    manifest = manifest_of(edition.database, edition.id, 7)
    return make_pack(manifest, pack_database(edition.database), STRANGER)


def test_each_refusal_has_its_own_words_and_nothing_changes(
    make_staff: MakeStaff, dearer: Edition
) -> None:
    staff = make_staff()
    _bring(staff, own_edition().pack(6))
    _to_the_prices(staff)
    _look(staff)
    staff.press("install")
    wait_for(lambda: staff.here() == "edition", "number 6 is in use")
    before = _installed(staff)
    good, tomorrow = dearer.pack(7), sample.TODAY.replace(day=25)
    refusals: dict[str, tuple[bytes | None, dict[str, object]]] = {
        "cut-short": (good[:-100], {}),
        "too-long": (good + b"x", {}),
        "hash": (good[:-1] + bytes([good[-1] ^ 1]), {}),
        "signature": (_signed_by_a_stranger(dearer), {}),
        "not-a-pack": (b"hello", {}),
        "same": (dearer.pack(6), {"number": "6"}),
        "older": (dearer.pack(5), {"number": "5", "highest": "6"}),
        "expired": (dearer.pack(7, issued=_issued(), expires=_issued()), {"expires": _issued()}),
        "future": (dearer.pack(7, issued=tomorrow), {"issued": tomorrow, "today": sample.TODAY}),
        "program": (dearer.pack(7, least_program=(9, 0, 0)), {"version": "9.0.0"}),
        "no-pack": (None, {}),
    }
    told = set()
    for why, (pack, values) in refusals.items():
        (staff.home / "stick" / "0.homeward").unlink(missing_ok=True)
        _bring(staff, *([pack] if pack is not None else []))
        for language in ("en", "es"):
            staff.area.speak(language)
            staff.area.want("edition")
            _look(staff)
            wait_for(lambda: staff.area.page().notice != "", "it says why not")
            assert words(language)(f"pack.refused.{why}", **values) in staff.area.page().notice
            told.add(staff.area.page().notice)
            assert staff.codes()[-1] == "edition-refused"
    assert len(told) == 2 * len(refusals)
    assert _installed(staff) == before


def _installed(staff: StaffKiosk) -> list[str]:
    return sorted(path.name for path in (staff.home / "data" / "editions").glob("0*"))


def test_no_stick(make_staff: MakeStaff) -> None:
    staff = make_staff()
    _to_the_prices(staff)
    _look(staff)
    assert staff.area.page().notice == staff.say("staff.edition.no_stick")


def test_a_full_disc_is_said_and_the_old_prices_stay(
    make_staff: MakeStaff, dearer: Edition
) -> None:
    staff = make_staff()
    own = staff.kiosk.visit.state().reference.edition.id
    _bring(staff, dearer.pack(7))
    _to_the_prices(staff)
    _look(staff)
    full = OSError(errno.ENOSPC, "No space left on device")
    with mock.patch.object(Files, "write", side_effect=full):
        staff.press("install")
        wait_for(lambda: "No space left" in staff.area.page().notice, "it says so")
    staff.area.close()
    staff.kiosk.visit.end("finished")
    assert staff.kiosk.visit.state().reference.edition.id == own


def test_of_several_packs_the_newest_that_holds_is_offered(
    make_staff: MakeStaff, dearer: Edition
) -> None:
    staff = make_staff()
    _bring(staff, dearer.pack(7), dearer.pack(9)[:-1], own_edition().pack(8))
    _to_the_prices(staff)
    _look(staff)
    assert staff.here() == "offer"
    assert own_edition().id in staff.seen()
    assert staff.say("staff.edition.same") in staff.seen()


def test_a_patient_in_mid_journey_keeps_their_edition(
    make_staff: MakeStaff, dearer: Edition, tmp_path: Path
) -> None:
    from core.editions.install import Receiver, install
    from tests.support.packs import ring

    staff = make_staff()
    visit = staff.kiosk.visit
    visit.want("begin:en")
    visit.answer(sample.ANSWERS)
    before = answers(visit.state().reference)
    _bring(staff, dearer.pack(7))
    # The same machine's command line installs while somebody is at the screen.
    receiver = Receiver(staff.home / "data" / "editions", ring(), sample.TODAY)
    install(staff.home / "stick" / "0.homeward", receiver)
    visit.want(Want.ASK_STAFF)
    staff.hands.press(staff.kiosk.shell.question.other)
    staff.type("836251")
    staff.go("check-pin", "visit")
    staff.press("out")
    assert answers(visit.state().reference) == before
    assert visit.state().answers == sample.ANSWERS
    while visit.state().step is not Step.RESULT:
        visit.want(Want.NEXT)
    assert answers(visit.state().reference) == before
    visit.end("finished")
    assert visit.state().reference.edition.id == dearer.id


def test_the_spare_key_is_no_stranger_only_where_it_was_put(
    make_staff: MakeStaff, dearer: Edition
) -> None:
    staff = make_staff()
    manifest = manifest_of(dearer.database, dearer.id, 7)
    _bring(staff, make_pack(manifest, pack_database(dearer.database), SPARE))
    _to_the_prices(staff)
    _look(staff)
    assert staff.say("pack.refused.signature") in staff.area.page().notice
