"""A neighbour changes nobody's result, and no learner stalls a class.

Each file of `neighbours/` is one attack that runs beside a victim; its docstring says what it tries. The victim uses
half of its processor time; what is observed of it must be the same as when it runs alone.
"""

from __future__ import annotations

import dataclasses
import os
import textwrap
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import msgspec
import pytest
from calling import SharingPool

from grader.execution.jobs import CheckJob, CheckObservation, Job
from grader.execution.limits import Limits
from grader.execution.pool import Pool
from grader.execution.processor_time import processor_seconds, tree_seconds
from grader.wire.messages import Outcome, Probe, Raised, Returned, Source, Stopped, Unrun

pytestmark = pytest.mark.skipif("sys.platform != 'linux'", reason="processor time is read on Linux only")

ATTACKS = sorted((Path(__file__).parent / "neighbours").glob("*.py"))
LIMITS = Limits(load_seconds=2.0, wall_factor=6.0, memory_bytes=256 << 20, output_bytes=1000, submission_seconds=4)
VICTIM = """
import time

def busy(seconds):
    end = time.process_time() + seconds
    while time.process_time() < end:
        pass
    print("done")
    return 42

def busy_for_ever(): return busy(1e9)

def asleep(seconds):
    time.sleep(seconds)
    return 43
"""


def asking(expression: str, seconds: float = 0.5, *, hidden: bool = False) -> CheckJob:
    probe = Probe(f"def probe(m):\n    return {expression}\n", "probe")
    return CheckJob(expression, "learner", "__name__", probe, ({},), seconds, hidden)


def job(text: str, *checks: CheckJob) -> Job:
    return Job((Source("learner", "learner.py", textwrap.dedent(text)),), checks)


def outcome(check: CheckObservation) -> Outcome:
    return check.cases[0].outcome


@pytest.fixture(scope="module")
def pool() -> Iterator[Pool]:
    with SharingPool(limits=LIMITS) as pool:
        yield pool


@pytest.fixture(scope="module")
def tight_pool() -> Iterator[Pool]:
    """Workers that leave so little wall time that a victim needs its second run, alone."""
    with SharingPool(limits=dataclasses.replace(LIMITS, wall_factor=2.0)) as pool:
        yield pool


@pytest.fixture(scope="module")
def open_pool() -> Iterator[Pool]:
    """Workers without the layers of the kernel: a child may start processes there, if root runs it."""
    with Pool(limits=LIMITS, isolate=False) as pool:
        yield pool


@pytest.mark.parametrize("attack", ATTACKS, ids=lambda attack: attack.stem)
def test_a_neighbour_changes_nothing(attack: Path, tight_pool: Pool) -> None:
    beside = job(attack.read_text(encoding="utf-8"), *(asking(f"m.attack() or {number}") for number in range(2)))
    checks = [asking(f"(m.busy(0.25), {number})[0]") for number in range(2)]
    with ThreadPoolExecutor(1) as executor:
        attacked = executor.submit(tight_pool.observe, beside)
        observed = tight_pool.observe(job(VICTIM, *checks))
        assert attacked.result().fault is None
    assert observed.fault is None
    found = [
        msgspec.structs.replace(check, cases=tuple(msgspec.structs.replace(case, seconds=0.0) for case in check.cases))
        for check in observed.checks
    ]
    assert [(outcome(check), check.output, check.cases[0].warnings) for check in found] == [
        (Returned(42), "done\n", ())
    ] * 2


def test_time_is_processor_time_and_wall_time_is_a_wider_limit(pool: Pool) -> None:
    computes, ends, sleeps, after = pool.observe(
        job(VICTIM, asking("m.busy_for_ever()"), asking("m.asleep(0.7)"), asking("m.asleep(9)", 0.25), asking("5"))
    ).checks
    assert outcome(computes) == Stopped("time")
    assert outcome(ends) == Returned(43)
    assert outcome(sleeps) == Stopped("wall")
    assert outcome(after) == Returned(5)


def test_time_counts_in_all_threads(pool: Pool) -> None:
    text = """
    import threading, time, zlib
    def burn():
        while True: zlib.crc32(bytes(1 << 20))
    def f():
        for _ in range(4): threading.Thread(target=burn, daemon=True).start()
        time.sleep(60)
    """
    assert outcome(pool.observe(job(text, asking("m.f()"))).checks[0]) == Stopped("time")


