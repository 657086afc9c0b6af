"""The verdict on one check: its cases, the checks that block it, and the named mistakes."""

from __future__ import annotations

from ast import ClassDef
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import msgspec

from grader.course.discovery import Chapter
from grader.course.settings import CourseSettings
from grader.course.stub_words import unwritten_endings
from grader.errors import LibraryMissing
from grader.execution.jobs import CheckObservation
from grader.execution.limits import Limits
from grader.grading.broken_rules import RuleBook
from grader.grading.case_verdicts import judge_case
from grader.grading.curves import curve_results, with_departures
from grader.grading.diagnosis.explaining import explained
from grader.grading.diagnosis.gathering import absent, check_evidence
from grader.grading.diagnosis.naming import Further, Named, named_mistakes
from grader.grading.one_answer import one_is_right
from grader.grading.plans import Plan, PlannedCheck
from grader.grading.recordings import ExerciseRecording
from grader.grading.result import CaseResult, CheckResult, CurveResult, ErrorInfo, Recorded, Status
from grader.grading.rule_uses import BrokenRule
from grader.grading.submissions import SubmittedFile, definition_line, line_of
from grader.source.definitions import outline_of, parameters
from grader.source.evidence import OVERRULING, Evidence
from grader.wire.messages import Unrun

_JUDGED: frozenset[Status] = frozenset({"passed", "failed", "error", "timeout"})
_EXPLAINED: frozenset[Status] = frozenset({"failed", "error", "timeout"})
_WORST_FIRST: tuple[Status, ...] = ("timeout", "error", "failed", "not_attempted")


@dataclass(frozen=True)
class Ready:
    """An exercise that can be graded: its plan, recording and chapter. `only` limits the checks to these ids.

    Points are multiplied by `weight`. If a library that the reference needs is `missing`, nothing is recorded and
    nothing can be graded. `further` makes recordings that are needed only where no declared mistake explains a check.
    `recorded` says where the recording comes from. Without `explained`, the causes of what failed are not looked for,
    and nothing is kept of the submission to compare it with others by.
    """

    chapter: Chapter
    plan: Plan
    recording: ExerciseRecording
    only: frozenset[str] | None = field(default=None)
    missing: LibraryMissing | None = field(default=None)
    weight: float = 1.0
    further: Further | None = field(default=None, compare=False, repr=False)
    recorded: Recorded = ""
    explained: bool = True

    @property
    def checks(self) -> tuple[PlannedCheck, ...]:
        """The selected checks, in the order of the reports."""
        asked = [planned for planned in self.plan.checks if self.only is None or planned.check.id in self.only]
        place = {role: number for number, role in enumerate(self.settings.roles)}
        return tuple(sorted(asked, key=lambda planned: place.get(planned.check.role, len(place))))

    @property
    def settings(self) -> CourseSettings:
        """The settings of its course."""
        return self.plan.exercise.files.settings


@dataclass(frozen=True)
class Judged:
    """What follows from one check's own observation: its case results, its curves, and the rules that its function
    breaks; `bug` is the grader's own fault if the rules could not be judged."""

    observation: CheckObservation
    cases: tuple[CaseResult, ...]
    curves: tuple[CurveResult, ...]
    broken: tuple[BrokenRule, ...] = ()
    bug: str = ""

    @property
    def is_right(self) -> bool:
        """Whether every case passed."""
        return (
            bool(self.cases)
            and len(self.cases) == len(self.observation.cases)
            and all(case.status == "passed" for case in self.cases)
        )


@dataclass(frozen=True)
class Seen:
    """What is known about one exercise file of a submission: its judged checks, the file, why it did not load, the
    grader's own fault, the limits it ran under, the library that it needs and that is missing here, and what
    interrupted the run before all checks were judged."""

    judged: Mapping[str, Judged]
    file: SubmittedFile
    load_error: ErrorInfo | None
    fault: str | None
    limits: Limits
    missing: LibraryMissing | None = None
    interrupted: str = ""


