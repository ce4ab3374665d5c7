"""A kiosk with staff pages, a log and counts, on this machine."""

from __future__ import annotations

import os
import time
from dataclasses import replace
from datetime import date

from gui.machine import state_folder, this_machine
from gui.parts import Parts
from gui.printing import find_printer, find_stick
from gui.settings import settings_path, write_settings
from gui.staff.events import Code, Events
from gui.staff.parts import Machine, StaffParts
from gui.staff.statistics import Statistics


def with_staff(parts: Parts) -> Parts:
    """The parts of a kiosk, with what only staff see."""
    folders, state = this_machine(), state_folder()
    events, statistics = Events(state), Statistics(state)
    machine = Machine(
        editions=folders.editions,
        keys=folders.keys,
        state=state,
        settings=settings_path(),
        today=date.today,
        find_stick=find_stick,
    )
    staff = StaffParts(
        machine=machine,
        steady=time.monotonic,
        wall=time.time,
        salt=os.urandom,
        printer=lambda settings: find_printer(settings.printer, settings.paper),
        work=parts.work,
        printing=parts.printing,
        events=events,
        statistics=statistics,
        save=write_settings,
    )
    if parts.edition is not None and parts.edition().notices:
        events.record(Code.EDITION_UNUSUAL)
    return replace(parts, record=events.record, count=statistics.count, staff=staff)
