"""Naming a mistake: the named wrong version whose observations are the same as the learner's."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from grader.authoring import Expectation, Mistake, Text
from grader.course.draws import DrawnCase
from grader.course.names import concerns
from grader.execution.jobs import CheckObservation
from grader.grading.case_verdicts import Compared, Observed
from grader.grading.diagnosis.constants import candidates, number_in, numbers_of
from grader.grading.plans import Plan, PlannedCheck
from grader.grading.recordings import CaseRecording, ExerciseRecording, MistakeRecording
from grader.grading.result import NamedMistake
from grader.numerics.comparison import Strictness
from grader.numerics.differences import Difference
from grader.wire.arguments import changed_arguments
from grader.wire.messages import Outcome, Raised, Returned

_CASE_FOLDER = re.compile(r"[^\s'\"]*/grader-\w+/\w+")
_ROUNDS = 6
"""A constant is looked for in so many rounds, each with what the last one gave."""
_TELLING = 3
"""So many numbers that are no whole ones have to agree before anything but a declared mistake is named."""
_SOME = (Difference("value", (), "", ""),)
"""Differences, where nobody asks for more than whether there are any."""


class Further(Protocol):
    """Recordings that are made only where they are asked for."""

    def variants(self, function: str) -> tuple[MistakeRecording, ...]:
        """The mistakes that concern a function, with other values of their open parts."""
        ...

    def pairs(self, function: str) -> tuple[MistakeRecording, ...]:
        """Two mistakes of a function at a time."""
        ...

    def with_parts(self, mistake: str, bound: Sequence[dict[str, object]]) -> tuple[MistakeRecording, ...]:
        """A mistake with these values of its open parts."""
        ...


@dataclass(frozen=True)
class Named:
    """The named mistakes that explain a check, each alone unless they do so only `together`."""

    mistakes: tuple[NamedMistake, ...] = ()
    together: bool = False


@dataclass(frozen=True)
class _Searched:
    """A failed check and everything that was observed of the submission, by check."""

    plan: Plan
    planned: PlannedCheck
    observed: Mapping[str, CheckObservation]
    by_id: Mapping[str, PlannedCheck] = field(repr=False)
    right: Sequence[Sequence[CaseRecording]] = field(repr=False)
    """What right versions give in the check."""
    given: dict[str, list[Observed | None]] = field(default_factory=dict, repr=False)

    @property
    def here(self) -> CheckObservation:
        return self.observed[self.planned.check.id]

    def fits_here(self, mistake: MistakeRecording) -> bool:
        return self._gives(mistake, self.here) and not self._is_right_here(mistake)

    def _is_right_here(self, mistake: MistakeRecording) -> bool:
        """Whether the check passes a mistake, which then explains no failure of it, however wide its own tolerance."""
        recordings = mistake.checks[self.here.id]
        expectation = self.planned.check.expectation
        return any(
            all(
                one.changed == other.changed and _is_one(expectation, case, one, other)
                for case, one, other in zip(self.planned.cases, version, recordings, strict=True)
            )
            for version in self.right
        )

    def fits_elsewhere(self, mistake: MistakeRecording) -> bool:
        """Whether it also gives what the learner gives in the other checks that concern its function."""
        others = (other for other in self.observed.values() if other.id != self.here.id)
        return all(self._gives(mistake, other) for other in others if other.id in mistake.checks)

    def _gives(self, mistake: MistakeRecording, seen: CheckObservation) -> bool:
        recordings, planned = mistake.checks.get(seen.id), self.by_id[seen.id]
        if recordings is None or len(recordings) != len(seen.cases):
            return False
        return all(
            agrees(planned.check.expectation, case, recording, observation.outcome, given)
            for case, recording, observation, given in zip(
                planned.cases, recordings, seen.cases, self._given(seen), strict=True
            )
        )

    def _given(self, seen: CheckObservation) -> list[Observed | None]:
        """What was returned in each case, read once for all mistakes."""
        if seen.id not in self.given:
            outcomes = [case.outcome for case in seen.cases]
            self.given[seen.id] = [Observed(one.value) if isinstance(one, Returned) else None for one in outcomes]
        return self.given[seen.id]

    def is_telling(self) -> bool:
        """Whether the learner's answers hold enough numbers that another cause would hardly give all of them."""
        outcomes = [case.outcome for case in self.here.cases]
        if not all(isinstance(outcome, (Returned, Raised)) for outcome in outcomes):
            return False
        numbers = {number for outcome in outcomes for number in numbers_of(outcome) if not float(number).is_integer()}
        return len(numbers) >= _TELLING


