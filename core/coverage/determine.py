"""Which benefit covers what: every benefit that an infusion may fall under, decided."""

from __future__ import annotations

from dataclasses import replace

from core.case import Case
from core.coverage import elsewhere, equipment, ivig, visits
from core.coverage.context import Context, make
from core.coverage.rules import find
from core.reference.model import Way
from core.reference.store import Reference
from core.result import Benefit, Covered, Determination
from core.trace import Finding


def determine(case: Case, reference: Reference) -> tuple[Determination, ...]:
    """Decide each benefit that may pay: the pump with its drug, the visits, and others.

    Immune globulin into a vein has a benefit of its own, so neither pump nor visits are
    asked about.  Other benefits follow when the treatment or its visits are refused.
    The case must have passed `core.case_check`.
    """
    context = make(case, reference)
    if context.drug.way is Way.HOME_IVIG:
        main: tuple[Determination, ...] = (_decide(Benefit.IVIG, ivig.findings(context)),)
    else:
        pump = _decide(Benefit.EQUIPMENT, equipment.findings(context))
        context = replace(context, equipment=pump.covered)
        main = (pump, _decide(Benefit.VISITS, visits.findings(context)))
    others = elsewhere.to_look_into(context, *main)
    return (*main, *(_look_into(benefit, context) for benefit in others))


def nursing_facility(case: Case, reference: Reference) -> Determination:
    """Whether Part A would pay for a stay in a skilled nursing facility instead."""
    return _look_into(Benefit.PART_A_SNF, make(case, reference))


def decide(findings: tuple[Finding, ...]) -> Covered:
    """Refused by one unmet condition, else open by one that is not known, else covered."""
    answers = {finding.met for finding in findings}
    if False in answers:
        return Covered.NO
    return Covered.UNKNOWN if None in answers else Covered.YES


def _decide(benefit: Benefit, findings: tuple[Finding, ...]) -> Determination:
    return Determination(benefit, decide(findings), findings)


def _look_into(benefit: Benefit, context: Context) -> Determination:
    return _decide(benefit, find(elsewhere.RULES[benefit], context))
