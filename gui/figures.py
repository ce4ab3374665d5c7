"""The figures of one visit: those of the answers, and of what is tried on them.

A what-if is worked out on the worker, so that no touch waits for it.  Only the last one
matters: one that was left meanwhile is not worked out, and what comes back late is dropped.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from gui.background import Background, raise_it
from gui.state import Tried

if TYPE_CHECKING:
    from datetime import date

    from core.case import Case
    from core.intake.answers import Answers
    from core.intake.what_if import WhatIf
    from core.reference.store import Reference
    from core.result import Estimate
    from core.summary import Summary

Told = tuple["Estimate", "Summary"]


@dataclass(frozen=True, slots=True)
class Desk:
    """What figures are made with: the edition and the day of the visit."""

    reference: Reference
    today: date
    estimate: Callable[[Case, Reference], Estimate]

    def work_out(self, answers: Answers) -> Told:
        """What answers come to; touches no widget, so a worker may call it."""
        # Loaded when the first estimate is made, not before the start screen.
        from core.binding import read
        from core.case import Case
        from core.intake.answers import to_case_data
        from core.summary import summarise

        case, problems = read(Case, to_case_data(answers, self.today))
        if case is None:
            told = "; ".join(problem.path for problem in problems)
            raise RuntimeError(f"the screens collected an impossible case: {told}")
        made = self.estimate(case, self.reference)
        return made, summarise(made, self.reference)

    def try_out(self, what_if: WhatIf, answers: Answers, own: Told) -> Told:
        """What a what-if comes to; its summary is marked as one."""
        from core.intake.what_if import apply
        from core.summary.what_if import mark

        if not what_if.changes_figures:
            return own
        made, told = self.work_out(apply(what_if, answers, self.reference, self.today))
        return made, mark(told, own[1], what_if)


class Figures:
    """The answers' own figures, the what-if, and which of the two result and paper show."""

    def __init__(self, work: Background, changed: Callable[[], None]) -> None:
        self._work = work
        self._changed = changed
        self.own: Told | None = None
        self._asked: WhatIf | None = None
        self._worked: tuple[WhatIf, Told] | None = None
        self._taken = False

    def forget(self) -> None:
        """Nothing is known; whatever is under way is dropped when it comes."""
        self.own = None
        self.back_to_answers()

    def back_to_answers(self) -> None:
        """Nothing is tried any more."""
        self._asked, self._worked, self._taken = None, None, False

    def make(self, desk: Desk, answers: Answers) -> None:
        """Work the answers out, if they were not yet."""
        if self.own is None:
            self.own = desk.work_out(answers)

    def try_out(self, what_if: WhatIf, desk: Desk, answers: Answers) -> None:
        """Try a change on the answers, which stay; it has to be taken anew."""
        from core.intake.what_if import AS_ANSWERED

        own = self.own
        if own is None:
            return
        if what_if == AS_ANSWERED:
            self.back_to_answers()
            return
        self._asked, self._taken = what_if, False

        def work() -> Told | None:
            return desk.try_out(what_if, answers, own) if self._asked is what_if else None

        def done(told: Told | None) -> None:
            if told is not None and self._asked is what_if:
                self._worked = (what_if, told)
                self._changed()

        self._work.run(work, done, raise_it)

    def take(self) -> None:
        """Let the result and the paper show the what-if."""
        self._taken = self._is_ready

    @property
    def shown(self) -> Told | None:
        """What the result and the paper show."""
        return self._worked[1] if self._taken and self._worked else self.own

    @property
    def tried(self) -> Tried | None:
        """The what-if; None while nothing is tried."""
        if self._asked is None or self.own is None:
            return None
        told = self._worked[1] if self._worked else self.own
        return Tried(self._asked, told[1], self._is_ready, self._taken)

    @property
    def _is_ready(self) -> bool:
        return self._worked is not None and self._worked[0] is self._asked
