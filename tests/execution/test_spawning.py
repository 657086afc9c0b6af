"""Fresh processes in place of forked ones, as on macOS and Windows. Each takes as long as importing torch."""

from __future__ import annotations

import sys

import pytest
from asking import LIMITS, SECRET, asking, observed, stopped, value_of

from grader.execution.pool import Pool
from grader.wire.messages import Stopped


def test_a_submission_is_observed_in_spawned_processes_as_in_forked_ones(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GRADER_TEST_TOKEN", SECRET)
    with Pool(limits=LIMITS, mode="spawn", preload=("no_such_library",)) as pool:
        observations = observed(
            pool,
            """
            import os, torch
            print("loaded")
            def f(i):
                print("in", i)
                return torch.tensor([1.0, 2.0]).sum().item() + i
            def g(i): return 1 / i
            def environment(): return str(dict(os.environ))
            def crash(): os._exit(5)
            def forge():
                for descriptor in range(3, 10):
                    try: os.write(descriptor, b"\\xff\\xff\\xff\\xff")
                    except OSError: pass
                while True: pass
            def loop():
                while True: pass
            """,
            asking("m.loop()", time_limit=0.5, hidden=True),
            asking("m.f(i)", cases=2),
            asking("m.g(i)"),
            asking("m.environment()"),
            asking("m.crash()"),
            asking("m.forge()"),
        )
    assert observations.unavailable == {"no_such_library": "ModuleNotFoundError: No module named 'no_such_library'"}
    loop, f, g, environment, crash, forge = observations.checks
    assert value_of(f) == 3.0
    assert sorted(f.output.split("\n")) == ["", "in 0", "in 1"]
    assert g.cases[0].outcome.frames[0].line == 7  # type: ignore[union-attr]
    assert SECRET not in str(value_of(environment))
    assert stopped(crash) == Stopped("crash", "exit status 5")
    assert stopped(forge).limit == "protocol"
    assert stopped(loop) == Stopped("time")
    assert [load.output for load in observations.loads] == ["loaded\n"]
    assert observations.isolation.level in ("none" if sys.platform == "win32" else "limits", "restricted")
