"""Runs first in the one-folder program: stands in for Pillow, which is left out of it.

ReportLab asks Pillow's class whether what it is to draw is a picture.  No page of Homeward holds
one, so the answer is always no, and 7 MB of picture formats need not come along.
"""

import sys
import types

_image = types.ModuleType("PIL.Image")
_image.Image = type("Image", (), {})  # type: ignore[attr-defined]
_pillow = types.ModuleType("PIL")
_pillow.Image = _image  # type: ignore[attr-defined]
sys.modules.update({"PIL": _pillow, "PIL.Image": _image})
