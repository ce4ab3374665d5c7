"""Every screen in every state that a visitor can meet: for pictures and tests."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from core.binding import read
from core.case import Case, Delivery, ExtraHelp, MedicareKind, MedigapPlan, Setting, SupplementKind
from core.estimate import estimate
from core.intake.answers import UNASKED, Answers, DoseFrom, WayIn, to_case_data
from core.intake.prune import prune
from core.intake.what_if import Cover, WhatIf, apply
from core.reference.store import Reference
from core.result import Estimate
from core.summary import Clinic, Summary, summarise
from core.summary.what_if import mark
from core.words import Words, words
from gui import flow
from gui.app import pages_of
from gui.overlays import questions
from gui.overlays.question import Question
from gui.sample import ANSWERS, TODAY
from gui.state import EDITIONS, GONE_OUT, Prefs, PrinterState, State, Step, Tried

_STICK = "/media/usb"
_PRINTERS = (
    PrinterState.SENDING,
    PrinterState.SENT,
    PrinterState.HANDED_OVER,
    PrinterState.OUT_OF_PAPER,
    PrinterState.JAM,
    PrinterState.COVER_OPEN,
    PrinterState.NO_TONER,
    PrinterState.PAUSED,
    PrinterState.REJECTING,
    PrinterState.OFFLINE,
    PrinterState.SERVICE_DOWN,
    PrinterState.FAILED,
    PrinterState.UNKNOWN,
)

_PLAN_WITH_FIGURES = replace(
    ANSWERS,
    medicare=MedicareKind.ADVANTAGE,
    plan_approved=True,
    in_network=True,
    has_plan_papers=True,
    plan_drug_percent=Decimal(20),
    plan_equipment_percent=Decimal(20),
    plan_visit_copay=Decimal(25),
    plan_deductible_left=Decimal(0),
    plan_limit=Decimal(5900),
    plan_spent=Decimal(1200),
)
_THROUGH_A_DRUG_PLAN = replace(
    ANSWERS,
    delivery=Delivery.GRAVITY,
    has_quotes=True,
    drug_price=Decimal(900),
    per_diem=Decimal(95),
    visit_price=Decimal(110),
    has_drug_plan=True,
    fills=Decimal(2),
    drug_copay=None,
    extra_help=ExtraHelp.NONE,
    drug_spent=Decimal(0),
    homebound=False,
)

RESULTS: dict[str, Answers] = {
    "covered": ANSWERS,
    "range": replace(ANSWERS, deductible_met=None, visits_per_week=None),
    "unknown": replace(ANSWERS, criteria=()),
    "not-covered": replace(ANSWERS, criteria=tuple((name, False) for name, _ in ANSWERS.criteria)),
    "not-covered-drug": replace(
        ANSWERS, drug="vancomycin", indication=UNASKED, criteria=(), pump=UNASKED
    ),
    "zero": replace(ANSWERS, supplement=SupplementKind.QMB),
    "gravity": replace(ANSWERS, delivery=Delivery.GRAVITY),
    "advantage": replace(ANSWERS, medicare=MedicareKind.ADVANTAGE),
    "advantage-figures": _PLAN_WITH_FIGURES,
    "drug-plan": _THROUGH_A_DRUG_PLAN,
    "retiree": replace(
        ANSWERS,
        supplement=SupplementKind.RETIREE,
        retiree_share=Decimal(80),
        retiree_deductible=Decimal(0),
    ),
    "employer": replace(ANSWERS, supplement=SupplementKind.ACTIVE_EMPLOYER),
    "no-part-b": replace(ANSWERS, medicare=MedicareKind.NONE),
    "long": replace(ANSWERS, days=365),
    "nothing-known": Answers(
        way_in=WayIn.MEDICINE,
        drug="milrinone",
        dose_from=None,
        dose_amount=None,
        dose_unit=None,
        administrations_per_week=None,
        minutes=None,
        start=None,
        days=None,
        medicare=None,
        deductible_met=None,
        zip_code=None,
        visits_per_week=None,
    ),
}
"""Answers for each kind of result, by name."""

_BRANCHES: tuple[Answers, ...] = (
    ANSWERS,
    replace(ANSWERS, way_in=WayIn.CONDITION, topic=UNASKED),
    replace(ANSWERS, way_in=WayIn.CONDITION, topic="heart-failure"),
    replace(ANSWERS, way_in=WayIn.KIND, topic=UNASKED),
    replace(ANSWERS, way_in=WayIn.EQUIPMENT, topic=UNASKED),
    replace(ANSWERS, supplement=SupplementKind.MEDIGAP, medigap_plan=MedigapPlan.G),
    replace(ANSWERS, dose_amount=Decimal(4000)),
    replace(ANSWERS, dose_from=DoseFrom.USUAL, usual="", dose_amount=Decimal(60)),
    _PLAN_WITH_FIGURES,
    replace(ANSWERS, supplement=SupplementKind.RETIREE, zip_code=None),
    replace(ANSWERS, supplement=SupplementKind.ACTIVE_EMPLOYER),
    replace(ANSWERS, supplement=SupplementKind.MEDIGAP, medigap_plan=MedigapPlan.K),
    _THROUGH_A_DRUG_PLAN,
)
"""Answers that together lead past every question that there is."""


@dataclass(frozen=True, slots=True)
class Scene:
    """A state to show, and the question that covers it, if any."""

    name: str
    state: State
    question: Question | None = None


@dataclass(frozen=True, slots=True)
class Result:
    """A result that was made once for all the scenes that show it."""

    answers: Answers
    estimate: Estimate
    summary: Summary


def scenes(reference: Reference, prefs: Prefs, clinic: str = "") -> Iterator[Scene]:
    """Every scene, for one visitor's preferences."""
    say = words(prefs.language)
    base = State(
        step=Step.START,
        answers=Answers(),
        prefs=prefs,
        words=say,
        reference=reference,
        edition=reference.edition,
        today=TODAY,
        estimate=None,
        handout=None,
        printer=PrinterState.READY,
        stick=None,
        clinic=clinic,
        part="",
        position=(0, 0),
        can_speak=True,
    )
    yield Scene("start", base)
    yield Scene("start-no-printer", replace(base, printer=PrinterState.NO_QUEUE))
    yield from _questions(base)
    results = {name: _tell(answers, reference, TODAY) for name, answers in RESULTS.items()}
    for name, result in results.items():
        yield Scene(f"result-{name}", _with(base, Step.RESULT, result))
        yield Scene(f"why-{name}", _with(base, Step.WHY, result))
    yield from _around(base, results["covered"], say)
    yield from _what_ifs(base, results["covered"])
    yield Scene("what-if-unknown", _with(base, Step.WHAT_IF, results["nothing-known"]))
    yield Scene("what-if-refused", _with(base, Step.WHAT_IF, results["not-covered"]))
    yield from _overlays(base, say)


