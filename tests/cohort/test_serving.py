"""Hand-ins are given out one by one, and gathered in batches; what ends a run ends it at once."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from typing import Any, cast

import pytest

from grader.cohort.serving import MOST, serve
from grader.cohort.work import Done, Work
from grader.errors import WorkerFault


def works(count: int) -> Iterator[Work]:
    yield from (Work(number, 0, cast(Any, None)) for number in range(count))


def done(work: Work) -> Done:
    return Done(work.number)


def never() -> None:
    raise AssertionError("the run was abandoned")


@pytest.mark.parametrize("graders", [1, 3])
def test_every_hand_in_is_given_out_once_and_comes_back_once(graders: int) -> None:
    batches = list(serve(works(100), 100, [done] * graders, never))
    assert sorted(one.number for batch in batches for one in batch) == list(range(100))
    assert max(map(len, batches)) <= MOST


def test_what_one_grader_waits_for_keeps_no_other_from_being_gathered() -> None:
    told = threading.Event()

    def slow(work: Work) -> Done:
        assert told.wait(60)
        return done(work)

    came = serve(works(2), 2, [slow, done], never)
    first = next(came)
    told.set()
    assert len(first) == 1
    assert sorted(one.number for batch in (first, *came) for one in batch) == [0, 1]


def test_a_grader_that_can_grade_nothing_ends_the_run() -> None:
    abandoned = threading.Event()

    def broken(work: Work) -> Done:
        raise WorkerFault("no worker")

    def waiting(work: Work) -> Done:
        abandoned.wait(60)
        return done(work)

    with pytest.raises(WorkerFault, match="no worker"):
        list(serve(works(9), 9, [waiting, broken], abandoned.set))
    assert abandoned.is_set()


def test_where_whoever_gathers_stops_early_no_more_is_given_out() -> None:
    given, abandoned = [], threading.Event()

    def counted(work: Work) -> Done:
        given.append(work.number)
        if len(given) > MOST:
            abandoned.wait(60)
        return done(work)

    came = cast(Any, serve(works(1000), 1000, [counted], abandoned.set))
    next(came)
    came.close()
    assert abandoned.is_set()
    assert len(given) < 1000
