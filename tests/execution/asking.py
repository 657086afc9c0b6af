"""A short way to have a submission observed, and to read what came back."""

from __future__ import annotations

import textwrap
import time
from collections.abc import Callable

from grader.execution.jobs import CheckJob, CheckObservation, Job, Observations
from grader.execution.limits import Limits
from grader.execution.pool import Pool
from grader.wire.messages import Probe, Raised, Returned, Source, Stopped
from grader.wire.values import Value

LIMITS = Limits(
    load_seconds=1.0, memory_bytes=256 << 20, file_bytes=1 << 20, scratch_bytes=2 << 20, scratch_files=50,
    answer_bytes=8 << 20, output_bytes=1000, submission_seconds=20,
)  # fmt: skip
SECRET = "a-token-of-the-instructor"


def job(text: str, *checks: CheckJob) -> Job:
    """A submission of one file."""
    return Job((Source("learner", "learner.py", textwrap.dedent(text)),), checks)


def asking(
    expression: str,
    *,
    id: str = "",
    cases: int = 1,
    of: str = "__name__",
    time_limit: float = 20.0,
    hidden: bool = False,
    after: tuple[str, ...] = (),
) -> CheckJob:
    """A check whose probe returns this expression of the module `m` and the case's number `i`."""
    return CheckJob(
        id or expression,
        "learner",
        of,
        Probe(f"def probe(m, i):\n    return {expression}\n", "probe"),
        tuple({"i": number} for number in range(cases)),
        time_limit,
        hidden,
        after,
    )


def observed(pool: Pool, text: str, *checks: CheckJob) -> Observations:
    """What this learner's text gives."""
    observations = pool.observe(job(text, *checks))
    assert observations.fault is None, observations.fault
    assert [check.id for check in observations.checks] == [check.id for check in checks]
    return observations


def values(observations: Observations) -> list[Value]:
    """What each check's first case returned."""
    return [value_of(check) for check in observations.checks]


def value_of(check: CheckObservation) -> Value:
    outcome = check.cases[0].outcome
    assert isinstance(outcome, Returned), outcome
    return outcome.value


def stopped(check: CheckObservation, case: int = 0) -> Stopped:
    outcome = check.cases[case].outcome
    assert isinstance(outcome, Stopped), outcome
    return outcome


def raised(check: CheckObservation) -> Raised:
    outcome = check.cases[0].outcome
    assert isinstance(outcome, Raised), outcome
    return outcome


def eventually(holds: Callable[[], bool], seconds: float = 10.0) -> bool:
    give_up = time.monotonic() + seconds
    while not holds():
        if time.monotonic() > give_up:
            return False
        time.sleep(0.02)
    return True
