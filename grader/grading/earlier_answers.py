"""What a reference's function is given by the earlier ones that it calls, so that a learner's can be given the same.

In a run of the reference, the earlier functions are watched: for what arguments they were called, and what they gave.
With these answers in place of the learner's own earlier functions, which are wrong, a later function of theirs shows
whether it is right by itself. The numbers are not the right ones: each is made smaller by a share that follows from the
arguments, in the run of the reference as well, so that neither an earlier answer nor an expected value of the check is
handed over. Only where nothing can be compared then (a power is no longer whole), and where there is no floating-point
number at all (names, counts, orders), the answers are the reference's.
"""

from __future__ import annotations

import ast
import threading
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path

import msgspec

from grader.course.syntax import parse
from grader.errors import GraderError
from grader.execution.jobs import CheckJob, Job
from grader.grading.diagnosis.telling import is_met
from grader.grading.plans import Plan, PlannedCheck
from grader.grading.recording_store import RecordingStore, recording_key
from grader.grading.recordings import CaseRecording, CheckRecording, ExerciseRecording
from grader.grading.reference_runs import pool_of, with_tolerance
from grader.grading.standing_probes import MODULE, NUDGED, PLAIN, recording_probe
from grader.wire.messages import Raised, Returned, Source
from grader.wire.values import Array, Cut, Cycle, Items, Opaque, Value, walk

ANY = "<any>"
"""Stands for an argument that does not cross, such as a function or a random generator."""

_MOST_ANSWERS = 1500
_MOST_BYTES = 1 << 20
_KEPT = 500
_MOST_SECONDS = 2.0


@dataclass(frozen=True)
class EarlierAnswers:
    """For one check the answers of earlier functions in each case, and what the reference gives with them."""

    answers: tuple[Value, ...]
    expected: tuple[CaseRecording, ...]

    @cached_property
    def are_values(self) -> bool:
        """Whether the earlier functions are given values and give values: no objects, of which more may be seen than
        what is handed over here, and nothing that is changed in place."""
        entries = [entry for one in self.answers if isinstance(one, Items) for entry in one.items]
        return all(map(_is_of_values, entries))


class EarlierAnswersRecorder:
    """Records the answers of earlier functions, once for each function and those that it calls. Safe to use from
    several threads."""

    def __init__(self, store: RecordingStore) -> None:
        self._store = store
        self._lock = threading.Lock()
        self._made: dict[str, ExerciseRecording | None] = {}

    def answers(
        self, plan: Plan, plain: ExerciseRecording, function: str, earlier: Collection[str]
    ) -> dict[str, EarlierAnswers]:
        """The answers for each check of a function, by check. There are none if the reference does not call an earlier
        function in it, or if what this gives cannot be handed over: it belongs to a graph, or is an object.

        Raises:
            WorkerFault: if the grader itself fails.
        """
        names = sorted(set(earlier))
        if not can_be_replaced(plan, names):
            return {}
        checks = [planned for planned in plan.checks if planned.check.of == function and not planned.has_folders]
        key = recording_key(f"{plan.seed} earlier answers, {function}", *names, *plan.exercise.texts)
        with self._lock:
            if key not in self._made:
                if len(self._made) >= _KEPT:
                    self._made.clear()
                self._made[key] = self._read_or_made(key, plan, checks, names)
            made = self._made[key]
        if made is None:
            return {}
        found = ((planned, _answers(planned, plain, made.checks)) for planned in checks)
        return {planned.check.id: answers for planned, answers in found if answers is not None}

    def _read_or_made(
        self, key: str, plan: Plan, checks: Sequence[PlannedCheck], names: Sequence[str]
    ) -> ExerciseRecording | None:
        recording = self._store.read(key)
        if recording is None:
            try:
                recording = ExerciseRecording(dict(_recorded(plan, checks, names)), ())
            except GraderError:
                return None
            self._store.write(key, recording)
        return recording


def can_be_replaced(plan: Plan, names: Sequence[str]) -> bool:
    """Whether all of these are functions at the top level of the reference."""
    there = _functions_of(plan.exercise.reference_source, plan.exercise.files.reference)
    return bool(names) and there.issuperset(names)


@lru_cache(maxsize=100)
def _functions_of(text: str, file: Path) -> frozenset[str]:
    return frozenset(node.name for node in parse(text, file).body if isinstance(node, ast.FunctionDef))


