"""Going through the questions of the settings, and writing the answers down."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from enum import StrEnum

from core.output import NotWritten
from core.trace import Text, text
from core.words import Words
from gui.settings import Settings
from gui.staff import logo, notices, setup
from gui.staff.page import Page
from gui.staff.parts import Later, StaffParts


class Way(StrEnum):
    """What follows a question."""

    ASKED = "asked"  # the next question, or the same one again
    SAVE = "save"
    LEFT = "left"  # the list of settings


class SettingUp:
    """The question that is asked and the draft of the settings."""

    def __init__(self, parts: StaffParts, settings: Settings, later: Later) -> None:
        self._parts = parts
        self._later = later
        self.settings = settings
        """As they are saved."""
        self.forget()

    def forget(self) -> None:
        """Drop what is not saved."""
        self.question = setup.FIRST_START[0]
        self.draft = setup.Draft(self.settings)

    @property
    def is_first(self) -> bool:
        """Whether no PIN is set yet, so that every question is asked."""
        return not self.settings.pin

    def page(self, say: Words) -> Page:
        """The page of the question."""
        position = ""
        if self.is_first:
            at = setup.FIRST_START.index(self.question) + 1
            position = say("shell.step", at=at, of=len(setup.FIRST_START)) + "."
        return setup.page(self.draft, self.question, say, position, self.is_first)

    def ask(self, name: str) -> None:
        """Put a question."""
        self.question = name
        self.draft = setup.enter(self.draft, name)
        if name == "printer":
            self._later(self._parts.queues, self._queues_found, self._parts.printing)
        elif name == "logo":
            self._later(self._pictures, self._pictures_found, self._parts.printing)
        elif name == "notices":
            self._later(self._has_notices, self._notices_found, self._parts.printing)

    def choose(self, option: str, say: Words) -> None:
        """An answer was tapped."""
        if self.question == "logo":
            self._take_logo(option, say)
        elif self.question == "notices":
            self._take_notices(option, say)
        else:
            self.draft = setup.choose(self.draft, self.question, option)

    def type_text(self, typed: str) -> None:
        """The field holds another text."""
        self.draft = setup.type_text(self.draft, typed)

    def go(self, way: int, say: Words) -> Way:
        """On (1) or back (-1)."""
        if way > 0:
            self.draft = setup.take(self.draft, self.question, say)
            if self.draft.notice and self.question not in setup.TAKEN:
                return Way.ASKED
        at = setup.following(self.question, way)
        if self.is_first or (way > 0 and self.question == "pin"):
            if at is not None:
                self.ask(at)
                return Way.ASKED
        elif way < 0:
            self.forget()
            return Way.LEFT
        return Way.SAVE

    def save(self) -> Callable[[], Settings | Text]:
        """What is to be done off the drawing thread: the saved settings, or why they are not."""
        parts, settings, new_pin = self._parts, self.draft.settings, self.draft.pin
        salt = parts.salt(16)

        def work() -> Settings | Text:
            kept = replace(settings, pin=parts.make_pin(new_pin, salt)) if new_pin else settings
            try:
                parts.save(kept)
            except NotWritten as trouble:
                return text("staff.setup.not_saved", why=trouble.why)
            except OSError as trouble:
                return text("staff.setup.not_saved", why=trouble.strerror or "")
            return kept

        return work

    def not_saved(self, why: str) -> None:
        """The disc would not take them: the last question again, with the reason."""
        if self.question == "pin_again":
            self.ask("pin")
        self.draft = replace(self.draft, pin="", notice=why)

    def _queues_found(self, queues: tuple[str, ...]) -> None:
        self.draft = replace(self.draft, queues=queues)

    def _pictures(self) -> tuple[str, ...]:
        stick = self._parts.machine.find_stick()
        return logo.found_on(stick.folder) if stick else ()

    def _pictures_found(self, names: tuple[str, ...]) -> None:
        self.draft = replace(self.draft, logos=names)

    def _take_logo(self, option: str, say: Words) -> None:
        if option == setup.NONE:
            kept = replace(self.draft.settings, logo="")
            self.draft = replace(self.draft, settings=kept, notice="")
            return
        stick = self._parts.machine.find_stick()
        place = self._parts.machine.settings.parent
        wrong = (
            text("staff.logo.unreadable")
            if stick is None
            else logo.take(stick.folder / option, place)
        )
        kept = replace(self.draft.settings, logo="" if wrong else logo.FILE)
        said = say.say(wrong) if wrong else say("staff.logo.taken", name=option)
        self.draft = replace(self.draft, settings=kept, notice=said)

    def _has_notices(self) -> bool:
        stick = self._parts.machine.find_stick()
        return stick is not None and notices.is_on(stick.folder)

    def _notices_found(self, found: bool) -> None:
        self.draft = replace(self.draft, notices=found)

    def _take_notices(self, option: str, say: Words) -> None:
        if option == setup.FROM_STICK:
            stick = self._parts.machine.find_stick()
            wrong = (
                text("staff.edition.no_stick")
                if stick is None
                else notices.take(stick.folder, self._parts.machine.settings.parent)
            )
            if wrong:
                self.draft = replace(self.draft, notice=say.say(wrong))
                return
        kept = "" if option == setup.NONE else notices.FOLDER
        said = say("staff.notices.taken") if option == setup.FROM_STICK else ""
        settings = replace(self.draft.settings, notices=kept)
        self.draft = replace(self.draft, settings=settings, notice=said)
