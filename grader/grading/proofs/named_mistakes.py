"""Named mistakes: there are some, each is caught, named as itself, and far enough from the right answer."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence

from grader.authoring import Mistake
from grader.course.draws import DrawnCase
from grader.course.loading import LoadedExercise
from grader.course.names import concerns
from grader.errors import Place
from grader.grading.case_verdicts import Compared
from grader.grading.plans import PlannedCheck
from grader.grading.proofs.problems import Problem
from grader.grading.proofs.trial import Trial
from grader.grading.recordings import CaseRecording
from grader.grading.result import ExerciseResult
from grader.source.evidence import OVERRULING
from grader.wire.messages import Raised, Returned

_SHARES = (0.13, 0.47, 0.83)
"""Where in the range of an open constant it is tried."""

SEPARATION = 10.0
"""A mistake's numbers lie at least this many tolerances from the reference's, in one case of one check at least."""


def prove_mistakes_exist(trial: Trial) -> Iterator[Problem]:
    """There is a named mistake."""
    if not trial.exercise.mistakes:
        message = (
            f"no named mistake proves that the checks can fail: write some into {trial.name}_mistakes.py, "
            "each a wrong version of one function"
        )
        yield trial.problem("mistakes", "", Place(trial.files.reference, 1), message, kind="none")


def prove_families(trial: Trial) -> Iterator[Problem]:
    """Each mistake belongs to a family, if the course declares any."""
    families = trial.files.settings.families
    for mistake in trial.exercise.mistakes if families else ():
        if not mistake.family:
            message = f"mistake `{mistake.id}` belongs to no family: add family=..., one of {', '.join(families)}"
            yield trial.problem("families", mistake.id, mistake.place, message)


def prove_mistakes_named(trial: Trial) -> Iterator[Problem]:
    """Each mistake, handed in, is caught and named as itself or within its group, unless its source shows the cause.

    Several run in one process; one that is not named there is handed in once more by itself, before that is told.
    """
    exercise = trial.exercise
    texts = [(mistake.of, text) for mistake, text in zip(exercise.mistakes, trial.mistake_texts, strict=True)]
    for mistake, (of, text), result in zip(exercise.mistakes, texts, trial.all_graded_on(texts), strict=True):
        trial.progress(f"mistake {mistake.id}")
        if _unnamed(exercise, mistake, result) and (found := _unnamed(exercise, mistake, trial.graded_on(of, text))):
            kind, message = found
            yield trial.problem("mistakes", mistake.id, mistake.place, f"mistake `{mistake.id}`: {message}", kind=kind)


def _unnamed(exercise: LoadedExercise, mistake: Mistake, result: ExerciseResult) -> tuple[str, str] | None:
    """Why a mistake is not caught or not named as itself, as a kind of problem and what is said of it."""
    caught = [check for check in result.checks if concerns(check.function, mistake.of) and check.status != "passed"]
    if not caught:
        return "caught", f"no check of `{mistake.of}` catches it: add a case that does"
    group = {other.id for other in exercise.mistakes if other.group and other.group == mistake.group}
    if any(one.kind in OVERRULING for check in caught for one in check.evidence):
        return None  # its source says what it is, and more than its numbers do
    named = [{found.id for found in check.mistakes} for check in caught if not check.hidden]
    if any(mistake.id in names and names <= {mistake.id, *group} for names in named):
        return None
    seen = sorted(set().union(*named)) if named else []
    told = f"it is taken for {', '.join(seen)}" if seen else "it is not named"
    advice = "add a case that tells them apart, or give them one `group`" if seen else "see what its cases give"
    return "named", f"{told}: {advice}"


def prove_open_parts(trial: Trial) -> Iterator[Problem]:
    """Each mistake with open parts is named whatever choice a learner has made, and for unusual constants, too."""
    for mistake in trial.exercise.mistakes:
        group = {mistake.id} | {one.id for one in trial.exercise.mistakes if one.group and one.group == mistake.group}
        for version in _with_parts(mistake):
            parts = ", ".join(f"{name}={value!r}" for name, value in version.parts.items())
            trial.progress(f"mistake {mistake.id}, {parts}")
            graded = trial.graded_on(mistake.of, trial.exercise.with_version(version), further=True)
            checks = [check for check in graded.checks if concerns(check.function, mistake.of)]
            named = [{found.id for found in check.mistakes} for check in checks if not check.hidden]
            if all(check.status == "passed" for check in checks):
                message = f"mistake `{mistake.id}` with {parts}: no check catches it: leave the value out"
                yield trial.problem("open parts", mistake.id, mistake.place, message, kind="caught")
            elif not any(names and names <= group for names in named):
                message = (
                    f"mistake `{mistake.id}` with {parts}: it is not named: leave it out, or add cases that show it"
                )
                yield trial.problem("open parts", mistake.id, mistake.place, message, kind="named")


def _with_parts(mistake: Mistake) -> Iterator[Mistake]:
    """The mistake with each other choice, and with constants that lie between the ends of their range."""
    for name, choices in mistake.choices.items():
        yield from (mistake.with_parts({name: value}) for value in choices if value != mistake.parts[name])
    for name, (low, high) in mistake.constants.items():
        for share in _SHARES:
            number = low * (high / low) ** share if low > 0 else low + share * (high - low)
            yield mistake.with_parts({name: float(f"{number:.1e}")})


def prove_separation(trial: Trial) -> Iterator[Problem]:
    """Each mistake lies far from the reference, and from every alternative that a check accepts, in units of the
    tolerance."""
    places = {mistake.id: mistake.place for mistake in trial.exercise.mistakes}
    for mistake in trial.recording.mistakes:
        largest = 0.0
        for planned in trial.plan.checks:
            versions = trial.recording.checks[planned.check.id].versions
            given = mistake.checks.get(planned.check.id, ())
            largest = max(largest, min(farthest(planned, version, given) for version in versions))
            if largest >= SEPARATION:
                break
        if largest < SEPARATION:
            drawn = any(trial.check(id).expectation.stochastic for id in mistake.checks)
            message = (
                f"mistake `{mistake.id}`: it lies only {largest:.2g} tolerances from the reference: "
                f"choose cases that tell it apart{', or more draws' if drawn else ''}"
            )
            yield trial.problem("separation", mistake.id, places[mistake.id], message)


def farthest(planned: PlannedCheck, right: Sequence[CaseRecording], observed: Sequence[CaseRecording]) -> float:
    """How many tolerances lie between two recorded versions in the case that tells them apart best, or in the first
    that tells them apart well enough."""
    largest = 0.0
    for case, one, other in zip(planned.cases, right, observed, strict=False):
        largest = max(largest, separation(planned, case, one, other))
        if largest >= SEPARATION:
            break
    return largest


def separation(planned: PlannedCheck, case: DrawnCase, reference: CaseRecording, observed: CaseRecording) -> float:
    """How many tolerances lie between what a wrong version was recorded to give and what would be taken for right."""
    expectation = planned.check.expectation
    outcome = observed.outcome
    if isinstance(outcome, Returned):
        if not set(observed.changed) <= set(reference.changed):
            return math.inf
    elif not (isinstance(outcome, Raised) and expectation.expects_error):
        return math.inf
    return expectation.separation(Compared(case, reference, outcome))
