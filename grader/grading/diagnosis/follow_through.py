"""Judging a function given what it calls: right on top of the learner's own earlier functions, which are wrong.

It is run once more with the answers of the reference's earlier functions in place of their own: those that the
reference was given, or to what it asks. Where these cannot be handed over, and the wrong functions that it calls are
named mistakes, it is compared with the reference in which these mistakes have been made. What it gives then counts only
where the comparison can tell a right function from others: a learner chooses the earlier mistake, and must not be able
to make the later function's answer one that needs no work. Else the earlier functions are set right by an edit.
"""

from __future__ import annotations

import ast
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import islice, product

import msgspec

from grader.authoring import Mistake
from grader.course.names import concerns
from grader.execution.boundary import Observer
from grader.execution.jobs import CheckObservation
from grader.grading.broken_rules import RuleBook
from grader.grading.case_verdicts import judge_case
from grader.grading.check_verdicts import Ready, Seen, is_right
from grader.grading.composing import Composer
from grader.grading.diagnosis.by_asking import judged_by_asking
from grader.grading.diagnosis.by_itself import judged_by_themselves
from grader.grading.diagnosis.callees import Callees, without_causes
from grader.grading.diagnosis.naming import agrees, named_mistakes
from grader.grading.diagnosis.own_cost import derivatives_of_own, known_wrong
from grader.grading.diagnosis.set_right import Repairs
from grader.grading.diagnosis.telling import dependent, is_met, still_tells
from grader.grading.diagnosis.work_clock import WorkClock
from grader.grading.plans import PlannedCheck
from grader.grading.recordings import CaseRecording, ExerciseRecording
from grader.grading.result import CaseResult, CheckResult, FollowThrough, Given, Status
from grader.source.looking_inside import may_look_inside
from grader.wire.messages import Returned, Source

_MOST_TRIED = 3
"""The most combinations of mistakes that are tried, where several are the same function on all that was observed."""
_MOST_SECONDS = 12.0
"""How much work the questions and edits for the sake of one submission's later functions take in all: nobody can make a
class wait for them. The questions of an honest file took three seconds of it at most."""
_BY_THEMSELVES: frozenset[Status] = frozenset({"failed", "error", "timeout"})
"""The statuses of a check that goes wrong and waits for no other."""
_CREDIT: Mapping[FollowThrough, float] = {"full": 1.0, "half": 0.5, "none": 0.0}


@dataclass(frozen=True)
class Asking:
    """What is needed to run a learner's function once more: where it runs, its file, and what its rules are; and what
    it earns if it is right."""

    observer: Observer
    source: Source
    book: RuleBook
    policy: FollowThrough


def follow_through(
    ready: Ready,
    seen: Seen,
    results: Mapping[str, CheckResult],
    callees: Callees,
    composer: Composer,
    asking: Asking,
) -> dict[str, CheckResult]:
    """The results, in which each check that went wrong says whether its function is right given those that it calls."""
    wrong = {one.function for one in results.values() if not is_right(one) or one.status == "failed"}
    if len(wrong) < 2:
        return dict(results)  # nothing stands on top of something wrong
    following = _Following(ready, seen, dict(results), callees, composer, asking)
    order = callees.called_first()
    for function in order:
        following.note(function)
    for function in order:
        following.judge(function)
    for function in order:
        following.judge_as_derivative(function)
    return following.results


