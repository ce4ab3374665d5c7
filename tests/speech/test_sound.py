"""The sound itself: espeak-ng plays to a sound card of the test's own, for every screen."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import wave
from io import BytesIO
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from core.reference.store import Reference
from gui.application import make_application
from gui.scenes import scenes
from gui.screens.registry import SCREENS
from gui.shell import Shell
from gui.speech.script import script_of
from gui.speech.spoken import spoken
from gui.speech.voice import Espeak, find_voice
from gui.state import Prefs
from gui.walk import wait_for
from tests.speech.listening import RATE, loudness, seconds, sound_card

EVERY = "HOMEWARD_SCREENS" in os.environ
"""Whether every screen is heard, as by `./run screens`, or a part of them."""

SHORT = 8
"""One screen of how many is heard otherwise."""

ROOT = Path(__file__).parents[2]
TEXT = "Your cost is 1144 dollars. Canary-7731 is not seen anywhere."


@pytest.fixture
def heard(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    environment, file = sound_card(tmp_path)
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    return file


def test_the_voice_is_heard_and_tells_when_it_has_ended(qapp: QApplication, heard: Path) -> None:
    voice = find_voice()
    assert voice is not None, "espeak-ng is missing: see ./run"
    ended: list[bool] = []
    voice.say(TEXT, "en", 2, 2, ended.append)
    wait_for(lambda: bool(ended), "the text was said")
    assert ended == [True]
    wait_for(lambda: seconds(heard.read_bytes()) > 2, "the sound has arrived")
    assert loudness(heard.read_bytes()) > 300


def test_slower_is_longer_and_louder_is_louder(qapp: QApplication) -> None:
    slow, fast = _speak(TEXT, "en", pace=0), _speak(TEXT, "en", pace=4)
    assert seconds(slow) > 1.4 * seconds(fast)
    assert loudness(_speak(TEXT, "en", volume=4)) > 1.5 * loudness(_speak(TEXT, "en", volume=0))


def test_without_a_sound_card_it_says_so(
    qapp: QApplication, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "asound.conf").write_text("pcm.!default { type hw card 31 }\n")
    monkeypatch.setenv("ALSA_CONFIG_PATH", str(tmp_path / "asound.conf"))
    monkeypatch.setenv("PULSE_SERVER", f"unix:{tmp_path}/none")
    ended: list[bool] = []
    voice = find_voice()
    assert voice is not None
    voice.say(TEXT, "en", 2, 2, ended.append)
    wait_for(lambda: bool(ended), "it gives up")
    assert ended == [False]


def test_a_text_is_not_ended_by_the_one_before_it(
    qapp: QApplication, heard: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # As on a busy machine: the one that is stopped is still there when the next begins.
    monkeypatch.setattr("gui.speech.voice._PATIENCE_MS", 0)
    voice = find_voice()
    assert voice is not None
    ended: dict[str, list[bool]] = {"one": [], "two": [], "three": []}
    for text, told in ended.items():
        voice.say(f"{text}. {TEXT}", "en", 4, 2, told.append)
    wait_for(lambda: bool(ended["three"]), "the last one was said")
    assert ended == {"one": [], "two": [], "three": [True]}


@pytest.fixture
def endless(tmp_path: Path) -> Path:
    """A program that takes its text and goes on speaking for a minute."""
    program = tmp_path / "speaks-long"
    program.write_text("#!/bin/sh\ncat >/dev/null\nexec sleep 61.7731\n")
    program.chmod(0o700)
    return program


def _running() -> list[str]:
    """The arguments of every process of this machine that sleeps as the endless voice does."""
    found = []
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            found.append((folder / "cmdline").read_bytes().replace(b"\0", b" ").decode())
        except OSError:
            continue
    return [line for line in found if "61.7731" in line]


def test_stopping_ends_the_process_before_the_call_returns(
    qapp: QApplication, endless: Path
) -> None:
    voice = Espeak(str(endless))
    ended: list[bool] = []
    voice.say(TEXT, "en", 2, 2, ended.append)
    wait_for(lambda: bool(_running()), "it speaks")
    voice.stop()
    assert _running() == []
    QApplication.processEvents()
    assert ended == [], "stopped is not finished"


def test_no_word_of_a_text_stands_in_the_arguments_of_a_process(
    qapp: QApplication, tmp_path: Path
) -> None:
    seen = tmp_path / "seen"
    spy = tmp_path / "spy"
    spy.write_text(f'#!/bin/sh\ncat >/dev/null\n{{ echo "$0 $*"; env; }} >{seen}\n')
    spy.chmod(0o700)
    ended: list[bool] = []
    voice = Espeak(str(spy))
    voice.say(TEXT, "en", 2, 2, ended.append)
    wait_for(lambda: bool(ended), "it ran")
    assert ended == [True]
    assert "--stdin" in seen.read_text()
    assert "Canary-7731" not in seen.read_text()
    assert "1144 dollars" not in seen.read_text()


@pytest.mark.skipif(shutil.which("setpriv") is None, reason="no setpriv on this system")
def test_the_voice_dies_with_the_program_even_when_that_is_killed(endless: Path) -> None:
    code = (
        "import sys\n"
        "from PySide6.QtCore import QCoreApplication, QTimer\n"
        "from gui.speech.voice import Espeak\n"
        "app = QCoreApplication([])\n"
        f"voice = Espeak({str(endless)!r})\n"
        "voice.say('hello', 'en', 2, 2, print)\n"
        "app.exec()\n"
    )
    program = subprocess.Popen([sys.executable, "-c", code], cwd=ROOT)
    try:
        wait_for(lambda: bool(_running()), "it speaks")
    finally:
        os.kill(program.pid, signal.SIGKILL)
        program.wait(10)
    wait_for(lambda: _running() == [], "the voice is gone too")


@pytest.mark.parametrize("language", ["en", "es"])
def test_every_screen_can_be_heard(language: str, reference: Reference) -> None:
    """Not silent, and as long as its words take: 5 to 30 letters and digits a second."""
    make_application([])
    shell = Shell(SCREENS, ("en", "es"))
    shell.let_close()
    shell.resize(1920, 1080)
    shell.show()
    heard: dict[str, float] = {}
    try:
        for number, scene in enumerate(scenes(reference, Prefs(language))):
            if not EVERY and number % SHORT != ("en", "es").index(language):
                continue
            shell.show_state(scene.state)
            shell.ask(scene.question)
            QApplication.processEvents()
            roots = (shell.question,) if scene.question else (shell.current(), shell.footer)
            say = scene.state.words
            text = "\n".join(spoken(each.text, say) for each in script_of(roots, say))
            shell.ask(None)
            if text in heard:
                continue
            samples = _speak(text, language)
            letters = sum(sign.isalnum() for sign in text)
            assert loudness(samples[: 5 * 2 * RATE]) > 300, scene.name
            assert letters / 30 < seconds(samples) < letters / 3, (scene.name, letters)
            heard[text] = seconds(samples)
    finally:
        shell.close()
        shell.deleteLater()
    assert len(heard) > (60 if EVERY else 60 // SHORT)


def _speak(text: str, language: str, pace: int = 2, volume: int = 2) -> bytes:
    """The samples of a text, by the arguments of the kiosk's own voice."""
    program = shutil.which("espeak-ng")
    assert program is not None, "espeak-ng is missing: see ./run"
    arguments = Espeak(program, ("--stdout",)).arguments(language, pace, volume)
    done = subprocess.run(
        [program, *arguments], input=text.encode(), capture_output=True, check=True, timeout=300
    )
    with wave.open(BytesIO(done.stdout)) as sound:
        assert (sound.getframerate(), sound.getnchannels(), sound.getsampwidth()) == (RATE, 1, 2)
        samples: bytes = sound.readframes(10**9)
        return samples
