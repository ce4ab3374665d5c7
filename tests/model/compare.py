"""One drawn case through the second model and through the program: what differs, line by line."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

from core.reference.store import Reference
from tests.model import figures
from tests.model.draw import MEDIGAP, draw, draw_ledger
from tests.model.ledger import Amounts, fold, priced
from tests.model.real import Whole, fold_lines, run_lines, whole
from tests.model.services import services

OPTIONS: tuple[dict[str, Any], ...] = (
    *({"kind": kind} for kind in ("none", "qmb", "medicaid")),
    *({"kind": "medigap", "plan": plan} for plan in MEDIGAP),
    {"kind": "retiree"},
    {"kind": "tricare-for-life"},
)
"""Who else may pay, in the order in which an estimate lists them."""


class Compared(NamedTuple):
    """What a comparison found: the differences in words, and how many lines it looked at."""

    differences: tuple[str, ...]
    lines: int


def model_lines(case: dict[str, Any], pays: bool, visits: bool, high: bool) -> list[Amounts]:
    """The second model's own lines of a case."""
    found = services(case, pays, visits, pole=high)
    return fold(case, priced(case, found, high), high)


def compare_ledger(seed: int, reference: Reference) -> Compared:
    """Lines of any amounts through Medicare and the payer after it."""
    case, lines = draw_ledger(seed)
    high = seed % 2 == 0
    real = fold_lines(case, lines, high, reference)
    return Compared(tuple(_unlike(f"ledger {seed}", fold(case, lines, high), real)), len(real))


def compare_run(seed: int, reference: Reference) -> Compared:
    """The lines of one run: of the high run for even seeds, of the low run for odd ones."""
    case, high = draw(seed), seed % 2 == 0
    real = run_lines(case, high, reference)
    model = model_lines(case, real.pays, real.pays_visits, high)
    return Compared(tuple(_unlike(f"seed {seed}", model, real.lines)), len(real.lines))


def compare_whole(seed: int, reference: Reference) -> Compared:
    """A whole estimate: lines of both runs, sums, months, and every other supplement."""
    case = draw(seed)
    made = whole(case, reference)
    found: list[str] = []
    for high, lines, total, months in (
        (False, made.low, made.total_low, made.months_low),
        (True, made.high, made.total_high, made.months_high),
    ):
        where = f"seed {seed} {'high' if high else 'low'}"
        model = model_lines(case, made.pays, made.pays_visits, high)
        found += _unlike(where, model, lines)
        patient = sum(line.patient for line in model) + made.refused[high]
        if patient != total:
            found.append(f"{where}: total model {patient} program {total}")
        by_month = _by_month(model, made.refused_months[high])
        if by_month != months:
            found.append(f"{where}: months model {by_month} program {months}")
    found += _options(f"seed {seed}", case, made)
    return Compared(tuple(found), len(made.low) + len(made.high))


def _unlike(where: str, model: list[Amounts], real: list[Amounts]) -> Iterator[str]:
    for place in range(max(len(real), len(model))):
        ours = model[place] if place < len(model) else None
        theirs = real[place] if place < len(real) else None
        if ours != theirs:
            yield f"{where}: model {ours} program {theirs}"


def _by_month(lines: list[Amounts], refused: dict[str, int]) -> dict[str, int]:
    months = dict(refused)
    for line in lines:
        months[line.day[:7]] = months.get(line.day[:7], 0) + line.patient
    return {month: amount for month, amount in months.items() if amount}


def _options(where: str, case: dict[str, Any], made: Whole) -> Iterator[str]:
    """The same case under each supplement; only the own one has terms and a sum spent."""
    if not made.options:
        return
    own = case["coverage"]["supplement"]
    options, said = OPTIONS, made.options
    state, _, _ = figures.place(case["home"]["zip"])
    if state in ("MA", "MN", "WI"):  # their Medigap policies have no letters
        options, said = (*OPTIONS[:3], *OPTIONS[-2:]), [*said[:3], *said[-2:]]
    for option, stated in zip(options, said, strict=True):
        for high in (False, True):
            paid = "0" if high else "100"  # a retiree plan that nobody has looked up
            supplement = option
            if (own["kind"], own.get("plan")) == (option["kind"], option.get("plan")):
                supplement = own
            elif option["kind"] == "retiree":
                supplement = option | {"coinsurance_paid": paid, "deductible_paid": paid}
            other = case | {"coverage": case["coverage"] | {"supplement": supplement}}
            lines = model_lines(other, made.pays, made.pays_visits, high)
            patient = sum(line.patient for line in lines) + made.refused[high]
            if patient != stated[high]:
                yield f"{where} {option} {high}: model {patient} program {stated[high]}"
