"""On a machine that refuses a part of what isolation needs, the rest holds and the reason is told."""

from __future__ import annotations

import os
import platform
import subprocess
import sys

import pytest

NUMBERS = {"unshare": 272, "mount": 165, "setns": 308, "pidfd_open": 434, "setresuid": 117, "open_tree": 428}
pytestmark = pytest.mark.skipif(
    sys.platform != "linux" or platform.machine() != "x86_64", reason="the numbers of the calls are those of x86-64"
)

WITHOUT = """
import ctypes, struct, sys
from grader.execution.jobs import CheckJob, Job
from grader.execution.pool import Pool
from grader.wire.messages import Probe, Source

class Program(ctypes.Structure):
    _fields_ = (("length", ctypes.c_ushort), ("code", ctypes.c_void_p))

# This process and its children get EPERM for one system call, as in a container that refuses it.
code = b"".join(
    struct.pack("=HBBI", *instruction)
    for instruction in ((0x20, 0, 0, 0), (0x15, 0, 1, int(sys.argv[1])), (6, 0, 0, 0x50001), (6, 0, 0, 0x7FFF0000))
)
kept = ctypes.create_string_buffer(code, len(code))
libc = ctypes.CDLL(None)
libc.prctl(38, 1, 0, 0, 0)
assert libc.prctl(22, 2, ctypes.byref(Program(4, ctypes.addressof(kept))), 0, 0) == 0

text = "def f():\\n    open('mine', 'w').close()\\n    return 7\\n"
check = CheckJob("f", "learner", "f", Probe("def probe(m):\\n    return m.f()\\n", "probe"), ({},), 20.0)
with Pool() as pool:
    seen = pool.observe(Job((Source("learner", "learner.py", text),), (check,)))
    print(seen.fault, getattr(seen.checks[0].cases[0].outcome, "value", None) if seen.checks else None)
    print(seen.isolation.level, *seen.isolation.layers, sep=",")
    print("; ".join(seen.isolation.missing))
"""


def without(call: str) -> tuple[str, list[str], str]:
    """The level, the layers and what is missing where this system call is refused."""
    ended = subprocess.run(
        [sys.executable, "-c", WITHOUT, str(NUMBERS[call])], check=True, capture_output=True, text=True
    )
    graded, reached, missing = ended.stdout.splitlines()
    assert graded == "None 7", ended.stdout
    level, *layers = reached.split(",")
    if "landlock" not in layers or "seccomp" not in layers:
        pytest.skip(f"this machine does not allow the layers: {missing}")
    return level, layers, missing


@pytest.mark.parametrize("call", ["unshare", "pidfd_open", "mount", "open_tree"])
def test_without_namespaces_it_is_restricted(call: str) -> None:
    level, _, missing = without(call)
    assert level == "restricted"
    assert "mount: " in missing


def test_without_the_way_back_children_share_a_pid_namespace() -> None:
    level, layers, missing = without("setns")
    assert (level, "pid" in layers) == ("restricted", False)
    assert "pid: " in missing


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() != 0, reason="only root becomes another user")
def test_where_root_cannot_become_another_user_its_folder_is_still_its_own() -> None:
    _, layers, missing = without("setresuid")
    assert "own uid" not in layers
    assert "own uid: " in missing
