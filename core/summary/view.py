"""What the pages of the summary look at again and again, worked out once from an estimate."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal

from core.case import Case, Delivery, MedicareKind, Route, SupplementKind
from core.money import Range
from core.reference.model import Drug, NotInReference, Way
from core.reference.store import Reference
from core.result import Benefit, Covered, Determination, Estimate
from core.summary.amounts import ordered
from core.summary.model import Outcome
from core.trace import Finding, Standing, Text, text

_BESIDE = (
    Benefit.VISITS,
    Benefit.PART_D,
    Benefit.HOME_HEALTH,
    Benefit.INCIDENT_TO,  # Part B, but in an office
    Benefit.PART_A_SNF,
)
"""Benefits that do not decide alone whether Part B covers the treatment at home."""


@dataclass(frozen=True, slots=True)
class View:
    """An estimate with its drug, its length in words and its outcome."""

    estimate: Estimate
    reference: Reference
    drug: Drug | None
    outcome: Outcome

    @property
    def case(self) -> Case:
        """The case as understood."""
        return self.estimate.case

    @property
    def drug_name(self) -> Text:
        """The drug's name, or "this treatment" when none was named."""
        return text(f"drug.{self.drug.id}") if self.drug else text("summary.this_treatment")

    @property
    def patient(self) -> Range:
        """What the person pays in all, the smaller end first."""
        return ordered(self.estimate.totals.patient)

    @property
    def advantage(self) -> bool:
        """Whether a Medicare Advantage plan stands in Medicare's place."""
        return self.case.coverage.medicare is MedicareKind.ADVANTAGE

    @property
    def plan_refused(self) -> bool:
        """Whether that plan has said no to this treatment."""
        plan = self.case.coverage.advantage
        return self.advantage and plan is not None and plan.authorized is False

    @property
    def part_d(self) -> Determination | None:
        """The answer for Part D when it was asked."""
        return self.estimate.determination(Benefit.PART_D)

    @property
    def projected(self) -> bool:
        """Whether any line took a price past the last day that it was published for."""
        return any(line.standing is Standing.PROJECTED for line in self.estimate.lines)

    @property
    def deciding(self) -> tuple[Determination, ...]:
        """The answers that decide the outcome, then the others."""
        first = [d for d in self.estimate.determinations if d.benefit not in _BESIDE]
        rest = [d for d in self.estimate.determinations if d.benefit in _BESIDE]
        return (*first, *rest)

    @property
    def findings(self) -> tuple[Finding, ...]:
        """Every finding once, those of the deciding benefits first."""
        seen: dict[tuple[str, Text], Finding] = {}
        for determination in self.deciding:
            for finding in determination.findings:
                seen.setdefault((finding.rule, finding.text), finding)
        return tuple(seen.values())


def look(estimate: Estimate, reference: Reference) -> View:
    """Make the view of an estimate."""
    drug: Drug | None = None
    if estimate.case.therapy.drug is not None:
        try:
            drug = reference.drug(estimate.case.therapy.drug, estimate.case.therapy.route)
        except NotInReference:
            drug = None
    return View(estimate, reference, drug, _outcome(estimate))


def _outcome(estimate: Estimate) -> Outcome:
    if (
        estimate.case.coverage.medicare is MedicareKind.ADVANTAGE
        and not estimate.lines
        and not estimate.complete
    ):
        return Outcome.PLAN
    answers = {d.covered for d in estimate.determinations if d.benefit not in _BESIDE}
    if Covered.YES in answers:
        return Outcome.COVERED
    # Without a drug no benefit was asked, and nothing is refused.
    return Outcome.UNKNOWN if Covered.UNKNOWN in answers or not answers else Outcome.NOT_COVERED


def treatment(view: View) -> Text:
    """The drug, how it is given and for how long, in one phrase."""
    how = "plain"
    therapy = view.case.therapy
    by_line = therapy.route in (Route.IV, Route.SC, None)
    if by_line and therapy.delivery is not None and not _pump_unsaid(view):
        how = {
            Delivery.PUMP: "pump",
            Delivery.ELASTOMERIC: "elastomeric",
            Delivery.GRAVITY: "gravity",
            Delivery.PUSH: "push",
        }[therapy.delivery]
    if view.case.days is None:
        return text(f"summary.treatment.{how}", drug=view.drug_name)
    return text(f"summary.treatment.{how}_for", drug=view.drug_name, length=length(view.case.days))


def _pump_unsaid(view: View) -> bool:
    """Whether the pump is only what a case says by default: home IVIG needs none."""
    therapy = view.case.therapy
    needs_none = view.drug is not None and view.drug.way is Way.HOME_IVIG
    return needs_none and therapy.delivery is Delivery.PUMP and therapy.pump is None


def length(days: int) -> Text:
    """The length in words: whole weeks where it is, days otherwise."""
    if days % 7 == 0:
        return text("summary.weeks", n=days // 7)
    return text("summary.days", n=days)


def tail(view: View) -> Text:
    """What the figure is for, below it: all the weeks or days of the treatment."""
    days = view.case.days
    if days is None:
        return text("summary.tail.whole")
    if days % 7 == 0:
        return text("summary.tail.weeks", n=days // 7)
    return text("summary.tail.days", n=days)


def dates(view: View) -> Text | None:
    """First to last day of the treatment, both included; None when not known."""
    start, days = view.case.start, view.case.days
    if start is None or days is None:
        return None
    end = start + timedelta(days=days - 1)
    if end == start:
        return text("summary.dates.one", start=start)
    key = "summary.dates.same_year" if start.year == end.year else "summary.dates.two_years"
    return text(key, start=start, end=end)


def told(view: View) -> Text:
    """The cover that the figure was made for: "You told us you have ..."."""
    coverage = view.case.coverage
    key = {
        None: "unknown",
        MedicareKind.NONE: "no_part_b",
        MedicareKind.ADVANTAGE: "advantage",
        MedicareKind.ORIGINAL: "",
    }[coverage.medicare]
    if key:
        return text(f"summary.told.{key}")
    supplement = coverage.supplement
    if supplement is None or supplement.kind is None:
        said = text("summary.told.original_unsure")
    elif supplement.plan is not None:
        said = text("summary.told.original_medigap", plan=supplement.plan.value)
    elif supplement.kind is SupplementKind.NONE and coverage.part_d is not None:
        return text("summary.told.original.none_part_d")
    else:
        said = text(f"summary.told.original.{supplement.kind.value}")
    if coverage.part_d is None:
        return said
    return text("summary.two_sentences", first=said, second=text("summary.told.part_d"))


def is_whole(value: Decimal) -> bool:
    """Whether a count has no fraction."""
    return value == value.to_integral_value()
