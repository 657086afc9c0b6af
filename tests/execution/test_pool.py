"""Workers that are lost, parents that are killed, and the work spread over threads."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import sysconfig
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import forking
import numpy as np
import pytest
from asking import LIMITS, asking, eventually, job, observed, values

from grader.errors import WorkerFault
from grader.execution import pool as pool_module
from grader.execution.children import Children
from grader.execution.jobs import Observations
from grader.execution.observing import observe
from grader.execution.pool import Pool
from grader.execution.readable_paths import exposing_path
from grader.execution.scratch import Scratch
from grader.execution.threads import as_completed
from grader.wire.messages import Returned, Stopped

ROOT = Path(__file__).parents[2]

linux = pytest.mark.skipif("sys.platform != 'linux'", reason="looks at /proc")


def children_of(parent: int) -> list[int]:
    """The processes that this one started and that are not reaped yet."""
    found = []
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            state, its_parent = stat.read_text().rpartition(")")[2].split()[:2]
        except (FileNotFoundError, ProcessLookupError):
            continue
        if int(its_parent) == parent and state != "Z":
            found.append(int(stat.parent.name))
    return found


def warm_processes() -> list[int]:
    return [
        pid
        for pid in children_of(os.getpid())
        if b"grader.worker.fork_server" in Path(f"/proc/{pid}/cmdline").read_bytes()
    ]


def alive(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except (FileNotFoundError, ProcessLookupError):
        return False


@linux
def test_where_the_warm_process_is_killed_new_workers_give_the_same() -> None:
    text = "import time\nprint('loaded')\ndef f(i):\n    time.sleep(0.4)\n    return i + 1"
    others = warm_processes()
    with forking.cold(), Pool(limits=LIMITS) as pool:
        expected = observed(pool, text, asking("m.f(i)"), asking("m.f(5)"))
        # One of an earlier test may be ending, or just have been started.
        assert eventually(lambda: len(set(warm_processes()) - set(others)) == 1)
        (warm,) = set(warm_processes()) - set(others)
        assert os.getpgid(warm) != os.getpgid(0), "an interrupt from the keyboard is to reach the parent only"
        found: list[Observations] = []
        thread = threading.Thread(target=lambda: found.append(observed(pool, text, asking("m.f(i)"), asking("m.f(5)"))))
        thread.start()
        assert eventually(lambda: bool(children_of(warm)))
        children = children_of(warm)
        os.kill(warm, signal.SIGKILL)
        thread.join()
        assert values(found[0]) == values(expected) == [1, 6]
        assert found[0].loads == expected.loads
        assert found[0].isolation == expected.isolation
        assert eventually(lambda: not any(map(alive, children)))
        assert values(observed(pool, text, asking("1"))) == [1]


PARENT = """
from asking import LIMITS, asking, job
from grader.execution.pool import Pool

text = '''
import ctypes, signal
ctypes.CDLL(None).prctl(1, 0, 0, 0, 0)
for number in (1, 2, 15):
    signal.signal(number, signal.SIG_IGN)
def f():
    while True: pass
'''
Pool(limits=LIMITS).observe(job(text, asking("m.f()", time_limit=600.0)))
"""


@linux
def test_a_parent_that_is_killed_leaves_no_process_behind() -> None:
    environment = os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)}
    parent = subprocess.Popen([sys.executable, "-c", PARENT], env=environment)
    family: list[int] = []

    def has_grandchildren() -> bool:
        warm = children_of(parent.pid)
        family[:] = warm + [child for pid in warm for child in children_of(pid)]
        return len(family) == 2

    try:
        assert eventually(has_grandchildren, 60.0)
        time.sleep(0.2)  # until it is in its loop
    finally:
        parent.kill()
        parent.wait()
    assert eventually(lambda: not any(map(alive, family)))


class Broken:
    """Workers that cannot start a child."""

    def __init__(self) -> None:
        self.closed = False

    def prepare(self, wanted: object) -> None:
        pass

    def open(self, scratch: str) -> None:
        raise WorkerFault("cannot start a worker: no more processes")

    def close(self) -> None:
        self.closed = True


def test_a_fault_of_the_grader_is_told_as_its_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    children = Children(Broken(), LIMITS, isolate=True, ahead=True)  # type: ignore[arg-type]
    observations = observe(job("def f(): pass", asking("m.f()")), children, LIMITS)
    assert observations.fault == "cannot start a worker: no more processes"
    assert observations.checks == ()
    assert list(tmp_path.iterdir()) == []


def test_a_fault_is_tried_once_more_with_new_workers(monkeypatch: pytest.MonkeyPatch) -> None:
    made: list[Broken] = []

    def start(*_: object, **__: object) -> Broken:
        made.append(Broken())
        return made[-1]

    monkeypatch.setattr(pool_module, "start_workers", start)
    with Pool(limits=LIMITS) as pool:
        assert pool.observe(job("", asking("1"))).fault is not None
    assert [workers.closed for workers in made] == [True, True, True]


@linux
def test_several_threads_share_one_pool(pool: Pool) -> None:
    def one(number: int) -> list[object]:
        text = f"import os\ndef f():\n    if {number} % 3 == 0: os._exit(1)\n    return {number}"
        return [check.cases[0].outcome for check in observed(pool, text, asking("m.f()"), asking("7")).checks]

    found = dict(as_completed(one, range(12), 4))
    for number, (first, second) in found.items():
        expected = Stopped("crash", "exit status 1") if number % 3 == 0 else Returned(number)
        assert (first, second) == (expected, Returned(7))


LEAVES_A_FILE = """
import sys
from pathlib import Path

