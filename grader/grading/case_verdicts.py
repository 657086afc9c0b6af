"""Judging one case: the learner's observation compared with the reference's, as the check's expectation says."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from typing import Any

import msgspec
import numpy as np

from grader.authoring import Check
from grader.course.draws import DrawnCase
from grader.course.stub_words import unwritten_endings
from grader.execution.jobs import CaseObservation
from grader.grading.recordings import CaseRecording
from grader.grading.result import CaseResult, ErrorInfo, Status
from grader.numerics.allowances import Tolerance
from grader.numerics.comparison import Strictness, are_equal, compare_trees, separates
from grader.numerics.differences import Difference
from grader.numerics.nodes import Node
from grader.numerics.plain_objects import to_plain
from grader.numerics.reading import read
from grader.numerics.short_texts import value_text
from grader.wire.arguments import changed_arguments
from grader.wire.messages import Missing, Outcome, Raised, Returned, Stopped, Unrun
from grader.wire.values import Value

_OUT_OF_MEMORY = ("can't allocate memory", "not enough memory", "Cannot allocate memory", "std::bad_alloc")
_MAX_DIFFERENCES = 8


def judge_case(
    check: Check, case: DrawnCase, reference: CaseRecording, observed: CaseObservation, languages: Sequence[str]
) -> CaseResult | None:
    """The result of one case, or None if it was never run. `languages` are the course's."""
    outcome = observed.outcome
    if isinstance(outcome, Unrun):
        return None
    facts: dict[str, Any] = {
        "label": case.label.in_languages(languages),
        "arguments": dict(case.texts),
        "warnings": observed.warnings,
        "seconds": observed.seconds,
        "drawn": case.random,
    }
    expectation = check.expectation
    asked = isinstance(outcome, Returned) or (
        isinstance(outcome, Raised) and expectation.expects_error and not _is_stub(outcome)
    )
    if not asked:
        error = error_of(outcome)
        return CaseResult(_status_of(error), **facts, error=error)
    if isinstance(reference.outcome, Raised) and not expectation.expects_error:
        # Such recordings are refused when they are made; without an expected value nothing is earned.
        return CaseResult("failed", **facts, expected=reference.outcome.type_name)
    verdict = expectation.judge(Compared(case, reference, outcome))
    changed: tuple[str, ...] = ()
    if isinstance(outcome, Returned):
        changed = newly_changed(case, reference, outcome)
        facts |= {"got": value_text(outcome.value), "container": _other_container(outcome), "changed": changed}
    elif isinstance(outcome, Raised):
        facts |= {"got": outcome.type_name} | ({} if verdict.holds else {"error": error_of(outcome)})
    return CaseResult(
        "passed" if verdict.holds and not changed else "failed",
        **facts,
        expected=reference.text if verdict.compared else verdict.expected,
        differences=verdict.differences[:_MAX_DIFFERENCES],
        bound=verdict.bound,
        unmet=None if verdict.unmet is None else verdict.unmet.in_languages(languages),
    )


class Observed:
    """A returned value, read once for all recordings that it is compared with."""

    def __init__(self, value: Value) -> None:
        self._value = value

    @cached_property
    def encoded(self) -> bytes:
        """It as bytes, which differ for different values."""
        return msgspec.msgpack.encode(self._value)

    @cached_property
    def tree(self) -> Node:
        """It as a tree."""
        return read(self._value)


