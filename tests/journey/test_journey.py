"""A whole visit in a real window, by mouse and by keyboard alone, to paper from a real queue."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from core.binding import read
from core.case import Case
from core.estimate import estimate
from core.handout import render
from core.reference.store import Reference
from core.words import words
from tests.speech.listening import loudness, seconds, sound_card
from tests.support.cases import MILRINONE
from tests.support.cups import print_service
from tests.support.xvfb import screen

ROOT = Path(__file__).parents[2]
pytestmark = pytest.mark.journey


@pytest.mark.parametrize(
    ("hands", "language", "size", "aloud"),
    [
        ("pointer", "en", (1920, 1080), False),
        ("keys", "es", (1080, 1920), False),
        ("touch", "es", (1280, 800), True),
    ],
    ids=[
        "by mouse, English, landscape",
        "by keyboard alone, Spanish, portrait",
        "by touch, Spanish, small, read aloud",
    ],
)
def test_from_the_first_touch_to_the_paper(
    hands: str,
    language: str,
    size: tuple[int, int],
    aloud: bool,
    reference: Reference,
    tmp_path: Path,
) -> None:
    told = tmp_path / "told.json"
    sound, heard = sound_card(tmp_path)
    with screen(*size) as display, print_service() as service:
        done = subprocess.run(
            [
                *(sys.executable, "-m", "tests.journey.walk"),
                *(hands, language, str(told)),
                *(["aloud"] if aloud else []),
            ],
            cwd=ROOT,
            env={
                **os.environ,
                **display,
                **service.environment,
                **sound,
                "XDG_CONFIG_HOME": str(tmp_path),
            },
            capture_output=True,
            text=True,
            timeout=240,
        )
        assert done.returncode == 0, done.stdout + done.stderr
        assert service.waiting_jobs() == []
        [printed] = service.printed()
    samples = heard.read_bytes()
    if aloud:
        # The whole result alone takes minutes; the screens before it are cut short by the taps.
        assert seconds(samples) > 90
        assert loudness(samples) > 300
    else:
        assert samples == b""
    meant, _ = read(Case, MILRINONE)
    case, problems = read(Case, json.loads(told.read_text()))
    assert case is not None, problems
    assert case == meant
    assert printed == render(estimate(case, reference), words(language), reference=reference)
