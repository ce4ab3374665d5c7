"""What the reference database holds, as frozen values.

Every dated value answers with a `core.trace.Quote`; what is not there raises
`NotInReference`.  Text for people is never here, only catalogue keys made from ids.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from core.case import Route
from core.trace import Citation, Quote, Standing


class NotInReference(LookupError):
    """A value that this edition does not hold for that day."""

    def __init__(self, name: str, day: date | None, edition: str) -> None:
        super().__init__(f"edition {edition} has no {name} for {day}")
        self.name = name
        self.day = day
        self.edition = edition


class Way(StrEnum):
    """Where a drug falls when it is used at home."""

    PUMP = "pump"  # on the list of drugs for a durable pump
    PART_D = "part-d"
    INCIDENT_TO = "incident-to"
    HOME_IVIG = "home-ivig"
    PROSTHETIC = "prosthetic-device"
    CLOTTING = "clotting-factor"
    HOME_HEALTH = "home-health"
    NOT_COVERED = "not-covered"  # devices that are not DME


class Billing(StrEnum):
    """How a drug's units are counted."""

    UNIT = "unit"  # the week's whole dose / unit size, rounded up once
    VIAL = "vial"  # whole containers a day (Vyalev)
    CASSETTE = "cassette"  # one a day whatever is infused (Duopa)
    BAG_PROTOCOL = "bag-protocol"  # blinatumomab
    NO_CODE = "no-code"  # J7799, J7999: no unit and no national price


class PaymentCategory(StrEnum):
    """How Medicare pays for a piece of equipment (the DMEPOS category)."""

    CAPPED_RENTAL = "CR"
    FREQUENT_SERVICING = "FS"
    INEXPENSIVE = "IN"
    SUPPLY = "SU"
    NONE = "none"  # never paid as DME


class EquipmentKind(StrEnum):
    """What a piece of equipment or a supply is."""

    PUMP = "pump"
    POLE = "pole"
    WEEKLY_SUPPLY = "weekly-supply"
    BAG_SUPPLY = "bag-supply"  # per cassette or bag
    SYRINGE_SUPPLY = "syringe-supply"
    BATTERY = "battery"
    DEVICE = "device"  # not DME


@dataclass(frozen=True, slots=True)
class DrugCode:
    """One HCPCS code of a drug and the days it is valid (inclusive; None = open).

    `unit_amount` of `unit` is one billing unit (5 mg); `container_units` is how many
    billing units one container holds where the billing rule needs it.
    `visit_category` is 1-3; `visit_drug` None = not known whether visits can be paid.
    """

    hcpcs: str
    drug: str
    effective: date | None
    ends: date | None
    unit_amount: Decimal | None
    unit: str
    billing: Billing
    container_units: Decimal | None
    modifiers: tuple[str, ...]
    visit_category: int | None
    visit_drug: bool | None
    citation: Citation


@dataclass(frozen=True, slots=True)
class PumpUse:
    """A pump that a drug may be used with; `usual` marks the one taken when none is named."""

    hcpcs: str
    usual: bool
    citation: Citation


@dataclass(frozen=True, slots=True)
class Drug:
    """A drug or product: an id ("milrinone"), its names, and where it falls.

    Catalogue keys: drug.<id> (name, as inside a sentence) and, for a drug off the pump list,
    why.<reason> (what Medicare does with it at home and why); `reason` is "" for pump drugs.
    """

    id: str
    generic: str
    brands: tuple[str, ...]
    drug_class: str
    way: Way
    routes: tuple[Route, ...]
    codes: tuple[DrugCode, ...]
    indications: tuple[str, ...]
    pumps: tuple[PumpUse, ...]
    citation: Citation
    reason: str = ""


@dataclass(frozen=True, slots=True)
class CriteriaSet:
    """Criteria that must all be met together; one set of an indication is enough.

    The set "all" must be met besides one of the others.
    """

    id: str
    criteria: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Indication:
    """What a pump drug is covered for (a row of the pump policy) and its conditions.

    `rule` is the id in the coverage rules (R-013 ...); key: indication.<id>.
    """

    id: str
    rule: str
    section: str
    effective: date | None
    ends: date | None
    routes: tuple[Route, ...]
    sets: tuple[CriteriaSet, ...]
    diagnosis_group: str
    max_days: int | None
    citation: Citation