def named_mistakes(
    plan: Plan,
    recording: ExerciseRecording,
    planned: PlannedCheck,
    observed: Mapping[str, CheckObservation],
    further: Further | None = None,
) -> Named:
    """The mistakes that give exactly what the learner's function gives on every case of a failed check.

    If there are several, only those count that also agree on the function's other checks. If there is none, `further`
    is asked: for mistakes with other values of their open parts, then for two mistakes together.
    """
    by_id = {check.check.id: check for check in plan.checks}
    searched = _Searched(plan, planned, observed, by_id, recording.checks[planned.check.id].versions)
    matching = _closest(searched, recording.mistakes)
    if not matching and further is not None and _could_be_recorded(searched.here):
        matching = _once_each(plan, _closest(searched, further.variants(planned.check.of)))
        matching = matching or _by_constants(searched, recording, further)
        if not matching and searched.is_telling():
            matching = _pair(searched, further)
    told = [_told(plan, one.id, one.parts) for one in matching]
    told += [_told(plan, one.second, {}) for one in matching if one.second]
    together = any(one.second for one in matching)
    return Named(tuple({one.id: one for one in told if one is not None}.values()), together)


def _closest(searched: _Searched, mistakes: Iterable[MistakeRecording]) -> list[MistakeRecording]:
    matching = [mistake for mistake in mistakes if searched.fits_here(mistake)]
    if len({_group(searched.plan.mistakes, mistake.id) for mistake in matching}) > 1:
        matching = [mistake for mistake in matching if searched.fits_elsewhere(mistake)]
    return matching


def _once_each(plan: Plan, variants: Iterable[MistakeRecording]) -> list[MistakeRecording]:
    """One variant of each mistake. Where several of one fit and its words would tell them apart, none is known."""
    found: dict[str, list[MistakeRecording]] = {}
    for variant in variants:
        found.setdefault(variant.id, []).append(variant)
    return [
        several[0]
        for id, several in found.items()
        if len({one.finding[plan.languages[0]] for variant in several if (one := _told(plan, id, variant.parts))}) == 1
    ]


def _pair(searched: _Searched, further: Further) -> list[MistakeRecording]:
    """The two mistakes that explain all checks of the function together, if no other two do."""
    pairs = further.pairs(searched.planned.check.of)
    found = [pair for pair in pairs if searched.fits_here(pair) and searched.fits_elsewhere(pair)]
    groups = {frozenset(_group(searched.plan.mistakes, id) for id in (pair.id, pair.second)) for pair in found}
    return found[:1] if len(groups) == 1 else []


def _group(mistakes: Mapping[str, Mistake], id: str) -> str:
    """The name of what a mistake cannot be told from."""
    return mistakes[id].group or id


def _by_constants(searched: _Searched, recording: ExerciseRecording, further: Further) -> list[MistakeRecording]:
    """The mistakes with an open constant that explain the check with the number that the learner's numbers lead to."""
    found = []
    for mistake in searched.plan.exercise.mistakes:
        if mistake.constants and concerns(searched.planned.check.of, mistake.of):
            one = _with_constant(searched, mistake, recording, further)
            found += [one] if one is not None else []
    return found if len(found) == 1 else []


