"""The coverage rules: each one a plain function beside its citation, and the list of them all.

A rule's words stand in the catalogue under its id: `rule.<id>.met`, `.unmet`, `.unknown`
and `.ask` for one that is asked of a case, `rule.<id>` for one that is only stated.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from core.reference.store import Reference
from core.trace import Citation, Finding, Text, text

if TYPE_CHECKING:
    from core.coverage.context import Context

Test = Callable[["Context"], "bool | None"]


class Kind(StrEnum):
    """What a rule does."""

    CONDITION = "condition"  # asked of a case: met, not met, or not known
    PAYMENT = "payment"  # how much of something is paid, and when
    POLICY = "policy"  # what the coverage policy says; nothing in a case can break it


@dataclass(frozen=True, slots=True)
class Rule:
    """One coverage rule; `sentence` is a condition's docstring, the rule in one plain sentence.

    `says` names the values of the context that its words use.  `quiet` leaves it out of the
    findings when it is met, because nobody needs to hear it.  `ask_unmet` is the rule whose
    question stands beside a refusal, because the answer may change it; "" = none.
    """

    id: str
    kind: Kind
    source: str
    locator: str
    sentence: str = ""
    says: tuple[str, ...] = ()
    quiet: bool = False
    ask_unmet: str = ""
    test: Test | None = None

    def __call__(self, context: Context) -> bool | None:
        """Whether the case meets the rule; None when that is not known."""
        if self.test is None:
            raise TypeError(f"{self.id} is stated, not asked of a case")
        return self.test(context)

    @property
    def answers(self) -> tuple[bool | None, ...]:
        """The answers that the rule can give, by what its function says it returns."""
        if self.test is None:
            return ()
        return _ANSWERS[self.test.__annotations__["return"]]


_ANSWERS: dict[str, tuple[bool | None, ...]] = {
    "bool": (True, False),
    "bool | None": (True, False, None),
    "None": (None,),
}
_RULES: dict[str, Rule] = {}


def rule(
    rule_id: str,
    *,
    source: str,
    locator: str,
    says: tuple[str, ...] = (),
    quiet: bool = False,
    ask_unmet: str = "",
) -> Callable[[Test], Rule]:
    """Register a function of a `Context` as the condition `rule_id`; its docstring is the rule."""

    def register(test: Test) -> Rule:
        sentence = (test.__doc__ or "").strip().split("\n")[0]
        return _keep(
            Rule(
                rule_id,
                Kind.CONDITION,
                source,
                locator,
                sentence,
                says=says,
                quiet=quiet,
                ask_unmet=ask_unmet,
                test=test,
            )
        )

    return register


def state(rule_id: str, kind: Kind, *, source: str, locator: str) -> Rule:
    """Register a rule that is stated and cited, but not asked of a case."""
    return _keep(Rule(rule_id, kind, source, locator))


def _keep(made: Rule) -> Rule:
    if made.id in _RULES:
        raise ValueError(f"rule {made.id} stands twice")
    _RULES[made.id] = made
    return made


def all_rules() -> tuple[Rule, ...]:
    """Every rule, by id."""
    return tuple(_RULES[rule_id] for rule_id in sorted(_RULES))


def get(rule_id: str) -> Rule:
    """One rule.  Raises KeyError when there is none of that id."""
    return _RULES[rule_id]


def cite(rule_id: str, reference: Reference | None = None) -> Citation:
    """Where a rule stands; with a reference, with the document's title and address."""
    found = _RULES[rule_id]
    if reference is None:
        return Citation(found.source, found.locator)
    return reference.citation(found.source, found.locator)


def sentence(rule_id: str) -> Text:
    """A stated rule in one sentence.  Raises KeyError for a rule that is asked of a case."""
    found = _RULES[rule_id]
    if found.kind is Kind.CONDITION:
        raise KeyError(rule_id)
    return text(f"rule.{rule_id}")


def find(rules: Iterable[Rule], context: Context) -> tuple[Finding, ...]:
    """Ask every rule of a case, in order and without stopping at the first that fails."""
    asked = ((one, one(context)) for one in rules)
    return tuple(_finding(one, met, context) for one, met in asked if not (one.quiet and met))


def _finding(one: Rule, met: bool | None, context: Context) -> Finding:
    values = {name: context.word(name) for name in one.says}
    answer = {True: "met", False: "unmet", None: "unknown"}[met]
    question = {True: "", False: one.ask_unmet, None: one.id}[met]
    return Finding(
        one.id,
        met,
        text(f"rule.{one.id}.{answer}", **values),
        cite(one.id, context.reference),
        text(f"rule.{question}.ask", **values) if question else None,
    )
