"""Naming a mistake: where the learner's observations are those of a named wrong version, it is the one."""

from __future__ import annotations

from grader.authoring import EqualsReference, Expectation
from grader.execution.jobs import CheckObservation
from grader.grading.plans import Plan, PlannedCheck
from grader.grading.recorded import CaseRecord, ExerciseRecord, MistakeRecord
from grader.grading.result import NamedMistake, Sentence
from grader.numerics.comparison import are_equal
from grader.numerics.reading import read
from grader.worker.messages import Outcome, Raised, Returned


def named_mistakes(
    plan: Plan, record: ExerciseRecord, planned: PlannedCheck, observed: dict[str, CheckObservation]
) -> tuple[NamedMistake, ...]:
    """The mistakes that give just what the learner's function gives on every case of a failed check.

    Where several do, those stay that also agree on the other checks of the function, if any does.
    """
    here = observed[planned.check.id]
    expectations = {check.check.id: check.check.expectation for check in plan.checks}

    def gives(mistake: MistakeRecord, seen: CheckObservation) -> bool:
        return _gives(mistake, seen, expectations[seen.id])

    matching = [mistake for mistake in record.mistakes if gives(mistake, here)]
    if len(matching) > 1:
        others = [other for other in observed.values() if other.id != here.id]
        everywhere = [
            mistake
            for mistake in matching
            if all(gives(mistake, other) for other in others if other.id in mistake.checks)
        ]
        matching = everywhere or matching
    return tuple(
        NamedMistake(
            mistake.id, Sentence(declared.finding.en, declared.finding.zh), Sentence(declared.hint.en, declared.hint.zh)
        )
        for mistake in matching
        if (declared := plan.mistakes.get(mistake.id)) is not None
    )


def _gives(mistake: MistakeRecord, observed: CheckObservation, expectation: Expectation) -> bool:
    cases = mistake.checks.get(observed.id)
    if cases is None or len(cases) != len(observed.cases):
        return False
    return all(agrees(case, seen.outcome, expectation) for case, seen in zip(cases, observed.cases, strict=True))


def agrees(record: CaseRecord, outcome: Outcome, expectation: Expectation) -> bool:
    """Whether an outcome is the recorded one: equal values within tolerance and the same arguments changed, or an
    exception of the same class that says the same. Dtype and container count where the check asks for them."""
    recorded = record.outcome
    if isinstance(recorded, Returned) and isinstance(outcome, Returned):
        if recorded.changed != outcome.changed:
            return False
        asked = expectation if isinstance(expectation, EqualsReference) else EqualsReference()
        return record.is_exactly(outcome.value) or are_equal(
            record.tree, read(outcome.value), dtype=asked.dtype, container=asked.container
        )
    if isinstance(recorded, Raised) and isinstance(outcome, Raised):
        # Python's words for too deep a recursion tell what it was about to call, which is by chance.
        says_the_same = recorded.type_name == "RecursionError" or recorded.message == outcome.message
        return recorded.type_name == outcome.type_name and says_the_same
    return False
