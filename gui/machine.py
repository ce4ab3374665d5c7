"""The machine at hand: its folders by the platform's own custom, and its clock."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from core.machine import Machine


def state_folder() -> Path:
    """Where the kiosk notes what happened, counts summaries and wrong PINs: nothing of a person.

    On Linux $XDG_STATE_HOME/homeward, or ~/.local/state/homeward.
    """
    from platformdirs import user_state_path

    return user_state_path("homeward", appauthor=False)


def this_machine() -> Machine:
    """The folders that belong to this user's Homeward, and today."""
    from platformdirs import user_config_path, user_data_path

    return Machine(
        editions=user_data_path("homeward", appauthor=False) / "editions",
        keys=user_config_path("homeward", appauthor=False) / "keys",
        today=date.today(),
    )