@dataclass
class _Following:
    """The functions of one exercise, judged one after the other, each after those that it calls."""

    ready: Ready
    seen: Seen
    results: dict[str, CheckResult]
    callees: Callees
    composer: Composer
    asking: Asking

    def __post_init__(self) -> None:
        self._wrong: dict[str, tuple[Mistake, ...]] = {}
        """The functions that are wrong, each with the named mistakes that it may be; () if it is none."""
        self._unwritten: set[str] = set()
        self._wrong_by_itself: set[str] = set()
        """The checks that are wrong with right earlier functions as well."""
        self._as_composed: set[str] = set()
        """The checks of which nothing is wrong given a composition, be it one that shows nothing."""
        self._clock = WorkClock()

    def note(self, function: str) -> None:
        """Note a function that is not written, or that is wrong whatever it calls."""
        statuses = {self.results[planned.check.id].status for planned in self._failing(function)}
        if "not_attempted" in statuses:
            self._unwritten.add(function)
        elif statuses & _BY_THEMSELVES:
            self._wrong[function] = self._mistakes_of(function, self.ready.recording)

    def judge(self, function: str) -> None:
        """Judge the checks of a function that waits for others."""
        hidden = [one for one in self.ready.checks if one.check.of == function and one.check.hidden]
        failing = [*self._failing(function), *(one for one in hidden if not self._is_right(one))]
        if not failing or function in self._unwritten or function in self._wrong:
            return
        probed = self._called_by_probes(failing, function)
        called = {*self.callees.of(function), *probed, *(below for one in probed for below in self.callees.of(one))}
        called.discard(function)
        wrong = {callee: mistakes for callee, mistakes in self._wrong.items() if callee in called}
        if wrong and not called & self._unwritten:
            self._follow(function, failing, wrong)

    def judge_as_derivative(self, function: str) -> None:
        """Judge a function that is wrong as the derivative of another one of the learner's, which is wrong too."""
        seen = self._failing(function)
        open_ = all(self._may_be_derivative(planned) for planned in seen)
        for other in known_wrong(self.results) if seen and open_ else ():
            right = self._derivatives(seen, other) if other != function else ()
            if not right or len(right) < len(seen):
                continue
            hidden = [one for one in self.ready.checks if one.check.of == function and one.check.hidden]
            passed = self._derivatives([one for one in hidden if not self._is_right(one)], other)
            waits_for = tuple(
                result.id for result in self.results.values() if result.function == other and result.status == "failed"
            )
            for planned in seen:
                self._credit(planned, (), (other,), slope=True)
                credited = self.results[planned.check.id]
                self.results[planned.check.id] = msgspec.structs.replace(
                    without_causes(credited), status="blocked", blocked_by=waits_for, given=credited.given
                )
            for planned in hidden:
                if planned.check.id in passed:
                    self._pass_hidden(planned, all_right=True)
            return

    def _may_be_derivative(self, planned: PlannedCheck) -> bool:
        result, judged = self.results[planned.check.id], self.seen.judged.get(planned.check.id)
        if judged is None or judged.broken or judged.bug or (result.given and result.given.verdict == "right"):
            return False
        return all(isinstance(case.outcome, Returned) for case in judged.observation.cases)

    def _derivatives(self, checks: Sequence[PlannedCheck], other: str) -> Collection[str]:
        """Those of the checks in which the learner's function gives the derivative of their own other one."""
        plan, recording = self.ready.plan, self.ready.recording
        found = [(one, way) for one in checks if (way := self.composer.derivative(plan, recording, one, other))]
        if not found:
            return ()
        observed = {planned.check.id: self.seen.judged[planned.check.id].observation for planned, _ in found}
        return derivatives_of_own(self.ready, observed, self.asking.source, found, self.asking.observer)

    def _failing(self, function: str) -> list[PlannedCheck]:
        """Its checks that learners see and that are not right."""
        return [
            planned
            for planned in self.ready.checks
            if planned.check.of == function and not planned.check.hidden and not self._is_right(planned)
        ]

    def _is_right(self, planned: PlannedCheck) -> bool:
        return is_right(self.results[planned.check.id])

    def _called_by_probes(self, checks: Sequence[PlannedCheck], function: str) -> set[str]:
        """The functions that the checks' own experiments call beside the one that they are of."""
        attributes = {
            node.attr
            for planned in checks
            for node in ast.walk(ast.parse(planned.probe.source))
            if isinstance(node, ast.Attribute)
        }
        others = (other for other in self.callees.functions if not concerns(other, function))
        return {other for other in others if other.rpartition(".")[2] in attributes}

    def _follow(self, function: str, failing: Sequence[PlannedCheck], wrong: Mapping[str, Sequence[Mistake]]) -> None:
        """Judge a function's checks given the wrong functions that it calls."""
        functions = tuple(wrong)
        seen = [planned for planned in failing if not planned.check.hidden]
        right = self._by_themselves(failing, functions)
        compositions: list[ExerciseRecording] = []
        if any(planned.check.id not in right for planned in seen):
            compositions = self._compositions(wrong, function)
            right = self._right(failing, compositions) | right
        if any(planned.check.id not in right for planned in seen):
            right = self._where_set_right(function, failing, functions) | right
        all_right = all(planned.check.id in right for planned in seen)
        for planned in failing:
            id = planned.check.id
            if id in right and planned.check.hidden:
                self._pass_hidden(planned, all_right=all_right)
            elif id in right:
                self._credit(planned, right[id], functions)
            elif not planned.check.hidden and self._is_open(planned):
                unjudged = Given(functions, "unjudged")
                self.results[id] = msgspec.structs.replace(self.results[id], given=unjudged)
        if not all_right:
            self._wrong[function] = ()
            for composed in compositions:
                self._name(seen, composed, functions)

    @cached_property
    def _may_look_inside(self) -> bool:
        source = self.asking.source
        known = (*self.ready.settings.libraries, *(helper.module for helper in source.helpers))
        return may_look_inside((source.text, *(helper.text for helper in source.helpers)), known)

    def _by_themselves(
        self, failing: Sequence[PlannedCheck], earlier: Sequence[str]
    ) -> dict[str, tuple[CaseResult, ...]]:
        """The checks that are right where the earlier functions give what the reference's give; those that learners see
        are run first. Of such a run, no case is shown.

        First, all answers lie in its process, unless the file could find them there, and hand them on without having
        asked for them. Where that does not tell, each question is answered when it is asked.
        """
        right: dict[str, tuple[CaseResult, ...]] = {}
        for hidden in (False, True):
            asked = [planned for planned in failing if planned.check.hidden is hidden and self._is_open(planned)]
            seen = {planned.check.id for planned in failing if not planned.check.hidden}
            if not asked or (hidden and not seen <= right.keys()):
                continue
            observed = {planned.check.id: self.seen.judged[planned.check.id].observation for planned in asked}
            source, book, observer = self.asking.source, self.asking.book, self.asking.observer
            if not self._may_look_inside:
                answers = self.composer.answers(self.ready.plan, self.ready.recording, asked[0].check.of, earlier)
                told = judged_by_themselves(self.ready, observed, source, book, asked, answers, earlier, observer)
                right |= dict.fromkeys(told.right, ())
                self._wrong_by_itself |= told.wrong
            left = [one for one in asked if one.check.id not in right.keys() | self._wrong_by_itself]
            if left:
                answered = judged_by_asking(
                    self.ready, observed, source, book, left, earlier, observer, self._clock, _MOST_SECONDS
                )
                right |= dict.fromkeys(answered.right, ())
                self._wrong_by_itself |= answered.wrong
        return right

    @cached_property
    def _repairs(self) -> Repairs:
        return Repairs(self.ready, self.seen.file, self.asking.source, self.asking.observer, self._clock, _MOST_SECONDS)

    def _where_set_right(
        self, function: str, failing: Sequence[PlannedCheck], earlier: Collection[str]
    ) -> dict[str, tuple[CaseResult, ...]]:
        """The checks that are right once the wrong earlier functions are set right. Of such a run, no case is shown."""
        open_ = [planned for planned in failing if self._is_open(planned)]
        if len(open_) < len(failing) or any(planned.check.id in self._wrong_by_itself for planned in open_):
            return {}
        wrong = {
            name: [
                (planned, self.results[planned.check.id])
                for planned in self.ready.checks
                if planned.check.of == name and not planned.check.hidden
            ]
            for name in self.callees.called_first()
            if name in earlier
        }
        return dict.fromkeys(self._repairs.right(function, open_, wrong), ())

    def _compositions(self, wrong: Mapping[str, Sequence[Mistake]], function: str) -> list[ExerciseRecording]:
        tried = islice(product(*wrong.values()), _MOST_TRIED)
        made = (self.composer.composed(self.ready.plan, mistakes, function) for mistakes in tried)
        return [composed for composed in made if composed is not None]

    def _right(
        self, failing: Sequence[PlannedCheck], compositions: Sequence[ExerciseRecording]
    ) -> dict[str, tuple[CaseResult, ...]]:
        """The checks that are right given the mistakes of one composition, the one in which most are."""
        most: dict[str, tuple[CaseResult, ...]] = {}
        for composed in compositions:
            right = {
                planned.check.id: cases
                for planned in failing
                if self._is_open(planned) and (cases := self._cases_if_right(planned, composed))
            }
            most = right if len(right) > len(most) else most
        return most

    def _is_open(self, planned: PlannedCheck) -> bool:
        """Whether a check went wrong in a way that may be due to what its function calls: it is written, and it keeps
        its rules."""
        judged = self.seen.judged.get(planned.check.id)
        waits = ("blocked", "failed") if planned.check.hidden else ("blocked",)
        if judged is None or judged.broken or judged.bug or self.results[planned.check.id].status not in waits:
            return False
        return not any(case.error is not None and case.error.kind == "stub" for case in judged.cases)

    def _cases_if_right(self, planned: PlannedCheck, composed: ExerciseRecording) -> tuple[CaseResult, ...]:
        """The check's cases as compared with a composition, if all are right and that shows something; else ()."""
        observed = self.seen.judged[planned.check.id].observation
        recording = composed.checks[planned.check.id]
        for version in recording.versions:
            if not is_met(planned, version):
                self._as_composed.add(planned.check.id)
                continue
            cases = tuple(
                result
                for case, recorded, one in zip(planned.cases, version, observed.cases, strict=True)
                if (result := judge_case(planned.check, case, recorded, one, self.ready.plan.languages)) is not None
            )
            if len(cases) == len(planned.cases) and all(case.status == "passed" for case in cases):
                self._as_composed.add(planned.check.id)
                tells = self.composer.once(
                    composed, planned.check.id, lambda: still_tells(planned, self.ready.recording, composed)
                )
                return cases if tells else ()
        return ()

    def _credit(
        self,
        planned: PlannedCheck,
        cases: tuple[CaseResult, ...],
        functions: tuple[str, ...],
        *,
        slope: bool = False,
    ) -> None:
        result = self.results[planned.check.id]
        self.results[result.id] = msgspec.structs.replace(
            without_causes(result),
            points=max(result.points, planned.check.points * self._share * self.ready.weight),
            cases=cases,
            line=None,
            source="",
            given=Given(functions, "right", self._share, slope),
        )

    def _pass_hidden(self, planned: PlannedCheck, *, all_right: bool) -> None:
        """Let a hidden check pass, or leave it as it is: that it is right only given something else is more than
        whether it passed, which is all that may be told of it."""
        if all_right and self._share == 1:
            points = planned.check.points * self.ready.weight
            self.results[planned.check.id] = msgspec.structs.replace(
                self.results[planned.check.id], status="passed", points=points, blocked_by=()
            )

    @property
    def _share(self) -> float:
        return _CREDIT[self.asking.policy]

    def _name(self, failing: Sequence[PlannedCheck], composed: ExerciseRecording, functions: tuple[str, ...]) -> None:
        """Name the mistakes that give, on top of the earlier ones, exactly what the learner's function gives."""
        observed = self._observed()
        for planned in failing:
            check, result = planned.check, self.results[planned.check.id]
            if result.given is None or result.given.verdict != "unjudged" or check.id in self._as_composed:
                continue
            standing = dependent(planned, self.ready.recording, composed)
            named = named_mistakes(self.ready.plan, standing, planned, observed).mistakes
            if named:
                self.results[check.id] = msgspec.structs.replace(
                    result, status="failed", mistakes=named, blocked_by=(), given=Given(functions, "wrong")
                )
                self._wrong[check.of] = self._mistakes_of(check.of, composed)

    def _mistakes_of(self, function: str, recording: ExerciseRecording) -> tuple[Mistake, ...]:
        """The named mistakes that give what a function gives in all of its checks that learners see."""
        observed, plan = self._observed(), self.ready.plan
        checks = {planned.check.id: planned for planned in plan.checks if planned.check.of == function}
        seen = {id: observed[id] for id in checks if id in observed}
        return tuple(
            mistake
            for one in recording.mistakes
            if (mistake := plan.mistakes.get(one.id)) is not None and concerns(mistake.of, function)
            if seen and all(_gives(one.checks.get(id, ()), checks[id], observation) for id, observation in seen.items())
        )

    def _observed(self) -> dict[str, CheckObservation]:
        """What was observed in the checks that learners see."""
        hidden = {planned.check.id for planned in self.ready.plan.checks if planned.check.hidden}
        return {id: judged.observation for id, judged in self.seen.judged.items() if id not in hidden}


def _gives(recordings: Sequence[CaseRecording], planned: PlannedCheck, observed: CheckObservation) -> bool:
    return len(recordings) == len(observed.cases) and all(
        agrees(planned.check.expectation, case, recorded, one.outcome)
        for case, recorded, one in zip(planned.cases, recordings, observed.cases, strict=True)
    )
