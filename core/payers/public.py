"""Help from a state or the government after Medicare: QMB, Medicaid, SLMB, QI, TRICARE, VA."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from core.payers.base import Payment, Share


@dataclass(frozen=True, slots=True)
class PaysRest:
    """A payer that leaves nothing of a covered line to the patient.

    QMB: nobody may bill its holder for Part A or B cost sharing, in any state, whether or
    not the state pays (42 USC 1396a(n)(3); CS-22).  TRICARE For Life pays what is left of
    what both cover (CS-25).  Full Medicaid does where the supplier takes it (CS-23).
    """

    name: str
    takes_no_excess: bool = False
    adds_up: bool = True

    def pay(self, share: Share, counted: Decimal) -> Payment:
        """All of the deductible and coinsurance; an excess charge stays with the patient."""
        return Payment(share.deductible + share.coinsurance)


QMB = PaysRest("qmb", takes_no_excess=True)
TRICARE = PaysRest("tricare-for-life")