def _recorded(plan: Plan, checks: Sequence[PlannedCheck], names: Sequence[str]) -> Iterator[tuple[str, CheckRecording]]:
    """The outcomes of the watching probes, both with the reference's own answers and with changed ones."""
    pool = pool_of(plan.exercise)
    jobs = {job.id: job for job in plan.jobs(pool.limits.check_seconds)}
    wanted: list[CheckJob] = []
    for planned in checks:
        own = jobs[plan.job_id(planned.check.id)]
        for kind in (PLAIN, NUDGED):
            probe = recording_probe(own.probe, names, kind)
            seconds = min(own.time_limit, _MOST_SECONDS)
            wanted.append(
                CheckJob(f"{own.id} {kind}", own.module, own.of, probe, own.cases, seconds, container=own.container)
            )
    source = Source(plan.name, str(plan.exercise.files.reference), plan.exercise.reference_source)
    (observations,) = pool.observe_all([Job((source,), tuple(wanted))])
    for observation in observations.checks:
        outcomes = [case.outcome for case in observation.cases]
        if all(isinstance(outcome, (Returned, Raised)) for outcome in outcomes):
            cases = tuple(CaseRecording(outcome) for outcome in outcomes if isinstance(outcome, (Returned, Raised)))
            yield observation.id.removeprefix(plan.job_id("")), CheckRecording(cases)


def _answers(
    planned: PlannedCheck, plain: ExerciseRecording, made: Mapping[str, CheckRecording]
) -> EarlierAnswers | None:
    """The changed answers if the reference can be compared with them, else its own."""
    id = planned.check.id
    right = plain.checks[id].cases
    both = [_read(planned, made[f"{id} {kind}"].cases) if f"{id} {kind}" in made else None for kind in (PLAIN, NUDGED)]
    own, nudged = both
    if nudged is not None and (own is None or nudged[0] != own[0]):
        expected = tuple(_expected(planned, number, outcome, right[number]) for number, outcome in enumerate(nudged[1]))
        given = [one for one in expected if one is not None]
        if len(given) == len(right) and is_met(planned, given):
            return EarlierAnswers(nudged[0], tuple(given))
    return None if own is None else EarlierAnswers(own[0], right)


def _expected(
    planned: PlannedCheck, number: int, outcome: Returned | None, right: CaseRecording
) -> CaseRecording | None:
    """What the reference gives with changed answers; None if that cannot be compared."""
    if isinstance(right.outcome, Returned) and outcome is not None:
        return with_tolerance(planned.cases[number], outcome, right)
    return right if outcome is None and isinstance(right.outcome, Raised) else None


def _read(
    planned: PlannedCheck, cases: Sequence[CaseRecording]
) -> tuple[tuple[Value, ...], tuple[Returned | None, ...]] | None:
    """The answers in each case, and what the probe returned (None if it raised); None if nothing can be handed over."""
    answers: list[Value] = []
    results: list[Returned | None] = []
    for recording in cases:
        outcome = recording.outcome
        if not isinstance(outcome, Returned) or not isinstance(outcome.value, Items):
            return None
        result, entries = outcome.value.items
        if not isinstance(result, Items) or not isinstance(entries, Items) or len(entries.items) > _MOST_ANSWERS:
            return None
        handed = [_handed_over(entry) for entry in entries.items]
        if None in handed or len(msgspec.msgpack.encode(handed)) > _MOST_BYTES:
            return None
        answers.append(Items("list", tuple(handed)))
        after = {name: value for name, value in outcome.after.items() if name in planned.cases[0].arguments}
        results.append(Returned(result.items[0], outcome.container, after) if result.items else None)
    if not any(isinstance(one, Items) and one.items for one in answers):
        return None
    return tuple(answers), tuple(results)


def _handed_over(entry: Value) -> Value:
    """An entry (function, arguments, how it ended, what it gave, the arguments afterwards) as it can be handed over;
    None if it cannot."""
    if not isinstance(entry, Items) or len(entry.items) != 5:
        return None
    name, arguments, raised, given, after = entry.items
    if not is_plain(given) or not isinstance(arguments, Items) or not isinstance(after, Items):
        return None
    before: list[Value] = []
    left: list[Value] = []
    for one, later in zip(arguments.items, after.items, strict=True):
        crosses = is_plain(one, inside=True)
        changed = crosses and one != later
        if changed and not is_plain(later):
            return None
        before.append(one if crosses else ANY)
        left.append(Items("tuple", (later,)) if changed else None)
    return Items("tuple", (name, Items("tuple", tuple(before)), raised, given, Items("tuple", tuple(left))))


def _is_of_values(entry: Value) -> bool:
    """Whether an entry as it is handed over holds every argument as it is, none of which is changed."""
    if not isinstance(entry, Items):
        return False
    _, before, _, _, left = entry.items
    objects = any(part in (ANY, MODULE) for held in walk(before) for part in held.parts if isinstance(part, str))
    return not objects and isinstance(left, Items) and all(one is None for one in left.items)


def is_plain(value: Value, *, inside: bool = False) -> bool:
    """Whether a value can be handed over: no object, nothing cut off, and, unless it is only compared (`inside`), no
    part of a graph."""
    return not any(
        isinstance(part, (Opaque, Cycle, Cut))
        or (isinstance(part, Array) and not inside and part.requires_grad and not part.is_leaf)
        for held in walk(value)
        for part in held.parts
    )