def judge(ready: Ready, planned: PlannedCheck, observation: CheckObservation, book: RuleBook) -> Judged:
    """Judge a check as far as possible before the others are known."""
    check = planned.check
    cases = _case_results(ready, planned, observation)
    curves = (
        ()
        if check.hidden
        else curve_results(planned, ready.recording.checks[check.id], observation, ready.plan.languages)
    )
    try:
        broken = book.broken(check.of, observation, hidden=check.hidden)
    except Exception as bug:  # noqa: BLE001 - a file that cannot be analysed must not stop a whole class
        return Judged(observation, cases, curves, bug=f"the rules of `{check.of}` could not be judged: {bug!r}"[:500])
    return Judged(observation, cases, curves, broken)


def check_result(ready: Ready, planned: PlannedCheck, seen: Seen, results: Mapping[str, CheckResult]) -> CheckResult:
    """The verdict on one check. `results` holds the results of the checks that it needs."""
    check = planned.check
    judged = seen.judged.get(check.id)
    cases = judged.cases if judged else ()
    blocked_by = tuple(needed for needed in check.needs if needed in results and not is_right(results[needed]))
    status = _status(cases, blocked_by, seen.load_error) if judged else _unseen(seen.load_error)
    if check.hidden and judged and status != "passed":
        status = _hidden_status(ready, planned, seen, blocked_by)
    fault = seen.fault or ""
    if seen.fault is not None and status != "passed":
        status = "fault"
    elif seen.interrupted and judged is None:
        status, fault = "fault", seen.interrupted
    wrong = status in ("failed", "error")
    broken: tuple[BrokenRule, ...] = ()
    if judged and status in _JUDGED:
        broken = judged.broken
        if check.hidden:
            broken = tuple(rule for rule in broken if rule.uses or rule.kind == "unreadable")
        if judged.bug:
            status, fault = "fault", judged.bug
    keeps = min((rule.keeps for rule in judged.broken), default=1.0) if judged else 1.0
    if check.hidden and judged and len(broken) < len(judged.broken):
        keeps = 0.0  # nothing that learners see tells which rule was broken, and neither do the points
    share = _share(ready, planned, judged, status) if judged else 0.0
    if status == "passed" and keeps < 1:
        waits_for = _where_rules_broke(check.needs, broken, results)
        status, blocked_by = ("blocked", waits_for) if waits_for else ("failed", blocked_by)
    result = CheckResult(
        id=check.id,
        function=check.of,
        role=check.role,
        sentence=check.sentence.in_languages(ready.plan.languages),
        status=status,
        points=check.points * keeps * share * ready.weight,
        max_points=0.0 if check.bonus else check.points * ready.weight,
        hidden=check.hidden,
        seconds=0.0 if check.hidden else sum(case.seconds for case in cases),
        fault=fault if status == "fault" else "",
        library=seen.missing.library if seen.missing and status == "fault" else "",
        blocked_by=blocked_by if status == "blocked" else (),
        broken_rules=broken,
        bonus=check.points * ready.weight if check.bonus else 0.0,
        step_by_step=check.role in ready.settings.step_by_step,
        evidence=(Evidence("unread"),) if seen.file.unread else (),
    )
    if check.hidden or judged is None:
        return result
    limit = check.time_limit or seen.limits.check_seconds
    text = seen.file.whole
    seconds = {"time": limit, "wall": limit * seen.limits.wall_factor}
    located = _with_output([_located(case, text, seconds) for case in cases], judged.observation.printed)
    line = next((case.error.line for case in located if case.error and case.error.line), None)
    line = line or next((use.line for rule in broken for use in rule.uses), None)
    if line is None and status != "passed":
        line = definition_line(seen.file.text, check.of) or definition_line(text, check.of)
    evidence = _evidence(ready, planned, seen, located) if ready.explained and status in _EXPLAINED else ()
    result = msgspec.structs.replace(
        result,
        cases=located,
        curves=judged.curves,
        line=line,
        source=line_of(text, line),
        output=judged.observation.output,
        evidence=evidence,
        parameters=_parameters(ready, check.of) if status in _EXPLAINED else (),
    )
    # A blocked check names no cause: its numbers may come from a mistake in what it needs.
    return _with_causes(ready, planned, seen, result) if ready.explained and wrong else result


