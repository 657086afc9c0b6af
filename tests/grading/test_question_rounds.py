"""What a learner's process asks is data, of which only plain questions within the limits are answered."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pytest
from fake_observer import FakeObserver

from grader.errors import WorkerFault
from grader.execution.jobs import CaseObservation, CheckJob
from grader.grading.asking_probes import ANSWERS
from grader.grading.diagnosis.work_clock import WorkClock
from grader.grading.question_rounds import MOST_QUESTIONS, QuestionRounds
from grader.wire.messages import Outcome, Probe, Raised, Returned, Source, Stopped
from grader.wire.values import Array, BigInt, Items, Opaque, Table, Value

SOURCE = Source("small", "small.py", "")
JOB = CheckJob("small:one", "small", "later", Probe("def probe(m, x): pass", "probe"), ({"x": "data.csv"},), 1.0)
NUMBERS = Array("tensor", "float64", (1,), b"\0" * 8)


def items(*values: Value) -> Items:
    return Items("tuple", values)


def question(
    place: Any = 0, mark: Any = 7, function: Any = "earlier", handed: Any = None, upstream: Any = None
) -> Returned:
    given = Items("list", (1.0,)) if handed is None else handed
    return Returned(items("asked", items(place, mark, function, given, upstream)))


def rounds(outcome: Sequence[Outcome], answer: Value | None = None) -> tuple[QuestionRounds, list[CheckJob], list[Any]]:
    """The rounds of a check whose case gives these outcomes, one in each; what was asked, and what came out."""
    asked: list[CheckJob] = []
    ran: list[CheckJob] = []

    def ask(job: CheckJob) -> tuple[CaseObservation, ...]:
        asked.append(job)
        given = Items("list", ("", 2.0, False, Items("list", (1.0,)))) if answer is None else answer
        return tuple(CaseObservation(Returned(given)) for _ in job.cases)

    def learner(job: CheckJob, number: int) -> Outcome:
        ran.append(job)
        return outcome[min(len(ran), len(outcome)) - 1]

    made = QuestionRounds("small", ["earlier"], ask, WorkClock(), 60.0)
    found = made.run(SOURCE, [JOB], FakeObserver(learner))
    answers = [job.cases[0][ANSWERS] for job in ran]
    return made, asked, [found, answers]


def test_an_answer_comes_with_the_next_round() -> None:
    _, asked, (found, answers) = rounds([question(), question(1), Returned(items("given", 5.0))])
    assert len(asked) == 2
    assert [len(one.items) for one in answers] == [0, 1, 2]
    assert answers[1].items[0] == items(7, "", 2.0, False, items(None))
    assert found["small:one"].cases[0].outcome == Returned(5.0)


def test_a_question_in_the_place_of_an_earlier_one_takes_its_place() -> None:
    _, _, (_, answers) = rounds([question(), question(1), question(0, 9), Returned(items("given", 5.0))])
    assert [len(one.items) for one in answers] == [0, 1, 2, 1]


def test_what_is_raised_ends_a_case_and_what_is_stopped_a_check() -> None:
    raised = Raised("ValueError", (), "no")
    assert rounds([question(), raised])[2][0]["small:one"].cases[0].outcome == raised
    assert rounds([question(), Stopped("time")])[2][0] == {}


@pytest.mark.parametrize(
    "asked",
    [
        Returned(5.0),
        Returned(items("asked", 5.0)),
        Returned(items("asked", items(0, 7, "earlier"))),
        Returned(items("other", items(0, 7, "earlier", Items("list", ()), None))),
        Returned(items("asked", items(0, 7, "earlier", Items("list", ()), None), 1)),
        question(place=-1),
        question(place=1),
        question(place=True),
        question(place=10**9),
        question(place=0.0),
        question(mark="7"),
        question(mark=BigInt("0x1" + "0" * 30)),
        question(function="later"),
        question(function="__class__"),
        question(function=items("earlier")),
        question(handed="text"),
        question(handed=Table(())),
        question(handed=Items("list", (Opaque("object"),))),
        question(handed=Items("list", (Items("list", (0.5,) * 20_000),))),
        question(handed=Items("list", (Array("tensor", "float64", (10_000,), b"\0" * 80_000),))),
        question(handed=Items("list", ("/etc/passwd",))),
        question(handed=Items("list", (Items("tuple", ("..\\secret",)),))),
        question(handed=Items("list", ("other.csv",))),
        question(upstream=1.0),
        question(upstream=Items("list", (1.0,))),
        question(upstream=Array("tensor", "float64", (10_000,), b"\0" * 80_000)),
    ],
)
def test_what_is_no_plain_question_is_not_answered(asked: Returned) -> None:
    _, answered, (found, _) = rounds([asked])
    assert (answered, found) == ([], {})


def test_a_text_of_the_check_s_own_cases_may_be_asked() -> None:
    assert len(rounds([question(handed=Items("list", ("data.csv", "mean"))), Returned(items("given", 5.0))])[1]) == 1


def test_who_asks_for_ever_comes_to_no_end() -> None:
    _, asked, (found, answers) = rounds([question(mark=mark) for mark in range(2 * MOST_QUESTIONS)])
    assert (len(asked), found) == (MOST_QUESTIONS, {})
    _, asked, (found, answers) = rounds([question(place) for place in range(2 * MOST_QUESTIONS)])
    assert (len(asked), found) == (MOST_QUESTIONS, {})
    assert max(len(one.items) for one in answers) == MOST_QUESTIONS


def test_who_asks_again_what_was_answered_comes_to_no_end() -> None:
    _, asked, (found, _) = rounds([question()])
    assert (len(asked), found) == (1, {})


def test_once_enough_work_was_done_nothing_more_is_answered() -> None:
    def ask(job: CheckJob) -> tuple[CaseObservation, ...]:
        raise AssertionError("asked")

    observer = FakeObserver(lambda job, number: question())
    assert QuestionRounds("small", ["earlier"], ask, WorkClock(), 0.0).run(SOURCE, [JOB], observer) == {}


@pytest.mark.parametrize(
    "answer",
    [
        5.0,
        Items("list", ("", 2.0, False)),
        Items("list", ("", Opaque("Module"), False, Items("list", (1.0,)))),
        Items("list", ("", 2.0, False, Items("list", (Opaque("Module"),)))),
        Items("list", ("", 2.0, False, Items("list", ()))),
        Items("list", ("", Array("tensor", "float64", (200_000,), b"\0" * 1_600_000), False, Items("list", (1.0,)))),
    ],
)
def test_what_the_reference_gives_that_is_no_plain_data_is_not_handed_on(answer: Value) -> None:
    _, asked, (found, answers) = rounds([question(), Returned(items("given", 5.0))], answer)
    assert (len(asked), found, len(answers)) == (1, {}, 1)


def test_a_reference_that_cannot_be_run_leaves_the_check_open() -> None:
    def ask(job: CheckJob) -> tuple[CaseObservation, ...]:
        raise WorkerFault("no process can be started")

    observer = FakeObserver(lambda job, number: question())
    assert QuestionRounds("small", ["earlier"], ask, WorkClock(), 60.0).run(SOURCE, [JOB], observer) == {}
    assert len(observer.ran) == 1


def test_what_was_changed_in_place_is_handed_on_as_well() -> None:
    before = Items("list", (NUMBERS, 1.0))
    later = Array("tensor", "float64", (1,), b"\1" * 8)
    _, _, (_, answers) = rounds(
        [question(handed=before), Returned(items("given", 5.0))],
        Items("list", ("", None, False, Items("list", (later, 1.0)))),
    )
    assert answers[1].items[0].items[4] == items(items(later), None)


def test_a_check_in_which_the_reference_raised_is_not_surely_wrong() -> None:
    for raised, sure in (("", True), ("TypeError", False)):
        answer = Items("list", (raised, "no", False, Items("list", (1.0,))))
        made, _, _ = rounds([question(), Returned(items("given", 5.0))], answer)
        assert made.is_sure("small:one") is sure
