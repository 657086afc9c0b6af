"""The next check is on its way while one runs: what that must not mix up, and what must not be there yet."""

from __future__ import annotations

import time
from collections.abc import Callable

import pytest
from asking import asking, job, value_of, values

from grader.execution.jobs import CheckJob, Observations
from grader.execution.pool import Pool
from grader.execution.session import ForkedSession
from grader.wire.messages import Probe

Observe = Callable[..., Observations]

pytestmark = pytest.mark.skipif("sys.platform != 'linux'", reason="children are forked on Linux only")


def test_what_each_check_prints_is_told_with_it(observe: Observe) -> None:
    text = """
        import os, sys, time
        print("loaded")
        def quiet(i): return i
        def loud(i):
            print("in", i)
            return i
        def raw(i):
            os.write(2, b"raw %d" % i)
            return i
        def last(i):
            sys.stdout.write(f"last {i}")
            time.sleep(0.002)
            return i
    """
    kinds = {"quiet": "", "loud": "in {}\n", "raw": "raw {}", "last": "last {}"}
    asked = [(kind, number) for number in range(20) for kind in (list(kinds) * 2)[number % 4 : number % 4 + 4]]
    observations = observe(text, *(asking(f"m.{kind}({number})", id=f"{kind} {number}") for kind, number in asked))
    assert [load.output for load in observations.loads] == ["loaded\n"]
    printed = {check.id: check.output for check in observations.checks}
    assert printed == {f"{kind} {number}": kinds[kind].format(number) for kind, number in asked}


def test_what_is_read_late_is_told_with_its_check_as_well(observe: Observe, monkeypatch: pytest.MonkeyPatch) -> None:
    """As on a machine on which the trusted side does not have its turn for a while."""
    receive = ForkedSession.receive

    def late(session: ForkedSession, deadline: float) -> object:
        time.sleep(0.3)
        return receive(session, deadline + 0.3)

    monkeypatch.setattr(ForkedSession, "receive", late)
    observations = observe("def f(i): print(i)", *(asking(f"m.f({number})") for number in range(3)))
    assert [check.output for check in observations.checks] == ["0\n", "1\n", "2\n"]


def test_what_a_thread_prints_without_end_keeps_no_check_from_ending(observe: Observe) -> None:
    observations = observe(
        """
        import os, threading
        def chatter():
            while True: os.write(1, b"x" * 4000)
        threading.Thread(target=chatter, daemon=True).start()
        def f(): return 5
        """,
        asking("m.f()"),
        asking("m.f() + 1"),
    )
    assert values(observations) == [5, 6]


def test_a_hidden_check_is_not_on_its_way_while_one_runs_that_learners_see(observe: Observe) -> None:
    text = """
        import select
        def look(): return bool(select.select([3], [], [], 0.2)[0])
        def f(): return 5
    """
    first, second, third = observe(
        text, asking("m.look()"), asking("m.look() + 0"), asking("m.f()", hidden=True)
    ).checks
    assert [value_of(check) for check in (first, second, third)] == [True, 0, 5]


def test_nothing_of_a_hidden_check_is_there_before_it_runs(pool: Pool) -> None:
    text = """
        import gc, sys
        def look():
            secret = "_".join(("secret", "probe"))
            kept = gc.get_objects()
            names = {name for one in kept if isinstance(one, dict) for name in one if isinstance(name, str)}
            frame = sys._getframe()
            while frame.f_globals.get("__name__") != "grader.worker.child":
                frame = frame.f_back
            return secret in names or secret in repr(frame.f_globals)
        def f(): return 5
    """
    secret = CheckJob(
        "hidden", "learner", "f", Probe("def secret_probe(m):\n    return m.f()\n", "secret_probe"), ({},), 20.0, True
    )
    for _ in range(3):
        look, hidden = pool.observe(job(text, asking("m.look()"), secret)).checks
        assert (value_of(look), value_of(hidden)) == (False, 5)
