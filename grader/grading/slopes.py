"""Slopes of a function of the exercise by central differences, and which other function is its derivative.

A slope is Richardson's combination of the central differences with h and with h / 2. Its error bound is stated with it:
the distance of these two, which the truncation stays below, and what rounding in float64 can do.
"""

from __future__ import annotations

import ast
import threading
from collections.abc import Sequence
from dataclasses import dataclass

from grader.course.draws import DrawnCase
from grader.errors import GraderError
from grader.execution.jobs import CheckJob, Job
from grader.grading.case_verdicts import Compared
from grader.grading.plans import Plan, PlannedCheck
from grader.grading.recordings import ExerciseRecording
from grader.grading.reference_runs import pool_of
from grader.wire.messages import Outcome, Probe, Returned, Source
from grader.wire.values import Items

_STEP = 1e-4
"""The step h, relative to the argument where that is above 1."""
_ROUNDING = 64 * 2.0**-53
"""The relative rounding error that is allowed in each value of the function."""
_SHOWS = 1e-4
"""A slope tells something where its error bound is below this share of it."""
_LEAST_CASES = 3
_NONE = 1e-12

_PROBE = """
def slopes_(m, **arguments):
    found = []
    for name in MOVED:
        step = STEP * max(1.0, abs(arguments[name]))
        values = []
        for moved in (step, -step, step / 2, -step / 2):
            given = dict(arguments)
            given[name] = arguments[name] + moved
            value = m.OF(*[given[one] for one in PARAMETERS])
            if hasattr(value, "dtype") and "float64" not in str(value.dtype):
                raise TypeError("its numbers are too short for a slope")
            values.append(float(value))
        found.append((step, *values))
    return found
"""


@dataclass(frozen=True)
class Slope:
    """A slope with its error bound."""

    value: float
    bound: float

    def is_near(self, number: float) -> bool:
        """Whether this number is the slope, as far as can be told."""
        return abs(number - self.value) <= self.bound + _NONE

    @property
    def shows(self) -> bool:
        """Whether a number that is near it must be nearly the slope."""
        return self.bound <= _SHOWS * abs(self.value)


@dataclass(frozen=True)
class Derivative:
    """That a check's function gives the derivatives of the function `of`, which has these parameters, with respect to
    the arguments `by`, in their order."""

    of: str
    parameters: tuple[str, ...]
    by: tuple[str, ...]

    def job(self, plan: Plan, planned: PlannedCheck, seconds: float) -> CheckJob:
        """A job that gives what `slopes` reads, on the cases of the check."""
        text = _PROBE.replace("MOVED", repr(self.by)).replace("PARAMETERS", repr(self.parameters))
        text = text.replace("STEP", repr(_STEP)).replace("OF", self.of)
        cases = tuple(case.arguments for case in planned.cases)
        id = f"{plan.job_id(planned.check.id)} slopes"
        return CheckJob(id, plan.name, self.of, Probe(text, "slopes_"), cases, seconds)


def slopes(outcome: Outcome) -> tuple[Slope, ...] | None:
    """The slopes in what a case of the job gave; None if there are none."""
    if not isinstance(outcome, Returned) or not isinstance(outcome.value, Items):
        return None
    found: list[Slope] = []
    for one in outcome.value.items:
        if not isinstance(one, Items) or len(one.items) != 5:
            return None
        numbers = [item for item in one.items if isinstance(item, float)]
        if len(numbers) < 5 or not 0 < numbers[0] < 1e100:
            return None
        step, *values = numbers
        wide, narrow = (values[0] - values[1]) / (2 * step), (values[2] - values[3]) / step
        bound = abs(narrow - wide) + _ROUNDING * max(map(abs, values)) / step
        found.append(Slope((4 * narrow - wide) / 3, bound))
    return tuple(found)


def agree(numbers: Sequence[Sequence[float]], found: Sequence[tuple[Slope, ...] | None]) -> bool:
    """Whether in every case the numbers are the slopes, and enough of them show it."""
    shown = 0
    for given, case in zip(numbers, found, strict=True):
        if case is None or len(given) != len(case):
            return False
        if not all(slope.is_near(number) for slope, number in zip(case, given, strict=True)):
            return False
        shown += all(slope.shows for slope in case)
    return shown >= min(_LEAST_CASES, len(found))


class DerivativeFinder:
    """Finds out with the reference which function gives the derivatives of which; each pair once."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._found: dict[tuple[str, str, int, str], Derivative | None] = {}

    def find(self, plan: Plan, recording: ExerciseRecording, planned: PlannedCheck, of: str) -> Derivative | None:
        """The way in which a check's function is the derivative of another one; None if it is not."""
        key = (plan.name, planned.check.id, plan.seed, of)
        with self._lock:
            if key not in self._found:
                self._found[key] = _derivative(plan, recording, planned, of)
            return self._found[key]


def _derivative(plan: Plan, recording: ExerciseRecording, planned: PlannedCheck, of: str) -> Derivative | None:
    right = recording.checks[planned.check.id].cases
    numbers = [Compared(case, one, one.outcome).numbers() for case, one in zip(planned.cases, right, strict=True)]
    parameters = _parameters(plan, of)
    moved = _moved(planned.cases, parameters)
    count = len(numbers[0])
    if not moved or not count or any(len(one) != count for one in numbers):
        return None
    try:
        pool = pool_of(plan.exercise)
        source = Source(plan.name, str(plan.exercise.files.reference), plan.exercise.reference_source)
        job = Derivative(of, parameters, moved).job(plan, planned, pool.limits.check_seconds)
        (observations,) = pool.observe_all([Job((source,), (job,))])
    except GraderError:
        return None
    found = [slopes(case.outcome) for case in observations.checks[0].cases]
    if any(case is None for case in found):
        return None
    by = tuple(_matching(number, numbers, moved, found) for number in range(count))
    return Derivative(of, parameters, by) if all(by) and len(set(by)) == count else None


def _matching(
    number: int, numbers: Sequence[Sequence[float]], moved: Sequence[str], found: Sequence[tuple[Slope, ...] | None]
) -> str:
    """The argument whose slopes the entry of this number holds in every case; "" if there is none, or more than one."""
    own = [[one[number]] for one in numbers]
    fitting = [
        name
        for place, name in enumerate(moved)
        if agree(own, [None if case is None else (case[place],) for case in found])
    ]
    return fitting[0] if len(fitting) == 1 else ""


def _parameters(plan: Plan, function: str) -> tuple[str, ...]:
    tree = ast.parse(plan.exercise.reference_source)
    node = next((one for one in tree.body if isinstance(one, ast.FunctionDef) and one.name == function), None)
    if node is None or node.args.vararg or node.args.kwonlyargs or node.args.kwarg:
        return ()
    return tuple(one.arg for one in node.args.args)


def _moved(cases: Sequence[DrawnCase], parameters: Sequence[str]) -> tuple[str, ...]:
    """The arguments that are a float in every case; none if a case lacks a parameter."""
    if any(name not in case.arguments for case in cases for name in parameters):
        return ()
    return tuple(name for name in parameters if all(type(case.arguments[name]) is float for case in cases))
