"""How hard a text is to read, by the public formulas, with every number read aloud.

A number counts as one word of three syllables, for it is spoken and takes its time.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass


def words_of(sentence: str) -> list[str]:
    """The words and numbers of a sentence, as they are spoken."""
    return re.findall(r"\$?[\d,.]*\d|[^\W\d_]+(?:['’][^\W\d_]+)?", sentence)


def sentences_of(texts: Iterable[str]) -> list[str]:
    """The sentences of paragraphs; one of two words or fewer is no sentence."""
    parts = (part for text in texts for part in re.split(r"(?<=[.?!:])\s+", text))
    return [part for part in parts if len(words_of(part)) > 2]


@dataclass(frozen=True)
class Level:
    """The counts of a text."""

    sentences: int
    words: int
    syllables: int
    long_words: int
    """Words of three syllables or more, numbers apart."""

    @property
    def flesch_kincaid(self) -> float:
        """The school grade, English."""
        return 0.39 * self.words / self.sentences + 11.8 * self.syllables / self.words - 15.59

    @property
    def smog(self) -> float:
        """The school grade by long words, English (McLaughlin 1969)."""
        return 1.043 * math.sqrt(self.long_words * 30 / self.sentences) + 3.1291

    @property
    def fernandez_huerta(self) -> float:
        """The ease of Spanish: 100 is easiest, 70 to 80 plain, below 60 hard."""
        return 206.84 - 60 * self.syllables / self.words - 1.02 * self.words / self.sentences


def level_of(sentences: Iterable[str], language: str) -> Level:
    """Measure sentences in English ("en") or Spanish ("es")."""
    told = [words_of(sentence) for sentence in sentences]
    words = [word for sentence in told for word in sentence]
    counts = [syllables(word, language) for word in words]
    long_words = sum(
        count >= 3 and not _has_number(word) for word, count in zip(words, counts, strict=True)
    )
    return Level(len(told), len(words), sum(counts), long_words)


def syllables(word: str, language: str) -> int:
    """The syllables of a word by rule; three for a number."""
    if _has_number(word):
        return 3
    low = word.lower()
    if language == "es":
        return max(1, len(list(_spanish_vowels(low))))
    groups = re.findall(r"[aeiouy]+", low)
    silent = low.endswith("e") and not low.endswith(("le", "ee"))
    silent = silent or re.search(r"[^td]ed$|[^aeiouycsxzgh]es$", low) is not None
    return max(1, len(groups) - (1 if silent and len(groups) > 1 else 0))


def _has_number(word: str) -> bool:
    return any(letter.isdigit() for letter in word)


def _spanish_vowels(word: str) -> Iterator[str]:
    """The vowel groups: two strong vowels, or an accented weak one, are two syllables."""
    word = re.sub(r"([gq])u([eéií])", r"\1\2", word)
    for group in re.findall(r"[aeiouáéíóúü]+", word):
        yield from re.findall(r"[iuü]?[aeoáéó][iuü]?|[íú]|[iuü]+", group)
