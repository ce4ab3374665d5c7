"""Somebody who does anything at all: random touches, keys, drags, waits, by a seed.

After each of them the kiosk is closed and there is a way forward; at the end nobody is there
for a while, and everything is gone.
"""

from __future__ import annotations

import gc
import random
import sys
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from types import TracebackType

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget

from core.intake.answers import Answers
from gui import sample
from gui.state import GONE_OUT, PrinterState, Step
from gui.walk import Stuck, wait_for
from gui.widgets.cards import ChoiceCard
from tests.escape.attempts import ATTEMPTS, Held, click, press, touch_device
from tests.escape.closed import ways_out
from tests.support.visits import Rig, rig

_KEYS = [Qt.Key(key) for key in range(Qt.Key.Key_Space, Qt.Key.Key_AsciiTilde + 1)]
_MOVES = [
    Qt.Key.Key_Tab,
    Qt.Key.Key_Backtab,
    Qt.Key.Key_Return,
    Qt.Key.Key_Space,
    Qt.Key.Key_Escape,
    Qt.Key.Key_Left,
    Qt.Key.Key_Right,
    Qt.Key.Key_Up,
    Qt.Key.Key_Down,
    Qt.Key.Key_PageDown,
    Qt.Key.Key_Backspace,
]
_HELD = [Held.ControlModifier, Held.AltModifier, Held.ShiftModifier, Held.MetaModifier]
_SLOW = {"a very long text", "a key that is held down", "sixty fast taps"}
_ON_A_WHOLE_SCREEN = {"window manager: minimise", "window manager: no full screen"}
"""What only a window that fills its screen comes back from; this one is turned and resized."""
_NAMED = [attempt for name, attempt in ATTEMPTS.items() if name not in _SLOW | _ON_A_WHOLE_SCREEN]
_DEEP_LOOK = 200
"""So many events lie between two looks at everything that exists."""


@dataclass
class Report:
    """What came of it."""

    events: int = 0
    steps: set[Step] = field(default_factory=set)
    """The screens that were come to."""

    failures: list[str] = field(default_factory=list)
    """Uncaught exceptions."""

    open: list[str] = field(default_factory=list)
    """Ways out."""

    wiped: bool = False
    """At the end, after nobody was there for a while."""


def let_loose(events: int, seed: int) -> Report:
    """Do so many random things."""
    of_others = _answers_held()  # such as a table of a test that ran before
    chance, report, made = random.Random(seed), Report(), rig()
    sys.excepthook = _note_into(report)
    # Staff may leave and close; a visitor's hands have no such key.
    made.kiosk.shell.left.connect(lambda: report.open.append("the staff's way out"))
    for number in range(events):
        _do_anything(made, chance)
        report.events += 1
        report.steps.add(made.kiosk.visit.state().step)
        if number % 8 == 0:
            QApplication.processEvents()
        if number % _DEEP_LOOK == 0:
            made.settle()
            report.open += ways_out(made.kiosk)
        if report.failures or report.open:
            report.open.append(f"event {number} of seed {seed}")
            break
    made.settle()
    report.wiped = _all_goes(made, of_others)
    made.kiosk.stop()
    return report


def _all_goes(made: Rig, of_others: list[Answers]) -> bool:
    """Whether everything is wiped once nobody comes, however long a page on its way takes."""

    def gone() -> bool:
        made.nobody()
        left = {id(each) for each in _answers_held()} - {id(each) for each in of_others}
        return made.kiosk.visit.is_fresh and not left

    try:
        wait_for(gone, "everything is wiped")
    except Stuck:
        return False
    return True


def _note_into(
    report: Report,
) -> Callable[[type[BaseException], BaseException, TracebackType | None], None]:
    def note(kind: type[BaseException], what: BaseException, trace: TracebackType | None) -> None:
        report.failures.append(f"{kind.__name__}: {what}")
        sys.__excepthook__(kind, what, trace)

    return note


def _answers_held() -> list[Answers]:
    """Answers of somebody: not the empty ones, nor the sample's that the program itself holds."""
    gc.collect()
    held = [each for each in gc.get_objects() if isinstance(each, Answers)]
    return [each for each in held if each not in (Answers(), sample.ANSWERS)]


