"""The questions of the first start, which can all be gone through again: pure functions.

A question is a row of `QUESTIONS`.  What is typed stands in a `Draft` until it is saved.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from core.style import PageSize
from core.words import Words, languages, words
from gui.screens.base import Action
from gui.settings import LIMITS, MOST_LETTERS, SCREEN_INCHES, Settings
from gui.staff.page import Entry, Kind, Page
from gui.staff.pin import MOST, weakness
from gui.widgets.cards import Option

SYSTEM_PRINTER = "system"
NONE = "none"
"""The answer that there is no logo, or no notices."""

AS_IT_IS, FROM_STICK = "as-it-is", "stick"
"""The notices that are kept, and those of the stick."""

_NUMBERS = tuple(LIMITS)


@dataclass(frozen=True, slots=True)
class Draft:
    """Settings being made: `typed` is the field's text, `pin` the first of two times."""

    settings: Settings
    typed: str = ""
    pin: str = ""
    first_time: str = ""
    queues: tuple[str, ...] = ()
    logos: tuple[str, ...] = ()
    """Pictures on the stick, by name; to be looked up while the question is shown."""
    notices: bool = False
    """Whether the stick has notices."""
    notice: str = ""


@dataclass(frozen=True, slots=True)
class Question:
    """One setting.  `kind` None: chosen from a list.  `later`: not asked at the first start."""

    name: str
    kind: Kind | None
    required: bool = False
    later: bool = False


QUESTIONS: tuple[Question, ...] = (
    Question("languages", None, required=True),
    Question("clinic", Kind.WORDS, required=True),
    Question("phone", Kind.WORDS),
    Question("hours", Kind.WORDS),
    Question("zip_code", Kind.DIGITS),
    Question("logo", None),
    Question("ask_staff", Kind.WORDS),
    Question("printer", None),
    Question("paper", None),
    Question("notices", None, later=True),
    Question("screen_inches", Kind.NUMBER),
    *(Question(name, Kind.DIGITS) for name in _NUMBERS),
    Question("pin", Kind.PIN, required=True),
    Question("pin_again", Kind.PIN, required=True),
)
FIRST_START = tuple(each.name for each in QUESTIONS if not each.later)
SETTINGS = tuple(each.name for each in QUESTIONS)
TAKEN = ("logo", "notices")
"""What is taken from a stick as soon as it is tapped."""
BY_NAME = {each.name: each for each in QUESTIONS}


def enter(draft: Draft, name: str) -> Draft:
    """The draft as a question is reached: its field holds what is set."""
    typed = BY_NAME[name].kind not in (None, Kind.PIN)
    value = _text(draft, name) if typed else ""
    first = draft.first_time if name == "pin_again" else ""
    return replace(draft, typed=value, first_time=first, notice="")


def page(draft: Draft, name: str, say: Words, position: str, first: bool) -> Page:
    """The page of a question."""
    question = BY_NAME[name]
    wrong = _wrong(draft, name, say)
    return Page(
        id=f"setup-{name}",
        title=say(f"staff.setup.{name}"),
        help=" ".join(part for part in (position, say(f"staff.setup.{name}.help")) if part),
        notice=draft.notice or (wrong if draft.typed and not _is_short(draft, name) else ""),
        tone="bad" if draft.notice else "warn",
        entry=_entry(draft, question, say),
        options=_options(draft, name, say),
        chosen=_chosen(draft, name),
        many=name == "languages",
        primary=Action("next", say("shell.next" if first else "staff.save")),
        can_go_on=not wrong,
        back=Action("back", say("shell.back")) if not first or name != FIRST_START[0] else None,
        close=None if first else Action("menu", say("staff.menu")),
    )


def choose(draft: Draft, name: str, option: str) -> Draft:
    """An answer of a list was tapped."""
    settings = draft.settings
    if name == "languages":
        kept = tuple(each for each in settings.languages if each != option)
        # The one tapped last goes to the end: the first one greets.
        added = kept if option in settings.languages else (*settings.languages, option)
        return replace(draft, settings=replace(settings, languages=added))
    if name == "printer":
        return replace(
            draft, settings=replace(settings, printer="" if option == SYSTEM_PRINTER else option)
        )
    if name == "paper":
        return replace(draft, settings=replace(settings, paper=option))
    return draft


def type_text(draft: Draft, typed: str) -> Draft:
    """The field holds another text."""
    return replace(draft, typed=typed, notice="")


