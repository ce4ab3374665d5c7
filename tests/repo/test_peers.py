"""What the comparison with others says of Homeward is shown by tests that are there."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
NAMED = sorted(
    {
        found
        for name in ("peers.md", "privacy-and-security.md", "installing.md", "decisions.md")
        for found in re.findall(
            r"`(tests/[\w/]+\.py(?:::\w+)?)`", (ROOT / "docs" / name).read_text(encoding="utf-8")
        )
    }
)


@pytest.mark.parametrize("named", NAMED)
def test_the_test_that_is_named_is_there(named: str) -> None:
    file, _, function = named.partition("::")
    text = (ROOT / file).read_text(encoding="utf-8")
    assert f"def {function or 'test_'}" in text
    if function:
        assert re.search(rf"^def {function}\(", text, re.MULTILINE)


def test_every_cell_of_homeward_that_is_claimed_has_its_number() -> None:
    text = (ROOT / "docs" / "peers.md").read_text(encoding="utf-8")
    estimates, kiosks = (part.split("\n## ")[0] for part in text.split("\n## ")[1:3])
    for section in (estimates, kiosks):
        cells = [line.split("|")[2] for line in section.splitlines() if line.startswith("| ")][1:]
        numbers = [found for cell in cells for found in re.findall(r"\((\d)\)", cell)]
        notes = re.findall(r"^(\d)\. ", section, re.MULTILINE)
        assert numbers == notes
        assert [cell for cell in cells if "(" not in cell and cell.strip() not in UNNUMBERED] == []


UNNUMBERED = {"free, open", "none"}
"""The licence says the one; that there is no advertisement is plain to see."""
