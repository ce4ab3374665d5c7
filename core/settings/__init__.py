"""The same treatment in other places, under the same coverage and the same assumptions.

A place that cannot give the treatment does not fit and has no amount, never 0.
"""

from __future__ import annotations

from core.case import Setting
from core.reference.store import Reference
from core.result import SettingOption, Totals
from core.run import Run
from core.settings.infusion import infusion_option
from core.settings.nursing import nursing_option
from core.settings.nursing import nursing_stay as nursing_stay
from core.trace import least_sure, text


def setting_options(
    sums: Totals, complete: bool, low: Run, high: Run, reference: Reference
) -> tuple[SettingOption, ...]:
    """Home as estimated, then the places that the case asks for, each once."""
    known = (*low.entries, *high.entries)
    total = sums.allowed + sums.excess + sums.noncovered if known else None
    standing = least_sure(*(entry.standing for entry in known)) if known else None
    home = SettingOption(
        Setting.HOME, True, text("money.setting.home"), sums.patient, total, complete, standing
    )
    wanted = dict.fromkeys(high.settled.case.alternatives.settings)
    return (
        home,
        *(_option(each, low, high, reference) for each in wanted if each is not Setting.HOME),
    )


def _option(setting: Setting, low: Run, high: Run, reference: Reference) -> SettingOption:
    if setting is Setting.SNF:
        return nursing_option(low.settled, high.settled, reference)
    return infusion_option(setting, low.settled, high.settled, reference)
