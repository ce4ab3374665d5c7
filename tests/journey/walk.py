"""The visitor's process: the kiosk in a real window, and hands that go through it.

    python -m tests.journey.walk pointer|keys en|es OUT.json

It walks from the start screen to "Sent to the printer", then on to a clean start screen, and
writes down the case that the screens collected and the places it came through.
"""

from __future__ import annotations

import json
import sys
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

from PySide6.QtCore import QtMsgType, qInstallMessageHandler
from PySide6.QtWidgets import QApplication, QWidget

from core.binding import write
from core.reference.store import open_reference
from gui.app import Kiosk, make_application, real_parts
from gui.screens.base import Want
from gui.screens.start import StartScreen
from gui.settings import Settings
from gui.state import PrinterState, Step
from gui.widgets.cards import ChoiceCard
from gui.widgets.fields import Field
from tests.journey.hands import Hands, Keys, Pointer, wait_for

TODAY = date(2026, 11, 2)


@dataclass(frozen=True)
class Choose:
    """Press the answer with this id."""

    id: str


@dataclass(frozen=True)
class Type:
    """Put a text into the screen's field."""

    text: str


MILRINONE: dict[tuple[Step, str], tuple[Choose | Type, ...]] = {
    (Step.TREATMENT, ""): (Choose("medicine"),),
    (Step.MEDICINE, ""): (Type("milrinon"), Choose("milrinone")),
    (Step.INDICATION, ""): (Choose("advanced-heart-failure"),),
    (Step.GIVEN, "started"): (Choose("home"),),
    (Step.GIVEN, "delivery"): (Choose("pump"),),
    (Step.GIVEN, "pump"): (Choose("E0781"),),
    (Step.DOSE, "from"): (Choose("order"),),
    (Step.DOSE, "amount"): (Type("40"), Choose("mg")),
    (Step.DOSE, "per"): (Choose("day"),),
    (Step.DOSE, "weight"): (Choose("not-sure"),),
    (Step.SCHEDULE, "times"): (Type("7"),),
    (Step.SCHEDULE, "minutes"): (Choose("1440"),),
    (Step.SCHEDULE, "container"): (Choose("cassette"),),
    (Step.SCHEDULE, "containers"): (Type("7"),),
    (Step.SCHEDULE, "readback"): (),
    (Step.LENGTH, "start"): (Choose("2026-11-02"),),
    (Step.LENGTH, "days"): (Choose("42"),),
    (Step.CRITERIA, "hf-stage-d"): (Choose("yes"),),
    (Step.CRITERIA, "hf-symptoms-despite-treatment"): (Choose("yes"),),
    (Step.CRITERIA, "hf-bridge-or-comfort"): (Choose("yes"),),
    (Step.CRITERIA, "hf-specialist-evaluation"): (Choose("yes"),),
    (Step.CRITERIA, "hf-better-on-drug"): (Choose("yes"),),
    (Step.CRITERIA, "hf-three-month-review"): (Choose("yes"),),
    (Step.MEDICARE, ""): (Choose("original"),),
    (Step.OTHER_COVERAGE, "kind"): (Choose("none"),),
    (Step.DEDUCTIBLE, ""): (Choose("nothing"),),
    (Step.HOME, "zip"): (Type("60612"),),
    (Step.HOME, "residence"): (Choose("home"),),
    (Step.HOME, "rural"): (Choose("no"),),
    (Step.VISITS, "per-week"): (Choose("1"),),
    (Step.VISITS, "first"): (Choose("initial"),),
    (Step.REVIEW, ""): (),
}
"""40 mg of milrinone a day for six weeks at home in Chicago: every answer by its id."""


