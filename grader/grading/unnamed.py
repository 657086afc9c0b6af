"""What is kept of a check that nobody has named a mistake for: so that learners with the same wrong numbers are found.

Only of checks that learners see, and of their fixed cases, which are the same for everybody.
"""

from __future__ import annotations

from collections.abc import Mapping

from msgspec.structs import replace

from grader.execution.jobs import CheckObservation
from grader.grading.check_verdicts import Ready, Seen
from grader.grading.plans import PlannedCheck
from grader.grading.recordings import CaseRecording
from grader.grading.result import CaseResult, CheckResult
from grader.numerics.flattening import excerpt
from grader.numerics.reading import read
from grader.source.extracting import extracted
from grader.wire.messages import Returned, Unrun


def with_excerpts(ready: Ready, seen: Seen, results: Mapping[str, CheckResult]) -> dict[str, CheckResult]:
    """The results, those of wrong numbers that no mistake explains with these numbers and the code that gave them."""
    functions = {planned.check.of for planned in ready.plan.checks}
    kept = dict(results)
    for planned in ready.checks:
        check = planned.check
        result = results[check.id]
        judged = seen.judged.get(check.id)
        comparable = check.expectation.compares and not check.expectation.stochastic
        if result.status != "failed" or result.mistakes or check.hidden or judged is None or not comparable:
            continue
        cases = _cases(planned, ready.recording.checks[check.id].cases, judged.observation, result)
        if any(case.excerpt is not None for case in cases):
            try:
                code = extracted(seen.file.text, check.of, functions)
            except RecursionError:
                code = ""
            kept[check.id] = replace(result, cases=cases, code=code)
    return kept


def _cases(
    planned: PlannedCheck, right: tuple[CaseRecording, ...], observation: CheckObservation, result: CheckResult
) -> tuple[CaseResult, ...]:
    drawn = zip(planned.cases, right, observation.cases, strict=True)
    ran = [one for one in drawn if not isinstance(one[2].outcome, Unrun)]
    cases = []
    for (case, recording, observed), judged in zip(ran, result.cases, strict=True):
        got, expected = observed.outcome, recording.outcome
        wrong = judged.status == "failed" and not case.random and not judged.changed
        if wrong and isinstance(got, Returned):
            tree = recording.tree if isinstance(expected, Returned) else None
            judged = replace(judged, excerpt=excerpt(read(got.value), tree))
        cases.append(judged)
    return tuple(cases)
