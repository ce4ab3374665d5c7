"""Rendered once: every sample in both languages."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

import pytest

from core.handout import Clinic, render
from core.reference.store import Reference
from core.result import Estimate
from core.words import words
from tests.handout.reading import Sheet
from tests.handout.samples import samples

CLINIC = Clinic("Prairie Heart Clinic", "217-555-0140")


@pytest.fixture(scope="session")
def estimates(reference: Reference) -> dict[str, Estimate]:
    """The samples by name."""
    return samples(reference)


@pytest.fixture(scope="session")
def sheet(estimates: dict[str, Estimate], reference: Reference) -> Callable[..., Sheet]:
    """Renders a sample in a language, and reads it back."""

    @cache
    def read(name: str, language: str, large_print: bool = False) -> Sheet:
        data = render(
            estimates[name],
            words(language),
            reference=reference,
            clinic=CLINIC,
            large_print=large_print,
        )
        return Sheet(data)

    return read