class Visitor:
    """Somebody at the kiosk."""

    def __init__(self, kiosk: Kiosk, hands: Hands) -> None:
        self._kiosk = kiosk
        self._hands = hands
        self.came_through: list[str] = []

    @property
    def _here(self) -> tuple[Step, str]:
        state = self._kiosk.visit.state()
        return state.step, state.part

    def begin(self, language: str) -> None:
        """Press the start screen's button in a language."""
        start = self._kiosk.shell.current()
        assert isinstance(start, StartScreen)
        self._hands.press(start.begin[language])
        self._leave((Step.START, ""))

    def answer(self, plan: dict[tuple[Step, str], tuple[Choose | Type, ...]]) -> None:
        """Answer every question, up to the result."""
        while self._here[0] is not Step.RESULT:
            here = self._here
            assert here in plan, f"the kiosk asks something unexpected: {here}"
            for gesture in plan[here]:
                self._do(gesture)
            primary = self._kiosk.shell.footer.primary
            wait_for(primary.isEnabled, f"{here}: the way on opens")
            self._hands.press(primary)
            self._leave(here)

    def press(self, want: Want) -> None:
        """Press the footer's button for something."""
        footer = self._kiosk.shell.footer
        buttons = (footer.primary, *footer.others)
        wait_for(lambda: any(b.isVisible() and footer.want_of(b) == want for b in buttons), want)
        [button] = [b for b in buttons if b.isVisible() and footer.want_of(b) == want]
        self._hands.press(button)

    def wait_for_paper(self) -> None:
        """Wait until the print service says that it has printed."""
        wait_for(
            lambda: self._kiosk.visit.state().printer is PrinterState.SENT, "sent to the printer"
        )

    def _leave(self, here: tuple[Step, str]) -> None:
        wait_for(lambda: self._here != here, f"going on from {here}")
        self.came_through.append(" ".join(here).strip())

    def _do(self, gesture: Choose | Type) -> None:
        screen = self._kiosk.shell.current()
        if isinstance(gesture, Type):
            [field] = [each for each in screen.findChildren(Field) if each.isVisible()]
            self._hands.type(field, gesture.text)
            return
        card = _card(screen, gesture.id)
        self._hands.press(card)
        wait_for(lambda: _card(screen, gesture.id).isChecked(), f"{gesture.id} is chosen")


def _card(screen: QWidget, option: str) -> ChoiceCard:
    cards = [each for each in screen.findChildren(ChoiceCard) if each.isVisible()]
    found = [each for each in cards if each.option.id == option]
    assert len(found) == 1, f"not one {option} among {[each.option.id for each in cards]}"
    return found[0]


def _strict(kind: QtMsgType, _context: object, message: str) -> None:
    """Any warning of Qt ends the walk."""
    if kind is not QtMsgType.QtDebugMsg and kind is not QtMsgType.QtInfoMsg:
        print(message, file=sys.stderr)
        sys.exit(9)


def main(how: str, language: str, out: Path) -> None:
    """Walk once, and write down what the screens collected."""
    qInstallMessageHandler(_strict)
    application = make_application([])
    parts = replace(real_parts(open_reference(), Settings(printer="kiosk")), today=lambda: TODAY)
    kiosk = Kiosk(parts)
    kiosk.shell.setGeometry(application.primaryScreen().geometry())
    kiosk.start()
    kiosk.shell.show()
    kiosk.shell.activateWindow()
    wait_for(lambda: QApplication.focusWidget() is not None, "the window has the keyboard")
    visitor = Visitor(kiosk, Keys() if how == "keys" else Pointer())
    visitor.begin(language)
    visitor.answer(MILRINONE)
    estimate = kiosk.visit.state().estimate
    assert estimate is not None
    visitor.press(Want.PRINT)
    visitor.wait_for_paper()
    visitor.press(Want.DONE)
    visitor.press(Want.FINISH)
    wait_for(lambda: kiosk.visit.is_fresh, "everything is erased")
    told: dict[str, Any] = {"case": write(estimate.case), "came_through": visitor.came_through}
    kiosk.stop()
    out.write_text(json.dumps(told))


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], Path(sys.argv[3]))
