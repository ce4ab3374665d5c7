"""The square code as a telephone or a scanner sees it: pictures of the pages, read by zbar."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator
from pathlib import Path

import pypdfium2
import pytest
from PIL import Image, ImageFilter

from core.case_code import PREFIX, decode
from core.handout import render
from core.reference.store import Reference
from core.result import Estimate
from core.words import words
from tests.handout.conftest import CLINIC

_POINTS = 72
"""Points an inch."""
EDITIONS = {
    "standard": {},
    "large": {"large_print": True},
    "annex": {"annex": True},
}


@pytest.mark.parametrize("dots", [150, 300])
@pytest.mark.parametrize(
    ("name", "edition"),
    [
        ("real covered", "standard"),
        ("real covered", "large"),
        ("real covered", "annex"),
        ("real vancomycin under Part D", "standard"),
    ],
)
def test_every_edition_is_read_off_a_scan(
    estimates: dict[str, Estimate],
    reference: Reference,
    tmp_path: Path,
    name: str,
    edition: str,
    dots: int,
) -> None:
    """One code on all the pages; what it says is the case that they were made from."""
    made = estimates[name]
    data = render(made, words("en"), reference=reference, clinic=CLINIC, **EDITIONS[edition])
    (line,) = _scanned(_pictures(data, dots), tmp_path)
    case, problems = decode(line)
    assert line.startswith(PREFIX)
    assert case == made.case, problems


def test_read_from_a_poor_copy_and_not_from_a_blur(
    estimates: dict[str, Estimate], reference: Reference, tmp_path: Path
) -> None:
    """Crooked, grey and out of focus it is read; out of all focus it is not."""
    made = estimates["real covered"]
    data = render(made, words("es"), reference=reference, clinic=CLINIC)
    poor = []
    for sharp in _pictures(data, 300):
        crooked = sharp.rotate(5, Image.Resampling.BICUBIC, expand=True, fillcolor=255)
        grey = crooked.point(lambda value: 60 + value * 150 // 255)
        poor.append(grey.filter(ImageFilter.GaussianBlur(1.5)))
    (line,) = _scanned(poor, tmp_path)
    assert decode(line)[0] == made.case
    blurred = [picture.filter(ImageFilter.GaussianBlur(12)) for picture in poor]
    assert _scanned(blurred, tmp_path) == []


def _pictures(data: bytes, dots: int) -> Iterator[Image.Image]:
    """Each page, grey, at so many dots an inch."""
    document = pypdfium2.PdfDocument(data)
    try:
        for page in document:
            yield page.render(scale=dots / _POINTS, grayscale=True).to_pil()
    finally:
        document.close()


def _scanned(pictures: Iterator[Image.Image] | list[Image.Image], folder: Path) -> list[str]:
    """What is read off the pictures, one line a code."""
    files = []
    for number, picture in enumerate(pictures):
        files.append(folder / f"{number}.png")
        picture.save(files[-1])
    command = ["zbarimg", "--quiet", "--raw", "--set", "disable", "--set", "qrcode.enable"]
    ran = subprocess.run([*command, *map(str, files)], capture_output=True, text=True)
    assert ran.returncode in (0, 4), ran.stderr  # 4: no code on any of them
    return ran.stdout.splitlines()