def _with_constant(
    searched: _Searched, mistake: Mistake, recording: ExerciseRecording, further: Further
) -> MistakeRecording | None:
    (name,) = mistake.constants
    check = searched.planned.check
    tried: dict[float, Sequence[CaseRecording]] = {}

    def note(recorded: Iterable[MistakeRecording]) -> None:
        for one in recorded:
            parts = {key: ast.literal_eval(text) for key, text in one.parts.items()} or mistake.parts
            if one.id == mistake.id and check.id in one.checks and others == {**parts, name: None}:
                tried[float(str(parts[name]))] = one.checks[check.id]

    others = {**mistake.parts, name: None}
    note(recording.mistakes)
    note(further.variants(check.of))
    for _ in range(_ROUNDS):
        numbers = candidates(tried, [case.outcome for case in searched.here.cases], mistake.constants[name])
        made = further.with_parts(mistake.id, [{name: number} for number in numbers])
        for number, one in zip(numbers, made, strict=False):
            if searched.fits_here(one) and searched.fits_elsewhere(one):
                # Any single number can be reached by some constant, but hardly by one of two digits.
                return one if number == float(f"{number:.1e}") or searched.is_telling() else None
        if not made:
            return None
        note(made)
    return None


def _could_be_recorded(seen: CheckObservation) -> bool:
    """Whether a recording could agree with an observation: nothing in it was stopped, and something was returned."""
    outcomes = [case.outcome for case in seen.cases]
    return all(isinstance(outcome, (Returned, Raised)) for outcome in outcomes) and any(
        isinstance(outcome, Returned) for outcome in outcomes
    )


def _told(plan: Plan, id: str, parts: Mapping[str, str]) -> NamedMistake | None:
    declared = plan.mistakes.get(id)
    if declared is None:
        return None
    values = {name: repr(value) for name, value in declared.parts.items()} | dict(parts)

    def said(text: Text) -> dict[str, str]:
        return {language: _filled(sentence, values) for language, sentence in text.in_languages(plan.languages).items()}

    return NamedMistake(id, said(declared.finding), said(declared.hint), declared.family, dict(parts))


def _filled(sentence: str, values: Mapping[str, str]) -> str:
    """A sentence with the values of open parts in place of their names in braces."""
    for name, value in values.items():
        sentence = sentence.replace(f"{{{name}}}", number_in(value))
    return sentence


class _Whether(Compared):
    """A case as it is seen where only whether there is a difference counts: the search for more ends with the first."""

    def differences(self, dtype: Strictness, container: Strictness) -> tuple[Difference, ...]:
        """Some difference, if there is one."""
        return _SOME if self.differs(dtype, container) else ()


def agrees(
    expectation: Expectation,
    case: DrawnCase,
    recording: CaseRecording,
    outcome: Outcome,
    given: Observed | None = None,
) -> bool:
    """Whether an outcome agrees with the recorded one: a value that the check's expectation accepts as the same, with
    the same arguments modified, or an exception of the same class with the same message. `given` is the outcome's
    value, where it is compared with several recordings."""
    recorded = recording.outcome
    if isinstance(recorded, Returned) and isinstance(outcome, Returned):
        if not expectation.agrees(_Whether(case, recording, outcome, given)):
            return False
        return recording.changed == changed_arguments(case.arguments, outcome, case.handed_over)
    if isinstance(recorded, Raised) and isinstance(outcome, Raised):
        # The message of a RecursionError depends on which call happened to be the last.
        says_the_same = recorded.type_name == "RecursionError" or _wherever(recorded) == _wherever(outcome)
        return recorded.type_name == outcome.type_name and says_the_same
    return False


def _is_one(expectation: Expectation, case: DrawnCase, right: CaseRecording, other: CaseRecording) -> bool:
    """Whether a recorded value is one that the check accepts."""
    if not isinstance(right.outcome, Returned) or not isinstance(other.outcome, Returned):
        return False
    return expectation.agrees(_Whether(case, right, other.outcome))


def _wherever(raised: Raised) -> str:
    """An exception's message without the name of the folder of a case's files, which differs from run to run."""
    return _CASE_FOLDER.sub("", raised.message)
