"""From observations to verdicts, without a process: what counts, what is asked for again, what a fault leaves."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from fake_observer import FakeObserver
from small_course import CHECKS, MISTAKES, make_course

from grader.course.loading import load_exercise
from grader.execution.jobs import CheckJob, LoadObservation
from grader.grading.check_verdicts import Ready
from grader.grading.grading import Run, grade, grade_text
from grader.grading.plans import make_plan
from grader.grading.recordings import CaseRecording, CheckRecording, ExerciseRecording, MistakeRecording
from grader.grading.result import CheckResult, Result
from grader.grading.submissions import Submission, SubmittedFile
from grader.numerics.allowances import Tolerance
from grader.wire.arguments import can_change
from grader.wire.codec import decode, encode
from grader.wire.messages import Missing, Outcome, Raised, Returned, Stopped

Answer = Callable[[CheckJob, int], Outcome]

REFUSAL = Raised("ValueError", ("ValueError", "Exception"), "no", ())


def returned(value: object, check: CheckJob, number: int) -> Returned:
    """A value, the arguments left as they were handed over."""
    after = {
        name: encode(decode(given, check.container)) for name, given in check.cases[number].items() if can_change(given)
    }
    return Returned(encode(value), check.container, after)


def right(check: CheckJob, number: int) -> Outcome:
    """What the reference gives."""
    given = {name: decode(value, "list") for name, value in check.cases[number].items()}
    if check.of == "line":
        return returned([x * given["w"] for x in given["xs"]], check, number)
    return Returned(given["n"]) if given["n"] >= 0 else REFUSAL


def but(**answers: Answer) -> Answer:
    """The reference's answers but for those of these checks."""

    def answer(check: CheckJob, number: int) -> Outcome:
        return answers.get(check.id.partition(":")[2].partition(" ")[0], right)(check, number)

    return answer


def always(outcome: Outcome) -> Answer:
    return lambda check, number: outcome


def only_on(container: str) -> Answer:
    """Wrong in every other container, and in each in another way."""

    def answer(check: CheckJob, number: int) -> Outcome:
        if check.container == container:
            return right(check, number)
        return returned([1.0, 2.0][number], check, number) if check.container == "tensor" else REFUSAL

    return answer


@pytest.fixture(scope="module")
def ready(tmp_path_factory: pytest.TempPathFactory) -> Ready:
    return readied(tmp_path_factory.mktemp("small"))


def readied(folder: Path, checks: str = CHECKS) -> Ready:
    course = make_course(folder, checks=checks, mistakes=MISTAKES)
    (files,) = course.exercises
    plan = make_plan(load_exercise(files), 1)

    def recorded(answer: Answer, job: CheckJob) -> tuple[CaseRecording, ...]:
        outcomes = [answer(job, number) for number in range(len(job.cases))]
        return tuple(
            CaseRecording(outcome, Tolerance() if isinstance(outcome, Returned) else None)  # type: ignore[arg-type]
            for outcome in outcomes
        )

    jobs = {job.id.partition(":")[2]: job for job in plan.jobs(1.0)}
    recording = ExerciseRecording(
        {id: CheckRecording(recorded(right, job)) for id, job in jobs.items()},
        (MistakeRecording("added", {"points_of_a_line": recorded(added, jobs["points_of_a_line"])}),),
    )
    return Ready(course.chapters[0], plan, recording)


def added(check: CheckJob, number: int) -> Outcome:
    given = {name: decode(value, "list") for name, value in check.cases[number].items()}
    return returned([x + given["w"] for x in given["xs"]], check, number)


def result_of(ready: Ready, observer: FakeObserver) -> Result:
    return grade_text(ready, Run(ready.plan.exercise.files.settings, 0, 1), observer, "def line(xs, w): ...\n")


def graded(ready: Ready, answer: Answer) -> dict[str, CheckResult]:
    result = result_of(ready, FakeObserver(answer))
    assert result.fault == ""
    return {check.id: check for check in result.exercises[0].checks}


def test_right_answers_earn_everything(ready: Ready) -> None:
    assert [check.points for check in graded(ready, right).values()] == [1.0, 1.0, 2.0]


def test_a_refusal_of_everything_earns_nothing(ready: Ready) -> None:
    checks = graded(ready, but(accepted=always(REFUSAL)))
    assert (checks["accepted"].status, checks["refused"].status) == ("error", "blocked")
    assert (checks["refused"].points, checks["refused"].blocked_by) == (0.0, ("accepted",))
    assert {case.status for case in checks["refused"].cases} == {"passed"}


def test_an_acceptance_does_not_wait_for_the_refusal(ready: Ready) -> None:
    checks = graded(ready, but(refused=always(Returned(1.0))))
    assert (checks["accepted"].points, checks["refused"].status) == (1.0, "failed")


@pytest.mark.parametrize(
    ("outcome", "status"),
    [(Stopped("time"), "timeout"), (Stopped("crash"), "error"), (Missing("line"), "not_attempted")],
)
def test_what_stops_one_check_costs_no_other(ready: Ready, outcome: Outcome, status: str) -> None:
    checks = graded(ready, but(points_of_a_line=always(outcome)))
    assert {id: (check.status, check.points) for id, check in checks.items()} == {
        "accepted": ("passed", 1.0),
        "refused": ("passed", 1.0),
        "points_of_a_line": (status, 0.0),
    }


