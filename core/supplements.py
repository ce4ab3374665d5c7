"""The same case under the common kinds of other coverage: who else may pay."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from core.assumptions.payers import OWN_POLICY_STATES, Kind, under
from core.assumptions.place import state_of
from core.case import MedigapPlan, SupplementKind
from core.ledger import Unpaid, after_medicare
from core.money import ZERO, Range
from core.payers.base import NOBODY, Payer
from core.reference.store import Reference
from core.result import SupplementOption
from core.run import Run, opening
from core.settled import Settled
from core.trace import text

_BEFORE: tuple[Kind, ...] = (
    (SupplementKind.NONE, None),
    (SupplementKind.QMB, None),
    (SupplementKind.MEDICAID, None),
)
_AFTER: tuple[Kind, ...] = ((SupplementKind.RETIREE, None), (SupplementKind.TRICARE_FOR_LIFE, None))
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
    unpaid: Unpaid
    refused: Decimal

    def patient(self, payer: Payer, is_held: bool) -> Decimal:
        """The patient's sum when another payer stands behind the same claims."""
        begun = opening(self.run.settled, payer, is_held)
        return self.refused + self.unpaid.left(begun, payer)


def supplement_options(low: Run, high: Run, reference: Reference) -> tuple[SupplementOption, ...]:
    """What the patient would pay under each; none when Medicare covers nothing of it."""
    if not high.claims:
        return ()
    sides = (_side(low, reference), _side(high, reference))
    return tuple(_option(kind, *sides, reference) for kind in common_kinds(high.settled))


def common_kinds(settled: Settled) -> tuple[Kind, ...]:
    """Those of the home's state: where policies have no letters, one Medigap row without any,
    beside the letter that was told."""
    plans: tuple[MedigapPlan | None, ...] = tuple(MedigapPlan)
    if state_of(settled.area.fee_areas) in OWN_POLICY_STATES:
        told = settled.case.coverage.supplement
        letter = told.plan if told and told.kind is SupplementKind.MEDIGAP else None
        plans = tuple(dict.fromkeys((None, letter)))
    return (*_BEFORE, *((SupplementKind.MEDIGAP, plan) for plan in plans), *_AFTER)


def _side(run: Run, reference: Reference) -> _Side:
    parts = after_medicare(run.claims, opening(run.settled, NOBODY), reference)
    return _Side(run, Unpaid.of(parts), sum((entry.patient for entry in run.refused), ZERO))


def _option(kind: Kind, low: _Side, high: _Side, reference: Reference) -> SupplementOption:
    other = under(kind, high.run.settled, reference)
    # Which end of an answer is the dear one can hang on the payer.
    ends = sorted((low.patient(other.low, other.is_held), high.patient(other.high, other.is_held)))
    return SupplementOption(*kind, Range(*ends), text(note_key(*kind)))


def note_key(kind: SupplementKind, plan: MedigapPlan | None) -> str:
    """The key of what is good to know about an option."""
    if plan is None:
        own = kind is SupplementKind.MEDIGAP
        return "money.supplement.own-policy" if own else f"money.supplement.{kind}"
    return f"money.supplement.medigap.{_MEDIGAP_NOTES.get(plan, _OTHER_PLANS)}"
