"""What a payer after Medicare is: it sees what Medicare leaves of a line, and pays its part."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import NamedTuple, Protocol

from core.money import ZERO


class Share(NamedTuple):
    """What Medicare leaves of one covered line, USD: deductible, coinsurance and excess charge."""

    day: date
    deductible: Decimal
    coinsurance: Decimal
    excess: Decimal

    @property
    def total(self) -> Decimal:
        """All that is left to be paid by somebody."""
        return self.deductible + self.coinsurance + self.excess


class Payment(NamedTuple):
    """What a payer pays on one line, and how much of the line counts towards its yearly limit."""

    amount: Decimal
    counted: Decimal = ZERO


class Payer(Protocol):
    """A payer after Medicare.

    `name` is its name in the result.  `takes_no_excess` says that nobody may be charged
    above Medicare's amount under it; `adds_up`, that of a sum it pays the sum of what it pays
    of each part: it rounds nothing, and no yearly amount moves it.
    """

    @property
    def name(self) -> str:
        """Its name as in the result: medigap-G."""
        ...

    @property
    def takes_no_excess(self) -> bool:
        """Whether a supplier may not charge its holder more than Medicare's amount."""
        ...

    @property
    def adds_up(self) -> bool:
        """Whether it may be asked once of a sum, in place of every line."""
        ...

    def pay(self, share: Share, counted: Decimal) -> Payment:
        """Its part of one line; `counted` is the year's sum towards its limit before the line."""
        ...


@dataclass(frozen=True, slots=True)
class Nobody:
    """No payer after Medicare."""

    name: str = ""
    takes_no_excess: bool = False
    adds_up: bool = True

    def pay(self, share: Share, counted: Decimal) -> Payment:
        """Nothing."""
        return Payment(ZERO)


NOBODY = Nobody()


@dataclass(frozen=True, slots=True)
class Renamed:
    """A payer that stands in for one whose exact terms are not known, under another name."""

    payer: Payer
    name: str

    @property
    def takes_no_excess(self) -> bool:
        """As the payer it stands on."""
        return self.payer.takes_no_excess

    @property
    def adds_up(self) -> bool:
        """As the payer it stands on."""
        return self.payer.adds_up

    def pay(self, share: Share, counted: Decimal) -> Payment:
        """As the payer it stands on."""
        return self.payer.pay(share, counted)