def test_a_file_of_which_only_the_definitions_loaded_is_judged_and_said_to_be_so(ready: Ready) -> None:
    load = LoadObservation("small", stopped=Stopped("time"), definitions_only=True)
    (exercise,) = result_of(ready, FakeObserver(right, loads=(load,))).exercises
    assert exercise.definitions_only
    assert exercise.points == exercise.max_points


@pytest.mark.parametrize(("container", "ran"), [("list", ["list"]), ("array", ["list", "array"])])
def test_what_is_right_in_another_container_is_right_with_a_note(ready: Ready, container: str, ran: list[str]) -> None:
    observer = FakeObserver(but(points_of_a_line=only_on(container)))
    (exercise,) = result_of(ready, observer).exercises
    check = next(check for check in exercise.checks if check.id == "points_of_a_line")
    assert (check.status, check.points) == ("passed", 2.0)
    assert {case.container for case in check.cases} == {container}
    assert observer.ran[3:] == [f"small:points_of_a_line in {one}" for one in ran]


def test_what_is_wrong_alike_in_two_containers_is_not_tried_in_a_third(ready: Ready) -> None:
    observer = FakeObserver(but(points_of_a_line=added))
    (exercise,) = result_of(ready, observer).exercises
    check = next(check for check in exercise.checks if check.id == "points_of_a_line")
    assert check.status == "failed"
    assert {case.container for case in check.cases} == {""}
    assert [mistake.id for mistake in check.mistakes] == ["added"]
    assert observer.ran[3:] == ["small:points_of_a_line in list"]


NEEDING = (
    CHECKS
    + '''

@check(role="forward", of="line", points=1, cases=line_cases, fixed="Few.",
       needs=[points_of_a_line], sentence={"zh": "再来"})
def points_again(m, xs, w):
    """The line once more."""
    return m.line(xs, w)
'''
)


@pytest.mark.parametrize("also_needed", [only_on("list"), added])
def test_what_needs_another_check_is_tried_again_only_once_that_is_right(tmp_path: Path, also_needed: Answer) -> None:
    observer = FakeObserver(but(points_of_a_line=also_needed, points_again=only_on("list")))
    result_of(readied(tmp_path, NEEDING), observer)
    again = ["small:points_of_a_line in list"]
    if also_needed is not added:
        again.append("small:points_again in list")
    assert observer.ran[4:] == again


def test_after_a_fault_the_second_attempt_counts(ready: Ready) -> None:
    observer = FakeObserver(but(points_of_a_line=only_on("list")), faults=("no more processes", ""))
    result = result_of(ready, observer)
    assert result.fault == ""
    assert result.points == result.max_points
    assert observer.ran.count("small:points_of_a_line") == 2


def test_a_fault_of_the_grader_is_nobodys_zero(ready: Ready) -> None:
    result = result_of(ready, FakeObserver(right, faults=("no more processes", "no more memory")))
    assert result.fault == "no more memory"
    statuses = {check.id: check.status for check in result.exercises[0].checks}
    assert set(statuses.values()) == {"passed", "fault"}


def interrupt(check: CheckJob, number: int) -> Outcome:
    raise KeyboardInterrupt("told to end by SIGTERM")


def unfinished(ready: Ready, answer: Answer) -> Result:
    """What is left of a run that is interrupted."""
    left: list[Result] = []
    files = {"small": SubmittedFile("small.py", "def line(xs, w): ...\n")}
    run = Run(ready.plan.exercise.files.settings, 0, 1)
    with pytest.raises(KeyboardInterrupt):
        grade(Submission("ann", files), (ready,), FakeObserver(answer), run, left.append)
    (result,) = left
    return result


def test_an_interrupted_run_keeps_what_was_judged_and_the_rest_is_a_fault(ready: Ready) -> None:
    result = unfinished(ready, but(accepted=always(Stopped("crash")), refused=interrupt))
    assert {check.id: (check.status, check.points) for check in result.exercises[0].checks} == {
        "points_of_a_line": ("passed", 2.0),
        "accepted": ("error", 0.0),
        "refused": ("fault", 0.0),
    }
    assert result.fault == "told to end by SIGTERM"
    assert result.points == 2.0


def test_a_check_that_another_container_could_still_make_right_is_not_judged_yet(ready: Ready) -> None:
    result = unfinished(ready, but(points_of_a_line=only_on("list"), accepted=interrupt))
    assert {check.status for check in result.exercises[0].checks} == {"fault"}


def test_a_library_that_is_missing_here_is_a_fault_and_nothing_is_run(ready: Ready) -> None:
    observer = FakeObserver(right, unavailable={"matplotlib": "no such file"})
    result = grade_text(ready, Run(ready.plan.exercise.files.settings, 0, 1), observer, "import matplotlib\n")
    assert {check.status for check in result.exercises[0].checks} == {"fault"}
    assert observer.ran == []
