"""The case that the whole program is shown with: milrinone at home for six weeks."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

EXAMPLE = Path(__file__).parents[2] / "docs" / "examples" / "milrinone.json"
MILRINONE: dict[str, Any] = json.loads(EXAMPLE.read_text(encoding="utf-8"))