def test_time_counts_in_all_processes_where_a_child_may_start_some(open_pool: Pool) -> None:
    text = """
    import os, time
    def f():
        if os.fork() == 0:
            while True: pass
        time.sleep(60)
    def ended():
        if os.fork() == 0:
            end = time.process_time() + 0.8
            while time.process_time() < end: pass
            os._exit(0)
        os.wait()
        time.sleep(60)
    """
    running, ended = open_pool.observe(job(text, asking("m.f()"), asking("m.ended()"))).checks
    if isinstance(outcome(running), Raised):
        pytest.skip("no processes here")
    assert outcome(running) == outcome(ended) == Stopped("time")


def test_the_kernel_tells_the_time_of_a_process_that_is_there() -> None:
    own = processor_seconds(os.getpid())
    assert own is not None
    assert own > 0
    assert (tree_seconds(os.getpid()) or 0.0) >= own
    assert processor_seconds(2**22 + 1) is None
    assert tree_seconds(2**22 + 1) is None


def test_a_slow_check_beside_a_neighbour_is_run_again_alone_and_counts_then(pool: Pool) -> None:
    """It would end too late by the clock both times; a run alone says so, and does not say it of the neighbour's."""
    with ThreadPoolExecutor(2) as executor:
        sleeping = executor.submit(pool.observe, job(VICTIM, asking("m.asleep(9)", 0.25), asking("m.busy(0.1)")))
        other = executor.submit(pool.observe, job(VICTIM, *(asking(f"(m.asleep(0.6), {n})[1]") for n in range(3))))
        slow, after = sleeping.result().checks
        assert (outcome(slow), outcome(after)) == (Stopped("wall"), Returned(42))
        assert [outcome(check) for check in other.result().checks] == [Returned(n) for n in range(3)]


def test_a_file_that_loads_slowly_beside_a_neighbour_is_loaded_again_alone(tight_pool: Pool) -> None:
    """The neighbour takes every processor for as long as the loading may take by the clock."""
    attack = job(
        (Path(__file__).parent / "neighbours" / "threads.py").read_text(encoding="utf-8"), asking("m.attack()")
    )
    slow = VICTIM + "\nbusy(1.5)\n"
    with ThreadPoolExecutor(1) as executor:
        attacked = executor.submit(tight_pool.observe, attack)
        observed = tight_pool.observe(job(slow, asking("6")))
        attacked.result()
    (load,) = observed.loads
    assert (load.stopped, load.definitions_only, load.output) == (None, False, "done\n")
    assert outcome(observed.checks[0]) == Returned(6)


def test_what_is_left_when_the_budget_is_used_up_is_not_run() -> None:
    """A submission whose every check never ends costs its budget, however many it has, and not the others."""
    endless = [asking(f"(m.busy_for_ever(), {n})[0]", 0.25) for n in range(20)]
    with SharingPool(limits=dataclasses.replace(LIMITS, submission_seconds=1)) as pool:
        observations = pool.observe(job(VICTIM, asking("1"), *endless, asking("2"), asking("3", hidden=True)))
        other = pool.observe(job(VICTIM, asking("2"))).checks[0]
    outcomes = [outcome(check) for check in observations.checks]
    assert outcomes[0] == Returned(1)
    assert outcomes[1:4] == [Stopped("time")] * 3
    assert set(outcomes[5:]) == {Stopped("budget")}
    assert outcome(other) == Returned(2)


def test_sleeping_uses_the_budget_up_as_well() -> None:
    with SharingPool(limits=dataclasses.replace(LIMITS, submission_seconds=1, wall_factor=2.0)) as pool:
        checks = [asking(f"(m.asleep(60), {n})[0]") for n in range(10)]
        outcomes = [outcome(check) for check in pool.observe(job(VICTIM, *checks)).checks]
    assert outcomes[0] == Stopped("wall")
    assert set(outcomes[2:]) == {Stopped("budget")}


def test_a_check_of_several_cases_has_one_limit(pool: Pool) -> None:
    probe = Probe("def probe(m):\n    return m.busy(0.2)\n", "probe")
    check = CheckJob("all", "learner", "__name__", probe, ({},) * 5, 0.5)
    found = [case.outcome for case in pool.observe(job(VICTIM, check)).checks[0].cases]
    assert found == [Returned(42), Returned(42), Stopped("time"), Unrun(), Unrun()]
