"""Observing submissions in forked children: what comes back whatever the learner's code does."""

from __future__ import annotations

import time
from collections.abc import Callable

import msgspec
import pytest
from asking import SECRET, asking, raised, stopped, value_of, values

from grader.execution.jobs import Job, Observations
from grader.execution.pool import Pool
from grader.wire.messages import Missing, Raised, Returned, Source, Stopped, Unrun

Observe = Callable[..., Observations]

pytestmark = pytest.mark.skipif("sys.platform != 'linux'", reason="children are forked on Linux only")


def restricted(observations: Observations) -> None:
    if observations.isolation.level in ("none", "limits"):
        pytest.skip(f"this machine does not allow the layers: {'; '.join(observations.isolation.missing)}")


def test_values_come_back_in_the_order_of_the_job(observe: Observe) -> None:
    observations = observe(
        "def f(i): return [i, 2.5]",
        asking("m.f(i)", id="b", cases=3),
        asking("m.f(7)", id="a"),
    )
    assert [case.outcome.value.items for case in observations.checks[0].cases] == [(0, 2.5), (1, 2.5), (2, 2.5)]  # type: ignore[union-attr]
    assert value_of(observations.checks[1]).items == (7, 2.5)  # type: ignore[union-attr]
    assert observations.seconds > 0
    assert all(case.seconds > 0 for case in observations.checks[0].cases)
    assert sum(check.processor for check in observations.checks) > 0
    assert [(load.module, load.raised, load.stopped) for load in observations.loads] == [("learner", None, None)]


def test_an_exception_comes_back_with_its_lines_and_costs_its_case_only(observe: Observe) -> None:
    observations = observe(
        """
        def f(i):
            return 1 / i
        """,
        asking("m.f(i)", cases=2),
    )
    first, second = observations.checks[0].cases
    assert isinstance(first.outcome, Raised)
    assert first.outcome.type_name == "ZeroDivisionError"
    assert [(frame.line, frame.function) for frame in first.outcome.frames] == [(3, "f")]
    assert isinstance(second.outcome, Returned)


def test_no_file_finds_the_graders_modules_not_even_those_of_its_own_process(pool: Pool) -> None:
    text = "import sys\nFOUND = [name for name in sys.modules if name.split('.')[0] == 'grader']\n"
    leaving = "sys.modules['grader.left_behind'] = sys\n"
    sources = tuple(Source(name, f"{name}.py", text + leaving) for name in ("first", "second"))
    checks = tuple(
        msgspec.structs.replace(asking("str(m.FOUND)", id=source.module), module=source.module) for source in sources
    )
    observations = pool.observe(Job(sources, checks))
    assert observations.fault is None
    assert values(observations) == ["[]", "[]"]


def test_a_function_that_is_not_there_is_missing(observe: Observe) -> None:
    observations = observe("", asking("m.f(i)", of="f", cases=2))
    assert [case.outcome for case in observations.checks[0].cases] == [Missing("f")] * 2


def test_an_endless_loop_costs_its_own_check_and_at_most_about_its_limit(observe: Observe) -> None:
    started = time.monotonic()
    before, loop, after = observe(
        "def f(i):\n    while i == 1: pass\n    return i",
        asking("m.f(0)", id="before"),
        asking("m.f(i)", id="loop", cases=3, time_limit=0.5),
        asking("m.f(2)", id="after"),
    ).checks
    assert time.monotonic() - started < 10
    assert (value_of(before), value_of(loop), value_of(after)) == (0, 0, 2)
    assert [case.outcome for case in loop.cases[1:]] == [Stopped("time"), Unrun()]


@pytest.mark.parametrize(
    ("crash", "detail"),
    [
        ("os._exit(0)", "exit status 0"),
        ("os._exit(7)", "exit status 7"),
        ("ctypes.string_at(0)", "SIGSEGV"),
        # It then cannot answer, and ends.
        ("os.closerange(0, 100)", "exit status 70"),
        ("os.close(3)", "exit status 70"),
    ],
)
def test_a_crash_costs_its_own_check_only(observe: Observe, crash: str, detail: str) -> None:
    first, crashing, last = observe(
        f"import os, ctypes\ndef f(i):\n    if i == 1: {crash}\n    return i",
        asking("m.f(0)", id="first"),
        asking("m.f(i)", id="crashing", cases=3),
        asking("m.f(2)", id="last"),
    ).checks
    assert (value_of(first), value_of(crashing), value_of(last)) == (0, 0, 2)
    assert [case.outcome for case in crashing.cases[1:]] == [Stopped("crash", detail), Unrun()]


