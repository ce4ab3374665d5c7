"""What a visitor tries on the result, worked out on the worker so that no touch waits for it.

Only the last what-if matters: one that was left meanwhile is not worked out, and what comes
back late is dropped.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from gui.background import Background
from gui.state import Tried

if TYPE_CHECKING:
    from datetime import date

    from core.case import Case
    from core.intake.answers import Answers
    from core.intake.what_if import WhatIf
    from core.reference.store import Reference
    from core.result import Estimate
    from core.summary import Summary


@dataclass(frozen=True, slots=True)
class Worked:
    """What a what-if comes to; the summary is marked as one."""

    what_if: WhatIf
    estimate: Estimate
    summary: Summary


def work_out(
    answers: Answers,
    reference: Reference,
    today: date,
    estimate: Callable[[Case, Reference], Estimate],
) -> tuple[Estimate, Summary]:
    """What answers come to; touches no widget, so a worker may call it."""
    # Loaded when the first estimate is made, not before the start screen.
    from core.binding import read
    from core.case import Case
    from core.intake.answers import to_case_data
    from core.summary import summarise

    case, problems = read(Case, to_case_data(answers, today))
    if case is None:
        told = "; ".join(problem.path for problem in problems)
        raise RuntimeError(f"the screens collected an impossible case: {told}")
    made = estimate(case, reference)
    return made, summarise(made, reference)


class Trying:
    """The what-if of one visit: as it is asked for, as it was last worked out, and whether it
    is what the result and the paper show."""

    def __init__(self, work: Background, changed: Callable[[], None]) -> None:
        self._work = work
        self._changed = changed
        self.asked: WhatIf | None = None
        self.worked: Worked | None = None
        self.taken = False

    @property
    def is_ready(self) -> bool:
        """Whether what was asked for has been worked out."""
        return self.worked is not None and self.worked.what_if == self.asked

    def forget(self) -> None:
        """Back to the answers; whatever is under way is dropped when it comes."""
        self.asked, self.worked, self.taken = None, None, False

    def ask(self, what_if: WhatIf, make: Callable[[], Worked]) -> None:
        """Work a what-if out.  It has to be taken anew."""
        self.asked, self.taken = what_if, False

        def work() -> Worked | None:
            return make() if self.asked is what_if else None

        def done(worked: Worked | None) -> None:
            if worked is not None and self.asked is what_if:
                self.worked = worked
                self._changed()

        self._work.run(work, done, _raise)

    def take(self) -> None:
        """Let the result and the paper show it."""
        self.taken = self.is_ready

    def tell(self, own: Summary) -> Tried | None:
        """What a screen is told; None while nothing is tried."""
        if self.asked is None:
            return None
        summary = self.worked.summary if self.worked else own
        return Tried(self.asked, summary, self.is_ready, self.taken)


def _raise(trouble: Exception) -> None:
    raise trouble
