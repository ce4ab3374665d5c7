"""What one estimate depends on: the case, as the screens collect it and as a file states it.

Every field that may be unknown is nullable; None means "not known", never 0.
The meaning of each field is docs/case-format.md; `core.binding` reads and writes
these classes as JSON and makes the JSON Schema from them.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Annotated

from core.binding import Between, Matches, Said


class Residence(StrEnum):
    """Where the person lives during the treatment."""

    HOME = "home"
    ASSISTED_LIVING = "assisted-living"
    SKILLED_NURSING_FACILITY = "skilled-nursing-facility"
    HOSPITAL = "hospital"


class Route(StrEnum):
    """How the drug enters the body."""

    IV = "iv"
    SC = "sc"
    INTRATHECAL = "intrathecal"
    EPIDURAL = "epidural"
    INTRA_ARTERIAL = "intra-arterial"
    ENTERAL = "enteral"
    IM = "im"
    ORAL = "oral"


class StartedAt(StrEnum):
    """Where the infusion is started; only one started at home falls under the home benefit."""

    HOME = "home"
    OFFICE = "office"
    OUTPATIENT = "outpatient"


class Delivery(StrEnum):
    """What drives the infusion: a durable pump, or something that is not one."""

    PUMP = "pump"
    ELASTOMERIC = "elastomeric"
    GRAVITY = "gravity"
    PUSH = "push"


class DoseUnit(StrEnum):
    """The unit a dose is ordered in; the weight-based ones need `therapy.weight_kg`."""

    MG = "mg"
    MCG = "mcg"
    G = "g"
    ML = "mL"
    UNITS = "units"
    MCG_KG_MIN = "mcg/kg/min"
    NG_KG_MIN = "ng/kg/min"
    MG_KG = "mg/kg"


class Per(StrEnum):
    """What one dose is counted over."""

    DAY = "day"
    ADMINISTRATION = "administration"
    WEEK = "week"


class ReservoirKind(StrEnum):
    """What holds the drug at the pump."""

    CASSETTE = "cassette"
    BAG = "bag"
    SYRINGE = "syringe"
    PREFILLED_SYRINGE = "prefilled-syringe"


class FirstVisit(StrEnum):
    """Which code the first visit takes."""

    INITIAL = "initial"
    SUBSEQUENT = "subsequent"


class MedicareKind(StrEnum):
    """How the person has Medicare; NONE means no Part B."""

    ORIGINAL = "original"
    ADVANTAGE = "advantage"
    NONE = "none"


class SupplementKind(StrEnum):
    """Who pays after Medicare."""

    NONE = "none"
    MEDIGAP = "medigap"
    QMB = "qmb"
    MEDICAID = "medicaid"
    SLMB = "slmb"
    QI = "qi"
    RETIREE = "retiree"
    TRICARE_FOR_LIFE = "tricare-for-life"
    VA = "va"
    ACTIVE_EMPLOYER = "active-employer"


class MedigapPlan(StrEnum):
    """The standard Medigap letters; HDF and HDG are the high-deductible ones."""

    A = "A"
    B = "B"
    C = "C"
    D = "D"
    F = "F"
    G = "G"
    K = "K"
    L = "L"
    M = "M"
    N = "N"
    HDF = "HDF"
    HDG = "HDG"


class ExtraHelp(StrEnum):
    """Extra Help (the Part D low-income subsidy): none, full, or full with the lowest copays."""

    NONE = "none"
    FULL = "full"
    FULL_LOW = "full-low"


class Setting(StrEnum):
    """Where the same treatment can be given."""

    HOME = "home"
    OFFICE = "office"
    OUTPATIENT = "outpatient"
    SNF = "snf"


Positive = Annotated[Decimal, Between(above="0")]
NotNegative = Annotated[Decimal, Between(least="0")]
Percent = Annotated[Decimal, Between(least="0", most="100")]
Code = Annotated[str, Matches("[A-Z][0-9]{4}")]

OTHER_INDICATION = "other"
"""`therapy.indication` when the drug is for something that the reference does not list for it."""


@dataclass(frozen=True, slots=True)
class Home:
    """Where the person lives: a ZIP code, or a state and Medicare payment locality."""

    zip: Annotated[str | None, Matches("[0-9]{5}"), Said("5-digit ZIP code")] = None
    state: Annotated[str | None, Matches("[A-Z]{2}"), Said("USPS letters; DMEPOS area")] = None
    locality: Annotated[
        tuple[str, ...] | None, Said("[carrier, locality], as CMS numbers them")
    ] = None
    rural: Annotated[bool | None, Said("rural by the DMEPOS rule")] = None


@dataclass(frozen=True, slots=True)
class Dose:
    """One ordered dose: `amount` of `unit` for each `per`."""

    amount: Positive | None = None
    unit: DoseUnit | None = None
    per: Per | None = None


@dataclass(frozen=True, slots=True)
class Reservoir:
    """Which container feeds the pump and how many are used a week."""

    kind: ReservoirKind | None = None
    per_week: Annotated[Decimal | None, Between(least="0", most="168")] = None


@dataclass(frozen=True, slots=True)
class Break:
    """A time inside of the treatment in which the pump is not used."""

    last_use: Annotated[date | None, Said("the last day of use before it")] = None
    resumed: Annotated[date | None, Said("the first day of use after it")] = None
    new_order: Annotated[
        bool | None, Said("a new prescription with its reasons starts the rent again")
    ] = None


@dataclass(frozen=True, slots=True)
class Therapy:
    """The order: drug, what for, how given, how much, how often, how long each time."""

    drug: Annotated[str | None, Said("HCPCS code, or a name the reference knows")] = None
    indication: Annotated[
        str | None, Said("an id from the reference, or other: none of those of the drug")
    ] = None
    started_at: Annotated[
        StartedAt | None, Said("where each infusion is started, whoever owns the pump")
    ] = StartedAt.HOME
    route: Route | None = None
    delivery: Delivery | None = Delivery.PUMP
    pump: Code | None = None
    dose: Dose | None = None
    weight_kg: Annotated[Decimal | None, Between(above="0", most="400")] = None
    administrations_per_week: Annotated[Decimal | None, Between(above="0", most="168")] = None
    minutes: Annotated[
        int | None, Between(least="1", most="10080"), Said("minutes each; 1440 = all day")
    ] = None
    reservoir: Reservoir | None = None
    pump_months_used: Annotated[
        int | None,
        Between(least="0", most="60"),
        Said("rented before `start`, without a long break"),
    ] = 0
    breaks: tuple[Break, ...] = ()


@dataclass(frozen=True, slots=True)
class Visits:
    """Visits of a professional to the home on infusion days."""

    per_week: Annotated[Decimal | None, Between(least="0", most="7")] = Decimal(1)
    first: FirstVisit | None = FirstVisit.INITIAL
    days_since_last_visit: Annotated[int | None, Between(least="0")] = None
    supplier_qualified: bool | None = True


@dataclass(frozen=True, slots=True)
class Supplier:
    """The company that rents the pump; a code without a charge takes the fee schedule amount."""

    enrolled: bool | None = True
    accepts_assignment: bool | None = True
    charges: dict[str, NotNegative] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Employer:
    """The terms of a plan from current work, which pays before Medicare."""

    percent_paid: Annotated[
        Percent | None, Said("percent of its own allowed amount that it pays")
    ] = None
    deductible_left: Annotated[
        NotNegative | None, Said("of its deductible, in the year of the first day")
    ] = None
    allowed: Annotated[
        dict[str, NotNegative], Said("its allowed amount a unit, by code; else Medicare's")
    ] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Supplement:
    """What pays after Medicare."""

    kind: SupplementKind | None = SupplementKind.NONE
    plan: MedigapPlan | None = None
    coinsurance_paid: Annotated[Percent | None, Said("percent of the 20 % a retiree plan pays")] = (
        None
    )
    deductible_paid: Annotated[Percent | None, Said("percent of the deductible it pays")] = None
    spent: Annotated[
        NotNegative | None, Said("of this year, towards the yearly amount of Medigap K L HDF HDG")
    ] = Decimal("0.00")
    employer: Employer | None = None


@dataclass(frozen=True, slots=True)
class Advantage:
    """A Medicare Advantage plan's own figures, read off its papers."""

    drug_percent: Percent | None = None
    equipment_percent: Percent | None = None
    visit_copay: NotNegative | None = None
    deductible_left: NotNegative | None = None
    out_of_pocket_limit: NotNegative | None = None
    spent: NotNegative | None = None
    in_network: bool | None = None
    authorized: Annotated[
        bool | None, Said("false: the plan said no; null: not asked, or not decided yet")
    ] = None


