"""Whether this machine can do its job: the reference, the fonts, an estimate, pages, a printer."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from dataclasses import asdict, dataclass

from core.cli import SelftestOptions
from core.output import NotWritten, write_files
from core.words import languages, words
from gui.display import draw_unseen, has_display

_FAILED = 3


class Unready(Exception):
    """A check ran and found something not ready; its text is the detail."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was tried: whether it works, and a detail for staff."""

    name: str
    works: bool
    detail: str


def run(options: SelftestOptions) -> int:
    """Try everything; 0 when estimates and pages can be made, 3 when they cannot.

    A missing printer is told, and is no failure: the summary can be read and saved.
    """
    if not has_display():
        draw_unseen()
    found = [_try(name, check) for name, check in _CHECKS.items()]
    say = words(options.language)
    for finding in found:
        state = say("selftest.works" if finding.works else "selftest.fails")
        line = say("selftest.line", what=say(f"selftest.{finding.name}"), state=state)
        sys.stdout.write(f"{line} {finding.detail}\n")
    ready = all(finding.works for finding in found if finding.name not in _MAY_FAIL)
    if options.json is not None:
        told = {"ready": ready, "findings": [asdict(finding) for finding in found]}
        text = json.dumps(told, indent=2, ensure_ascii=False) + "\n"
        if str(options.json) == "-":
            sys.stdout.write(text)
        else:
            write_files({options.json: text.encode()})
    return 0 if ready else _FAILED


def _try(name: str, check: Callable[[], str]) -> Finding:
    try:
        return Finding(name, True, check())
    except NotWritten:
        raise
    except Unready as found:
        return Finding(name, False, str(found))
    except Exception as trouble:  # a check that cannot even run has found something
        return Finding(name, False, f"{type(trouble).__name__}: {trouble}")


def _reference() -> str:
    from core.editions.installed import open_best
    from gui.machine import this_machine

    machine = this_machine()
    found = open_best(machine.editions)
    said = found.notices(machine.today)
    if said:
        raise RuntimeError(f"{found.reference.edition.id}: {said[0].key}")
    return found.reference.edition.id


def _fonts() -> str:
    from PySide6.QtGui import QFontInfo

    from core.style import FAMILY
    from gui.application import make_application
    from gui.widgets.look import font

    make_application(sys.argv[:1])
    for role in ("body", "h2", "h1"):
        shown = QFontInfo(font(role)).family()
        if shown != FAMILY:
            raise Unready(shown)
    return FAMILY


def _settings() -> str:
    from gui.settings import read_settings, settings_path

    read_settings()
    return str(settings_path())


def _estimate() -> str:
    from core.reference.store import open_reference
    from gui.scenes import told_of_sample

    made = told_of_sample(open_reference()).estimate
    total = made.totals.patient
    return f"{total.low} - {total.high}"


def _pages() -> str:
    from core.reference.store import open_reference
    from core.summary import Clinic
    from gui.app import pages_of
    from gui.pages import render_pages
    from gui.scenes import told_of_sample

    summary = told_of_sample(open_reference()).summary
    counts = []
    for language in languages():
        pages = render_pages(pages_of(summary, words(language), Clinic()), 600)
        counts.append(f"{language}: {len(pages)}")
    return ", ".join(counts)


def _printer() -> str:
    from gui.printing import find_printer
    from gui.settings import read_settings
    from gui.state import PrinterState

    state = find_printer(read_settings().printer).status()
    if state is not PrinterState.READY:
        raise Unready(state)
    return state


_CHECKS: dict[str, Callable[[], str]] = {
    "reference": _reference,
    "fonts": _fonts,
    "settings": _settings,
    "estimate": _estimate,
    "pages": _pages,
    "printer": _printer,
}
_MAY_FAIL = ("printer",)
