"""What isolation refuses is named in the result, whatever the learner's code does about it."""

from __future__ import annotations

import errno
import textwrap

import pytest

from grader.execution.call_names import call_name
from grader.execution.jobs import CheckJob, Job, Observations
from grader.execution.pool import Pool
from grader.execution.refused_calls import MOST_CALLS
from grader.wire.messages import Probe, Returned, Source

CODE = """
import ctypes, os, socket, threading

libc = ctypes.CDLL(None, use_errno=True)


def ignored():
    for attempt in (socket.socket, os.fork, lambda: os.mkdir("folder")):
        try:
            attempt()
        except OSError:
            pass
    return 1.0


def quiet():
    return 2.0


def sent():
    name = ctypes.create_string_buffer(16)
    return libc.sendmsg(3, None, 0), libc.prctl(22, 2, 0, 0, 0), libc.prctl(16, name, 0, 0, 0)


def flooding():
    said = []
    for _ in range(2000):
        libc.socket(2, 1, 0)
        said.append(ctypes.get_errno())
    return said[0], said[-1]


def in_threads():
    threads = [threading.Thread(target=ignored) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return 3.0
"""


def observed(pool: Pool, *checks: tuple[str, bool]) -> Observations:
    """What is seen when these functions are called, each visible or hidden."""
    jobs = tuple(
        CheckJob(name, "tries", name, Probe(f"def probe(m):\n    return m.{name}()\n", "probe"), ({},), 10.0, hidden)
        for name, hidden in checks
    )
    observations = pool.observe(Job((Source("tries", "tries.py", textwrap.dedent(CODE)),), jobs))
    assert observations.fault is None
    if "seccomp" not in observations.isolation.layers:
        pytest.skip(f"not isolated here: {observations.isolation.missing}")
    return observations


def answer(observations: Observations, number: int = 0) -> object:
    outcome = observations.checks[number].cases[0].outcome
    assert isinstance(outcome, Returned)
    return outcome.value


def test_a_refusal_that_the_code_ignores_is_named(pool: Pool) -> None:
    observations = observed(pool, ("ignored", False), ("quiet", False))
    assert [answer(observations, number) for number in (0, 1)] == [1.0, 2.0]
    assert observations.refused == ("socket", "clone", "mkdir")
    assert observed(pool, ("quiet", False)).refused == ()


def test_what_a_hidden_check_tries_is_not_named(pool: Pool) -> None:
    assert observed(pool, ("ignored", True), ("quiet", False)).refused == ()


def test_calls_of_several_threads_are_answered(pool: Pool) -> None:
    observations = observed(pool, ("in_threads", False))
    assert answer(observations) == 3.0
    assert set(observations.refused) == {"socket", "clone", "mkdir"}


def test_the_way_of_the_listener_is_closed(pool: Pool) -> None:
    given = answer(observed(pool, ("sent", False)))
    assert given.items == (-1, -1, 0)  # type: ignore[attr-defined]


def test_after_many_refusals_nobody_is_asked_any_more(pool: Pool) -> None:
    observations = observed(pool, ("flooding", False), ("quiet", False))
    assert answer(observations).items == (errno.EPERM, errno.ENOSYS)  # type: ignore[attr-defined]
    assert MOST_CALLS < 2000
    assert answer(observations, 1) == 2.0


def test_calls_are_known_by_their_names() -> None:
    assert call_name(435) == "clone3"
    assert call_name(100_000) == "system call 100000"
