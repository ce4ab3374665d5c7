"""The voice: espeak-ng as a process of its own, which is given its text by a pipe.

The text of a patient never stands in a process's arguments or in a file.  On Linux the
system ends the voice with the program, even where the program is killed.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable, Sequence
from typing import Protocol

from PySide6.QtCore import QObject, QProcess

from gui.state import VOICE_STEPS

PROGRAM = "espeak-ng"
_VOICES = {"en": "en-us", "es": "es-419"}
_WORDS_A_MINUTE = (100, 120, 145, 170, 200)
_AMPLITUDES = (40, 70, 100, 145, 200)
_PATIENCE_MS = 500
assert len(_WORDS_A_MINUTE) == len(_AMPLITUDES) == VOICE_STEPS

Finished = Callable[[bool], None]
"""Told once when a text was said to its end: whether it could be said at all."""


class Voice(Protocol):
    """Something that says one text at a time."""

    def say(self, text: str, language: str, pace: int, volume: int, then: Finished) -> None:
        """Say a text; pace and volume are steps from 0."""

    def stop(self) -> None:
        """Be silent at once; what was being said is not told as finished."""


def find_voice() -> Voice | None:
    """The voice of this machine, or None where espeak-ng is not installed."""
    program = shutil.which(PROGRAM)
    return None if program is None else Espeak(program)


class Espeak(QObject):
    """espeak-ng, started anew for each text; `more` are arguments of its own, such as of tests."""

    def __init__(self, program: str, more: Sequence[str] = ()) -> None:
        super().__init__()
        guard = shutil.which("setpriv")
        self._command = (guard, "--pdeathsig", "KILL", program) if guard else (program,)
        self._more = tuple(more)
        self._then: Finished | None = None
        self._process: QProcess | None = None

    def say(self, text: str, language: str, pace: int, volume: int, then: Finished) -> None:
        """Say a text; pace and volume are steps from 0 up to VOICE_STEPS."""
        self.stop()
        self._then = then
        # A process for each text: the end of one that was stopped is never that of the next.
        self._process = process = QProcess(self)
        process.setStandardOutputFile(QProcess.nullDevice())
        process.finished.connect(self._ended)
        process.errorOccurred.connect(self._failed)
        program, *first = self._command
        process.start(program, [*first, *self.arguments(language, pace, volume)])
        process.write(text.encode())
        process.closeWriteChannel()

    def stop(self) -> None:
        """Be silent at once."""
        self._then = None
        process, self._process = self._process, None
        if process is None:
            return
        process.finished.disconnect(self._ended)
        process.errorOccurred.disconnect(self._failed)
        if process.state() == QProcess.ProcessState.NotRunning:
            process.deleteLater()
        else:
            process.finished.connect(process.deleteLater)
            process.kill()
            process.waitForFinished(_PATIENCE_MS)

    def arguments(self, language: str, pace: int, volume: int) -> list[str]:
        """What espeak-ng is started with; the text is never among it."""
        return [
            *("-v", _VOICES.get(language, language)),
            *("-s", str(_WORDS_A_MINUTE[pace])),
            *("-a", str(_AMPLITUDES[volume])),
            *("-b", "1"),
            "--stdin",
            *self._more,
        ]

    def _ended(self, code: int, how: QProcess.ExitStatus) -> None:
        process = self._process
        assert process is not None, "a voice that was stopped tells nothing"
        # Without a sound card espeak-ng says so, and ends as if all were well.
        complained = b"error:" in process.readAllStandardError().data()
        self._tell(code == 0 and how == QProcess.ExitStatus.NormalExit and not complained)

    def _failed(self, error: QProcess.ProcessError) -> None:
        if error == QProcess.ProcessError.FailedToStart:
            self._tell(False)

    def _tell(self, fine: bool) -> None:
        then = self._then
        self.stop()
        if then is not None:
            then(fine)
