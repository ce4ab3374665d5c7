"""ZIP codes in runs: the three first digits, and the last two as 00-17;19."""

from __future__ import annotations

from collections.abc import Iterable


def by_prefix(codes: Iterable[str]) -> dict[str, str]:
    """Five-digit codes by their first three digits, the last two as runs."""
    groups: dict[str, set[int]] = {}
    for code in codes:
        groups.setdefault(code[:3], set()).add(int(code[3:]))
    return {prefix: _runs(groups[prefix]) for prefix in sorted(groups)}


def codes_in(prefix: str, suffixes: str) -> Iterable[str]:
    """The five-digit codes of a prefix and its runs."""
    for run in suffixes.split(";"):
        first, _, last = run.partition("-")
        for suffix in range(int(first), int(last or first) + 1):
            yield f"{prefix}{suffix:02}"


def _runs(suffixes: set[int]) -> str:
    runs: list[list[int]] = []
    for suffix in sorted(suffixes):
        if runs and runs[-1][-1] == suffix - 1:
            runs[-1][1:] = [suffix]
        else:
            runs.append([suffix])
    return ";".join("-".join(f"{end:02}" for end in run) for run in runs)
