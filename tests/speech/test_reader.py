"""What is read aloud and when: the whole screen, then news; silence at once when it must be."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel

from core.reference.store import Reference
from gui import sample
from gui.app import Kiosk
from gui.application import make_application
from gui.gallery import SIZES
from gui.scenes import scenes
from gui.screens.base import Want
from gui.screens.registry import SCREENS
from gui.shell import Shell
from gui.speech.script import script_of
from gui.state import Prefs, Step
from gui.walk import wait_for
from gui.widgets.cards import ChoiceCard
from tests.gui.conftest import MakeKiosk, clock, make_kiosk, paper  # noqa: F401 - fixtures
from tests.speech.listening import Mouth


@pytest.fixture
def mouth() -> Mouth:
    return Mouth()


def _listen(kiosk: Kiosk, mouth: Mouth) -> None:
    kiosk.shell.header.listen.click()
    wait_for(lambda: mouth.speaks, "the voice begins")


def _hear_all(kiosk: Kiosk, mouth: Mouth) -> list[str]:
    """Let everything that waits be said, and give it."""
    first = len(mouth.said) - 1
    while kiosk.reader.is_reading:
        wait_for(lambda: mouth.speaks, "the next text")
        mouth.end()
        QApplication.processEvents()
    return mouth.said[first:]


def test_without_a_voice_there_is_no_button(make_kiosk: MakeKiosk) -> None:  # noqa: F811
    assert make_kiosk(voice=None).shell.header.listen.isHidden()


def test_the_button_reads_the_screen_from_its_title_to_its_buttons(
    make_kiosk: MakeKiosk,  # noqa: F811
    mouth: Mouth,
) -> None:
    kiosk = make_kiosk(voice=mouth)
    assert not kiosk.shell.voice_bar.isVisible()
    _listen(kiosk, mouth)
    said = _hear_all(kiosk, mouth)
    assert said[0] == "What will home infusion cost you?"
    assert "Button: Start in English." in said
    assert said[-1].startswith("Button: ")
    assert kiosk.shell.voice_bar.isVisible()
    kiosk.shell.header.listen.click()
    assert not mouth.speaks
    assert not kiosk.reader.is_reading


def test_the_next_screen_is_read_by_itself_and_a_choice_is_told(
    make_kiosk: MakeKiosk,  # noqa: F811
    mouth: Mouth,
) -> None:
    kiosk = make_kiosk(voice=mouth)
    _listen(kiosk, mouth)
    kiosk.visit.want("begin:en")
    wait_for(lambda: mouth.said[-1] == kiosk.shell.current().title.text(), "the new title")
    _hear_all(kiosk, mouth)
    card = kiosk.shell.current().findChildren(ChoiceCard)[0]
    card.click()
    wait_for(lambda: mouth.speaks, "the choice is told")
    [told] = _hear_all(kiosk, mouth)
    assert told.startswith("Choice 1 of ")
    assert card.option.title in told
    assert told.endswith(" Chosen.")


@pytest.mark.parametrize("what", ["language", "another screen", "the end", "a failure", "staff"])
def test_the_voice_stops_at_once(what: str, make_kiosk: MakeKiosk, mouth: Mouth) -> None:  # noqa: F811
    kiosk = make_kiosk(voice=mouth)
    _listen(kiosk, mouth)
    before = len(mouth.said)
    if what == "language":
        kiosk.shell.header.language.click()
    elif what == "another screen":
        kiosk.visit.want("begin:en")
    elif what == "the end":
        kiosk.visit.end("finished")
    elif what == "a failure":
        kiosk.crashed()
    else:
        kiosk.visit.want(Want.ASK_STAFF)
    assert not mouth.speaks, "it still speaks when the call returns"
    if what in ("the end", "a failure"):
        QApplication.processEvents()
        assert not kiosk.visit.state().prefs.aloud
        assert not kiosk.reader.is_reading
        assert len(mouth.said) == before
    else:
        wait_for(lambda: mouth.speaks, "what is shown now is read")
        assert mouth.languages[-1] == ("es" if what == "language" else "en")


def test_again_slower_and_louder_read_anew(make_kiosk: MakeKiosk, mouth: Mouth) -> None:  # noqa: F811
    kiosk = make_kiosk(voice=mouth)
    _listen(kiosk, mouth)
    bar = kiosk.shell.voice_bar
    _hear_all(kiosk, mouth)
    for button, steps in (
        (bar.repeat, (2, 2)),
        (bar.slower, (1, 2)),
        (bar.louder, (1, 3)),
        (bar.faster, (2, 3)),
        (bar.softer, (2, 2)),
    ):
        button.click()
        wait_for(lambda: mouth.speaks, "it begins again")
        assert mouth.said[-1] == "What will home infusion cost you?"
        assert mouth.steps[-1] == steps
        _hear_all(kiosk, mouth)
    for _ in range(2):
        bar.slower.click()
    assert not bar.slower.isEnabled()


def test_the_keyboard_is_told_where_it_is(make_kiosk: MakeKiosk, mouth: Mouth) -> None:  # noqa: F811
    kiosk = make_kiosk(voice=mouth)
    kiosk.visit.want("begin:en")
    _listen(kiosk, mouth)
    QTest.keyClick(kiosk.shell.windowHandle(), Qt.Key.Key_Tab)
    focused = QApplication.focusWidget()
    assert focused is not None
    wait_for(lambda: mouth.said[-1].endswith(f"{focused.accessibleName()}."), "its name")


def test_what_is_not_changed_is_not_told_again(make_kiosk: MakeKiosk, mouth: Mouth) -> None:  # noqa: F811
    kiosk = make_kiosk(voice=mouth)
    _listen(kiosk, mouth)
    _hear_all(kiosk, mouth)
    heard = len(mouth.said)
    kiosk.visit.changed.emit()
    QApplication.processEvents()
    assert len(mouth.said) == heard


def test_without_sound_the_kiosk_says_so(make_kiosk: MakeKiosk, mouth: Mouth) -> None:  # noqa: F811
    kiosk = make_kiosk(voice=mouth)
    _listen(kiosk, mouth)
    mouth.end(fine=False)
    assert kiosk.shell.question.title.text() == "There is no sound now"
    assert not kiosk.visit.state().prefs.aloud


def test_the_wish_to_listen_ends_with_the_visit(make_kiosk: MakeKiosk, mouth: Mouth) -> None:  # noqa: F811
    kiosk = make_kiosk(voice=mouth)
    _listen(kiosk, mouth)
    kiosk.visit.want("begin:es")
    kiosk.visit.answer(sample.ANSWERS)
    assert kiosk.visit.state().prefs.aloud
    kiosk.visit.end("done", goodbye=True)
    assert kiosk.visit.state().step is Step.DONE
    assert kiosk.visit.state().prefs.aloud, "the last screen is read too"
    kiosk.visit.end("finished")
    assert kiosk.visit.state().prefs == Prefs()


@pytest.mark.parametrize("language", ["en", "es"])
def test_every_word_on_every_screen_is_said_and_the_button_stays_where_it_is(
    language: str, reference: Reference
) -> None:
    make_application([])
    shell = Shell(SCREENS, ("en", "es"))
    shell.let_close()
    shell.resize(*SIZES[0])
    shell.show()
    places = set()
    try:
        for scene in scenes(reference, Prefs(language)):
            shell.show_state(scene.state)
            shell.ask(scene.question)
            QApplication.processEvents()
            roots = (shell.question,) if scene.question else (shell.current(), shell.footer)
            said = " ".join(each.text for each in script_of(roots, scene.state.words))
            for label in shell.findChildren(QLabel):
                assert isinstance(label, QLabel)
                if label.isVisible() and not shell.header.isAncestorOf(label):
                    assert label.text() in said or not label.text().strip(), (
                        scene.name,
                        label.text(),
                    )
            for card in shell.findChildren(ChoiceCard):
                if card.isVisible() and len(card.text()) > 2:
                    assert card.text() in said, (scene.name, card.text())
            if scene.question is None and not scene.state.prefs.aloud:
                places.add(shell.header.listen.geometry().getRect())
            shell.ask(None)
    finally:
        shell.close()
        shell.deleteLater()
    assert len(places) == 1, places


def test_prefs_may_be_replaced_one_by_one() -> None:
    assert replace(Prefs(), aloud=True).pace == 2
