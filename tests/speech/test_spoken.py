"""A written text as it is spoken, in both languages."""

from __future__ import annotations

import pytest

from core.words import words
from gui.speech.spoken import spoken

SPOKEN = {
    "$1,144.06": (
        "1144 dollars and 6 cents.",
        "1144 dólares con 6 centavos.",
    ),
    "$1": ("1 dollar.", "1 dólar."),
    "$0": ("0 dollars.", "0 dólares."),
    "$21.00": ("21 dollars.", "21 dólares."),
    "-$5.01": ("minus 5 dollars and 1 cent.", "menos 5 dólares con 1 centavo."),
    "$1.143": ("1 point 1 4 3 dollars.", "1 punto 1 4 3 dólares."),
    "$12,345": ("12345 dollars.", "12345 dólares."),
    "312-555-0142": ("3 1 2, 5 5 5, 0 1 4 2.", "3 1 2, 5 5 5, 0 1 4 2."),
    "(312) 555-0142": ("3 1 2, 5 5 5, 0 1 4 2.", "3 1 2, 5 5 5, 0 1 4 2."),
    "1-877-486-2048": ("1, 8 7 7, 4 8 6, 2 0 4 8.", "1, 8 7 7, 4 8 6, 2 0 4 8."),
    "0.375 mcg/kg/min": (
        "0 point 3 7 5 micrograms per kilogram per minute.",
        "0 punto 3 7 5 microgramos por kilogramo por minuto.",
    ),
    "5 mL": ("5 milliliters.", "5 mililitros."),
    "1,000 mg": ("1000 milligrams.", "1000 miligramos."),
    "20%": ("20 percent.", "20 por ciento."),
    "60612": ("6 0 6 1 2.", "6 0 6 1 2."),
    "J2260": ("J 2 2 6 0.", "J 2 2 6 0."),
    "IV": ("I V.", "I V."),
    "QMB, ZIP": ("Q M B, Zip.", "Q M B, Zip."),
}


@pytest.mark.parametrize("written", SPOKEN)
def test_it_is_said_as_a_person_says_it(written: str) -> None:
    english, spanish = SPOKEN[written]
    assert spoken(written, words("en")) == english
    assert spoken(written, words("es")) == spanish


def test_a_sign_after_an_amount_is_kept() -> None:
    assert spoken("$283, then $20. “Ask” · now?", words("en")) == (
        "283 dollars, then 20 dollars. Ask, now?"
    )


def test_a_number_in_spanish_never_has_a_sign_that_the_voice_takes_for_a_fraction() -> None:
    assert spoken("1,065 unidades y 12,345,678", words("es")) == "1065 unidades y 12345678."


def test_dates_stay_as_they_are_written() -> None:
    for text in ("November 2, 2026.", "2 de noviembre de 2026."):
        assert spoken(text, words("es")) == text
