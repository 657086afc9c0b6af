"""How hand-ins are sent to a cluster: some at a time, and fewer when there are few left."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from importlib.util import find_spec
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from records.making import bundle, put
from records.test_marking import versions

from grader.cohort.typed_messages import encoded
from grader.cohort.work import Done, Work

pytestmark = pytest.mark.skipif(find_spec("distributed") is None, reason="distributed is not installed")


class Task:
    """A task that is done when the test says so."""

    def __init__(self, number: int, works: Sequence[Work]) -> None:
        self.key = str(number)
        self.works = works
        self._outcome: Any = None
        self._told: Callable[[Task], None] = lambda _: None

    def add_done_callback(self, told: Callable[[Task], None]) -> None:
        self._told = told

    def result(self) -> Any:
        if isinstance(self._outcome, Exception):
            raise self._outcome
        return self._outcome

    def end(self, seconds: float = 0.001) -> None:
        self._outcome = seconds, [encoded(Done(work.number, "digest")) for work in self.works]
        self._told(self)

    def kill(self) -> None:
        from distributed import KilledWorker

        self._outcome = KilledWorker("task", SimpleNamespace(address="tcp://there"), 1)
        self._told(self)


class Workers:
    """A client of workers of one thread each."""

    def __init__(self, workers: int) -> None:
        self._workers = workers
        self.tasks: list[Task] = []

    def nthreads(self) -> dict[str, int]:
        return dict.fromkeys(map(str, range(self._workers)), 1)

    def submit(self, function: object, works: Sequence[Work], *, pure: bool) -> Task:
        self.tasks.append(Task(len(self.tasks), works))
        return self.tasks[-1]


@pytest.fixture
def works(tmp_path: Path) -> list[Work]:
    put(tmp_path, bundle("ann"))
    (version,) = versions(tmp_path)
    return [Work(number, 0, version) for number in range(100)]


def sending(client: Workers, works: Sequence[Work]) -> Any:
    from grader.cohort.dask_cluster import _Sending

    made = _Sending(client, works, len(works), lambda some: (None, some))  # type: ignore[arg-type]
    made.fill()
    return made


def test_quick_hand_ins_are_sent_together_and_the_last_ones_in_small_tasks(works: list[Work]) -> None:
    client = Workers(2)
    made = sending(client, works)
    assert [len(task.works) for task in client.tasks] == [1, 1, 1, 1]  # as long as nobody knows how long one takes
    for task in client.tasks:  # which become more as they end
        task.end()
    sizes = [len(task.works) for task in client.tasks]
    assert max(sizes) > 8
    assert sizes[-4:] == [1, 1, 1, 1]
    done = [one for batch in made.finished.batches(len(works)) for one in batch]
    assert sorted(one.number for one in done) == list(range(len(works)))


def test_slow_hand_ins_are_sent_one_by_one(works: list[Work]) -> None:
    client = Workers(2)
    sending(client, works)
    for task in client.tasks:
        task.end(seconds=5.0 * len(task.works))
    assert {len(task.works) for task in client.tasks} == {1}


def test_of_several_with_which_workers_end_only_the_one_that_ends_them_is_set_aside(works: list[Work]) -> None:
    client = Workers(1)
    made = sending(client, works[:40])
    for task in client.tasks:
        if any(work.number == 7 for work in task.works):
            task.kill()
        else:
            task.end()
    done = [one for batch in made.finished.batches(40) for one in batch]
    assert [one.number for one in done if one.fault is not None] == [7]
    assert len(done) == 40
    assert any(len(task.works) > 1 and 7 in {work.number for work in task.works} for task in client.tasks)
