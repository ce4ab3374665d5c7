"""The same case under the common kinds of other coverage: who else may pay."""

from __future__ import annotations

from decimal import Decimal

from core.assumptions.payers import supplement_runs
from core.case import MedigapPlan, Supplement, SupplementKind
from core.ledger import fold
from core.money import ZERO, Range
from core.payers.base import Payer
from core.reference.store import Reference
from core.result import SupplementOption
from core.run import Run, opening
from core.trace import text

_OTHERS_BEFORE = (SupplementKind.NONE, SupplementKind.QMB, SupplementKind.MEDICAID)
_OTHERS_AFTER = (SupplementKind.RETIREE, SupplementKind.TRICARE_FOR_LIFE)
_OPTIONS: tuple[tuple[SupplementKind, MedigapPlan | None], ...] = (
    *((kind, None) for kind in _OTHERS_BEFORE),
    *((SupplementKind.MEDIGAP, plan) for plan in MedigapPlan),
    *((kind, None) for kind in _OTHERS_AFTER),
)
_MEDIGAP_NOTES = {
    MedigapPlan.C: "all",
    MedigapPlan.F: "all",
    MedigapPlan.K: "part",
    MedigapPlan.L: "part",
    MedigapPlan.HDF: "high-deductible",
    MedigapPlan.HDG: "high-deductible",
}
_OTHER_PLANS = "coinsurance"


def supplement_options(low: Run, high: Run, reference: Reference) -> tuple[SupplementOption, ...]:
    """What the patient would pay under each; none when Medicare covers nothing of it."""
    if not high.claims:
        return ()
    return tuple(_option(kind, plan, low, high, reference) for kind, plan in _OPTIONS)


def _option(
    kind: SupplementKind,
    plan: MedigapPlan | None,
    low: Run,
    high: Run,
    reference: Reference,
) -> SupplementOption:
    runs = supplement_runs(Supplement(kind, plan), None, reference)
    patient = Range(_paid(low, runs.low, reference), _paid(high, runs.high, reference))
    return SupplementOption(kind, plan, patient, text(note_key(kind, plan)))


def _paid(run: Run, payer: Payer, reference: Reference) -> Decimal:
    """The patient's sum when another payer stands behind the same claims."""
    covered = fold(run.claims, opening(run.settled, payer), payer, reference)
    return sum((entry.patient for entry in (*covered, *run.refused)), ZERO)


def note_key(kind: SupplementKind, plan: MedigapPlan | None) -> str:
    """The key of what is good to know about an option."""
    if plan is None:
        return f"money.supplement.{kind}"
    return f"money.supplement.medigap.{_MEDIGAP_NOTES.get(plan, _OTHER_PLANS)}"
