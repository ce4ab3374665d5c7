"""The same treatment in other places: home, an office, a hospital outpatient department, a
nursing facility."""

from __future__ import annotations

from core.case import Setting
from core.money import Range
from core.result import SettingOption
from core.trace import text


def setting_options(patient: Range, total: Range, complete: bool) -> tuple[SettingOption, ...]:
    """Home, as estimated."""
    return (
        SettingOption(Setting.HOME, True, text("money.setting.home"), patient, total, complete),
    )
