"""Rendered once: every sample in both languages."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

import pytest

from core.estimate import estimate
from core.handout import Clinic, render
from core.reference.store import Reference
from core.result import Estimate
from core.words import words
from tests.handout.reading import Sheet
from tests.handout.real_cases import real_cases
from tests.handout.samples import samples

CLINIC = Clinic("Prairie Heart Clinic", "217-555-0140")


@pytest.fixture(scope="session")
def estimates(reference: Reference) -> dict[str, Estimate]:
    """The samples by name, and the real cases as the real core estimates them."""
    real = {
        f"real {name}": estimate(case, reference) for name, case in real_cases(reference).items()
    }
    return samples(reference) | real


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
