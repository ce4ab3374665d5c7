"""The list of properties in the documents: all 25, each shown by tests that exist."""

from __future__ import annotations

import re
from pathlib import Path

ROOT = Path(__file__).parents[2]
_ROW = re.compile(r"^\| (\d+) \| [^|]+ \| (.+) \|$", re.MULTILINE)


def test_every_property_is_listed_with_tests_that_name_it() -> None:
    listed = _ROW.findall((ROOT / "docs/how-the-money-is-checked.md").read_text(encoding="utf-8"))
    assert [int(number) for number, _ in listed] == list(range(1, 26))
    sources = [
        path.read_text(encoding="utf-8") for path in (ROOT / "tests/properties").glob("*.py")
    ]
    for number, shown in listed:
        for name in re.findall(r"`(\w+)`", shown):
            holding = [source for source in sources if f"def {name}(" in source]
            assert holding, name
            assert re.search(rf"\b{number}\b", holding[0]), (number, name)