@dataclass(frozen=True, slots=True)
class PartD:
    """A Part D drug plan; a missing part is the standard benefit of the year."""

    deductible: NotNegative | None = None
    percent: Percent | None = None
    copay: NotNegative | None = None
    spent: NotNegative | None = None
    extra_help: ExtraHelp | None = ExtraHelp.NONE


@dataclass(frozen=True, slots=True)
class Coverage:
    """All that pays for the person's care."""

    medicare: MedicareKind | None = MedicareKind.ORIGINAL
    deductible_met: Annotated[
        NotNegative | None, Said("of this calendar year's Part B deductible, before `start`")
    ] = None
    supplement: Supplement | None = Supplement()
    advantage: Advantage | None = None
    part_d: PartD | None = None


@dataclass(frozen=True, slots=True)
class Quotes:
    """What only a pharmacy can say; USD, or a count of fills."""

    drug_price: NotNegative | None = None
    fills: Annotated[int | None, Between(least="1", most="400")] = None
    per_diem: NotNegative | None = None
    visit_price: NotNegative | None = None
    homebound: bool | None = None


@dataclass(frozen=True, slots=True)
class Alternatives:
    """The other places to compare with, and the hospital days behind a nursing facility."""

    settings: tuple[Setting, ...] = (Setting.OFFICE, Setting.OUTPATIENT, Setting.SNF)
    inpatient_days: Annotated[int | None, Between(least="0")] = None
    snf_days: Annotated[int | None, Between(least="1", most="400")] = None
    snf_days_used: Annotated[
        int | None, Between(least="0", most="100"), Said("of this benefit period, before the stay")
    ] = 0
    days_out: Annotated[
        int | None,
        Between(least="0"),
        Said("days in a row out of hospital and facility before; 60 begin a new benefit period"),
    ] = None


@dataclass(frozen=True, slots=True)
class Case:
    """Everything one estimate depends on.  Dates are inclusive first days; lengths are days."""

    as_of: Annotated[date, Said("the day the estimate is made; the core knows no other clock")]
    start: Annotated[date | None, Said("first day of treatment at home")] = None
    days: Annotated[int | None, Between(least="1", most="400"), Said("length in days")] = None
    home: Home = Home()
    residence: Residence | None = Residence.HOME
    therapy: Therapy = Therapy()
    criteria: Annotated[
        dict[str, bool | None], Said("the coverage questions of this drug and indication")
    ] = field(default_factory=dict)
    visits: Visits = Visits()
    supplier: Supplier = Supplier()
    coverage: Coverage = Coverage()
    quotes: Quotes = Quotes()
    alternatives: Alternatives = Alternatives()
