"""Coverage: which of Medicare's benefits pays for what, and each rule that decides it."""

from core.coverage import stated as _stated  # registers the rules that are only stated
from core.coverage.determine import decide, determine, nursing_facility

__all__ = ["decide", "determine", "nursing_facility"]
del _stated