def test_a_child_that_closes_its_channel_and_lives_on_is_ended(observe: Observe) -> None:
    closing, after = observe(
        "import os\ndef f():\n    os.closerange(0, 100)\n    while True: pass", asking("m.f()"), asking("5")
    ).checks
    assert stopped(closing) == Stopped("crash", "it closed its channel")
    assert value_of(after) == 5


def test_a_crash_behind_the_last_answer_stops_the_last_case(observe: Observe) -> None:
    check = observe(
        """
        import os
        def f(i):
            write = os.write
            def write_and_end(descriptor, data):
                write(descriptor, data)
                os._exit(3)
            if i == 1: os.write = write_and_end
            return i
        """,
        asking("m.f(i)", cases=2),
    ).checks[0]
    assert value_of(check) == 0
    assert stopped(check, 1) == Stopped("crash", "exit status 3")


def test_each_check_after_a_crash_runs_in_a_child_that_has_nothing_of_the_last(observe: Observe) -> None:
    observations = observe(
        "import os\ncalls = []\ndef f(i):\n    calls.append(i)\n    if i == 1: os._exit(0)\n    return len(calls)",
        asking("m.f(0)", id="a"),
        asking("m.f(0)", id="b"),
        asking("m.f(1)", id="c"),
        asking("m.f(0)", id="d"),
    )
    a, b, _, d = observations.checks
    assert (value_of(a), value_of(b), value_of(d)) == (1, 2, 1)
    assert len(observations.loads) == 1


def test_what_needs_a_check_that_crashed_is_not_run(observe: Observe) -> None:
    observations = observe(
        "import os\ndef f(i): os._exit(0)\ndef g(i): return i",
        asking("m.f(i)", id="crashes"),
        asking("m.g(i)", id="needs it", cases=2, after=("other", "crashes")),
        asking("m.g(i)", id="does not", after=("other",)),
    )
    assert [case.outcome for case in observations.checks[1].cases] == [Unrun(), Unrun()]
    assert value_of(observations.checks[2]) == 0


def test_memory_is_limited(observe: Observe) -> None:
    observations = observe(
        """
        import torch
        def python(): return len(bytearray(400 << 20))
        def tensors(): return torch.zeros(100 << 20).sum()
        def small(): return len(bytearray(100 << 20))
        """,
        asking("m.python()"),
        asking("m.tensors()"),
        asking("m.small()"),
    )
    assert raised(observations.checks[0]).type_name == "MemoryError"
    assert raised(observations.checks[1]).type_name == "RuntimeError"
    assert value_of(observations.checks[2]) == 100 << 20


def test_the_kernel_limits_processor_time_behind_the_budget(observe: Observe) -> None:
    check = observe("import resource\ndef f(): return resource.getrlimit(resource.RLIMIT_CPU)", asking("m.f()")).checks[
        0
    ]
    assert value_of(check).items == (25, 25)  # type: ignore[union-attr]


def test_files_are_limited_in_size_and_number(observe: Observe) -> None:
    observations = observe(
        """
        import os, tempfile, time
        def one_large():
            with open("large", "wb") as file: file.write(bytes(2 << 20))
        def many():
            for i in range(1000):
                open(f"file {i}", "w").close()
            time.sleep(10)
        def much():
            for i in range(100):
                with open(f"file {i}", "wb") as file: file.write(bytes(1 << 19))
            time.sleep(10)
        def small():
            with tempfile.NamedTemporaryFile("w+") as file:
                file.write("42")
                file.seek(0)
                return file.read(), os.listdir() == [os.path.basename(file.name)]
        """,
        asking("m.one_large()"),
        asking("m.many()"),
        asking("m.much()"),
        asking("m.small()"),
    )
    one, many, much, small = observations.checks
    assert raised(one).type_name == "OSError"
    assert stopped(many).limit == stopped(much).limit == "memory"
    assert value_of(small).items == ("42", True)  # type: ignore[union-attr]