def _with_causes(ready: Ready, planned: PlannedCheck, seen: Seen, result: CheckResult) -> CheckResult:
    """The result of a check that failed, with the mistakes that explain it and what its numbers say."""
    visible = _visible(ready, seen)
    overruled = any(one.kind in OVERRULING for one in result.evidence)
    named = Named()
    if not overruled:
        named = named_mistakes(ready.plan, ready.recording, planned, visible, ready.further)
    found = explained(
        ready.plan,
        ready.recording,
        planned,
        visible,
        seen.file.whole,
        named=bool(named.mistakes),
        step_by_step=result.step_by_step,
    )
    return msgspec.structs.replace(
        result,
        mistakes=named.mistakes,
        together=named.together,
        curves=with_departures(result.curves, planned.check.curves, found.blocks),
        relations=found.relations,
        dependence=found.dependence,
        divergence=found.divergence,
    )


def _parameters(ready: Ready, function: str) -> tuple[str, ...]:
    """The parameters that a function is asked to take; none of a class, which is called in several ways."""
    definitions = outline_of(ready.plan.exercise.reference_source).definitions(function)
    return tuple(parameters(definitions[-1])) if definitions and not isinstance(definitions[-1], ClassDef) else ()


def _evidence(ready: Ready, planned: PlannedCheck, seen: Seen, cases: Sequence[CaseResult]) -> tuple[Evidence, ...]:
    """What the learner's source shows about the failure; nothing of a file too deep for it."""
    function, reference = planned.check.of, ready.plan.exercise.reference_source
    try:
        missing = absent(seen.file.text, function) if seen.load_error is not None else None
        return (missing,) if missing else check_evidence(seen.file.text, reference, function, cases)
    except RecursionError:
        return ()


def counted(checks: Sequence[PlannedCheck], results: Mapping[str, CheckResult]) -> dict[str, CheckResult]:
    """The results, in which a check earns points only if the checks that it counts with pass."""
    final = dict(results)
    for planned in checks:
        result = results[planned.check.id]
        missing = tuple(id for id in planned.check.counts_with if id not in results or not _counts(results[id]))
        if result.status == "passed" and missing:
            final[result.id] = msgspec.structs.replace(result, status="blocked", points=0.0, blocked_by=missing)
        elif missing and result.points:
            final[result.id] = msgspec.structs.replace(result, points=0.0)
    return final


def passed(cases: Sequence[CaseResult]) -> int:
    """The number of these cases that passed."""
    return sum(case.status == "passed" for case in cases)


def _share(ready: Ready, planned: PlannedCheck, judged: Judged, status: Status) -> float:
    """The share of its points that a check earns: all if it passed, else by cases if it gives credit by cases.

    Cases that a single answer could have passed earn nothing, and neither do fixed cases alone where others are drawn:
    a table could have passed them.
    """
    if status in ("passed", "fault") or planned.check.credit == "all":
        return float(status == "passed")
    ran = [number for number, seen in enumerate(judged.observation.cases) if not isinstance(seen.outcome, Unrun)]
    numbers = [number for number, case in zip(ran, judged.cases, strict=True) if case.status == "passed"]
    cases = [planned.cases[number] for number in numbers]
    if planned.check.is_drawn and not any(case.random for case in cases):
        return 0.0
    for version in ready.recording.checks[planned.check.id].versions:
        if not numbers or one_is_right(planned.check, cases, [version[number] for number in numbers]):
            return 0.0
    return len(numbers) / len(planned.cases)


def _visible(ready: Ready, seen: Seen) -> dict[str, CheckObservation]:
    """What was observed in the checks that learners see: a hidden one must not decide which mistake they read of."""
    hidden = {planned.check.id for planned in ready.plan.checks if planned.check.hidden}
    return {id: judged.observation for id, judged in seen.judged.items() if id not in hidden}


def _hidden_status(ready: Ready, planned: PlannedCheck, seen: Seen, blocked_by: Sequence[str]) -> Status:
    """The status of a hidden check that is not right. It follows from what learners see anyway: how their code failed
    in it would be a channel for what it saw there."""
    check = planned.check
    of_function = (
        seen.judged[other.check.id].cases
        for other in ready.plan.checks
        if other.check.of == check.of and not other.check.hidden and other.check.id in seen.judged
    )
    function = check.of.rpartition(".")[2]
    unwritten = any(f"{function}{ending}" in seen.file.text for ending in unwritten_endings()) or any(
        case.status == "not_attempted" for cases in of_function for case in cases
    )
    if unwritten:
        return "error" if seen.load_error is not None else "not_attempted"
    return "blocked" if blocked_by else "failed"


