"""What an estimate is: frozen results that screens, paper and JSON all read.

Amounts are USD.  In every line, in the low run and in the high run,
allowed + excess + noncovered = medicare + what others pay + patient.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from core.case import Case, MedigapPlan, Setting, SupplementKind
from core.money import Range
from core.trace import Finding, Standing, Step, Text


class Covered(StrEnum):
    """A benefit's answer."""

    YES = "yes"
    NO = "no"
    UNKNOWN = "unknown"


class Benefit(StrEnum):
    """The benefits of Medicare that a home infusion can fall under."""

    EQUIPMENT = "part-b-equipment"  # pump, supplies and the drug through it
    VISITS = "home-infusion-visits"
    IVIG = "home-ivig"
    PART_D = "part-d"
    INCIDENT_TO = "incident-to"  # office or hospital outpatient
    PROSTHETIC = "prosthetic-device"  # parenteral nutrition
    CLOTTING = "clotting-factor"
    HOME_HEALTH = "home-health"
    PART_A_SNF = "part-a-snf"


class LineKind(StrEnum):
    """What a claim line is for; the rows of the handout's table."""

    PUMP = "pump"
    ACCESSORY = "accessory"
    SUPPLIES = "supplies"  # weekly kits
    RESERVOIRS = "reservoirs"  # cassettes, bags, syringes
    DRUG = "drug"
    FIRST_VISIT = "first-visit"
    VISIT = "visit"
    IVIG_SERVICES = "ivig-services"
    PHARMACY = "pharmacy"  # a quoted per diem
    ADMINISTRATION = "administration"  # an office's or hospital's infusion hours
    STAY = "stay"  # days in a skilled nursing facility


@dataclass(frozen=True, slots=True)
class Determination:
    """Whether one benefit covers its part, with every rule that was asked."""

    benefit: Benefit
    covered: Covered
    findings: tuple[Finding, ...]


@dataclass(frozen=True, slots=True)
class OtherPaid:
    """What one payer after Medicare pays on a line: its name as in the result, e.g. medigap-G."""

    payer: str
    amount: Range


@dataclass(frozen=True, slots=True)
class Line:
    """One dated claim line, folded through the payers.

    `units` is the count in the high run and `units_low` in the low run (billing
    units of the code; months, weeks or pieces for equipment and supplies).
    """

    date: date
    hcpcs: str
    modifiers: tuple[str, ...]
    units: Decimal
    units_low: Decimal
    what: Text
    kind: LineKind
    standing: Standing
    allowed: Range
    deductible: Range
    coinsurance: Range
    medicare: Range
    other: tuple[OtherPaid, ...]
    excess: Range
    noncovered: Range
    patient: Range
    steps: tuple[Step, ...]


@dataclass(frozen=True, slots=True)
class Totals:
    """The sums of the lines."""

    allowed: Range
    excess: Range
    noncovered: Range
    deductible: Range
    coinsurance: Range
    medicare: Range
    other: Range
    patient: Range


@dataclass(frozen=True, slots=True)
class MonthTotal:
    """One calendar month by service date; `month` is its first day."""

    month: date
    deductible: Range
    coinsurance: Range
    patient: Range
    standing: Standing


@dataclass(frozen=True, slots=True)
class Bill:
    """One month's bill of the Medicare Prescription Payment Plan, if it is joined.

    `month` is its first day; the bills of a year add up to that year's costs under the drug
    plan, which are in the totals already.
    """

    month: date
    amount: Range


@dataclass(frozen=True, slots=True)
class NotEstimated:
    """A part that has no known price: what, why, and the question to ask."""

    what: Text
    why: Text
    ask: Text


@dataclass(frozen=True, slots=True)
class Assumption:
    """An unknown answer or a convention: what was taken low and high, and what it moves.

    `patient_effect` is how much of the patient's range (USD) it alone accounts for;
    0.00 for a convention that moves nothing.
    """

    id: str
    low: Text
    high: Text
    patient_effect: Decimal
    ask: Text


@dataclass(frozen=True, slots=True)
class SettingOption:
    """The same treatment in one place; patient and total are None when it does not fit
    or cannot be priced.  `standing` is the least sure of its amounts, None where there are none."""

    setting: Setting
    fits: bool
    why: Text
    patient: Range | None
    total: Range | None
    complete: bool = True
    standing: Standing | None = None


@dataclass(frozen=True, slots=True)
class SupplementOption:
    """The same case under another supplement."""

    kind: SupplementKind
    plan: MedigapPlan | None
    patient: Range
    note: Text


@dataclass(frozen=True, slots=True)
class Days:
    """A count of days in the low run and in the high run."""

    low: int
    high: int


@dataclass(frozen=True, slots=True)
class StayPayer:
    """What one supplement pays of the days that have a daily amount, and what it leaves."""

    kind: SupplementKind
    plan: MedigapPlan | None
    pays: Range
    patient: Range


@dataclass(frozen=True, slots=True)
class NursingStay:
    """A stay in a skilled nursing facility by its parts, and who pays of it.

    `first` cost nothing with any supplement, `daily` come to `owed` before a supplement pays,
    and for days `beyond` those nobody has a price.
    """

    first: Days
    daily: Days
    beyond: Days
    owed: Range
    payers: tuple[StayPayer, ...]


@dataclass(frozen=True, slots=True)
class Change:
    """Something that the patient can do to pay less.

    `patient` is what they would pay then; `saves` is by how much that is less, in each run,
    or None where the change brings a benefit that is refused now.
    """

    id: str
    what: Text
    patient: Range
    saves: Range | None
    complete: bool
    ask: Text


@dataclass(frozen=True, slots=True)
class Edition:
    """Which reference database was used: its id, file hash, and by table its last published day."""

    id: str
    sha256: str
    published_through: tuple[tuple[str, date], ...]


@dataclass(frozen=True, slots=True)
class Estimate:
    """The whole answer to a case."""

    edition: Edition
    case: Case
    determinations: tuple[Determination, ...]
    setting: Setting
    lines: tuple[Line, ...]
    complete: bool
    totals: Totals
    by_month: tuple[MonthTotal, ...]
    not_estimated: tuple[NotEstimated, ...]
    assumptions: tuple[Assumption, ...]
    settings: tuple[SettingOption, ...]
    supplements: tuple[SupplementOption, ...]
    nursing_stay: NursingStay | None = None
    """None where the case does not ask for it, it does not fit, or a plan decides."""
    notes: tuple[Text, ...] = ()
    """Plain sentences that belong beside the figure (projected year, Medigap and older guides)."""
    payment_plan: tuple[Bill, ...] = ()
    """Drug costs spread over the months left of each year; a way to pay, not a further cost."""
    changes: tuple[Change, ...] = ()
    """What the patient can do to pay less, the greatest saving first."""

    def determination(self, benefit: Benefit) -> Determination | None:
        """The answer for one benefit, or None when it was not asked."""
        return next((d for d in self.determinations if d.benefit is benefit), None)