def _questions(base: State) -> Iterator[Scene]:
    """Each stop once empty, as it is met, and once answered."""
    seen: set[tuple[str, bool]] = set()
    for answers in _BRANCHES:
        kept = prune(answers, base.reference)
        way = flow.stops(kept, base.reference, base.today)
        for stop in way:
            if not flow.position(stop, way)[0]:
                continue
            name = "-".join(filter(None, (stop.step, stop.part)))
            state = replace(
                base,
                step=stop.step,
                part=stop.part,
                answers=kept,
                position=flow.position(stop, way),
            )
            kind = (name, kept == prune(ANSWERS, base.reference))
            if kind in seen or (name in {each for each, _ in seen} and not _differs(name)):
                continue
            seen.add(kind)
            yield Scene(name if kind[1] else f"{name}-other", state)


def _differs(name: str) -> bool:
    """Whether a stop looks different on another branch."""
    return name in ("treatment", "topic-choose", "schedule-readback", "other-coverage-kind")


def _around(base: State, result: Result, say: Words) -> Iterator[Scene]:
    """The screens that follow a result."""
    pages = pages_of(result.summary, say, Clinic(base.clinic))
    told = replace(_with(base, Step.RESULT, result), handout=pages, editions=EDITIONS[:-1])
    yield Scene("result-stick", replace(told, stick=_STICK))
    yield Scene("result-saved", replace(told, stick=_STICK, saved=True))
    yield Scene("result-no-printer", replace(told, printer=PrinterState.NO_QUEUE, stick=_STICK))
    yield Scene("preview", replace(told, step=Step.PREVIEW))
    yield Scene("preview-waiting", replace(told, step=Step.PREVIEW, handout=None))
    for trouble in ("gone", "full", "read-only", "failed"):
        failed = replace(told, step=Step.PREVIEW, stick=_STICK, saved=False, save_trouble=trouble)
        yield Scene(f"preview-stick-{trouble}", failed)
    for printer in _PRINTERS:
        prints = 1 if printer in GONE_OUT else 0
        over = replace(told, step=Step.PRINT, printer=printer, prints=prints, stick=_STICK)
        yield Scene(f"print-{printer}", over)
        if printer not in (*GONE_OUT, PrinterState.FAILED):
            yield Scene(f"print-{printer}-waiting", replace(over, printing=True))
    aloud = replace(base.prefs, aloud=True)
    yield Scene("start-listening", replace(base, prefs=aloud))
    yield Scene("result-listening", replace(told, prefs=aloud))
    yield Scene("done", replace(base, step=Step.DONE, prints=1))
    yield Scene("done-not-printed", replace(base, step=Step.DONE))


