"""A class on a Dask cluster of several worker processes, two of which are killed in mid-run."""

from __future__ import annotations

import os
import signal
import sys
import tempfile
import time
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path

import pytest
from calling import KEY
from records.making import bundle, put
from records.test_marking import versions

from grader.cohort.course_copies import course_copy
from grader.cohort.work import Chosen, Done, Setup, Work
from grader.course.discovery import find_course
from grader.course.seeds import Key
from grader.grading.documents import decode_result
from grader.grading.preparing import Preparer
from grader.records.marking import read_version

pytestmark = [
    # Not imported here: it takes half a second, of each process that collects this test.
    pytest.mark.skipif(find_spec("distributed") is None, reason="it needs dask's `distributed`"),
    pytest.mark.skipif(sys.platform != "linux", reason="it kills with SIGKILL"),
]

ROOT = Path(__file__).parents[2]
NAME = "gradient_descent"
PLACE = f"03_gradient_descent/{NAME}.py"
LEARNERS = 12


def works(folder: Path) -> list[Work]:
    reference = (ROOT / "solutions" / PLACE).read_text(encoding="utf-8")
    wrong = reference + "\n\ndef update(w, grad, lr):\n    return w + lr * grad\n"
    for number in range(LEARNERS):
        text = f"{(reference, wrong)[number % 2]}\n# {number}\n"
        put(folder, bundle(f"learner-{number:02}", {PLACE: text.encode()}))
    return [Work(number, 0, one, read_version(one)) for number, one in enumerate(versions(folder))]


@pytest.fixture
def forked_workers() -> Iterator[None]:
    """Dask's processes are forked from one that has imported what each of them imports, as it can do it itself."""
    import dask.config
    from distributed.utils import get_mp_context

    with dask.config.set({"distributed.worker.multiprocessing-method": "forkserver"}):
        get_mp_context().set_forkserver_preload(["distributed", "grader.cohort.dask_cluster"])
        yield


@pytest.mark.usefixtures("forked_workers")
def test_two_workers_that_are_killed_cost_nobody_a_result(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from grader.cohort import dask_cluster

    class WarmStations(dask_cluster.StationPlugin):
        def setup(self, worker: object) -> None:
            import forking

            with forking.warm_stations():
                super().setup(worker)

    monkeypatch.setattr(dask_cluster, "StationPlugin", WarmStations)
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    course = find_course(ROOT)
    key = Key("given", KEY)
    ready = Preparer(course, None, None, key).ready(course.exercise(NAME), 0)
    setup = Setup("", (Chosen(NAME, None, 1.0),), frozenset({NAME}), None, (key.kind, key.text), None, "en", "all")
    todo = works(tmp_path / "inbox")
    cluster = dask_cluster.OnDask(setup, "local:2", "none", lambda: course_copy(course, [ready]))
    done: dict[int, Done] = {}
    try:
        level = cluster.isolation().level
        for batch in cluster.run(todo, len(todo)):
            if not done:
                assert len(batch) < LEARNERS - 4, "too little is left to be lost"
                for nanny in cluster.cluster.workers.values():
                    os.kill(nanny.pid, signal.SIGKILL)
            done |= {one.number: one for one in batch}
    finally:
        cluster.close()
    results = [decode_result(done[number].document) for number in range(LEARNERS)]
    assert [result.is_complete for result in results] == [True, False] * (LEARNERS // 2)
    assert {result.isolation.level for result in results} == {level}
    until = time.monotonic() + 60
    while list(tmp_path.glob("grader-course-*")):  # the processes that grade remove it as they end
        assert time.monotonic() < until, "the course is still there"
        time.sleep(0.05)
