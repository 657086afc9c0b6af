"""Runs a learner's function round by round: what it asks of earlier functions is answered by the reference.

In its process are no answers but those to what it has asked itself. A question comes out like every observation, as
data; what is no plain data, or too much, is not answered. It is answered in a process of the reference, and with the
answer the function is run once more, from the beginning and from the same random state, until it asks no more. What it
gives then is judged like everything that it gives: it has been given nothing that is expected of it.
"""

from __future__ import annotations

import math
import re
import time
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field

import msgspec

from grader.errors import GraderError
from grader.execution.boundary import GO_ON, Next, Observer
from grader.execution.jobs import CaseObservation, CheckJob, CheckObservation, Job
from grader.execution.references import Ask
from grader.grading.asking_probes import ANSWERING, ANSWERS, ASKED, GIVEN, HANDED, NAME, UPSTREAM, asking_probe
from grader.grading.diagnosis.work_clock import WorkClock
from grader.grading.earlier_answers import is_plain
from grader.wire.messages import Returned, Source, Stopped, Unrun
from grader.wire.values import Array, Items, Value, walk

MOST_QUESTIONS = 120
"""How many questions are answered in one case, and in how many rounds: who asks something else each time comes to no
end."""
_MOST_BYTES, _MOST_BYTES_IN_ALL = 1 << 16, 1 << 20
"""Of one question or answer, and of all in one case."""
_MOST_LOST = 2
"""After so many answers that the reference did not come to, none is answered."""
_ANSWER_SECONDS = 1.0
_WORD = re.compile(r"[A-Za-z_][A-Za-z0-9_ -]{0,40}", re.ASCII)
"""A text in a question, unless the check's own cases hold it: no path, so that no reference opens a file for it."""


@dataclass(frozen=True)
class _Question:
    place: int
    mark: int
    function: str
    handed: Items
    upstream: Value


@dataclass
class _Rounds:
    """One check on its way: its job, and for each case the answers so far and what came out in the end."""

    job: CheckJob
    texts: frozenset[str]
    answers: list[list[Items]]
    ended: dict[int, CaseObservation] = field(default_factory=dict)
    rounds: int = 0
    is_over: bool = False
    has_raised: bool = False
    """Whether an answer was an exception, as where the reference does not take data in the learner's container."""

    @property
    def waiting(self) -> list[int]:
        """The cases that have not ended."""
        return [number for number in range(len(self.answers)) if number not in self.ended]

    def next(self) -> CheckJob:
        """The job that runs them once more."""
        self.rounds += 1
        return msgspec.structs.replace(
            self.job,
            id=f"{self.job.id} {self.rounds}",
            cases=tuple(
                {ANSWERS: Items("list", tuple(self.answers[number])), **self.job.cases[number]}
                for number in self.waiting
            ),
        )


