"""Every word of the money engine is in the catalogue, and every word there is used."""

from __future__ import annotations

import re
from pathlib import Path

from babel.messages.pofile import read_po

from core.case import MedigapPlan, Setting, SupplementKind
from core.pricing import Basis
from core.resources import LOCALE
from core.supplements import note_key

CORE = Path(__file__).parents[3] / "core"
SOURCES = "\n".join(path.read_text(encoding="utf-8") for path in sorted(CORE.rglob("*.py")))
PARTS = ("what", "why", "ask")


def named(function: str) -> set[str]:
    """The names that a function is called with, wherever in the core."""
    return set(re.findall(rf"\b{function}\(\s*\"([\w.-]+)\"", SOURCES))


def used() -> set[str]:
    keys = set(
        re.findall(r"\"(money\.(?:note|what|step|setting|payer|convention)\.[\w.-]+)\"", SOURCES)
    )
    gaps = named("gap") | {"incident-to", "prosthetic-device", "clotting-factor"}
    keys |= {f"money.gap.{name}.{part}" for name in gaps for part in PARTS}
    unknowns = named("unknown") | set(re.findall(r"\"(coverage\.supplement\.[\w-]+)\"", SOURCES))
    unknowns.discard("coverage.supplement.employer")  # the path of a problem, not a question
    keys |= {f"money.unknown.{name}.{part}" for name in unknowns for part in ("low", "high", "ask")}
    keys |= {f"money.convention.{name}" for name in named("convention")}
    keys |= {f"money.step.{basis}" for basis in Basis}
    keys |= {"money.step.excess", "money.step.noncovered"}
    keys |= {f"money.setting.{name}" for name in named("_NoFit")}
    keys |= {f"money.setting.{name}" for name in ("office", "outpatient")}
    keys |= {note_key(kind, None) for kind in SupplementKind if kind not in NO_OPTION}
    keys |= {note_key(SupplementKind.MEDIGAP, None)}
    keys |= {note_key(SupplementKind.MEDIGAP, plan) for plan in MedigapPlan}
    changed = named("_cheaper") | named("_gained") | named("_change")
    changed |= {each.value for each in Setting if each is not Setting.HOME}
    keys |= {f"money.change.{name}.{part}" for name in changed for part in ("what", "ask")}
    payers = set(re.findall(r"(?:PaysRest|Renamed)\([^\"]*\"([\w-]+)\"", SOURCES))
    payers |= {"retiree", "part-d", "medicare-advantage", "medigap"}
    keys |= {f"money.payer.{name}" for name in payers}
    return keys


NO_OPTION = {
    SupplementKind.MEDIGAP,
    SupplementKind.SLMB,
    SupplementKind.QI,
    SupplementKind.VA,
    SupplementKind.ACTIVE_EMPLOYER,
}


def catalogue() -> set[str]:
    with (LOCALE / "en" / "money.po").open("rb") as file:
        return {str(message.id) for message in read_po(file) if message.id}


def test_every_key_that_is_used_has_words() -> None:
    assert sorted(used() - catalogue()) == []


def test_no_words_lie_unused() -> None:
    assert sorted(catalogue() - used()) == []
