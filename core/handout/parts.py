"""Small makers that the sections share: a headed section, a cell, a list."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from reportlab.lib.styles import ParagraphStyle

from core.handout.blocks import Block, ItemList, Prose
from core.handout.icons import Icon
from core.handout.pages import Section
from core.handout.style import Look
from core.handout.text import bold, plain
from core.style import PAPER
from core.summary import Clinic, Mark, Reason, Summary
from core.trace import Text
from core.words import Words


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
    def body(self) -> ParagraphStyle:
        """Running text."""
        return self.look.style("body")

    @property
    def note(self) -> ParagraphStyle:
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
        said = {icon: self.word(f"sign.{icon.value}") for icon, _ in items}
        return ItemList(
            [(icon, said[icon], Prose(markup, self.body, tag="")) for icon, markup in items],
            indent=self.look.type("body").size * 1.62,
            gap=self.look.space(gap),
            before=self.look.space(before),
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
