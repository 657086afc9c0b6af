"""Determinism: the reference gives the same answers today and tomorrow, in any order, whatever was drawn before."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial

import msgspec
import numpy as np

from grader.errors import WorkerFault
from grader.execution.boundary import Observer
from grader.execution.jobs import Job
from grader.grading.extents import why_not_recorded
from grader.grading.plans import PlannedCheck
from grader.grading.proofs.problems import Problem
from grader.grading.proofs.trial import Trial
from grader.numerics.allowances import tolerance_of
from grader.numerics.blocks import as_floats
from grader.numerics.comparison import UnsupportedExpected, separates
from grader.numerics.nodes import Flat, Numbers, leaves
from grader.numerics.reading import read
from grader.wire.messages import Missing, Outcome, Raised, Returned, Source
from grader.wire.values import Value

_AMBIENT = (1, 2)

_ROUNDING = 1e-8
"""Two runs whose numbers differ by this share of the largest one, or by 1,000 rounding errors of their dtype, differ by
rounding: a library may add in another order where its memory lies otherwise."""

_encode = msgspec.msgpack.Encoder().encode

Answers = dict[str, tuple[Outcome, ...]]


def prove_determinism(trial: Trial) -> Iterator[Problem]:
    """Two runs give the same, the second in another process, later, its checks in the other order; and so do runs with
    other ambient random numbers, unless a check declares that they may count.

    Runs with all of that at once show both where they give the same; where they do not, it is told apart. What was
    recorded earlier is as good a first run as another one, as long as they give the same as that.
    """
    # Where learners' files run, in a process with other hashes.
    run_moved = partial(_answers, trial, trial.observer, reverse=True)
    first = _recorded(trial)
    moved = [] if first is None else [run_moved(ambient=number) for number in _AMBIENT]
    differing = {} if first is None else _all_differing(trial, first, moved)
    if first is None or differing:
        first = _answers(trial, trial.references)
        outcomes = [(planned, outcome) for planned in trial.plan.checks for outcome in first[planned.check.id]]
        if not all(_is_answer(planned, outcome) for planned, outcome in outcomes):
            return  # the reference cannot be recorded, which says more
        moved = moved or [run_moved(ambient=number) for number in _AMBIENT]
        differing = _all_differing(trial, first, moved)
    again: Answers | None = None
    for planned in trial.plan.checks:
        check = planned.check
        if check.expectation.stochastic:
            continue  # random draws are what is asked for
        if check.id not in differing:
            if check.ambient:
                message = (
                    f"check `{check.id}` declares that ambient random numbers count, and they do not: drop `ambient`"
                )
                yield trial.problem("determinism", check.id, check.place, message, kind="undue")
            continue
        again = again or run_moved()
        if where := _differing(planned, first, again):
            message = (
                f"check `{check.id}` is not deterministic: two runs of the reference give different answers on "
                f"{where}; let neither the clock, nor the order of a set, nor what ran before count"
            )
            yield trial.problem("determinism", check.id, check.place, message, kind="runs")
        elif not check.ambient:
            message = (
                f"check `{check.id}`: the answer changes with the ambient random state on {differing[check.id]}: seed "
                'the generator that is used or, if it is meant, declare it: ambient="why"'
            )
            yield trial.problem("determinism", check.id, check.place, message, kind="ambient")


def _recorded(trial: Trial) -> Answers | None:
    """What was recorded of the reference earlier, if anything was."""
    if (recording := trial.kept) is None:
        return None
    return {id: tuple(case.outcome for case in check.cases) for id, check in recording.checks.items()}


def _answers(trial: Trial, observer: Observer, *, ambient: int = 0, reverse: bool = False) -> Answers:
    """What the reference gives for each check, from a process of its own."""
    plan = trial.plan
    jobs = [
        msgspec.structs.replace(job, hidden=False, after=(), ambient=ambient)
        for job in plan.jobs(observer.limits.check_seconds)
    ]
    source = Source(plan.name, str(trial.files.reference), trial.exercise.reference_source)
    observations = observer.observe(Job((source,), tuple(reversed(jobs)) if reverse else tuple(jobs)))
    if observations.fault is not None:
        raise WorkerFault(observations.fault)
    prefix = plan.job_id("")
    return {one.id.removeprefix(prefix): tuple(case.outcome for case in one.cases) for one in observations.checks}


def _is_answer(planned: PlannedCheck, outcome: Outcome) -> bool:
    expectation = planned.check.expectation
    if isinstance(outcome, Returned):
        return not why_not_recorded(outcome.value, compares=expectation.compares)
    return isinstance(outcome, Raised) and expectation.expects_error


def _all_differing(trial: Trial, one: Answers, others: Sequence[Answers]) -> dict[str, str]:
    """By check that asks for no random draws: the case on which one of the other runs differs, where one does."""
    found: dict[str, str] = {}
    for planned in trial.plan.checks:
        for other in () if planned.check.expectation.stochastic else others:
            if where := _differing(planned, one, other):
                found.setdefault(planned.check.id, where)
    return found


def _differing(planned: PlannedCheck, one: Answers, other: Answers) -> str:
    """The case on which two runs differ; "" where none does."""
    for case, ours, theirs in zip(planned.cases, one[planned.check.id], other[planned.check.id], strict=True):
        if not _same(ours, theirs):
            return f'the case "{case.label}"' if case.label else f"case {planned.cases.index(case) + 1}"
    return ""


def _by_rounding(one: Value, other: Value) -> bool:
    try:
        return separates(one, other, tolerance_of(map(_allowed, leaves(read(one))))) <= 1.0
    except UnsupportedExpected:
        return False


def _allowed(block: Numbers) -> Flat:
    sizes = np.abs(as_floats(block.flat))
    largest = np.max(sizes, initial=0.0, where=np.isfinite(sizes))
    share = max(_ROUNDING, 1000 * block.resolution)
    return np.where(np.repeat(block.inexact, block.width), np.full(sizes.shape, share * largest), 0.0)


def _same(one: Outcome, other: Outcome) -> bool:
    if isinstance(one, Returned) and isinstance(other, Returned):
        # What is left of the arguments is in no recording; that it is right is for other proofs to tell.
        return _encode(one.value) == _encode(other.value) or _by_rounding(one.value, other.value)
    if isinstance(one, (Raised, Missing)) and isinstance(other, (Raised, Missing)):
        return getattr(one, "type_name", "") == getattr(other, "type_name", "")
    # What is stopped in one run only was stopped by a busy machine, where the reference stays within its limits.
    return not isinstance(one, Raised) and not isinstance(other, Raised)