@dataclass(frozen=True, slots=True)
class Criterion:
    """One yes/no coverage question.

    Keys: criterion.<id>.question, criterion.<id>.met, criterion.<id>.unmet,
    criterion.<id>.ask (whom to ask what).
    """

    id: str
    effective: date | None
    ends: date | None
    citation: Citation


@dataclass(frozen=True, slots=True)
class Equipment:
    """A pump, pole, supply or device by HCPCS code; key: equipment.<hcpcs>."""

    hcpcs: str
    kind: EquipmentKind
    category: PaymentCategory
    pairs_with: tuple[str, ...]
    """For a pump: the supply codes paid with it."""
    citation: Citation


@dataclass(frozen=True, slots=True)
class PaymentLimit:
    """A drug code's payment limit for a quarter.

    `limit` is USD a billing unit; `coinsurance` the patient's fraction (0.20, or lower).
    """

    limit: Quote
    coinsurance: Decimal
    unit_amount: Decimal | None
    unit: str


@dataclass(frozen=True, slots=True)
class Place:
    """Where a ZIP code lies: DMEPOS state and (carrier, locality); `gaf` is the visit
    geographic adjustment factor."""

    state: str
    carrier: str
    locality: str
    name: str
    gaf: Quote


@dataclass(frozen=True, slots=True)
class UsualDose:
    """A usual schedule: a starting point and a check, never advice.

    Amounts are in `unit` for each `per` ("minute", "day", "administration", "week");
    `course_days_high` None = open-ended.  The container fields are None where none is known.
    `container` lists the usual kinds, joined with ";", the commonest first: those of
    `ReservoirKind`, and "bottle", "reservoir" and "elastomeric".
    """

    id: str
    drug: str
    hcpcs: str
    route: Route | None
    low: Decimal | None
    typical: Decimal | None
    high: Decimal | None
    unit: str
    per: str
    weight_based: bool
    administrations_low: Decimal | None
    administrations_high: Decimal | None
    minutes_low: int | None
    minutes_high: int | None
    course_days_low: int | None
    course_days_high: int | None
    container: str
    containers_low: Decimal | None
    containers_high: Decimal | None
    week_units_low: Decimal | None
    week_units_typical: Decimal | None
    week_units_high: Decimal | None
    status: str
    citation: Citation


@dataclass(frozen=True, slots=True)
class EntryLimit:
    """When to ask again about a typed dose, per day, in `unit`.

    `ask_above` is per `basis` ("kg", "m2", "flat"); `ask_above_reference` is the same at
    70 kg / 1.8 m2; above `slip_above` it needs a second typing; below `ask_below`, ask.
    """

    drug: str
    route: Route | None
    unit: str
    ask_above: Decimal
    basis: str
    ask_above_reference: Decimal
    slip_above: Decimal
    ask_below: Decimal
    citation: Citation


@dataclass(frozen=True, slots=True)
class Helper:
    """A phone to call: key help.<id> for whom, help.<id>.for for what."""

    id: str
    name: str
    phone: str
    tty: str
    standing: Standing
    last_checked: str
    citation: Citation


@dataclass(frozen=True, slots=True)
class Topic:
    """A condition, class of medicine, piece of equipment or supply that people ask about.

    Keys: topic.<id> (name), topic.<id>.answer (what Medicare does with it at home and why).
    """

    id: str
    kind: str  # condition, medicine, equipment, supply
    answer: str  # covered, depends, not-covered
    drugs: tuple[str, ...]
    rules: tuple[str, ...]
    citation: Citation


@dataclass(frozen=True, slots=True)
class SettingPrice:
    """A price in another setting: USD national amount of a code, and the patient's copayment
    where one is printed."""

    setting: str
    code: str
    amount: Quote
    copayment: Decimal | None
