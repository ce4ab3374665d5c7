"""Published statements about coverage, each with its source: published-coverage.yaml."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from core.coverage import determine
from core.reference.store import Reference
from tests.support.situations import situation

PUBLISHED: list[dict[str, Any]] = yaml.safe_load(
    (Path(__file__).parent / "published-coverage.yaml").read_text(encoding="utf-8")
)
CASES = [
    pytest.param(one, id=f"{entry['id']}-{number}")
    for entry in PUBLISHED
    for number, one in enumerate(entry["cases"], start=1)
]


@pytest.mark.parametrize("published", CASES)
def test_coverage_is_as_published(published: dict[str, Any], reference: Reference) -> None:
    found = {
        each.benefit.value: each for each in determine(situation(**published["case"]), reference)
    }
    expected = published["covered"]
    assert {name: found[name].covered.value for name in expected if name in found} == expected
    for benefit, rules in published.get("unmet", {}).items():
        unmet = {finding.rule for finding in found[benefit].findings if finding.met is False}
        assert unmet >= set(rules)


def test_each_published_case_stands_once_and_has_its_source() -> None:
    ids = [entry["id"] for entry in PUBLISHED]
    assert len(ids) == len(set(ids))
    assert all(entry["source"].startswith("http") for entry in PUBLISHED)
