"""Where the files that come with the program are: the same in a checkout, a wheel and a bundle."""

from __future__ import annotations

import sys
from pathlib import Path

_BUNDLE = getattr(sys, "_MEIPASS", None)
RESOURCES = Path(_BUNDLE) / "resources" if _BUNDLE else Path(__file__).parent.parent / "resources"
TABLES = RESOURCES / "reference"
LOCALE = RESOURCES / "locale"
FONTS = RESOURCES / "fonts"
BAKED = RESOURCES / "baked"
"""What `core.bake` makes: reference.sqlite, edition.json and <language>.mo.  Not committed."""

REFERENCE = BAKED / "reference.sqlite"
EDITION = BAKED / "edition.json"
KEYS = RESOURCES / "keys"
"""The public keys that packs must be signed with, and the list of those revoked."""