def _overlays(base: State, say: Words) -> Iterator[Scene]:
    yield Scene("ask-still-there", base, questions.still_there(say, 30))
    yield Scene("ask-start-over", base, questions.start_over(say))
    yield Scene("ask-staff", base, questions.ask_staff(say, "312-555-0142"))
    yield Scene("ask-no-sound", base, questions.no_sound(say))
    yield Scene("ask-problem", base, questions.problem(say))


_TRIED: dict[str, WhatIf] = {
    "": WhatIf(),
    "-weeks": WhatIf(days=84),
    "-many": WhatIf(84, Decimal(3), Decimal(283), Cover(SupplementKind.MEDIGAP, MedigapPlan.G)),
    "-place": WhatIf(place=Setting.SNF),
}


def _what_ifs(base: State, result: Result) -> Iterator[Scene]:
    """The answers, and changes tried on them; one that is still being worked out, one taken."""
    stayed = replace(result.answers, hospital_days=Decimal(4))
    result = _tell(stayed, base.reference, base.today)  # then a nursing facility can be tried too
    at = _with(base, Step.WHAT_IF, result)
    for name, what_if in _TRIED.items():
        tried = _try(what_if, result, base) if what_if != WhatIf() else None
        yield Scene(f"what-if{name}", replace(at, tried=tried))
    many = _try(_TRIED["-many"], result, base)
    waiting = replace(many, ready=False, summary=result.summary)
    yield Scene("what-if-waiting", replace(at, tried=waiting))
    taken = replace(many, taken=True)
    over = replace(at, step=Step.RESULT, summary=taken.summary, tried=taken)
    yield Scene("result-what-if", over)


def _try(what_if: WhatIf, result: Result, base: State) -> Tried:
    answers = apply(what_if, result.answers, base.reference, base.today)
    told = _tell(answers, base.reference, base.today)
    return Tried(what_if, mark(told.summary, result.summary, what_if), ready=True, taken=False)


def told_of_sample(reference: Reference) -> Result:
    """What the sample patient is told."""
    return _tell(ANSWERS, reference, TODAY)


def _tell(answers: Answers, reference: Reference, today: date) -> Result:
    kept = prune(answers, reference)
    case, problems = read(Case, to_case_data(kept, today))
    if case is None:
        raise ValueError(f"answers that make no case: {problems}")
    made = estimate(case, reference)
    return Result(kept, made, summarise(made, reference))


def _with(base: State, step: Step, result: Result) -> State:
    return replace(
        base,
        step=step,
        answers=result.answers,
        estimate=result.estimate,
        summary=result.summary,
        own=(result.estimate, result.summary),
    )