def test_answers_are_limited_in_sum_and_small_ones_always_have_room(observe: Observe) -> None:
    observations = observe(
        "def f(size): return bytes(size).hex()\ndef g(size):\n    import torch\n    return torch.zeros(size)",
        asking("m.g(2**20)", id="a", cases=3),
        asking("m.f(1000)", id="b"),
        asking("m.g(2**20)", id="c"),
        asking("m.f(10)", id="d"),
    )
    a, b, c, d = observations.checks
    assert isinstance(a.cases[0].outcome, Returned)
    assert stopped(a, 1).limit == "memory"
    assert stopped(c).limit == "memory"
    assert value_of(b) == "00" * 1000
    assert value_of(d) == "00" * 10


def test_output_is_kept_per_check_and_cut(observe: Observe) -> None:
    observations = observe(
        """
        import os, sys
        print("at import")
        def f(i):
            print("in", i)
            print("error", file=sys.stderr)
            os.write(1, b"raw\\n")
        def much(i): print("x" * 5000)
        def closed(i):
            sys.stdout.close()
            return 1
        def none(i):
            sys.stdout = None
            return 2
        """,
        asking("m.f(i)", cases=2),
        asking("m.much(i)"),
        asking("m.closed(i)"),
        asking("m.none(i)"),
    )
    printed, cut, closed, none = observations.checks
    assert observations.loads[0].output == "at import\n"
    assert sorted(printed.output.splitlines()) == ["error", "error", "in 0", "in 1", "raw", "raw"]
    assert [sorted(case.splitlines()) for case in printed.printed] == [["error", f"in {n}", "raw"] for n in range(2)]
    assert cut.output == "x" * 1000 + "\n[… 4001 more bytes]"
    assert (value_of(closed), value_of(none)) == (1, 2)


def test_output_before_a_crash_and_before_a_time_out_is_kept(observe: Observe) -> None:
    crash, loop = observe(
        "import os\ndef f(i):\n    print('seen', flush=True)\n    if i: os._exit(1)\n    while True: pass",
        asking("m.f(1)"),
        asking("m.f(0)", time_limit=0.4),
    ).checks
    assert crash.output == loop.output == "seen\n"
    assert crash.printed == loop.printed == ("seen\n",)


def test_a_flood_of_output_blocks_nothing(observe: Observe) -> None:
    started = time.monotonic()
    flood, after = observe(
        """
        import threading, os
        def f():
            for _ in range(300): os.write(1, b"x" * 65536)
            return 1
        def background():
            def flood():
                while True: os.write(1, b"y" * 65536)
            threading.Thread(target=flood, daemon=True).start()
            return 2
        """,
        asking("m.f()"),
        asking("(m.background(), sum(range(10**6)))[0]"),
    ).checks
    assert value_of(flood) == 1
    assert flood.output.startswith("x" * 1000)
    assert flood.output.endswith(f"[… {300 * 65536 - 1000} more bytes]")
    assert value_of(after) == 2
    assert time.monotonic() - started < 10


