"""The same case under the common kinds of other coverage: who else may pay."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from core.assumptions.payers import OWN_POLICY_STATES, supplement_runs
from core.assumptions.place import state_of
from core.case import MedigapPlan, Supplement, SupplementKind
from core.ledger import AfterMedicare, after_medicare, left_to_patient
from core.money import ZERO, Range
from core.payers.base import NOBODY, Payer
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


@dataclass(frozen=True, slots=True)
class _Side:
    """One run: its covered claims after Medicare, and what the patient pays of the others."""

    run: Run
    parts: tuple[AfterMedicare, ...]
    refused: Decimal

    def under(self, payer: Payer) -> Decimal:
        """The patient's sum when another payer stands behind the same claims."""
        begun = opening(self.run.settled, payer)
        return self.refused + left_to_patient(self.parts, begun, payer)


def supplement_options(low: Run, high: Run, reference: Reference) -> tuple[SupplementOption, ...]:
    """What the patient would pay under each; none when Medicare covers nothing of it."""
    if not high.claims:
        return ()
    sides = (_side(low, reference), _side(high, reference))
    state = state_of(high.settled.area.fee_areas)
    return tuple(
        _option(kind, plan, *sides, state, reference) for kind, plan in _options(high, state)
    )


def _options(run: Run, state: str | None) -> tuple[tuple[SupplementKind, MedigapPlan | None], ...]:
    """Those of the home's state: where policies have no letters, one Medigap row without any,
    beside the letter that was told."""
    if state not in OWN_POLICY_STATES:
        return _OPTIONS
    told = run.settled.case.coverage.supplement
    letter = told.plan if told and told.kind is SupplementKind.MEDIGAP else None
    plans = dict.fromkeys((None, letter))
    found: list[tuple[SupplementKind, MedigapPlan | None]] = []
    found += [(kind, None) for kind in _OTHERS_BEFORE]
    found += [(SupplementKind.MEDIGAP, plan) for plan in plans]
    found += [(kind, None) for kind in _OTHERS_AFTER]
    return tuple(found)


def _side(run: Run, reference: Reference) -> _Side:
    parts = after_medicare(run.claims, opening(run.settled, NOBODY), reference)
    return _Side(run, parts, sum((entry.patient for entry in run.refused), ZERO))


def _option(
    kind: SupplementKind,
    plan: MedigapPlan | None,
    low: _Side,
    high: _Side,
    state: str | None,
    reference: Reference,
) -> SupplementOption:
    runs = supplement_runs(Supplement(kind, plan), state, reference)
    # Which end of an answer is the dear one can hang on the payer.
    ends = sorted((low.under(runs.low), high.under(runs.high)))
    return SupplementOption(kind, plan, Range(*ends), text(note_key(kind, plan)))


def note_key(kind: SupplementKind, plan: MedigapPlan | None) -> str:
    """The key of what is good to know about an option."""
    if plan is None:
        own = kind is SupplementKind.MEDIGAP
        return "money.supplement.own-policy" if own else f"money.supplement.{kind}"
    return f"money.supplement.medigap.{_MEDIGAP_NOTES.get(plan, _OTHER_PLANS)}"