def _do_anything(made: Rig, chance: random.Random) -> None:
    kind = chance.choices(_KINDS, _WEIGHTS)[0]
    kind(made, chance)


def _touch_something(made: Rig, chance: random.Random) -> None:
    """As a visitor does: something that can be pressed."""
    shell = made.kiosk.shell
    found: list[QWidget] = [
        each
        for kind in (QAbstractButton, ChoiceCard)
        for each in shell.findChildren(kind)
        if each.isVisible() and each.isEnabled()
    ]
    if found:
        # The last ones are the way forward: a monkey that only looks back sees little.
        widget = chance.choice(found[-3:] if chance.random() < 0.4 else found)
        click(made.kiosk, Qt.MouseButton.LeftButton, widget.mapTo(shell, widget.rect().center()))


def _anywhere(made: Rig, chance: random.Random) -> QPoint:
    shell = made.kiosk.shell
    return QPoint(chance.randrange(shell.width()), chance.randrange(shell.height()))


def _click_anywhere(made: Rig, chance: random.Random) -> None:
    button = chance.choice(
        [Qt.MouseButton.LeftButton] * 4 + [Qt.MouseButton.RightButton, Qt.MouseButton.MiddleButton]
    )
    click(made.kiosk, button, _anywhere(made, chance))


def _finger_anywhere(made: Rig, chance: random.Random) -> None:
    window, device = made.kiosk.shell.windowHandle(), touch_device()
    fingers = range(chance.choice((1, 1, 1, 2, 5)))
    event = QTest.touchEvent(window, device)
    for finger in fingers:
        event.press(finger, _anywhere(made, chance), window)
    event.commit()
    for _ in range(chance.randrange(3)):
        event = QTest.touchEvent(window, device)
        for finger in fingers:
            event.move(finger, _anywhere(made, chance), window)
        event.commit()
    event = QTest.touchEvent(window, device)
    for finger in fingers:
        event.release(finger, _anywhere(made, chance), window)
    event.commit()


def _type(made: Rig, chance: random.Random) -> None:
    key = chance.choice(_KEYS)
    press(made.kiosk, key, Held.NoModifier, chr(key))


def _move_by_keys(made: Rig, chance: random.Random) -> None:
    press(made.kiosk, chance.choice(_MOVES))


def _chord(made: Rig, chance: random.Random) -> None:
    held = chance.choice(_HELD) | chance.choice(_HELD)
    if held == Held.ControlModifier | Held.AltModifier:
        return  # the staff's keys
    press(made.kiosk, chance.choice(_KEYS + _MOVES), held)


def _try_a_way_out(made: Rig, chance: random.Random) -> None:
    chance.choice(_NAMED)(made.kiosk)


def _printer_changes(made: Rig, chance: random.Random) -> None:
    final = (PrinterState.SENDING, *GONE_OUT, PrinterState.FAILED)
    made.paper.state = chance.choice([each for each in PrinterState if each not in final])
    made.paper.answers = chance.choice(list(PrinterState))


def _go_away(made: Rig, chance: random.Random) -> None:
    made.clock.now += chance.choice((1, 30, 119, 125, 200))
    made.kiosk.idle.tick()


def _come_further(made: Rig, chance: random.Random) -> None:
    """A monkey alone seldom finds a medicine: now and then a visitor was there before it."""
    if made.kiosk.shell.asks():
        return
    made.kiosk.visit.end("start over")
    made.to_the_result(replace(sample.ANSWERS, days=chance.randrange(7, 90)))


def _turn_the_screen(made: Rig, chance: random.Random) -> None:
    made.kiosk.shell.resize(*chance.choice(((1280, 800), (800, 1280), (1024, 768))))


_CHANCES: dict[Callable[[Rig, random.Random], None], float] = {
    _touch_something: 48,
    _click_anywhere: 12,
    _finger_anywhere: 8,
    _type: 12,
    _move_by_keys: 12,
    _chord: 5,
    _try_a_way_out: 2,
    _printer_changes: 0.5,
    _go_away: 0.4,
    _turn_the_screen: 0.1,
    _come_further: 0.3,
}
_KINDS, _WEIGHTS = list(_CHANCES), list(_CHANCES.values())