def take(draft: Draft, name: str, say: Words) -> Draft:
    """Go on: the typed text becomes the setting.  With a `notice` it does not."""
    wrong = _wrong(draft, name, say)
    if wrong:
        return replace(draft, notice=wrong)
    if name == "pin":
        return replace(draft, first_time=draft.typed, typed="")
    if name == "pin_again":
        return replace(draft, pin=draft.typed, first_time="", typed="")
    if BY_NAME[name].kind is None:
        return draft
    return replace(draft, settings=replace(draft.settings, **{name: _value(draft.typed, name)}))


def following(name: str, way: int) -> str | None:
    """The question after or before another at the first start; None past either end."""
    if name not in FIRST_START:
        return None
    at = FIRST_START.index(name) + way
    return FIRST_START[at] if 0 <= at < len(FIRST_START) else None


def _value(typed: str, name: str) -> Any:
    if name in LIMITS:
        return int(typed)
    if name == "screen_inches":
        return float(typed) if typed else 0
    return typed.strip()


def _text(draft: Draft, name: str) -> str:
    value = getattr(draft.settings, name)
    return "" if value == 0 else f"{value:g}" if isinstance(value, float) else str(value)


def _is_short(draft: Draft, name: str) -> bool:
    """Whether somebody is still typing: too early to say that it is wrong."""
    least = {"zip_code": 5, "pin": 6, "pin_again": 6, "screen_inches": 2}.get(name, 2)
    return len(draft.typed) < least


def _wrong(draft: Draft, name: str, say: Words) -> str:
    """Why the question cannot be left, or ""."""
    typed = draft.typed.strip()
    if name == "languages":
        return "" if draft.settings.languages else say("staff.setup.needed")
    if name == "pin":
        settings = draft.settings
        weak = weakness(typed, (settings.phone, settings.zip_code))
        return say.say(weak) if weak else ""
    if name == "pin_again":
        return "" if typed == draft.first_time else say("staff.setup.pin_differs")
    if BY_NAME[name].required and not typed:
        return say("staff.setup.needed")
    if name == "zip_code" and len(typed) not in (0, 5):
        return say("staff.setup.zip_wrong")
    bounds = SCREEN_INCHES if name == "screen_inches" and typed else LIMITS.get(name)
    if bounds is not None:
        least, most = bounds
        number = float(typed) if typed.strip(".") else 0
        if not least <= number <= most:
            return say("staff.setup.between", least=least, most=most)
    return ""


def _entry(draft: Draft, question: Question, say: Words) -> Entry | None:
    if question.kind is None:
        return None
    name = question.name
    most = MOST_LETTERS.get(name, MOST if question.kind is Kind.PIN else 5)
    units = {"screen_inches": "inches"} | {each: each.rpartition("_")[2] for each in LIMITS}
    unit = say(f"staff.unit.{units[name]}") if name in units else ""
    return Entry(question.kind, draft.typed, most, unit)


def _options(draft: Draft, name: str, say: Words) -> tuple[Option, ...]:
    if name == "languages":
        found = []
        for each in languages():
            first = each == next(iter(draft.settings.languages), None)
            found.append(
                Option(
                    each, words(each)("language.name"), say("staff.setup.first") if first else ""
                )
            )
        return tuple(found)
    if name == "printer":
        return (
            Option(SYSTEM_PRINTER, say("staff.setup.printer.system")),
            *(Option(queue, queue) for queue in draft.queues),
        )
    if name == "paper":
        return tuple(Option(each, say(f"staff.setup.paper.{each}")) for each in PageSize)
    if name == "logo":
        none = Option(NONE, say("staff.setup.logo.none"))
        return (none, *(Option(each, each) for each in draft.logos))
    if name == "notices":
        kept = (AS_IT_IS,) if draft.settings.notices else ()
        offered = (FROM_STICK,) if draft.notices else ()
        return tuple(
            Option(each, say(f"staff.setup.notices.{each}")) for each in (NONE, *kept, *offered)
        )
    return ()


def _chosen(draft: Draft, name: str) -> frozenset[str]:
    settings = draft.settings
    if name == "languages":
        return frozenset(settings.languages)
    if name == "printer":
        return frozenset({settings.printer or SYSTEM_PRINTER})
    if name == "paper":
        return frozenset({settings.paper})
    if name in TAKEN and not getattr(settings, name):
        return frozenset({NONE})
    return frozenset({AS_IT_IS} if name == "notices" else ())