def _case_results(ready: Ready, planned: PlannedCheck, seen: CheckObservation) -> tuple[CaseResult, ...]:
    """The case results with respect to the one right version that the learner's function comes closest to."""
    nearest: tuple[CaseResult, ...] = ()
    for recordings in ready.recording.checks[planned.check.id].versions:
        judged = (
            judge_case(planned.check, case, recording, observation, ready.plan.languages)
            for case, recording, observation in zip(planned.cases, recordings, seen.cases, strict=True)
        )
        results = tuple(result for result in judged if result is not None)
        if not nearest or passed(results) > passed(nearest):
            nearest = results
        if passed(nearest) == len(nearest):
            break
    return nearest


def _with_output(cases: Sequence[CaseResult], printed: Sequence[str]) -> tuple[CaseResult, ...]:
    """The cases, with what was printed in those that did not pass."""
    if len(printed) > len(cases) or not any(printed):
        return tuple(cases)
    texts = [*printed, *[""] * (len(cases) - len(printed))]
    return tuple(
        msgspec.structs.replace(case, output=text) if text and case.status != "passed" else case
        for case, text in zip(cases, texts, strict=True)
    )


def _where_rules_broke(
    needs: Sequence[str], broken: Sequence[BrokenRule], results: Mapping[str, CheckResult]
) -> tuple[str, ...]:
    """The needed checks that broke the rules in the same places as this one, if it breaks none elsewhere."""
    breaking = {needed: results[needed].broken_rules for needed in needs if needed in results}
    lines = {use.line for rules in breaking.values() for rule in rules for use in rule.uses}
    uses = [use for rule in broken for use in rule.uses]
    elsewhere = not uses or any(use.line not in lines for use in uses)
    return () if elsewhere else tuple(needed for needed, rules in breaking.items() if rules)


def is_right(result: CheckResult) -> bool:
    """Whether a check's function gives the right results, by whatever means."""
    only_rules = (
        bool(result.broken_rules) and bool(result.cases) and all(case.status == "passed" for case in result.cases)
    )
    return result.status == "passed" or only_rules


def _counts(result: CheckResult) -> bool:
    """Whether a check's function is right, if only given the learner's own earlier ones."""
    return is_right(result) or (result.given is not None and result.given.verdict == "right")


def _unseen(load_error: ErrorInfo | None) -> Status:
    """The status of a check that was never run: the file is missing or cannot be read."""
    return "error" if load_error else "not_attempted"


def _status(cases: Sequence[CaseResult], blocked_by: Sequence[str], load_error: ErrorInfo | None) -> Status:
    """The check's status: the worst of its cases; without a case there is no credit."""
    statuses = {case.status for case in cases}
    if not statuses:
        return "blocked" if blocked_by else _unseen(load_error)
    worst: Status = next((status for status in _WORST_FIRST if status in statuses), "passed")
    foreign_stub = worst == "not_attempted" and _stub_of_another(cases)
    if blocked_by and (worst in ("failed", "error") or foreign_stub):
        return "blocked"
    if load_error is not None and worst == "not_attempted":
        return "error"
    return worst


def _stub_of_another(cases: Sequence[CaseResult]) -> bool:
    """Whether every failing case ran into a needed function that is still a stub."""
    stubs = [case.error for case in cases if case.error is not None and case.error.kind == "stub"]
    return bool(stubs) and all(
        stub.function.split(".")[-1] != stub.message.partition(":")[0].split(".")[-1] for stub in stubs
    )


def _located(case: CaseResult, text: str, seconds: Mapping[str, float]) -> CaseResult:
    """The case with the source line of its error and the limit that it hit."""
    if case.error is None:
        return case
    error = msgspec.structs.replace(
        case.error,
        source=line_of(text, case.error.line),
        seconds=seconds.get(case.error.kind, case.error.seconds),
    )
    return msgspec.structs.replace(case, error=error)
