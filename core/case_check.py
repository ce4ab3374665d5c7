"""What is impossible in a case, against the reference: every problem at once, each with its path.

`core.binding` has already checked forms and limits.  What is only not known (null) is no
problem, nor is a treatment that Medicare does not cover: that is an answer.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, timedelta
from decimal import Decimal
from functools import partial

from core.case import OTHER_INDICATION, Case, Delivery, DoseUnit, SupplementKind
from core.coverage.equipment import DISPOSABLE, IMPLANTABLE
from core.dosing import DAY_MINUTES, convertible
from core.reference.model import Billing, Drug, EquipmentKind, NotInReference, Place, Way
from core.reference.store import Reference
from core.trace import Problem, Standing, text

LONGEST_PROJECTION = timedelta(days=366)
"""How long after the last published prices a treatment may start; later is a slip."""


def check(case: Case, reference: Reference) -> tuple[Problem, ...]:
    """Every impossible value of a case, in the order of the case format."""
    return (
        *_start(case, reference),
        *_home(case, reference),
        *_therapy(case, reference),
        *_supplier(case, reference),
        *_coverage(case, reference),
    )


def _problem(path: str, key: str, **values: object) -> Problem:
    return Problem(path, text(f"case.{key}", **values))


def _found(look_up: Callable[[], object]) -> bool:
    try:
        look_up()
    except NotInReference:
        return False
    return True


def _last_day(table: str, reference: Reference) -> date:
    """The last day that a table of this edition is published for."""
    return dict(reference.edition.published_through)[table]


def _start(case: Case, reference: Reference) -> Iterator[Problem]:
    start = case.start or case.as_of
    path = "as_of" if case.start is None else "start"
    has_places = _found(lambda: reference.localities(start))
    if not has_places or not _found(lambda: reference.parameter("part_b_deductible", start)):
        yield _problem(path, "start_too_early")
    last = _last_day("parameters", reference) + LONGEST_PROJECTION
    if start > last:
        yield _problem(path, "start_too_late", last=last)


def _home(case: Case, reference: Reference) -> Iterator[Problem]:
    home = case.home
    # Places are looked up in the edition's own year, so that only the place can be at fault.
    day = _last_day("localities", reference)
    lies: Place | None = None
    if home.zip is not None:
        try:
            lies = reference.place(home.zip, day)
        except NotInReference:
            yield _problem("home.zip", "zip_unknown", zip=home.zip)
    if home.state is not None and not _is_state(home.state, day, reference):
        yield _problem("home.state", "state_unknown", state=home.state)
    elif lies is not None and home.state not in (None, lies.state):
        yield _problem("home.state", "state_is_not_of_zip", zip=home.zip, state=lies.state)
    if home.locality is None:
        return
    if len(home.locality) != 2:
        yield _problem("home.locality", "locality_is_no_pair")
        return
    carrier, locality = home.locality
    if not _found(lambda: reference.locality(carrier, locality, day)):
        yield _problem("home.locality", "locality_unknown", carrier=carrier, locality=locality)
    elif lies is not None and (carrier, locality) != (lies.carrier, lies.locality):
        yield _problem("home.locality", "locality_is_not_of_zip", zip=home.zip)
    elif lies is None and home.state and not reference.lies_in(home.state, carrier, locality):
        yield _problem("home.locality", "locality_is_not_of_state", state=home.state)


def _is_state(state: str, day: date, reference: Reference) -> bool:
    """Whether Medicare has prices for a state: of equipment, or of visits alone, as in Guam."""
    places = reference.localities(day)
    return state in reference.states() or any(
        reference.lies_in(state, each.carrier, each.locality) for each in places
    )


def _therapy(case: Case, reference: Reference) -> Iterator[Problem]:
    therapy = case.therapy
    drug: Drug | None = None
    if therapy.drug is not None:
        try:
            drug = reference.drug(therapy.drug, therapy.route)
        except NotInReference:
            yield _problem("therapy.drug", "drug_unknown", drug=therapy.drug)
    # Without a drug, what hangs on it is not asked; the rest is.
    if drug is not None:
        yield from _choice(
            "therapy.indication", therapy.indication, (*drug.indications, OTHER_INDICATION)
        )
    yield from _pump(case, drug, reference)
    if drug is not None:
        yield from _dose(case, drug, reference)
    yield from _time(case)
    yield from _breaks(case)
    if drug is not None:
        yield from _criteria(case, drug, reference)


def _choice(path: str, stated: str | None, possible: tuple[str, ...]) -> Iterator[Problem]:
    if stated is not None and stated not in possible:
        yield _problem(path, "not_of_the_drug", choices=", ".join(possible))


def _pump(case: Case, drug: Drug | None, reference: Reference) -> Iterator[Problem]:
    pump = case.therapy.pump
    if pump is None or pump in IMPLANTABLE:
        return
    try:
        kind = reference.equipment(pump).kind
    except NotInReference:
        yield _problem("therapy.pump", "code_unknown", code=pump)
        return
    if pump in DISPOSABLE:
        return
    if kind is not EquipmentKind.PUMP:
        yield _problem("therapy.pump", "not_a_pump", code=pump)
        return
    usable = tuple(use.hcpcs for use in drug.pumps) if drug else ()
    if usable and pump not in usable:
        yield _problem("therapy.pump", "not_of_the_drug", choices=", ".join(usable))
    if case.therapy.delivery not in (Delivery.PUMP, None):
        yield _problem(
            "therapy.pump", "pump_without_delivery", delivery=case.therapy.delivery.value
        )


def _dose(case: Case, drug: Drug, reference: Reference) -> Iterator[Problem]:
    dose = case.therapy.dose
    if dose is None or dose.unit is None or drug.way not in (Way.PUMP, Way.HOME_IVIG):
        return  # a drug that Part B does not pay at home is not counted in its units
    try:
        code = reference.drug_code(drug.id, case.start or case.as_of)
    except NotInReference:
        return
    # A cassette is one unit whatever is infused, so its dose may be told in anything.
    if not code.unit or code.billing in (Billing.CASSETTE, Billing.NO_CODE):
        return
    if not convertible(dose.unit, code.unit):
        possible = ", ".join(unit for unit in DoseUnit if convertible(unit, code.unit))
        yield _problem("therapy.dose.unit", "unit_of_another_kind", choices=possible)


def _time(case: Case) -> Iterator[Problem]:
    therapy = case.therapy
    if therapy.minutes is None or therapy.administrations_per_week is None:
        return
    if therapy.minutes * therapy.administrations_per_week > 7 * DAY_MINUTES:
        yield _problem("therapy.minutes", "longer_than_the_week")


def _breaks(case: Case) -> Iterator[Problem]:
    """Breaks lie inside of the treatment, one after another."""
    start = case.start or case.as_of
    free = start
    for number, each in enumerate(case.therapy.breaks):
        path = f"therapy.breaks[{number}]"
        if each.last_use is None or each.resumed is None:
            yield _problem(path, "break_without_days")
            continue
        is_late = case.days is not None and (each.resumed - start).days >= case.days
        if not free <= each.last_use < each.resumed or is_late:
            yield _problem(path, "break_out_of_order")
        free = max(free, each.resumed)


def _criteria(case: Case, drug: Drug, reference: Reference) -> Iterator[Problem]:
    asked = {
        criterion
        for indication in drug.indications
        for one in reference.indication(indication).sets
        for criterion in one.criteria
    }
    for criterion in case.criteria:
        if criterion not in asked:
            yield _problem(f"criteria.{criterion}", "criterion_not_of_the_drug")


def _supplier(case: Case, reference: Reference) -> Iterator[Problem]:
    day = _last_day("visit_rates", reference)
    for code in case.supplier.charges:
        if not any(
            _found(partial(look_up, code))
            for look_up in (
                reference.equipment,
                reference.drug,
                partial(reference.visit_rate, day=day),
            )
        ):
            yield _problem(f"supplier.charges.{code}", "code_unknown", code=code)


def _coverage(case: Case, reference: Reference) -> Iterator[Problem]:
    coverage = case.coverage
    supplement = coverage.supplement
    if supplement and supplement.plan and supplement.kind not in (SupplementKind.MEDIGAP, None):
        yield _problem("coverage.supplement.plan", "plan_without_medigap")
    if (
        supplement
        and supplement.employer
        and supplement.kind not in (SupplementKind.ACTIVE_EMPLOYER, None)
    ):
        yield _problem("coverage.supplement.employer", "employer_without_work")
    plan, drug_plan = coverage.advantage, coverage.part_d
    yield from _within(
        "coverage.deductible_met", coverage.deductible_met, "part_b_deductible", case, reference
    )
    limit = plan.out_of_pocket_limit if plan else None
    if plan and plan.spent is not None and limit is not None and plan.spent > limit:
        yield _problem("coverage.advantage.spent", "more_than_limit", limit=limit)
    if drug_plan:
        yield from _within(
            "coverage.part_d.spent", drug_plan.spent, "part_d_oop_threshold", case, reference
        )


def _within(
    path: str, amount: Decimal | None, parameter: str, case: Case, reference: Reference
) -> Iterator[Problem]:
    """An amount counted in a calendar year cannot be more than that year's limit."""
    if amount is None:
        return
    try:
        limit = reference.parameter(parameter, case.start or case.as_of)
    except NotInReference:
        return
    # A limit that is only projected may turn out higher, so nothing is too much for it.
    if limit.standing is Standing.PUBLISHED and amount > limit.value.high:
        yield _problem(path, "more_than_limit", limit=limit.value.high)
