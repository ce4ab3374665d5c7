"""A written text as it is spoken: amounts, doses, telephone numbers and letters in words.

A voice left to itself says "$1,144.06" as "dollar one thousand..." and, in Spanish, "1,144"
as one and a fraction.  Pure: the words stand in the catalogue under `speech.`.
"""

from __future__ import annotations

import re

from core.words import Words

_UNITS = ("mcg", "mg", "ng", "g", "mL", "kg")
_SINGLE = ("kg", "min", "day", "h", "mL")
_NAMES = ("Homeward", "Medicare", "Medicaid", "Medigap")

_PHONE = re.compile(r"(?<![\w-])(?:\(\d{3}\) ?|(?:\d-)?\d{3}-)(?:\d{3}-\d{4}|[A-Z]{4,})(?![\w-])")
_MONEY = re.compile(r"([-−]?)\$(\d{1,3}(?:,\d{3})+|\d+)(?:\.(\d+))?")
_CODE = re.compile(r"\b([A-Z])(\d{4,5})\b")
_ZIP = re.compile(r"(?<![\w,.$-])\d{5}(?![\d,-])(?!\.\d)")
_GROUPED = re.compile(r"\b\d{1,3}(?:,\d{3})+\b")
_PERCENT = re.compile(r"(\d[\d,.]*\d|\d)%")
_DECIMAL = re.compile(r"\b(\d+)\.(\d+)\b")
_DOSE = re.compile(rf"\b({'|'.join(_UNITS)})\b((?:/(?:{'|'.join(_SINGLE)})\b)*)")
_CAPITALS = re.compile(r"\b[A-Z]{2,5}\b")
_CENTS = 2
"""The digits after the point of an amount in dollars and cents; a price may have more."""

_QUIET = str.maketrans({"“": "", "”": "", "·": ",", "•": "", "*": "", "§": " § "})


def spoken(text: str, words: Words) -> str:
    """A text for the voice of a language, ending in a sign at which the voice stops."""
    said = " ".join(text.translate(_QUIET).split())
    said = said.replace(" ,", ",").replace("§", words("speech.section"))
    said = _PHONE.sub(lambda found: _digits_of_phone(found[0]), said)
    said = _MONEY.sub(lambda found: _money(found, words), said)
    said = _PERCENT.sub(lambda found: words("speech.percent", number=found[1]), said)
    said = _CODE.sub(lambda found: f"{found[1]} {' '.join(found[2])}", said)
    said = _ZIP.sub(lambda found: " ".join(found[0]), said)
    said = _GROUPED.sub(lambda found: found[0].replace(",", ""), said)
    said = _DECIMAL.sub(lambda found: _decimal(found, words), said)
    said = _DOSE.sub(lambda found: _dose(found, words), said)
    as_words = words("speech.as_words").split()
    said = _CAPITALS.sub(
        lambda found: found[0].title() if found[0] in as_words else " ".join(found[0]), said
    )
    for name in _NAMES:
        said = re.sub(rf"\b{name}\b", words(f"speech.name.{name}"), said)
    return said if not said or said[-1] in ".?!:;," else said + "."


def _digits_of_phone(phone: str) -> str:
    """Digit by digit, with a stop between the groups; a group of letters is a word."""
    groups = re.findall(r"\d+|[A-Za-z]+", phone)
    return ", ".join(" ".join(each) if each.isdigit() else each.title() for each in groups)


def _money(found: re.Match[str], words: Words) -> str:
    whole, after = int(found[2].replace(",", "")), found[3] or ""
    said = words("speech.dollars", n=whole)
    if len(after) == _CENTS and int(after):
        said = words("speech.money", dollars=said, cents=words("speech.cents", n=int(after)))
    elif after and int(after):
        said = words("speech.dollars_point", number=f"{whole}.{after}")
    return words("speech.minus", amount=said) if found[1] else said


def _decimal(found: re.Match[str], words: Words) -> str:
    return words("speech.decimal", whole=found[1], digits=" ".join(found[2]))


def _dose(found: re.Match[str], words: Words) -> str:
    said = words(f"speech.unit.{found[1]}")
    for unit in found[2].split("/")[1:]:
        said = words("speech.per", one=said, other=words(f"speech.one.{unit}"))
    return said