REFUSED = {
    "fork": "os.fork()",
    "a program": "subprocess.run(['/bin/true'])",
    "a shell": "if os.system('true'): raise PermissionError",
    "exec": "os.execv('/bin/true', ['true'])",
    "spawn": "os.posix_spawn('/bin/true', ['true'], {})",
    "the network": "socket.socket()",
    "a local socket": "socket.socket(socket.AF_UNIX)",
    "a pair": "socket.socketpair()",
    "signals to the fork server": "os.kill(os.getppid(), 0)",
    "signals to all": "os.kill(-1, 0)",
    "signals through the kernel": "fcntl.fcntl(0, fcntl.F_SETOWN, os.getppid())",
    "a group of its own": "os.setsid()",
    "the mode of a file": "os.chmod('.', 0o777)",
    "the mode of an open file": "os.fchmod(open('f', 'w').fileno(), 0o777)",
    "its limits": "if libc.prlimit(0, 0, b'0' * 16, None): raise OSError(ctypes.get_errno(), 'prlimit')",
    "the parent's share of the processor": "os.sched_setaffinity(os.getppid(), [0])",
    "uncounted memory": "os.memfd_create('m')",
    "the password file": "open('/etc/passwd')",
    "the list of processes": "os.listdir('/proc')",
    "its own memory": "open('/proc/self/mem', 'rb')",
    "the environment of the fork server": "open(f'/proc/{os.getppid()}/environ')",
    "the file of a test": f"open({__file__!r})",
    "a file in another folder": "open('/tmp/grader-written', 'w')",
    "the length of another file": f"os.truncate({__file__!r}, 10**6)",
    "a folder": "os.mkdir('folder')",
    "a link": "os.symlink('/etc/passwd', 'link')",
    "a pipe with a name": "os.mkfifo('pipe')",
    "the time of a file": f"os.utime({__file__!r})",
    "a library": "open(os.__file__, 'a')",
    "death of the parent": "if libc.prctl(1, 0, 0, 0, 0): raise OSError(ctypes.get_errno(), 'prctl')",
}
ELSEWHERE = {
    "the password file", "the list of processes", "its own memory", "the environment of the fork server",
    "the file of a test", "a file in another folder", "a library",
}  # fmt: skip


def test_what_reaches_out_of_the_process_is_refused(observe: Observe) -> None:
    functions = "".join(
        f"def f{number}():\n    try:\n        {code}\n    except Exception as refusal:\n"
        "        return type(refusal).__name__\n"
        for number, code in enumerate(REFUSED.values())
    )
    observations = observe(
        "import ctypes, fcntl, os, resource, socket, subprocess\nlibc = ctypes.CDLL(None, use_errno=True)\n"
        + functions,
        *(asking(f"m.f{number}()", id=name) for number, name in enumerate(REFUSED)),
    )
    restricted(observations)
    seen = {check.id: value_of(check) for check in observations.checks}
    # In a mount namespace, the folders of others are not there, and libraries are on a file system for reading only.
    refusals = {"PermissionError", "FileNotFoundError", "OSError"}
    assert {name: value for name, value in seen.items() if value not in refusals} == {}
    assert {name for name, value in seen.items() if value != "PermissionError"} <= ELSEWHERE


def test_what_a_learner_needs_is_allowed(observe: Observe) -> None:
    observations = observe(
        """
        import os, queue, threading, time
        import numpy as np, torch
        def threads():
            results = queue.Queue()
            started = [threading.Thread(target=results.put, args=(i,)) for i in range(8)]
            for thread in started: thread.start()
            for thread in started: thread.join()
            return sorted(results.queue)
        def null():
            with open(os.devnull, "w") as file: return print("dropped", file=file)
        def save():
            torch.save(torch.ones(3), "weights.pt")
            np.save("weights", np.ones(2))
            return torch.load("weights.pt").sum(), np.load("weights.npy").sum().item()
        def train():
            model = torch.nn.Linear(3, 1)
            loader = torch.utils.data.DataLoader(torch.utils.data.TensorDataset(torch.ones(8, 3)), batch_size=4)
            for (batch,) in loader:
                model(batch).square().mean().backward()
            return model.weight.grad.shape[1]
        def library():
            import colorsys, xml.dom.minidom
            return colorsys.rgb_to_hsv(0, 0, 0)[2]
        def clock(): return time.time() > 0 and os.urandom(4) != os.urandom(4)
        """,
        *(asking(f"m.{name}()") for name in ("threads", "null", "save", "train", "library", "clock")),
    )
    threads, null, save, train, library, clock = values(observations)
    assert threads.items == tuple(range(8))  # type: ignore[union-attr]
    assert null is None
    assert save.items[1] == 2.0  # type: ignore[union-attr]
    assert (train, library, clock) == (3, 0, True)


def test_an_optimizer_works_where_nothing_was_imported_ahead_for_it(observe: Observe) -> None:
    observations = observe(
        """
        import torch
        def train():
            w = torch.zeros((), requires_grad=True)
            optimizer = torch.optim.SGD([w], lr=0.5)
            (w - 1).square().backward()
            optimizer.step()
            return w.item()
        """,
        asking("m.train()"),
    )
    assert values(observations) == [1.0]


