"""The clinic's notices: taken from a stick by the staff pages, or refused with their reason."""

from __future__ import annotations

import os
from pathlib import Path

import pypdfium2
import pytest

from core.style import PageSize
from core.words import words
from gui.clinic import clinic_of
from gui.settings import Settings, read_settings, write_settings
from gui.staff import notices, setup
from gui.walk import wait_for
from tests.gui.conftest import PaperPrinter
from tests.gui.staff.conftest import CLINIC, MakeStaff, StaffKiosk

VIETNAMESE = "Trợ giúp ngôn ngữ\n\nGọi số 312-555-0142. Miễn phí.\n"


def _stick(folder: Path, **files: str) -> Path:
    place = folder / notices.FOLDER
    place.mkdir(parents=True)
    for name, content in files.items():
        (place / f"{name}.txt").write_text(content, encoding="utf-8")
    return folder


def _asked(staff: StaffKiosk) -> None:
    staff.sign_in()
    staff.choose("settings")
    wait_for(lambda: staff.here() == "settings", "the settings")
    staff.choose("notices")
    wait_for(lambda: staff.here() == "setup-notices", "the question")


def test_staff_take_them_from_a_stick_and_off_again(
    make_staff: MakeStaff, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    staff = make_staff()
    staff.stick.append(_stick(tmp_path / "stick", vi=VIETNAMESE))
    _asked(staff)
    wait_for(lambda: len(staff.area.page().options) == 2, "the stick is seen")
    staff.choose(setup.FROM_STICK)
    assert staff.say("staff.notices.taken") in staff.seen()
    staff.go("next", "settings")
    kept = read_settings(staff.settings_file)
    assert kept.notices == "notices"
    monkeypatch.setattr("gui.clinic.settings_path", lambda: staff.settings_file)
    (notice,) = clinic_of(kept, with_notices=True).notices
    assert (notice.language, notice.title) == ("vi", "Trợ giúp ngôn ngữ")
    assert "notices" in staff.kiosk.visit.state().editions
    staff.choose("notices")
    wait_for(lambda: len(staff.area.page().options) == 3, "these can be kept")
    assert staff.area.page().chosen == {setup.AS_IT_IS}
    staff.choose(setup.NONE)
    staff.go("next", "settings")
    assert read_settings(staff.settings_file).notices == ""


def test_what_cannot_be_printed_leaves_what_is_there(make_staff: MakeStaff, tmp_path: Path) -> None:
    staff = make_staff()
    staff.stick.append(_stick(tmp_path / "stick", vi=VIETNAMESE, he="שלום\n\nשלום\n"))
    _asked(staff)
    wait_for(lambda: len(staff.area.page().options) == 2, "the stick is seen")
    staff.choose(setup.FROM_STICK)
    assert "he.txt" in staff.area.page().notice
    assert "right to left" in staff.area.page().notice
    assert staff.area.page().chosen == {setup.NONE}
    assert not (staff.settings_file.parent / "notices").exists()
    staff.stick.clear()
    staff.choose(setup.FROM_STICK)
    assert staff.area.page().notice == staff.say("staff.edition.no_stick")


def test_nothing_but_its_plain_files_is_read(tmp_path: Path) -> None:
    stick, config = _stick(tmp_path / "stick", vi=VIETNAMESE), tmp_path / "config"
    (stick / "notices" / "run.sh").write_text("#!/bin/sh\n")
    assert notices.take(stick, config) is None
    assert [each.name for each in (config / "notices").iterdir()] == ["vi.txt"]
    (tmp_path / "secret.txt").write_text("Secret\n\nof the kiosk\n")
    (stick / "notices" / "fr.txt").symlink_to(tmp_path / "secret.txt")
    assert _key(notices.take(stick, config)) == "staff.notices.unreadable"
    (stick / "notices" / "fr.txt").unlink()
    os.mkfifo(stick / "notices" / "fr.txt")
    assert _key(notices.take(stick, config)) == "staff.notices.unreadable"
    (stick / "notices" / "fr.txt").unlink()
    (stick / "notices" / "fr.txt").write_text("x" * 30_000)
    assert _key(notices.take(stick, config)) == "staff.notices.refused"
    assert [each.name for each in config.iterdir()] == ["notices"]
    assert (config / "notices" / "vi.txt").read_text() == VIETNAMESE, "those before are kept"
    linked = tmp_path / "linked"
    linked.mkdir()
    (linked / "notices").symlink_to(stick / "notices")
    assert not notices.is_on(linked)
    assert _key(notices.take(linked, config)) == "staff.notices.unreadable"
    assert _key(notices.take(tmp_path / "gone", config)) == "staff.notices.unreadable"


def _key(found: object) -> str:
    return str(getattr(found, "key", found))


@pytest.mark.parametrize(("paper_size", "wide"), [("letter", 612), ("a4", 595)])
def test_the_page_to_try_the_printer_has_its_paper(
    make_staff: MakeStaff, paper: PaperPrinter, paper_size: str, wide: int, tmp_path: Path
) -> None:
    settings = Settings(clinic=CLINIC.clinic, pin=CLINIC.pin, paper=paper_size)
    (tmp_path / "config").mkdir()
    write_settings(settings, tmp_path / "config" / "settings.toml")
    staff = make_staff()
    staff.sign_in()
    staff.choose("printer")
    wait_for(lambda: staff.here() == "printer", "the printer's page")
    staff.press("print-test")
    wait_for(lambda: bool(paper.sent), "it is printed")
    document = pypdfium2.PdfDocument(paper.sent[0])
    assert round(document[0].get_width()) == wide
    document.close()


def test_both_papers_have_their_words() -> None:
    assert {words("en")(f"staff.setup.paper.{each}").split()[0] for each in PageSize} == {
        "Letter",
        "A4",
    }
