"""What an estimate takes for granted: unknown answers with two ends, and named conventions."""

from core.assumptions.gather import Questions, gather
from core.assumptions.unknown import Unknown

__all__ = ["Questions", "Unknown", "gather"]
