"""Ears for the tests: what the voice is asked to say, and the sound that really comes out."""

from __future__ import annotations

import array
import math
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

RATE = 22050
"""Samples a second of espeak-ng: 16 bits, one channel."""


@dataclass
class Mouth:
    """A voice whose texts end when the test says so."""

    said: list[str] = field(default_factory=list)
    languages: list[str] = field(default_factory=list)
    steps: list[tuple[int, int]] = field(default_factory=list)
    then: Callable[[bool], None] | None = None

    def say(
        self, text: str, language: str, pace: int, volume: int, then: Callable[[bool], None]
    ) -> None:
        self.said.append(text)
        self.languages.append(language)
        self.steps.append((pace, volume))
        self.then = then

    def stop(self) -> None:
        self.then = None

    @property
    def speaks(self) -> bool:
        return self.then is not None

    def end(self, fine: bool = True) -> None:
        """The text that is being said comes to its end."""
        then, self.then = self.then, None
        assert then is not None, "nothing is being said"
        then(fine)


def sound_card(folder: Path) -> tuple[dict[str, str], Path]:
    """A sound card of the test's own: the environment that selects it, and the file it fills.

    espeak-ng plays to ALSA exactly as at a kiosk; ALSA hands the samples to a file.
    """
    heard = folder / "heard.raw"
    heard.touch()
    config = folder / "asound.conf"
    config.write_text(
        "</usr/share/alsa/alsa.conf>\n"
        f'pcm.!default {{ type file slave.pcm "null" file "|cat >>{heard}" format "raw" }}\n'
    )
    nothing = "unix:" + str(folder / "no-pulse-server-here")
    return {"ALSA_CONFIG_PATH": str(config), "PULSE_SERVER": nothing}, heard


def seconds(samples: bytes) -> float:
    """How long samples last."""
    return len(samples) / 2 / RATE


def loudness(samples: bytes) -> float:
    """The root mean square of samples, from 0 for silence to 32767."""
    numbers = array.array("h", samples[: len(samples) // 2 * 2])
    return math.sqrt(sum(n * n for n in numbers) / len(numbers)) if numbers else 0.0
