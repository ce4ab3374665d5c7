"""One run of an estimate: a case in which every answer that the arithmetic needs is settled.

An unknown answer is settled twice, once for the low run and once for the high run
(`core.assumptions`); everything after that is ordinary arithmetic on one `Settled`.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from core.area import Area
from core.case import Case
from core.money import ZERO
from core.money import Bound as Bound
from core.payers.base import NOBODY, Payer
from core.reference.model import Drug, Equipment


@dataclass(frozen=True, slots=True)
class Settled:
    """The answers of one run.

    `usual_dose` is set when the ordered dose is not known and the usual schedules stand in
    for it.  `fees`, `factor` and `rates` say which end of an amount with two ends is taken:
    equipment fees over several areas (apart for what an unassigned supplier charges its own
    price for), the locality factor, and the visit rates; `brand`,
    whether a drug plan's copay is that of a generic (low) or of a brand (high).
    `counted` is what the year's spending has come to towards the payer's limit before the
    first day, USD.  `owes_refused` says whether what Medicare refuses must be paid.
    `rented` is how many months the pump was rented before the first day, `rent_from` the
    day on which its next month begins (None: the first day).
    `free_plan` is the low run of a person who may have a Medicare Advantage plan: one that
    stands in Medicare's place and asks for nothing.
    """

    case: Case
    drug: Drug
    start: date
    days: int
    pump: Equipment | None
    area: Area
    usual_dose: Bound | None = None
    pole: bool = False
    fees: Bound = Bound.HIGH
    charged_fees: Bound = Bound.HIGH
    factor: Bound = Bound.HIGH
    rates: Bound = Bound.HIGH
    brand: Bound = Bound.HIGH
    payer: Payer = NOBODY
    deductible_met: Decimal = ZERO
    counted: Decimal = ZERO
    assigned: bool = True
    owes_refused: bool = True
    free_plan: bool = False
    rented: int = 0
    rent_from: date | None = None
