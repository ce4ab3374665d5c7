"""Bakes the words and the reference database into a wheel, so that an installed copy has them."""

from __future__ import annotations

import sys
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class Bake(BuildHookInterface):  # type: ignore[type-arg]
    """Runs before the files of the wheel are collected."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Bake in place; `artifacts` in pyproject.toml puts the results into the wheel."""
        if self.target_name != "wheel":
            return
        sys.path.insert(0, self.root)
        from core.bake import bake_changed

        bake_changed()
