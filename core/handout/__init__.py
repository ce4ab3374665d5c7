"""The handout: the summary of an estimate as two pages to take home."""

from __future__ import annotations

from core.handout.arrange import one_chapter, two_chapters
from core.handout.pages import Furniture, draw, paginate
from core.handout.parts import Sheet
from core.handout.style import Look
from core.reference.store import Reference
from core.result import Estimate
from core.summary import Clinic, Summary, summarise
from core.words import Words, languages, words

__all__ = ["Clinic", "render", "render_summary"]


def render(
    estimate: Estimate,
    words: Words,
    *,
    reference: Reference,
    clinic: Clinic = Clinic(),  # noqa: B008 - frozen
    large_print: bool = False,
) -> bytes:
    """The handout of an estimate as a tagged PDF (PDF/UA-1), the same bytes for the same input.

    Letter paper; two pages, a third only where nothing else fits; `large_print` sets 18-point
    type in one column on as many pages as it takes.  Raises MissingGlyph for a character that
    the typeface does not hold, so that nothing is ever left out of the print silently.
    """
    return render_summary(
        summarise(estimate, reference), words, clinic=clinic, large_print=large_print
    )


def render_summary(
    summary: Summary,
    words: Words,
    *,
    clinic: Clinic = Clinic(),  # noqa: B008 - frozen
    large_print: bool = False,
) -> bytes:
    """The handout of a summary that was made already; otherwise as `render`."""
    sheet = Sheet(summary, words, _other(words), clinic, Look(large=large_print))
    pages = paginate(one_chapter(sheet) if large_print else two_chapters(sheet))
    footer = sheet.word("footer")
    if clinic.phone and not large_print:  # there is no room for it beside the page number
        footer = sheet.word("footer_phone", phone=clinic.phone)
    furniture = Furniture(
        name=clinic.name or sheet.words("shell.product"),
        footer=footer,
        page_numbers=tuple(
            sheet.word("page", page=number + 1, of=len(pages)) for number in range(len(pages))
        ),
    )
    return draw(
        pages,
        furniture,
        sheet.look,
        title=sheet.say(summary.title),
        language=words.locale.replace("_", "-"),
        subject=sheet.say(summary.treatment),
    )


def _other(said: Words) -> Words:
    """The words of another language that the sheet is to be had in."""
    code = next(language for language in languages() if language != said.language)
    return words(code)
