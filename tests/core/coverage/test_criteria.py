"""The criteria of every indication against a second, plainer reading of "all and one set"."""

from __future__ import annotations

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from core.coverage import decide
from core.coverage.context import make
from core.coverage.criteria import criteria_findings
from core.reference.model import Indication
from core.reference.store import Reference
from core.result import Covered
from tests.support.situations import situation

Answers = dict[str, bool | None]


def _plainly(indication: Indication, answers: Answers) -> Covered:
    """Try every way in which the open questions may be answered."""
    names = sorted({name for one in indication.sets for name in one.criteria})
    opened = [name for name in names if answers.get(name) is None]
    outcomes: set[bool] = set()
    for number in range(2 ** len(opened)):
        closed = answers | {name: bool(number >> i & 1) for i, name in enumerate(opened)}
        every = all(closed[c] for one in indication.sets if one.id == "all" for c in one.criteria)
        either = [one for one in indication.sets if one.id != "all"]
        one_set = not either or any(all(closed[c] for c in one.criteria) for one in either)
        outcomes.add(every and one_set)
    if len(outcomes) == 2:
        return Covered.UNKNOWN
    return Covered.YES if True in outcomes else Covered.NO


@settings(max_examples=300, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_an_indication_is_met_by_all_and_one_whole_set(
    data: st.DataObject, reference: Reference
) -> None:
    drug = data.draw(st.sampled_from([d for d in reference.drugs() if d.indications]))
    indication = reference.indication(data.draw(st.sampled_from(drug.indications)))
    names = sorted({name for one in indication.sets for name in one.criteria})
    answers: Answers = {
        name: data.draw(st.sampled_from([True, True, False, None])) for name in names
    }
    case = situation(
        therapy={"drug": drug.id, "indication": indication.id},
        criteria={name: met for name, met in answers.items() if met is not None},
    )
    found = criteria_findings(make(case, reference))
    assert decide(found) is _plainly(indication, answers)
    for finding in found:
        assert finding.rule == indication.rule
        assert (finding.ask is None) is (finding.met is not None)


def test_a_question_is_asked_once(reference: Reference) -> None:
    """Two sets may share a question; the person hears it once."""
    for drug in reference.drugs():
        for indication in drug.indications:
            case = situation(therapy={"drug": drug.id, "indication": indication})
            said = [finding.text for finding in criteria_findings(make(case, reference))]
            assert len(said) == len(set(said))


def test_a_question_of_a_later_policy_is_not_asked(reference: Reference) -> None:
    therapy = {"drug": "blinatumomab", "indication": "b-cell-leukemia-consolidation"}
    before = make(situation(start="2026-01-24", therapy=therapy), reference)
    after = make(situation(start="2026-01-25", therapy=therapy), reference)
    assert len(criteria_findings(before)) < len(criteria_findings(after))


def test_what_is_not_known_to_be_an_indication_has_no_questions(reference: Reference) -> None:
    assert criteria_findings(make(situation(therapy={"indication": "other"}), reference)) == ()
