"""What the rules are asked of: a case, with what the reference says about each part of it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from core.case import OTHER_INDICATION, Case, Delivery, Route
from core.reference.model import Drug, DrugCode, Indication, NotInReference, Way
from core.reference.store import Reference
from core.result import Covered
from core.trace import text


@dataclass(frozen=True, slots=True)
class Context:
    """One case, looked up.  Coverage is decided as of the first day of treatment.

    `pump` is the code of the one stated, else of the drug's usual one; None when neither is known.
    `indication` is the one stated, else the only one that the drug has; None when it is
    not known or the reference does not list it.
    """

    case: Case
    reference: Reference
    start: date
    drug: Drug
    code: DrugCode | None
    pump: str | None
    indication: Indication | None
    equipment: Covered = Covered.UNKNOWN
    """What was decided about the pump, its supplies and the drug: visits hang on it."""

    @property
    def listed(self) -> bool:
        """Whether the drug is on the list of drugs for a durable pump."""
        return self.drug.way is Way.PUMP

    @property
    def other_indication(self) -> bool:
        """Whether the drug is for something that the reference does not list for it."""
        return self.case.therapy.indication == OTHER_INDICATION

    @property
    def delivery(self) -> Delivery | None:
        """What drives the infusion."""
        return self.case.therapy.delivery

    @property
    def possible_routes(self) -> tuple[Route, ...]:
        """The route that is stated, else every route that the drug can have."""
        stated = self.case.therapy.route
        return self.drug.routes if stated is None else (stated,)

    @property
    def max_days(self) -> int | None:
        """The longest course that the indication is covered for; None = no limit."""
        return None if self.indication is None else self.indication.max_days

    def word(self, name: str) -> object:
        """A value that the words of a rule use, by its name."""
        return _WORDS[name](self)


_WORDS: dict[str, Callable[[Context], object]] = {
    "drug": lambda context: text(f"drug.{context.drug.id}"),
    "indication": lambda context: (
        context.indication and text(f"indication.{context.indication.id}")
    ),
    "start": lambda context: context.start,
    "max_days": lambda context: context.max_days,
}


def make(case: Case, reference: Reference) -> Context:
    """Look up what the rules need.

    The case must have passed `core.case_check`: a drug, pump or indication that the
    reference does not know raises NotInReference.
    """
    start = case.start or case.as_of
    if case.therapy.drug is None:
        raise NotInReference("drug", start, reference.edition.id)
    drug = reference.drug(case.therapy.drug, case.therapy.route)
    return Context(
        case=case,
        reference=reference,
        start=start,
        drug=drug,
        code=_code(drug, start, reference),
        pump=_pump(case, drug),
        indication=_indication(case, drug, reference),
    )


def _code(drug: Drug, start: date, reference: Reference) -> DrugCode | None:
    try:
        return reference.drug_code(drug.id, start)
    except NotInReference:
        return None  # a drug without a code on that day: what is said about codes is unknown


def _pump(case: Case, drug: Drug) -> str | None:
    if case.therapy.pump is not None:
        return case.therapy.pump
    return next((use.hcpcs for use in drug.pumps if use.usual), None)


def _indication(case: Case, drug: Drug, reference: Reference) -> Indication | None:
    stated = case.therapy.indication
    if stated == OTHER_INDICATION:
        return None
    if stated is None:
        return reference.indication(drug.indications[0]) if len(drug.indications) == 1 else None
    return reference.indication(stated)