class QuestionRounds:
    """The rounds of several checks of one file.

    Args:
        module: the reference, as it is asked.
        functions: the earlier functions that answer.
        ask: has the reference answer.
        clock: what work was done so far.
        until: once so much was done, here and in the learner's process, no further question is answered; and by the
            clock on the wall, after `wall_factor` times as long as is left of it now.
    """

    def __init__(self, module: str, functions: Collection[str], ask: Ask, clock: WorkClock, until: float) -> None:
        self._module = module
        self._functions = frozenset(functions)
        self._ask = ask
        self._clock = clock
        self._until = until
        self._latest = math.inf
        """By the clock; known from the first answer on, since its process may have to be started."""
        self._seconds_by_clock = 0.0
        self._lost = 0
        self._asked = 0
        self._checks: dict[str, _Rounds] = {}

    def is_sure(self, id: str) -> bool:
        """Whether every question of a check was answered as a right function of the learner's own would have done."""
        return not self._checks[id].has_raised

    def run(self, source: Source, jobs: Sequence[CheckJob], observer: Observer) -> Mapping[str, CheckObservation]:
        """What each of these checks gave once it had asked for nothing that it was not answered, by the job's id; those
        that did not come to an end are left out."""
        self._checks = {
            job.id: _Rounds(
                msgspec.structs.replace(job, probe=asking_probe(job.probe, sorted(self._functions))),
                frozenset(text for case in job.cases for value in case.values() for text in _texts(value)),
                [[] for _ in job.cases],
            )
            for job in jobs
        }
        self._seconds_by_clock = observer.limits.wall_factor * (self._until - self._clock.now)
        observed = observer.observe(Job((source,), tuple(one.next() for one in self._checks.values())), self._hear)
        if observed.fault is not None:
            return {}
        return {
            id: CheckObservation(id, tuple(rounds.ended[number] for number in sorted(rounds.ended)))
            for id, rounds in self._checks.items()
            if not rounds.is_over and not rounds.waiting
        }

    def _hear(self, observation: CheckObservation) -> Next:
        self._clock.count(observation)
        rounds = self._checks[observation.id.rpartition(" ")[0]]
        if observation.id != f"{rounds.job.id} {rounds.rounds}":  # after a fault of the grader all is run again
            return GO_ON
        asked: dict[int, _Question] = {}
        for number, case in zip(rounds.waiting, observation.cases, strict=True):
            given = case.outcome.value if isinstance(case.outcome, Returned) else None
            kind, value = given.items if isinstance(given, Items) and len(given.items) == 2 else (None, None)
            if isinstance(case.outcome, (Stopped, Unrun)):
                rounds.is_over = True
            elif not isinstance(case.outcome, Returned):
                rounds.ended[number] = case
            elif kind == GIVEN:
                rounds.ended[number] = msgspec.structs.replace(case, outcome=_without_answers(case.outcome, value))
            elif kind == ASKED and (question := self._question(value, rounds, number)) is not None:
                asked[number] = question
            else:
                rounds.is_over = True
        if asked and not rounds.is_over:
            self._answer(rounds, asked)
        return Next(more=(rounds.next(),)) if asked and not rounds.is_over else GO_ON

    def _question(self, value: Value, rounds: _Rounds, number: int) -> _Question | None:
        """The question in what a case returned; None if it is none that is answered."""
        if not isinstance(value, Items) or len(value.items) != 5:
            return None
        place, mark, function, handed, upstream = value.items
        answers = rounds.answers[number]
        if (
            type(place) is not int
            or not 0 <= place <= min(len(answers), MOST_QUESTIONS - 1)
            or type(mark) is not int
            or not isinstance(function, str)
            or function not in self._functions
            or not isinstance(handed, Items)
            or not (upstream is None or isinstance(upstream, Array))
        ):
            return None
        parts = (handed, upstream)
        if any(not is_plain(part, inside=True) or _size(part) > _MOST_BYTES for part in parts):
            return None
        if any(text not in rounds.texts and not _WORD.fullmatch(text) for text in _texts(handed)):
            return None
        if place < len(answers) and answers[place].items[0] == mark:  # it had the answer, and comes to no end
            return None
        return _Question(place, mark, function, handed, upstream)

    def _answer(self, rounds: _Rounds, asked: Mapping[int, _Question]) -> None:
        """Put the answers to the questions of a round where the next one finds them."""
        if (
            rounds.rounds > MOST_QUESTIONS
            or self._lost >= _MOST_LOST
            or self._clock.now >= self._until
            or time.monotonic() >= self._latest
        ):
            rounds.is_over = True
            return
        self._asked += 1
        cases = tuple(
            {NAME: question.function, HANDED: _as_leaves(question.handed), UPSTREAM: _as_leaves(question.upstream)}
            for question in asked.values()
        )
        job = CheckJob(f"answers {self._asked}", self._module, min(self._functions), ANSWERING, cases, _ANSWER_SECONDS)
        try:
            given = self._ask(job)
        except GraderError:
            # The reference cannot be run here. The learner has no part in this: their function stays unjudged.
            self._lost, rounds.is_over = _MOST_LOST, True
            return
        self._latest = min(self._latest, time.monotonic() + self._seconds_by_clock)
        self._lost += not all(isinstance(case.outcome, Returned) for case in given)
        for (number, question), case in zip(asked.items(), given, strict=True):
            answer = _answer(question, case)
            answers = rounds.answers[number][: question.place]
            if answer is None or sum(map(_size, answers)) + _size(answer) > _MOST_BYTES_IN_ALL:
                rounds.is_over = True
                return
            rounds.answers[number] = [*answers, answer]
            rounds.has_raised |= answer.items[1] != ""


def _answer(question: _Question, case: CaseObservation) -> Items | None:
    """What the reference gave, as the learner's process is given it; None if it cannot be."""
    outcome = case.outcome
    if not isinstance(outcome, Returned) or not isinstance(outcome.value, Items) or len(outcome.value.items) != 4:
        return None
    raised, value, is_pulled, after = outcome.value.items
    if not isinstance(after, Items) or not is_plain(value) or len(after.items) != len(question.handed.items):
        return None
    left: list[Value] = []
    for before, now in zip(question.handed.items, after.items, strict=True):
        changed = question.upstream is None and _as_leaves(before) != _as_leaves(now)
        if changed and not is_plain(now):
            return None
        left.append(Items("tuple", (now,)) if changed else None)
    return Items("tuple", (question.mark, raised, value, is_pulled, Items("tuple", tuple(left))))


def _without_answers(outcome: Returned, value: Value) -> Returned:
    after = {name: held for name, held in outcome.after.items() if name != ANSWERS}
    return Returned(value, outcome.container, after)


def _as_leaves(value: Value) -> Value:
    """A value with its tensors as parts of no graph."""
    if isinstance(value, Array):
        return msgspec.structs.replace(value, is_leaf=True)
    if isinstance(value, Items):
        return Items(value.kind, tuple(map(_as_leaves, value.items)))
    return value


def _size(value: Value) -> int:
    return len(msgspec.msgpack.encode(value))


def _texts(value: Value) -> list[str]:
    return [part for held in walk(value) for part in held.parts if isinstance(part, str)]