def test_a_hang_at_import_leaves_the_definitions(observe: Observe) -> None:
    started = time.monotonic()
    observations = observe("print('loops')\ndef f(): return 5\nwhile True: pass", asking("m.f()"), asking("m.f() + 1"))
    assert values(observations) == [5, 6]
    (load,) = observations.loads
    assert (load.stopped, load.definitions_only, load.raised) == (Stopped("time"), True, None)
    assert load.output == ""  # nothing was flushed before it was killed
    assert time.monotonic() - started < 10


def test_a_crash_at_import_leaves_the_definitions(observe: Observe) -> None:
    observations = observe("import os\nprint('x', flush=True)\nos._exit(0)\ndef f(): return 5", asking("m.f()"))
    assert values(observations) == [5]
    (load,) = observations.loads
    assert (load.stopped, load.definitions_only, load.output) == (Stopped("crash", "exit status 0"), True, "x\n")


def test_a_file_that_hangs_in_its_definitions_too_is_stopped_in_every_check(observe: Observe) -> None:
    observations = observe(
        "class Model:\n    while True: pass\n", asking("1", id="a", cases=2), asking("2", id="b", hidden=True)
    )
    assert [case.outcome for check in observations.checks for case in check.cases] == [Stopped("time")] * 3
    assert (observations.loads[0].stopped, observations.loads[0].definitions_only) == (Stopped("time"), False)


def test_an_exit_at_import_is_an_exception(observe: Observe) -> None:
    observations = observe("import sys\ndef f(): return 5\nsys.exit(0)\ndef g(): return 6", asking("m.f() + m.g()"))
    assert values(observations) == [11]
    (load,) = observations.loads
    assert load.raised is not None
    assert (load.raised.type_name, load.raised.frames[0].line, load.stopped) == ("SystemExit", 3, None)


def test_hidden_checks_run_last(observe: Observe) -> None:
    observations = observe(
        "calls = []\ndef f(name):\n    calls.append(name)\n    return len(calls)",
        asking("m.f('hidden')", id="h1", hidden=True),
        asking("m.f('seen')", id="s1"),
        asking("m.f('hidden')", id="h2", hidden=True),
        asking("m.f('seen')", id="s2"),
    )
    assert values(observations) == [3, 1, 4, 2]


def test_nothing_of_a_hidden_check_reaches_what_a_learner_sees(observe: Observe) -> None:
    observations = observe(
        """
        import os
        if os.path.exists("found"): print(open("found").read())
        print("loaded")
        def f(i):
            open("found", "w").write(f"input {i}")
            print("input", i, flush=True)
            if i == 7: os._exit(0)
            return i
        """,
        asking("m.f(7)", id="hidden", hidden=True),
        asking("m.f(8)", id="hidden too", hidden=True),
        asking("m.f(1)", id="seen"),
    )
    assert observations.checks[2].output == "input 1\n"
    assert [load.output for load in observations.loads] == ["loaded\n"]


def test_no_variable_of_the_parents_environment_reaches_a_child(observe: Observe) -> None:
    observations = observe(
        "import os\ndef f(): return str(dict(os.environ)), sorted(os.environ)\n"
        "def g(): return os.getcwd() == os.environ['TMPDIR'], os.listdir('.')",
        asking("m.f()"),
        asking("m.g()"),
    )
    text, names = value_of(observations.checks[0]).items  # type: ignore[union-attr]
    assert SECRET not in text
    assert "GRADER_TEST_TOKEN" not in text
    assert "PYTEST_CURRENT_TEST" not in names.items
    assert value_of(observations.checks[1]).items[0] is True  # type: ignore[union-attr]


def test_several_exercises_are_loaded_where_their_checks_come(pool: Pool) -> None:
    second = msgspec.structs.replace(asking("m.f()", id="second"), module="other")
    job = Job(
        (
            Source("learner", "learner.py", "def f(): return 1"),
            Source("other", "other.py", "import learner\ndef f(): return learner.f() + 1"),
        ),
        (asking("m.f()", id="first"), second),
    )
    assert values(pool.observe(job)) == [1, 2]
