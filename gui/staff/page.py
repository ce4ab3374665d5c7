"""A staff page as a value: what it says and what can be done there; `gui.staff.window` draws it.

All staff pages are of these parts, in this order, so that there is one way to draw them and
one to test them.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from gui.screens.base import Action
from gui.widgets.cards import Option


class Kind(StrEnum):
    """What is typed, and so on which keys."""

    PIN = "pin"  # digits that are not shown
    DIGITS = "digits"
    NUMBER = "number"  # digits and a decimal point
    WORDS = "words"


@dataclass(frozen=True, slots=True)
class Entry:
    """A field to type in: its text so far, the most characters it takes, a unit after it."""

    kind: Kind
    text: str = ""
    most: int = 8
    unit: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """A sentence with a sign before it (of widgets.panel.Mark), and a smaller one under it."""

    shape: str
    text: str
    more: str = ""


@dataclass(frozen=True, slots=True)
class Page:
    """One page.  `id` names it: another one is another page to enter."""

    id: str
    title: str
    help: str = ""
    notice: str = ""
    tone: str = "warn"
    entry: Entry | None = None
    options: tuple[Option, ...] = ()
    chosen: frozenset[str] = field(default_factory=frozenset)
    many: bool = False
    lines: tuple[Line, ...] = ()
    primary: Action | None = None
    can_go_on: bool = True
    others: tuple[Action, ...] = ()
    back: Action | None = None
    close: Action | None = None