class Compared:
    """A case as an expectation sees it (`grader.authoring.expectations.Seen`): the observed outcome and the recorded
    one. `observed` is the value of the outcome, where it is compared with several recordings."""

    def __init__(
        self, case: DrawnCase, recording: CaseRecording, outcome: Outcome, observed: Observed | None = None
    ) -> None:
        self._case = case
        self._recording = recording
        self._outcome = outcome
        self._given = observed

    @cached_property
    def value(self) -> Any:
        """The observed value in the form that an author's property receives."""
        return to_plain(self._outcome.value) if isinstance(self._outcome, Returned) else None

    @cached_property
    def expected(self) -> Any:
        """The recorded value, in the same form."""
        return to_plain(self._recording.outcome.value) if isinstance(self._recording.outcome, Returned) else None

    @cached_property
    def arguments(self) -> dict[str, Any]:
        """The case's arguments."""
        return {name: to_plain(argument) for name, argument in self._case.arguments.items()}

    @property
    def error(self) -> Raised | None:
        """The observed exception, if any."""
        return self._outcome if isinstance(self._outcome, Raised) else None

    @property
    def expected_error(self) -> Raised | None:
        """The recorded exception, if any."""
        return self._recording.outcome if isinstance(self._recording.outcome, Raised) else None

    def numbers(self) -> list[float]:
        """All numbers of the observed value, in order; empty if it holds anything else."""
        return _numbers(self._outcome.value) if isinstance(self._outcome, Returned) else []

    def expected_numbers(self) -> list[float]:
        """All numbers of the recorded value, likewise."""
        recorded = self._recording.outcome
        return _numbers(recorded.value) if isinstance(recorded, Returned) else []

    def differences(self, dtype: Strictness, container: Strictness) -> tuple[Difference, ...]:
        """Where the observed value differs from the recorded one by more than its tolerance; no differences if the two
        are identical, whatever they hold."""
        if self.is_identical:
            return ()
        return compare_trees(self._recording.tree, self._observed.tree, dtype=dtype, container=container)

    def differs(self, dtype: Strictness, container: Strictness) -> bool:
        """Whether there is such a difference; the first one is enough."""
        if self.is_identical:
            return False
        return not are_equal(self._recording.tree, self._observed.tree, dtype=dtype, container=container)

    @property
    def is_identical(self) -> bool:
        """Whether exactly the recorded value was returned, to the last bit."""
        assert isinstance(self._recording.outcome, Returned)
        return self._recording.encoded == self._observed.encoded

    @cached_property
    def _observed(self) -> Observed:
        assert isinstance(self._outcome, Returned)
        return self._given or Observed(self._outcome.value)

    def distance(self, dtype: Strictness, container: Strictness) -> float:
        """The largest error, in units of its tolerance."""
        assert isinstance(self._outcome, Returned)
        assert isinstance(self._recording.outcome, Returned)
        tolerance = self._recording.tolerance or Tolerance()
        return separates(
            self._recording.outcome.value, self._outcome.value, tolerance, dtype=dtype, container=container
        )


def newly_changed(case: DrawnCase, recording: CaseRecording, outcome: Returned) -> tuple[str, ...]:
    """The arguments that were modified in place although the recorded version leaves them unchanged."""
    changed = changed_arguments(case.arguments, outcome, case.handed_over)
    return tuple(name for name in changed if name not in recording.changed)


def error_of(outcome: Outcome) -> ErrorInfo:
    """What stopped the learner's code, in the form that the result document holds."""
    if isinstance(outcome, Raised):
        frame = outcome.frames[-1] if outcome.frames else None
        kind: Any = "exception"
        if _is_stub(outcome):
            kind = "stub"
        elif "MemoryError" in outcome.bases or any(words in outcome.message for words in _OUT_OF_MEMORY):
            kind = "memory"
        elif "SyntaxError" in outcome.bases and frame is not None and not frame.function:
            kind = "syntax"
        return ErrorInfo(
            kind,
            type_name=outcome.type_name,
            message=outcome.message,
            line=frame.line if frame else None,
            function=frame.function if frame else "",
        )
    if isinstance(outcome, Missing):
        return ErrorInfo("missing", function=outcome.name)
    if isinstance(outcome, Stopped):
        return ErrorInfo(outcome.limit, message=outcome.detail)
    raise TypeError(f"a {type(outcome).__name__} is no error")


def _status_of(error: ErrorInfo) -> Status:
    if error.kind in ("stub", "missing"):
        return "not_attempted"
    return "timeout" if error.kind in ("time", "wall", "budget") else "error"


def _is_stub(outcome: Raised) -> bool:
    return outcome.type_name == "NotImplementedError" and outcome.message.endswith(unwritten_endings())


def _numbers(value: Value) -> list[float]:
    """All numbers of an observation, in order; empty if it holds anything else."""
    flat: list[float] = []
    waiting = [to_plain(value)]
    while waiting:
        item = waiting.pop()
        if isinstance(item, np.ndarray) and item.dtype.kind in "biuf":
            flat += reversed(item.astype(np.float64).reshape(-1).tolist())
        elif isinstance(item, (list, tuple)):
            waiting += item
        elif isinstance(item, dict):
            waiting += item.values()
        elif (isinstance(item, np.generic) and item.dtype.kind in "biuf") or (
            isinstance(item, int) and abs(item) < 2**1000
        ):
            flat.append(float(item))
        elif isinstance(item, float):
            flat.append(item)
        else:
            return []
    return flat[::-1]


def _other_container(outcome: Returned) -> str:
    return "" if outcome.container == "tensor" else outcome.container
