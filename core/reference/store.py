"""The reference database, opened and read: dated look-ups, and nothing else.

`Reference` is the only input of an estimate besides the case.  A dated look-up
answers with the value published for that day; after the last day that its table
has been published for, with the last value and standing PROJECTED; before the
first row or in a hole, it raises NotInReference.  There is no default.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path

from core.reference.model import (
    Criterion,
    Drug,
    DrugCode,
    EntryLimit,
    Equipment,
    Helper,
    Indication,
    PaymentLimit,
    Place,
    SettingPrice,
    Topic,
    UsualDose,
)
from core.resources import EDITION, REFERENCE
from core.result import Edition
from core.trace import Citation, Quote


class Reference:
    """An opened edition.  Use `open_reference`."""

    edition: Edition

    # -- figures -------------------------------------------------------------
    def parameter(self, name: str, day: date) -> Quote:
        """A yearly figure: part_b_deductible, medigap_plan_K_oop_limit and the like."""
        raise NotImplementedError

    def fee(self, hcpcs: str, modifier: str, state: str, rural: bool, day: date) -> Quote:
        """A DMEPOS fee schedule amount, USD; modifier "RR", "NU", "UE" or "".

        A state with one column answers it for either `rural`.
        """
        raise NotImplementedError

    def payment_limit(self, hcpcs: str, day: date) -> PaymentLimit:
        """A drug's payment limit in the quarter of a day; PROJECTED from the nearest earlier
        quarter that the edition holds."""
        raise NotImplementedError

    def visit_rate(self, hcpcs: str, day: date) -> Quote:
        """The national visit rate of G0068-G0070, G0088-G0090 or Q2052, before the
        geographic adjustment; a range where only bounds are known."""
        raise NotImplementedError

    def setting_price(self, setting: str, code: str, day: date) -> SettingPrice:
        """A national price in another setting ("physician_office", "hospital_outpatient")."""
        raise NotImplementedError

    # -- places --------------------------------------------------------------
    def place(self, zip_code: str, day: date) -> Place:
        """Where a ZIP code lies.  Raises NotInReference when there is no such ZIP code."""
        raise NotImplementedError

    def locality(self, carrier: str, locality: str, day: date) -> Place:
        """A payment locality by its two numbers."""
        raise NotImplementedError

    def states(self) -> tuple[str, ...]:
        """The DMEPOS areas by USPS letters."""
        raise NotImplementedError

    # -- drugs and equipment ---------------------------------------------------
    def drugs(self) -> tuple[Drug, ...]:
        """Every drug of the reference, on and off the pump list, by name."""
        raise NotImplementedError

    def drug(self, id_code_or_name: str) -> Drug:
        """A drug by its id, HCPCS code, generic name or brand (letter case aside)."""
        raise NotImplementedError

    def drug_code(self, drug: str, day: date) -> DrugCode:
        """The code a drug is billed under on a day."""
        raise NotImplementedError

    def indication(self, indication: str) -> Indication:
        """One indication by id."""
        raise NotImplementedError

    def criterion(self, criterion: str) -> Criterion:
        """One coverage question by id."""
        raise NotImplementedError

    def equipment(self, hcpcs: str) -> Equipment:
        """A pump, pole, supply or device."""
        raise NotImplementedError

    # -- orders ----------------------------------------------------------------
    def usual_doses(self, drug: str) -> tuple[UsualDose, ...]:
        """The usual schedules of a drug; empty when none is known."""
        raise NotImplementedError

    def entry_limit(self, drug: str, route: str | None) -> EntryLimit | None:
        """The limits that ask again about a typed dose, or None."""
        raise NotImplementedError

    # -- people and words --------------------------------------------------------
    def ship(self, state: str) -> Helper | None:
        """The state's free Medicare counselling line, or None when no number is known."""
        raise NotImplementedError

    def helpers(self) -> tuple[Helper, ...]:
        """National help lines whose numbers are not from memory alone."""
        raise NotImplementedError

    def topics(self) -> tuple[Topic, ...]:
        """The conditions, medicines, equipment and supplies people ask about."""
        raise NotImplementedError

    def citation(self, source: str, locator: str) -> Citation:
        """A source row with its title and address, and the place in it."""
        raise NotImplementedError


def open_reference(path: Path = REFERENCE, edition: Path = EDITION) -> Reference:
    """Open an edition after checking its hash.  Raises EditionDamaged."""
    raise NotImplementedError


_UNUSED = Decimal  # placeholder until the store is written
