"""Judging one case: the learner's observation against the reference's, under the check's expectation."""

from __future__ import annotations

import math
from typing import Any

import numpy as np

from grader.authoring import Check, Converges, EqualsReference, Raises, Satisfies, Text, Within
from grader.course.draws import DrawnCase
from grader.execution.jobs import CaseObservation
from grader.grading.recorded import CaseRecord
from grader.grading.result import CaseResult, ErrorInfo, Sentence, Status
from grader.numerics.comparison import compare_trees
from grader.numerics.differences import Difference
from grader.numerics.plain import to_plain
from grader.numerics.reading import read
from grader.numerics.summaries import value_text
from grader.worker.messages import Missing, Outcome, Raised, Returned, Stopped, Unrun
from grader.worker.values import Value

STUB_SUFFIX = ": not written yet"
_OUT_OF_MEMORY = ("can't allocate memory", "not enough memory", "Cannot allocate memory", "std::bad_alloc")
_MAX_DIFFERENCES = 8


def judge_case(check: Check, case: DrawnCase, reference: CaseRecord, observed: CaseObservation) -> CaseResult | None:
    """How one case went, or None for a case that was never run."""
    outcome = observed.outcome
    if isinstance(outcome, Unrun):
        return None
    expected_error = _expected_error(check, reference)
    facts: dict[str, Any] = {
        "label": case.label,
        "label_zh": case.label_zh,
        "arguments": dict(case.texts),
        "warnings": observed.warnings,
        "seconds": observed.seconds,
    }
    if isinstance(outcome, Returned):
        facts |= {"got": value_text(outcome.value), "container": _other_container(outcome)}
        if expected_error is not None:
            facts["expected"] = " / ".join(expected_error.errors)
            return CaseResult("failed", **facts)
        status, more = _judge_value(check, case, reference, outcome)
        return CaseResult(status, **facts, **more)
    if expected_error is not None and isinstance(outcome, Raised) and not _is_stub(outcome):
        facts |= {"got": outcome.type_name, "expected": " / ".join(expected_error.errors)}
        matches = any(name in outcome.bases for name in expected_error.errors)
        missing = [words for words in expected_error.mentions if words not in outcome.message]
        if matches and not missing:
            return CaseResult("passed", **facts)
        facts["bound"] = ", ".join(missing) if matches else ""
        return CaseResult("failed", **facts, error=error_of(outcome))
    error = error_of(outcome)
    return CaseResult(_status_of(error), **facts, error=error)


def error_of(outcome: Outcome) -> ErrorInfo:
    """What stopped the learner's code, as the result keeps it."""
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
    return "timeout" if error.kind == "time" else "error"


def _is_stub(outcome: Raised) -> bool:
    return outcome.type_name == "NotImplementedError" and outcome.message.endswith(STUB_SUFFIX)


def _expected_error(check: Check, reference: CaseRecord) -> Raises | None:
    """The error that is asked for: by the check, or because the reference raises one here."""
    if isinstance(check.expectation, Raises):
        return check.expectation
    if isinstance(reference.outcome, Raised):
        return Raises((reference.outcome.type_name,))
    return None


def _judge_value(
    check: Check, case: DrawnCase, reference: CaseRecord, outcome: Returned
) -> tuple[Status, dict[str, Any]]:
    allowed_changes = reference.outcome.changed if isinstance(reference.outcome, Returned) else ()
    changed = tuple(name for name in outcome.changed if name not in allowed_changes)
    more: dict[str, Any] = {"changed": changed} if changed else {}
    expectation = check.expectation
    holds = True
    if isinstance(expectation, EqualsReference):
        assert isinstance(reference.outcome, Returned)
        differences = differences_from(
            reference, outcome.value, dtype=expectation.dtype, container=expectation.container
        )
        more |= {"expected": reference.text, "differences": differences[:_MAX_DIFFERENCES]}
        holds = not differences
    elif isinstance(expectation, Within):
        numbers = _numbers(outcome.value)
        holds = bool(numbers) and all(expectation.low <= number <= expectation.high for number in numbers)
        if not holds:
            more["bound"] = f"[{expectation.low:g}, {expectation.high:g}]"
    elif isinstance(expectation, Converges):
        numbers = _numbers(outcome.value)
        holds = bool(numbers) and _converges(numbers, expectation)
        if not holds:
            more["bound"] = f"{expectation.to:g} ± {expectation.within:g}"
    elif isinstance(expectation, Satisfies):
        unmet = unmet_sentence(expectation, outcome.value, case)
        holds = unmet is None
        if unmet is not None:
            more["unmet"] = unmet
    return ("passed" if holds and not changed else "failed"), more


def differences_from(
    record: CaseRecord, got: Value, *, dtype: bool = False, container: bool = False
) -> tuple[Difference, ...]:
    """Where an observed value differs from a recorded one by more than its tolerance."""
    if record.is_exactly(got):
        return ()
    return compare_trees(record.tree, read(got), dtype=dtype, container=container)


def unmet_sentence(expectation: Satisfies, value: Value, case: DrawnCase) -> Sentence | None:
    """What the author's property says of an observation: None where it holds."""
    arguments = {name: to_plain(argument) for name, argument in case.arguments.items()}
    try:
        said = expectation.holds(to_plain(value), arguments)
    except Exception:  # noqa: BLE001 - the property was tried on the reference: here the observation has another form
        return Sentence(
            "The result does not have the form that the docstring asks for.", "返回结果的形式与文档字符串的要求不符。"
        )
    if said is None:
        return None
    return Sentence(said.en, said.zh) if isinstance(said, Text) else Sentence(str(said))


def _converges(numbers: list[float], expectation: Converges) -> bool:
    if not all(map(math.isfinite, numbers)):
        return False
    first, last = abs(numbers[0] - expectation.to), abs(numbers[-1] - expectation.to)
    return last <= expectation.within and last <= first


def _numbers(value: Value) -> list[float]:
    """All numbers of an observation, in order; empty where it holds anything else."""
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
        elif isinstance(item, (bool, int, float)) and abs(item) < 2**1000:
            flat.append(float(item))
        elif isinstance(item, float):
            flat.append(item)
        else:
            return []
    return flat[::-1]


def _other_container(outcome: Returned) -> str:
    return "" if outcome.container == "tensor" else outcome.container
