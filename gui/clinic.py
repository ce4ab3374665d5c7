"""The clinic as its settings have it, for the pages of the summary."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from gui.settings import Settings, settings_path

if TYPE_CHECKING:
    from core.summary import Clinic


def clinic_of(settings: Settings, with_notices: bool = False) -> Clinic:
    """The clinic as the pages name it; its own notices with the pages that hold them."""
    # Loaded with the first pages, not before the start screen.
    from core.style import PageSize
    from core.summary import Clinic

    clinic = Clinic(settings.clinic, settings.phone, settings.hours, PageSize(settings.paper))
    if not with_notices:
        return clinic
    from core.handout.notices import read_notices

    return replace(clinic, notices=read_notices(settings_path().with_name(settings.notices)))
