"""Which questions an order calls for: what each one may be answered with, by the reference.

The flow of the screens and the pruning of answers both ask here, so that what is
asked and what is kept cannot disagree.
"""

from __future__ import annotations

from datetime import date

from core.binding import read
from core.case import (
    OTHER_INDICATION,
    Case,
    Delivery,
    DoseUnit,
    MedicareKind,
    MedigapPlan,
    Residence,
    Route,
    StartedAt,
    SupplementKind,
)
from core.coverage import determine
from core.dosing import convertible
from core.intake.answers import Answers, asked, known, to_case_data
from core.reference.model import (
    Drug,
    DrugCode,
    EntryLimit,
    EquipmentKind,
    Indication,
    NotInReference,
    Topic,
    Way,
)
from core.reference.store import Reference
from core.result import Benefit

AWAY = (StartedAt.OFFICE, StartedAt.OUTPATIENT)
COMPARED = (Way.PUMP, Way.HOME_IVIG, Way.PART_D, Way.INCIDENT_TO)
"""Where the drugs fall that other places can give as well."""

LIMITED = (MedigapPlan.K, MedigapPlan.L, MedigapPlan.HDF, MedigapPlan.HDG)
"""The Medigap plans that a yearly amount moves."""

NO_HOME = (Residence.SKILLED_NURSING_FACILITY, Residence.HOSPITAL)


def drug(answers: Answers, reference: Reference) -> Drug | None:
    """The chosen drug, or None when none is chosen or known."""
    chosen = known(answers.drug)
    return reference.drug(chosen) if chosen else None


def topic(answers: Answers, reference: Reference) -> Topic | None:
    """The chosen topic, or None."""
    chosen = known(answers.topic)
    return next((each for each in reference.topics() if each.id == chosen), None)


def indications(answers: Answers, reference: Reference) -> tuple[Indication, ...]:
    """What the chosen drug is covered for; none for a drug off the list."""
    chosen = drug(answers, reference)
    if chosen is None:
        return ()
    return tuple(reference.indication(each) for each in chosen.indications)


def routes(answers: Answers, reference: Reference) -> tuple[Route, ...]:
    """How the chosen drug can be given."""
    chosen = drug(answers, reference)
    return chosen.routes if chosen else ()


def pumps(answers: Answers, reference: Reference) -> tuple[str, ...]:
    """The pumps that the chosen drug may be used with, the usual one first."""
    chosen = drug(answers, reference)
    if chosen is None or answers.delivery is not Delivery.PUMP:
        return ()
    found = sorted(chosen.pumps, key=lambda use: not use.usual)
    return tuple(
        use.hcpcs for use in found if reference.equipment(use.hcpcs).kind is EquipmentKind.PUMP
    )


def criteria(answers: Answers, reference: Reference) -> tuple[str, ...]:
    """The coverage questions of the chosen drug and indication, each once, in order."""
    chosen = known(answers.indication)
    if not chosen or chosen == OTHER_INDICATION:
        return ()
    sets = reference.indication(chosen).sets
    return tuple(dict.fromkeys(criterion for each in sets for criterion in each.criteria))


def criteria_to_ask(answers: Answers, reference: Reference) -> tuple[str, ...]:
    """The coverage questions still worth asking, and those answered.

    One of several alternatives is enough: once it is met, the others are left out.
    """
    every = criteria(answers, reference)
    chosen = known(answers.indication)
    if not every or not chosen:
        return ()
    alternatives = [each for each in reference.indication(chosen).sets if each.id != "all"]
    met = [
        each
        for each in alternatives
        if all(answers.criterion(criterion) is True for criterion in each.criteria)
    ]
    if not met:
        return every
    spare = {criterion for each in alternatives if each not in met for criterion in each.criteria}
    spare -= {criterion for each in met for criterion in each.criteria}
    return tuple(
        criterion
        for criterion in every
        if criterion not in spare or asked(answers.criterion(criterion))
    )


