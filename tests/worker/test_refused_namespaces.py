"""On a machine that refuses a part of what isolation needs, the rest holds and the reason is told."""

from __future__ import annotations

import os
import platform
import subprocess
import sys
from collections.abc import Callable

import forking
import pytest

Without = Callable[[str], tuple[str, list[str], str]]
NUMBERS = {"unshare": 272, "mount": 165, "setns": 308, "pidfd_open": 434, "setresuid": 117, "open_tree": 428}
pytestmark = pytest.mark.skipif(
    sys.platform != "linux" or platform.machine() != "x86_64", reason="the numbers of the calls are those of x86-64"
)

WITHOUT = """
import contextlib, ctypes, os, struct, subprocess, sys
from grader.execution import workers
from grader.execution.jobs import CheckJob, Job
from grader.execution.pool import Pool
from grader.wire.messages import Probe, Source

class Program(ctypes.Structure):
    _fields_ = (("length", ctypes.c_ushort), ("code", ctypes.c_void_p))

def refuse(number):
    # This process and its children get EPERM for one system call, as in a container that refuses it.
    code = b"".join(
        struct.pack("=HBBI", *instruction)
        for instruction in ((0x20, 0, 0, 0), (0x15, 0, 1, number), (6, 0, 0, 0x50001), (6, 0, 0, 0x7FFF0000))
    )
    kept = ctypes.create_string_buffer(code, len(code))
    libc = ctypes.CDLL(None)
    libc.prctl(38, 1, 0, 0, 0)
    assert libc.prctl(22, 2, ctypes.byref(Program(4, ctypes.addressof(kept))), 0, 0) == 0

class Forked:
    # In place of Popen, for a fork server that starts with everything imported and without the call.
    stderr = None

    def __init__(self, command, pass_fds, env, cwd, **_):
        self.pid = os.fork()
        if self.pid == 0:
            try:
                os.setsid()
                for descriptor in {*range(3, 256)}.difference(pass_fds):
                    with contextlib.suppress(OSError):
                        os.close(descriptor)
                os.chdir(cwd)
                os.environ.clear()
                os.environ.update(env)
                refuse(refused)
                exec(command[command.index("-c") + 1])
            finally:
                os._exit(70)

    def poll(self):
        return None

    def kill(self):
        os.kill(self.pid, 9)

    def wait(self, timeout=None):
        os.waitpid(self.pid, 0)

def look():
    with Pool() as pool:
        seen = pool.observe(Job((Source("learner", "learner.py", text),), (check,)))
    print(seen.fault, getattr(seen.checks[0].cases[0].outcome, "value", None) if seen.checks else None)
    print(seen.isolation.level, *seen.isolation.layers, sep=",")
    print("; ".join(seen.isolation.missing), flush=True)

text = "def f():\\n    open('mine', 'w').close()\\n    return 7\\n"
check = CheckJob("f", "learner", "f", Probe("def probe(m):\\n    return m.f()\\n", "probe"), ({},), 20.0)
subprocess.Popen = Forked
for refused in map(int, sys.argv[1:]):
    if os.fork() == 0:  # a process of its own, without the threads of the pool before
        look()
        os._exit(0)
    assert os.wait()[1] == 0
"""


@pytest.fixture(scope="module")
def seen() -> dict[str, list[str]]:
    """What is printed where each of these calls is refused."""
    with forking.Forked(
        "servers", WITHOUT, *map(str, NUMBERS.values()), stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as process:
        said, wrong = process.communicate(timeout=240)
    lines = said.splitlines()
    assert len(lines) == 3 * len(NUMBERS), wrong
    return {call: lines[3 * place : 3 * place + 3] for place, call in enumerate(NUMBERS)}


@pytest.fixture
def without(seen: dict[str, list[str]]) -> Without:
    """The level, the layers and what is missing where a system call is refused."""

    def look(call: str) -> tuple[str, list[str], str]:
        graded, reached, missing = seen[call]
        assert graded == "None 7", seen[call]
        level, *layers = reached.split(",")
        if "landlock" not in layers or "seccomp" not in layers:
            pytest.skip(f"this machine does not allow the layers: {missing}")
        return level, layers, missing

    return look


@pytest.mark.parametrize("call", ["unshare", "pidfd_open", "mount", "open_tree"])
def test_without_namespaces_it_is_restricted(call: str, without: Without) -> None:
    level, _, missing = without(call)
    assert level == "restricted"
    assert "mount: " in missing


def test_without_the_way_back_children_share_a_pid_namespace(without: Without) -> None:
    level, layers, missing = without("setns")
    assert (level, "pid" in layers) == ("restricted", False)
    assert "pid: " in missing


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() != 0, reason="only root becomes another user")
def test_where_root_cannot_become_another_user_its_folder_is_still_its_own(without: Without) -> None:
    _, layers, missing = without("setresuid")
    assert "own uid" not in layers
    assert "own uid: " in missing
