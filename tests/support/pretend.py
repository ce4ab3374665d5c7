"""A language that nobody speaks, made from the English words: accented, longer, in brackets.

Whatever is shown without brackets did not come from the catalogue; whatever is cut in it
would be cut in a language that needs more room than English.  It is never shipped.
"""

from __future__ import annotations

import re
import string
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from babel.messages.pofile import read_po, write_po

from core import words as catalogue_of
from core.bake import bake_words
from core.resources import LOCALE

_ACCENTS = str.maketrans(
    "aeiouyAEIOUYcdghjklnrstwzCDGHJKLNRSTWZ", "áéíóúýÁÉÍÓÚÝçďĝĥĵķłñŕšťŵžÇĎĜĤĴĶŁÑŔŠŤŴŽ"
)
_LONGER = re.compile("[aeiouyAEIOUY]")
_AS_IS = re.compile(r"speech\.as_words$")
"""Keys whose text is a list of words to look for, not one to be read."""


def pretended(text: str) -> str:
    """An English text in the language; its placeholders stay as they are."""
    said = []
    for plain, name, form, _ in string.Formatter().parse(text):
        longer = _LONGER.sub(lambda vowel: vowel[0] * 2, plain).translate(_ACCENTS)
        said.append(longer.replace("{", "{{").replace("}", "}}"))
        if name is not None:
            said.append("{" + name + (f":{form}" if form else "") + "}")
    return "[" + "".join(said) + "]"


@contextmanager
def pretend_language() -> Iterator[None]:
    """Let every word of the program be in that language, under the codes of English and Spanish."""
    real: Path = vars(catalogue_of)["BAKED"]
    with TemporaryDirectory() as name:
        folder = Path(name)
        for language in ("en", "es"):
            place = folder / "locale" / language
            place.mkdir(parents=True)
            for po in sorted((LOCALE / "en").glob("*.po")):
                _translate(po, place / po.name, language)
        bake_words(folder / "locale", folder)
        vars(catalogue_of)["BAKED"] = folder
        catalogue_of.words.cache_clear()
        try:
            yield
        finally:
            vars(catalogue_of)["BAKED"] = real
            catalogue_of.words.cache_clear()


def _translate(source: Path, target: Path, language: str) -> None:
    with source.open("rb") as file:
        catalogue = read_po(file, locale="en")
    catalogue.locale = language
    for message in catalogue:
        key = message.id if isinstance(message.id, str) else message.id[0]
        told = message.string
        if not key or told is None or _AS_IS.match(key):
            continue
        message.string = (
            pretended(told) if isinstance(told, str) else tuple(pretended(each) for each in told)
        )
    with target.open("wb") as file:
        write_po(file, catalogue)


def outside_brackets(text: str) -> str:
    """What of a text stands outside of all brackets."""
    depth, kept = 0, []
    for sign in text:
        depth += sign == "["
        if not depth:
            kept.append(sign)
        depth -= sign == "]"
    return "".join(kept).strip()
