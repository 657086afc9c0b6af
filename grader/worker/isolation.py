"""The isolation layers around a learner's code, applied by its own process before it reads any of that code.

This is the only place that knows how the layers are applied; `grader.wire.levels` defines the levels they amount to.
"""

from __future__ import annotations

import contextlib
import ctypes
import os
import platform
import struct
import sys
from collections.abc import Callable
from functools import cache

from grader.wire.messages import Open, Ready

_PR_SET_PDEATHSIG, _SIGKILL = 1, 9
_CAPABILITY_VERSION_3 = 0x20080522


def put_on(wanted: Open) -> Ready:
    """Apply every layer that this machine allows, and report which are in force and why others are not."""
    layers: list[str] = []
    missing: list[str] = []

    def attempt(name: str, layer: Callable[[], None]) -> None:
        try:
            layer()
        except (OSError, ValueError, AttributeError) as refusal:
            missing.append(f"{name}: {refusal}"[:200])
        else:
            layers.append(name)

    if sys.platform == "win32":
        return Ready((), ("limits: not on Windows", "landlock: not on Windows", "seccomp: not on Windows"))
    mapped = _mapped_bytes()
    if not sys.platform.startswith("linux"):
        attempt("limits", lambda: _limit(wanted, mapped, forbid_processes=True))
        return Ready(tuple(layers), (*missing, f"landlock: not on {sys.platform}", f"seccomp: not on {sys.platform}"))

    libc = _libc()
    attempt("parent death", lambda: _die_with_parent(libc))
    if not wanted.isolate:
        attempt("limits", lambda: _limit(wanted, mapped, forbid_processes=True))
        return Ready(tuple(layers), (*missing, "landlock: switched off", "seccomp: switched off"))

    from grader.worker import landlock, seccomp

    others = _other_threads()

    def in_every_thread(layer: Callable[[], None]) -> None:
        layer()
        if others:
            raise OSError(f"{others} other thread{'s' * (others > 1)} of this process run without it")

    attempt("landlock", lambda: in_every_thread(lambda: landlock.restrict(libc, wanted.readable, wanted.scratch)))
    attempt("no capabilities", lambda: _drop_capabilities(libc))
    # Before seccomp, which refuses changes of limits. Seccomp also forbids processes, and still allows threads.
    attempt("limits", lambda: _limit(wanted, mapped, forbid_processes=False))
    attempt("seccomp", lambda: in_every_thread(lambda: seccomp.restrict(libc)))
    if "seccomp" not in layers:
        attempt("no processes", lambda: _limit(wanted, mapped, forbid_processes=True))
    return Ready(tuple(layers), tuple(missing))


def prepare() -> None:
    """Do in the fork server, in advance, what every child would have to repeat."""
    if sys.platform.startswith("linux"):
        import resource  # noqa: F401 - imported for the children

        from grader.worker import seccomp

        _libc()
        with contextlib.suppress(OSError):  # an unknown processor, which each child reports
            seccomp.filter_program(platform.machine())


@cache
def _libc() -> ctypes.CDLL:
    return ctypes.CDLL(None, use_errno=True)


def _other_threads() -> int:
    """The number of other threads in this process; a layer applies only to the thread that applies it."""
    return len(os.listdir("/proc/self/task")) - 1


def _limit(wanted: Open, mapped: int, *, forbid_processes: bool) -> None:
    import resource

    def lower(which: int, value: int) -> None:
        hard = resource.getrlimit(which)[1]
        value = value if hard == resource.RLIM_INFINITY else min(value, hard)
        resource.setrlimit(which, (value, value))

    lower(resource.RLIMIT_CORE, 0)
    lower(resource.RLIMIT_FSIZE, wanted.file_bytes)
    lower(resource.RLIMIT_CPU, wanted.cpu_seconds)
    lower(resource.RLIMIT_NOFILE, 128)
    if wanted.memory_bytes is not None and sys.platform.startswith("linux"):
        # torch alone maps several GB that it never touches, so the limit applies to what is added to that.
        lower(resource.RLIMIT_AS, mapped + wanted.memory_bytes)
    if forbid_processes:
        lower(resource.RLIMIT_NPROC, 0)


def _mapped_bytes() -> int:
    """The number of bytes that this process has mapped, read before Landlock closes /proc; 0 if unknown."""
    if not sys.platform.startswith("linux"):
        return 0
    statm = os.open("/proc/self/statm", os.O_RDONLY)
    try:
        return int(os.read(statm, 64).split()[0]) * os.sysconf("SC_PAGE_SIZE")
    finally:
        os.close(statm)


def _die_with_parent(libc: ctypes.CDLL) -> None:
    if libc.prctl(_PR_SET_PDEATHSIG, _SIGKILL, 0, 0, 0):
        raise OSError(ctypes.get_errno(), "prctl(PR_SET_PDEATHSIG)")


def _drop_capabilities(libc: ctypes.CDLL) -> None:
    header = struct.pack("=Ii", _CAPABILITY_VERSION_3, 0)
    if libc.capset(header, bytes(24)):
        raise OSError(ctypes.get_errno(), "capset")