def code(answers: Answers, reference: Reference, day: date) -> DrugCode | None:
    """The code that the chosen drug is billed under on a day, or None."""
    chosen = known(answers.drug)
    try:
        return reference.drug_code(chosen, day) if chosen else None
    except NotInReference:
        return None


def units(answers: Answers, reference: Reference) -> tuple[DoseUnit, ...]:
    """The units the dose can be typed in: those that turn into a billing unit of the drug."""
    chosen = drug(answers, reference)
    billed = {each.unit for each in chosen.codes if each.unit} if chosen else set()
    if not billed:
        return (DoseUnit.MG, DoseUnit.MCG, DoseUnit.G, DoseUnit.ML, DoseUnit.UNITS)
    return tuple(unit for unit in DoseUnit if any(convertible(unit, each) for each in billed))


def limit(answers: Answers, reference: Reference) -> EntryLimit | None:
    """The limits that ask again about this drug's dose, or None."""
    chosen = known(answers.drug)
    return reference.entry_limit(chosen, known(answers.route)) if chosen else None


def way(answers: Answers, reference: Reference) -> Way | None:
    """Where the chosen drug falls at home, or None."""
    chosen = drug(answers, reference)
    return chosen.way if chosen else None


def home_possible(answers: Answers, reference: Reference) -> bool:
    """Whether Part B may pay for the treatment at home, as far as drug, pump and place go.

    It cannot for a drug off the list, one that no durable pump drives (home IVIG needs
    none), or one that is started away from home: no coverage question changes that.
    """
    found = way(answers, reference)
    if found is Way.HOME_IVIG:
        return True
    if found is not Way.PUMP or known(answers.started_at) in AWAY:
        return False
    return known(answers.delivery) in (Delivery.PUMP, None)


def order_matters(answers: Answers, reference: Reference) -> bool:
    """Whether dose and schedule can change a figure: at home, or in another place.

    What Part B does not pay at home may still be compared with an office, a hospital
    clinic and a nursing facility; products with a benefit of their own are not.
    """
    return way(answers, reference) in COMPARED


def has_part_b(answers: Answers) -> bool:
    """Whether the person has Original Medicare, or may have it."""
    return answers.medicare not in (MedicareKind.ADVANTAGE, MedicareKind.NONE)


def has_medigap(answers: Answers) -> bool:
    """Whether a Medigap letter is to be asked for."""
    return has_part_b(answers) and answers.supplement is SupplementKind.MEDIGAP


def is_refused_the_drug(answers: Answers, reference: Reference, day: date) -> bool:
    """Whether a drug plan or the pharmacy's own prices are to be asked about: Part B refuses
    the drug as it is ordered."""
    if drug(answers, reference) is None:
        return False
    case, problems = read(Case, to_case_data(answers, day))
    if case is None:
        raise ValueError(f"answers that make no case: {problems}")
    return any(each.benefit is Benefit.PART_D for each in determine(case, reference))


def two_amounts(answers: Answers, reference: Reference, day: date) -> bool:
    """Whether the ZIP code's state has one amount for rural places and another elsewhere, and
    no list says which of them the ZIP code is."""
    zip_code = known(answers.zip_code)
    if not zip_code or reference.is_rural(zip_code, day) is not None:
        return False
    try:
        state = reference.place(zip_code, day).state
        return reference.fee("E0781", "RR", state, True, day).value != (
            reference.fee("E0781", "RR", state, False, day).value
        )
    except NotInReference:
        return False


def visits_possible(answers: Answers, reference: Reference, day: date) -> bool:
    """Whether Medicare may pay visits: the drug and the place allow it, or it is not known."""
    if not home_possible(answers, reference) or way(answers, reference) is Way.HOME_IVIG:
        return False
    billed = code(answers, reference, day)
    if billed is not None and billed.visit_drug is False:
        return False
    paid = has_part_b(answers) or answers.has_plan_papers is True
    return paid and answers.residence not in NO_HOME
