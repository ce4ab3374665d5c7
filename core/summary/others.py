"""Who else may pay, the other places, whom to call, and what the figure leaves out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from core.case import MedicareKind, MedigapPlan, Setting, SupplementKind
from core.money import ZERO, Range
from core.reference.model import Helper, NotInReference
from core.result import SettingOption, SupplementOption
from core.summary.amounts import at_least, shown_range
from core.summary.model import CallRow, Left, Outcome, PayerRow, PlaceRow, Unsure
from core.summary.view import View
from core.trace import Text, text

MEDICARE = "medicare"
SOCIAL_SECURITY = "social-security"
TRICARE = "tricare-for-life"
"""Ids of help lines in the reference."""

HIGH_DEDUCTIBLE = (MedigapPlan.HDF, MedigapPlan.HDG)
_PAYER_ORDER = (
    SupplementKind.NONE,
    SupplementKind.QMB,
    SupplementKind.MEDICAID,
    SupplementKind.MEDIGAP,
    SupplementKind.RETIREE,
    SupplementKind.TRICARE_FOR_LIFE,
    SupplementKind.VA,
    SupplementKind.ACTIVE_EMPLOYER,
    SupplementKind.SLMB,
    SupplementKind.QI,
)


def amount_text(amount: Range, complete: bool) -> Text:
    """An amount as a cell says it: "$283", "$10 to $20", "at least $10", "$0 or more"."""
    if complete:
        return text("summary.amount.plain", amount=amount)
    key = "or_more" if amount.low == ZERO else "at_least"
    return text(f"summary.amount.{key}", amount=at_least(amount))


def payer_rows(view: View) -> tuple[PayerRow, ...]:
    """What the person would pay with other coverage; Medigap letters that come to the same
    amount share a row with the note of the first, but the person's own has one to itself."""
    if view.outcome is Outcome.PLAN:
        return ()
    groups: dict[tuple[SupplementKind, Range, bool, bool], list[SupplementOption]] = {}
    for option in view.estimate.supplements:
        high = option.plan in HIGH_DEDUCTIBLE
        key = (option.kind, option.patient, high, _is_current(view, option))
        groups.setdefault(key, []).append(option)
    rows = [_payer_row(view, options) for options in groups.values()]
    return tuple(sorted(rows, key=lambda row: (_PAYER_ORDER.index(row.kind), row.amount.high)))


def _is_current(view: View, option: SupplementOption) -> bool:
    """Whether the person has told that they have just this coverage."""
    told = view.case.coverage.supplement
    return told is not None and (told.kind, told.plan) == (option.kind, option.plan)


def _payer_row(view: View, options: list[SupplementOption]) -> PayerRow:
    first = options[0]
    plans = tuple(option.plan for option in options if option.plan is not None)
    amount = shown_range(first.patient)
    return PayerRow(
        kind=first.kind,
        plans=plans,
        name=payer_name(first.kind, plans),
        amount=amount,
        amount_text=amount_text(amount, view.estimate.complete),
        note=first.note,
        current=_is_current(view, first),
    )


def payer_name(kind: SupplementKind, plans: Sequence[MedigapPlan]) -> Text:
    """What a kind of coverage is called: with the letters, for Medigap plans that have them."""
    if not plans:
        return text(f"summary.payer.{kind.value}")
    letters = ", ".join(plan.value.removeprefix("HD") for plan in plans)
    high = all(plan in HIGH_DEDUCTIBLE for plan in plans)
    return text(
        "summary.payer.medigap_high" if high else "summary.payer.medigap_plans", plans=letters
    )


def place_rows(view: View) -> tuple[PlaceRow, ...]:
    """Home first, then the other places in the order they were asked for."""
    if view.outcome is Outcome.PLAN:
        return ()
    home = SettingOption(
        setting=Setting.HOME,
        fits=True,
        why=text("summary.place.home.note"),
        patient=view.estimate.totals.patient if view.estimate.lines else None,
        total=None,
        complete=view.estimate.complete,
    )
    others = [option for option in view.estimate.settings if option.setting is not Setting.HOME]
    options = [home, *others] if others else []
    amounts = [_place_amount(option) for option in options]
    priced = [amount.high for amount in amounts if amount is not None]
    dearest = max(priced, default=Decimal(0))
    fitting = [(o, a) for o, a in zip(options, amounts, strict=True) if o.fits]
    comparable = len(fitting) > 1 and all(
        a is not None and a.low == a.high and o.complete for o, a in fitting
    )
    least = min((a.high for _, a in fitting if a is not None), default=Decimal(0))
    return tuple(
        PlaceRow(
            setting=option.setting,
            name=text(f"summary.place.{option.setting.value}"),
            fits=option.fits,
            amount=amount,
            amount_text=_place_text(option, amount),
            note=option.why,
            here=option.setting is Setting.HOME,
            cheapest=comparable and option.fits and amount is not None and amount.high == least,
            bar=amount.high / dearest if amount is not None and dearest else Decimal(0),
        )
        for option, amount in zip(options, amounts, strict=True)
    )


