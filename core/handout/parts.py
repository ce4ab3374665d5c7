"""Small makers that the sections share: a headed section, a cell, a list."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from operator import gt

from core.handout.blocks import Block, Columns, ItemList, Prose
from core.handout.icons import Icon
from core.handout.pages import Section
from core.handout.style import Look, TextStyle
from core.handout.tagged import Element
from core.handout.text import bold, plain
from core.style import PAPER
from core.summary import Clinic, Mark, Reason, Summary
from core.trace import Text
from core.words import Words

_GUTTER = 22.0
"""The white between two columns of a list."""


def balanced(
    cut: Callable[[int], tuple[Block, Block]], count: int, width: float
) -> tuple[Block, Block]:
    """The two columns of about one height that `count` pieces make; `cut` says the columns when
    so many pieces stand in the first."""
    made = cache(cut)

    def heights(at: int) -> tuple[float, float]:
        left, right = made(at)
        return left.height(width), right.height(width)

    # The left column grows with each piece: the best cut is where it overtakes the right one.
    over = bisect_left(range(1, count - 1), True, key=lambda at: gt(*heights(at))) + 1
    return made(min((at for at in (over - 1, over) if at), key=lambda at: max(heights(at))))


@dataclass(frozen=True, slots=True)
class Sheet:
    """Everything that a section is made from."""

    summary: Summary
    words: Words
    other_words: Words
    clinic: Clinic
    look: Look
    reasons: int = 5
    """How many reasons the first page has."""
    rest_follows: bool = True
    """Whether the open points that the first page has no room for follow on the second."""

    def say(self, item: Text) -> str:
        """A sentence of the summary."""
        return self.words.say(item)

    def word(self, key: str, **values: object) -> str:
        """A sentence of the handout's own."""
        return self.words(f"handout.{key}", **values)

    @property
    def rest(self) -> tuple[Reason, ...]:
        """The unmet or open points that the first page has no room for."""
        left = self.summary.reasons[self.reasons :]
        return (*(reason for reason in left if reason.mark is not Mark.MET), *self.summary.rest)

    @property
    def body(self) -> TextStyle:
        """Running text."""
        return self.look.style("body")

    @property
    def note(self) -> TextStyle:
        """The small print, which is not small."""
        return self.look.style("note", color=PAPER.muted)

    def prose(self, text: str, *, before: float = 0.0) -> Prose:
        """A paragraph of running text."""
        return Prose(plain(text), self.body, before=self.look.space(before))

    def heading(self, text: str, markup: str | None = None) -> Prose:
        """A heading of the second level, also a bookmark."""
        return Prose(
            markup if markup is not None else plain(text),
            self.look.style("h2", color=PAPER.brand),
            tag="H2",
            bookmark=text,
        )

    def section(
        self,
        heading: str,
        blocks: Sequence[Block],
        *,
        markup: str | None = None,
    ) -> Section:
        """A heading and its blocks."""
        return Section(
            (self.heading(heading, markup), *blocks),
            before=self.look.space(13),
        )

    def items(
        self, items: Sequence[tuple[Icon, str]], *, before: float = 4.0, gap: float = 3.0
    ) -> ItemList:
        """A list of marked-up texts, each with its sign."""
        return self._list(items, [], before, gap)

    def listed(self, items: Sequence[tuple[Icon, str]], *, before: float = 4.0) -> Block:
        """A list as wide as the page: in two columns where the page is close."""
        if not self.look.columns or len(items) < 2:
            return self.items(items, before=before)
        shared: list[Element] = []
        wide = (self.look.grid.content - _GUTTER) / 2

        def cut(at: int) -> tuple[Block, Block]:
            first = self._list(items[:at], shared, 0.0, 3.0)
            return first, self._list(items[at:], shared, 0.0, 3.0)

        left, right = balanced(cut, len(items), wide)
        return Columns(left, right, left_width=wide, gutter=_GUTTER, before=self.look.space(before))

    def notes(self, marked: Sequence[str]) -> list[Block]:
        """Up to two paragraphs of marked-up text: side by side where the page is close."""
        style, before = self.body, self.look.space(4)
        if not self.look.columns or len(marked) < 2:
            return [Prose(each, style, before=before) for each in marked]
        wide = (self.look.grid.content - _GUTTER) / 2
        left, right = (Prose(each, style) for each in marked)
        return [Columns(left, right, left_width=wide, gutter=_GUTTER, before=before)]

    def _list(
        self,
        items: Sequence[tuple[Icon, str]],
        element: list[Element],
        before: float,
        gap: float,
    ) -> ItemList:
        said = {icon: self.word(f"sign.{icon.value}") for icon, _ in items}
        return ItemList(
            [(icon, said[icon], Prose(markup, self.body, tag="")) for icon, markup in items],
            indent=self.look.type("body").size * 1.62,
            gap=self.look.space(gap),
            before=self.look.space(before),
            element=element,
        )

    def head(self, text: str, *, right: bool = False) -> Prose:
        """A cell of a table's header."""
        style = self.look.style("cell", color=PAPER.brand, bold=True, right=right)
        return Prose(plain(text), style, tag="")

    def cell(self, text: str, *, right: bool = False, strong: bool = False) -> Prose:
        """A cell of a table."""
        style = self.look.style("cell", right=right)
        return Prose(bold(text) if strong else plain(text), style, tag="")

    @property
    def row_padding(self) -> float:
        """The space above and below a table's row."""
        return max(1.2, 2.8 * self.look.gap)
