"""The handout: the summary of an estimate as two pages to take home, and pages for staff."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace

from core.handout.annex import annex as annex_sections
from core.handout.annex import title_of
from core.handout.arrange import one_chapter, two_chapters
from core.handout.notices import notice_sections
from core.handout.pages import Chapter, Furniture, draw, paginate
from core.handout.parts import Sheet
from core.handout.said import RememberingWords
from core.handout.setting import forget
from core.handout.square import modules
from core.handout.style import Look
from core.reference.store import Reference
from core.result import Estimate
from core.summary import Clinic, Pages, Summary, summarise
from core.words import Words, languages, words

__all__ = [
    "Clinic",
    "Pages",
    "render",
    "render_annex",
    "render_notices",
    "render_pages",
    "render_summary",
]

_ANNEX = (
    Look(),
    Look(gap=0.7),
    Look(gap=0.7, close=True),
    Look(gap=0.5, close=True),
)
"""How closely the pages for staff and family may be set, loosest first."""


@contextmanager
def _nothing_kept() -> Iterator[None]:
    """Forget at the end what was kept to set the pages: the next person is another one."""
    try:
        yield
    finally:
        forget()
        modules.cache_clear()


def render(
    estimate: Estimate,
    words: Words,
    *,
    reference: Reference,
    clinic: Clinic = Clinic(),  # noqa: B008 - frozen
    large_print: bool = False,
    annex: bool = False,
) -> bytes:
    """The handout of an estimate as a tagged PDF (PDF/UA-1), the same bytes for the same input.

    Two pages of the clinic's paper, a third only where nothing else fits; `large_print` sets
    18-point type in one column on as many pages as it takes; `annex` adds the pages for staff
    and family.  Raises MissingGlyph for a character that the typeface does not hold, so that
    nothing is ever left out of the print silently.
    """
    return render_summary(
        summarise(estimate, reference),
        words,
        clinic=clinic,
        large_print=large_print,
        annex_of=estimate if annex else None,
    )


@_nothing_kept()
def render_summary(
    summary: Summary,
    words: Words,
    *,
    clinic: Clinic = Clinic(),  # noqa: B008 - frozen
    large_print: bool = False,
    annex_of: Estimate | None = None,
) -> bytes:
    """The handout of a summary that was made already; otherwise as `render`.

    `annex_of` is the estimate that the summary was made from, where its annex is wanted.
    """
    sheet = _sheet(summary, words, clinic, large_print)
    chapters = one_chapter(sheet) if large_print else two_chapters(sheet)
    if annex_of is not None:
        chapters.append(_annex(sheet, annex_of))
    return _print(chapters, sheet, sheet.say(summary.title))


@_nothing_kept()
def render_annex(
    summary: Summary,
    words: Words,
    *,
    annex_of: Estimate,
    clinic: Clinic = Clinic(),  # noqa: B008 - frozen
    large_print: bool = False,
) -> bytes:
    """The pages for staff and family alone; otherwise as `render_summary`."""
    sheet = _sheet(summary, words, clinic, large_print)
    return _print([_annex(sheet, annex_of)], sheet, title_of(sheet))


def _annex(sheet: Sheet, estimate: Estimate) -> Chapter:
    """The pages for staff and family, set closer where that saves the last of them."""
    looks = [replace(sheet.look, gap=look.gap, close=look.close) for look in _ANNEX]
    chapters = [
        Chapter(annex_sections(replace(sheet, look=look), estimate), look, apart=True)
        for look in looks
    ]
    return min(chapters, key=lambda chapter: len(paginate([chapter])))


@_nothing_kept()
def render_notices(words: Words, *, clinic: Clinic, large_print: bool = False) -> bytes:
    """The clinic's own notice of help in other languages, which knows nothing of any estimate.

    The title and the page numbers are in the language of `words`.  Raises MissingGlyph.
    """
    look = Look(large=large_print, paper=clinic.paper)
    title = words("handout.notices")
    chapter = Chapter(notice_sections(look, title, clinic.notices), look)
    pages = paginate([chapter])
    return draw(
        pages,
        _furniture(words, clinic.name, clinic.phone, len(pages), words("handout.notices_footer")),
        look,
        title=title,
        language=words.locale.replace("_", "-"),
        subject=title,
    )


def render_pages(
    pages: Pages, estimate: Estimate, summary: Summary, words: Words, *, clinic: Clinic
) -> bytes:
    """The edition that was asked for; otherwise as `render_summary`."""
    if pages is Pages.ANNEX:
        return render_annex(summary, words, annex_of=estimate, clinic=clinic)
    if pages is Pages.NOTICES:
        return render_notices(words, clinic=clinic)
    return render_summary(summary, words, clinic=clinic, large_print=pages is Pages.LARGE)


def _sheet(summary: Summary, said: Words, clinic: Clinic, large_print: bool) -> Sheet:
    code = next(language for language in languages() if language != said.language)
    look = Look(large=large_print, paper=clinic.paper)
    return Sheet(summary, RememberingWords(said), words(code), clinic, look)


def _print(chapters: Sequence[Chapter], sheet: Sheet, title: str) -> bytes:
    pages = paginate(chapters)
    phone = sheet.clinic.phone or next((row.phone for row in sheet.summary.calls), "")
    return draw(
        pages,
        _furniture(sheet.words, sheet.clinic.name, phone, len(pages), sheet.word("footer")),
        sheet.look,
        title=title,
        language=sheet.words.locale.replace("_", "-"),
        subject=sheet.say(sheet.summary.treatment),
    )


def _furniture(said: Words, name: str, phone: str, count: int, footer: str) -> Furniture:
    return Furniture(
        name=name or said("shell.product"),
        call=(said("handout.questions", phone=phone), phone) if phone else ("",),
        footer=footer,
        page_numbers=tuple(
            said("handout.page", page=number + 1, of=count) for number in range(count)
        ),
    )