def _place_amount(option: SettingOption) -> Range | None:
    if not option.fits or option.patient is None:
        return None
    return shown_range(option.patient)


def _place_text(option: SettingOption, amount: Range | None) -> Text:
    if not option.fits:
        return text("summary.place.not_a_fit")
    if amount is None:
        return text("summary.place.no_price")
    return amount_text(amount, option.complete)


def state_of(view: View) -> str | None:
    """The state of the home by its letters, or None when it is not known."""
    home = view.case.home
    if home.state is not None:
        return home.state
    if home.zip is None:
        return None
    try:
        return view.reference.place(home.zip, view.case.as_of).state
    except NotInReference:
        return None


def call_rows(view: View) -> tuple[CallRow, ...]:
    """Medicare, the state's free counselling, and the lines that this case needs."""
    helpers = {helper.id: helper for helper in view.reference.helpers()}
    rows = []
    if MEDICARE in helpers:
        rows.append(_call(helpers[MEDICARE]))
    state = state_of(view)
    ship = view.reference.ship(state) if state is not None else None
    if ship is not None:
        rows.append(
            CallRow(
                name=text("summary.call.ship", name=ship.name),
                phone=ship.phone,
                tty=ship.tty,
                purpose=text("summary.call.ship.for"),
                last_checked=ship.last_checked,
            )
        )
    elif "ship-national" in helpers:
        rows.append(_call(helpers["ship-national"]))
    if SOCIAL_SECURITY in helpers:
        social_security = _call(helpers[SOCIAL_SECURITY])
        if view.case.coverage.medicare is MedicareKind.NONE:
            rows.append(replace(social_security, purpose=text("summary.call.sign_up")))
        elif view.part_d is not None:
            rows.append(social_security)
    held = view.case.coverage.supplement
    if held is not None and held.kind is SupplementKind.TRICARE_FOR_LIFE:
        rows.append(_call(helpers[TRICARE]))
    return tuple(rows)


def _call(helper: Helper) -> CallRow:
    return CallRow(
        name=text(f"help.{helper.id}"),
        phone=helper.phone,
        tty=helper.tty,
        purpose=text(f"help.{helper.id}.for"),
        last_checked=helper.last_checked,
    )


def left_out(view: View) -> tuple[Left, ...]:
    """What has no known price here, then what an estimate of this kind never holds."""
    unknown = [Left(part.what, part.why, part.ask) for part in view.estimate.not_estimated]
    always = [
        text("summary.left.doctor_visits"),
        text("summary.left.tests"),
        text("summary.left.hospital"),
    ]
    if view.case.coverage.medicare is not MedicareKind.NONE:
        always.append(_premium(view))
    return (*unknown, *(Left(what, None, None) for what in always))


def _premium(view: View) -> Text:
    try:
        premium = view.reference.parameter("part_b_standard_premium", view.case.as_of).value
    except NotInReference:
        return text("summary.left.premium")
    return text("summary.left.premium_of", amount=premium)


def unsure(view: View) -> tuple[Unsure, ...]:
    """The answers that move the figure, most first."""
    moving = [a for a in view.estimate.assumptions if a.patient_effect > 0]
    return tuple(
        Unsure(a.id, a.low, a.high, a.patient_effect, a.ask)
        for a in sorted(moving, key=lambda a: -a.patient_effect)
    )


def conventions(view: View) -> tuple[Unsure, ...]:
    """The assumptions that move nothing here, as they come."""
    return tuple(
        Unsure(a.id, a.low, a.high, a.patient_effect, a.ask)
        for a in view.estimate.assumptions
        if a.patient_effect <= 0
    )