import forking
from asking import LIMITS, asking, eventually, observed

from grader.execution.pool import Pool

forking.stay_warm()
folder = Path(sys.argv[1])
text = "import os\\ndef f():\\n    open('x', 'w').close()\\n    os._exit(0)"
with Pool(limits=LIMITS) as pool:
    for _ in range(2):
        observed(pool, text, asking("m.f()"), asking("1"))
    # Those of the fork server, and of the child that waits.
    assert eventually(lambda: len(list(folder.iterdir())) == 3), sorted(folder.iterdir())
assert not any(folder.iterdir()), sorted(folder.iterdir())
"""
CONTROL_GROUPS = Path("/sys/fs/cgroup")


@linux
def test_no_folder_and_no_control_group_is_left_behind(tmp_path: Path) -> None:
    """In a process of its own: other tests' pools make folders in this one's at any time."""
    ended = subprocess.run(
        [sys.executable, "-c", LEAVES_A_FILE, str(tmp_path)],
        env=os.environ | {"TMPDIR": str(tmp_path), "PYTHONPATH": os.pathsep.join(sys.path)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert ended.returncode == 0, ended.stderr
    groups = set(CONTROL_GROUPS.glob("**/grader-fork-server-*"))
    assert {path for path in groups if not Path("/proc", path.name.rpartition("-")[2]).exists()} == set()


def test_a_folder_is_removed_whatever_was_left_in_it() -> None:
    scratch = Scratch(LIMITS)
    top = Path(scratch.path)
    home = os.getcwd()
    try:
        os.chdir(top)
        for _ in range(3000):
            os.mkdir("d")
            os.chdir("d")
    finally:
        os.chdir(home)
    (top / "link").symlink_to(home)
    (top / "locked" / "inner").mkdir(parents=True)
    (top / "locked" / "file").touch()
    (top / "locked").chmod(0)
    scratch.remove()
    assert not top.exists()
    assert Path(home).exists()


def test_a_folder_that_was_replaced_is_not_followed(tmp_path: Path) -> None:
    (tmp_path / "kept").touch()
    scratch = Scratch(LIMITS)
    os.rmdir(scratch.path)
    assert not scratch.is_over_limit()
    scratch.remove()
    os.symlink(tmp_path, scratch.path)
    scratch.remove()
    assert not os.path.lexists(scratch.path)
    assert (tmp_path / "kept").exists()


def test_what_is_ready_comes_at_once_and_items_are_taken_as_threads_come_free() -> None:
    taken: list[int] = []
    release = threading.Event()

    def items() -> Iterator[int]:
        for number in range(10):
            taken.append(number)
            yield number

    def work(number: int) -> int:
        if number == 0:
            assert release.wait(30)
        return number * number

    made = as_completed(work, items(), 2)
    first = [next(made) for _ in range(4)]
    assert first == [(1, 1), (2, 4), (3, 9), (4, 16)]
    assert len(taken) <= 6
    release.set()
    assert sorted([*first, *made]) == [(number, number * number) for number in range(10)]


@pytest.mark.parametrize("threads", [1, 3])
def test_nothing_is_made_of_nothing(threads: int) -> None:
    assert list(as_completed(str, [], threads)) == []


def test_an_exception_of_the_work_goes_to_the_caller_and_ends_the_rest() -> None:
    started: list[int] = []

    def work(number: int) -> int:
        started.append(number)
        if number == 1:
            raise ValueError("number 1")
        return number

    with pytest.raises(ValueError, match="number 1"):
        list(as_completed(work, range(1000), 2))
    assert len(started) < 10


def test_an_interruption_waits_for_what_runs_and_starts_nothing_more() -> None:
    started: list[int] = []
    ended: list[int] = []

    def work(number: int) -> None:
        started.append(number)
        time.sleep(0.05)
        ended.append(number)

    made = as_completed(work, range(1000), 2)
    next(made)
    made.close()  # as where the loop over it is left, by an interrupt too
    assert len(started) <= 4
    assert sorted(ended) == sorted(started)


def test_a_course_among_the_libraries_is_exposed(tmp_path: Path) -> None:
    assert exposing_path(tmp_path) is None
    assert exposing_path(Path(np.__file__).parent / "solutions") is not None
    (tmp_path / "link").symlink_to(Path(np.__file__).parent)
    assert exposing_path(tmp_path / "link") is not None


def test_solutions_are_on_no_path_of_a_worker_and_libraries_are(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(ROOT)
    monkeypatch.syspath_prepend(ROOT / "solutions" / "03_gradient_descent")
    text = """
    import sys
    from pathlib import Path
    path = [str(entry) for entry in sys.path]
    """
    with Pool(limits=LIMITS) as pool:
        (seen,) = values(observed(pool, text, asking("m.path")))
    path = [Path(entry) for entry in seen.items]
    assert Path(sysconfig.get_path("purelib")) in path
    assert not [entry for entry in path if (entry / "solutions").exists() or "solutions" in entry.parts]
