"""What to do now and what to ask, by outcome.  Every entry is a sentence to act on."""

from __future__ import annotations

from core.case import MedicareKind, SupplementKind
from core.reference.model import Way
from core.summary.amounts import shown_range
from core.summary.model import Outcome
from core.summary.view import View, length
from core.trace import Text, text


def to_do(view: View, is_zero: bool) -> tuple[Text, ...]:
    """Three to five things to do, the most useful first."""
    if view.outcome is Outcome.PLAN and view.plan_refused:
        return _all("plan_appeal", "plan_why", "full_price", "keep_plan")
    if view.outcome is Outcome.PLAN:
        return _all("plan_call", "plan_approval", "plan_network", "keep_plan")
    if view.outcome is Outcome.NOT_COVERED:
        return _not_covered(view)
    first = () if view.outcome is Outcome.COVERED else (text("summary.do.check"),)
    if view.advantage:
        return (*first, *_all("plan_approval", "plan_network", "keep_plan"))
    change = _change(view)
    rest = [_other_cover(view), *change]
    if not is_zero:
        assigned = view.case.supplier.accepts_assignment is not False
        rest.insert(0, text(f"summary.do.{'assignment' if assigned else 'other_supplier'}"))
    last = "abn" if view.outcome is Outcome.UNKNOWN else "keep"
    return (*first, *rest, text(f"summary.do.{last}"))


def _not_covered(view: View) -> tuple[Text, ...]:
    if view.case.coverage.medicare is MedicareKind.NONE:
        return _all("sign_up", "full_price", "tell_us")
    way = view.drug.way if view.drug is not None else None
    said = list(_change(view))
    if way is Way.PUMP:
        said.append(text("summary.do.fix"))
    if way is Way.INCIDENT_TO:
        return _all("office", "full_price", "abn_refused")
    said.append(text("summary.do.full_price"))
    if _drug_plan(view):
        has_plan = view.case.coverage.part_d is not None
        said.append(
            text(
                "summary.do.drug_plan" if has_plan else "summary.do.drug_plan_if",
                drug=view.drug_name,
            )
        )
    return (*said, *_all("abn_refused", "other_place"))


def _change(view: View) -> tuple[Text, ...]:
    """The change that helps most, with what would be paid then; none where none helps."""
    for change in view.estimate.changes[:1]:
        if change.saves is None:
            return (text("summary.do.change_gain", what=change.what),)
        key = "summary.do.change" if change.complete else "summary.do.change_known"
        return (text(key, what=change.what, amount=shown_range(change.patient)),)
    return ()


def _drug_plan(view: View) -> bool:
    return view.part_d is not None or (view.drug is not None and view.drug.way is Way.PART_D)


def _other_cover(view: View) -> Text:
    supplement = view.case.coverage.supplement
    if supplement is None or supplement.kind in (None, SupplementKind.NONE):
        return text("summary.do.tell_us")
    return text("summary.do.show_cards")


def _all(*keys: str) -> tuple[Text, ...]:
    return tuple(text(f"summary.do.{key}") for key in keys)


def to_ask(view: View, is_zero: bool) -> tuple[Text, ...]:
    """Questions to ask before agreeing."""
    if view.outcome is Outcome.PLAN:
        return (
            text("summary.ask.plan_drug"),
            text("summary.ask.plan_visit"),
            text("summary.ask.plan_limit"),
        )
    said = []
    if view.case.days is not None:
        said.append(text("summary.ask.longer", length=length(view.case.days)))
    said.append(text("summary.ask.night"))
    said.append(text("summary.ask.accepts_mine" if is_zero else "summary.ask.help"))
    return tuple(said)
