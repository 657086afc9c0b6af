"""The isolation layers around a learner's code, applied by its own process before it reads any of that code.

This is the only place that knows how the layers are applied; `grader.wire.levels` defines the levels they amount to.
"""

from __future__ import annotations

import contextlib
import os
import platform
import sys
from collections.abc import Callable

from grader.wire.messages import Open, Ready
from grader.worker.kernel import checked, libc
from grader.worker.namespaces import NAMESPACES

_PR_SET_PDEATHSIG, _SIGKILL = 1, 9
_MOST_THREADS = 16


def put_on(wanted: Open, *, asks: bool = False) -> tuple[Ready, int | None]:
    """Apply every layer that this machine allows, and report which are in force and why others are not.

    If it `asks`, the second is the descriptor of the filter's listener where there is one: it has to be sent, closed
    and followed by `seccomp.close` before any learner's code is read.
    """
    listener: int | None = None
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
        return Ready((), ("limits: not on Windows", "landlock: not on Windows", "seccomp: not on Windows")), None
    mapped = _mapped_bytes()
    if not sys.platform.startswith("linux"):
        attempt("limits", lambda: _limit(wanted, mapped, forbid_processes=True))
        not_here = (f"landlock: not on {sys.platform}", f"seccomp: not on {sys.platform}")
        return Ready(tuple(layers), (*missing, *not_here)), None

    if not wanted.isolate:
        attempt("parent death", _die_with_parent)
        attempt("limits", lambda: _limit(wanted, mapped, forbid_processes=True))
        return Ready(tuple(layers), (*missing, *(f"{name}: switched off" for name in ("landlock", "seccomp")))), None

    from grader.worker import landlock, own_user, seccomp

    others = _other_threads()

    def in_every_thread(name: str, layer: Callable[[], None]) -> None:
        def applied() -> None:
            layer()
            if others:
                raise OSError(f"{others} other thread{'s' * (others > 1)} of this process run without it")

        attempt(name, applied)

    layers += [f"control group for {name}" for name in NAMESPACES.controllers]
    own_uid = _OwnUid(wanted)
    NAMESPACES.separate(in_every_thread, wanted.scratch, wanted.data)
    own_uid.attempt(attempt)
    attempt("user", NAMESPACES.enter_user)
    # After the change of the user, which would undo it.
    attempt("parent death", _die_with_parent)
    readable = (*wanted.readable, *filter(None, [wanted.data]))
    in_every_thread("landlock", lambda: landlock.restrict(libc(), readable, wanted.scratch))
    attempt("no capabilities", lambda: own_user.drop_rights(keep_reading=own_uid.keeps_reading and "own uid" in layers))
    # Before seccomp, which refuses changes of limits. Seccomp also forbids processes, and still allows threads.
    attempt("limits", lambda: _limit(wanted, mapped, forbid_processes=False))
    attempt("thread limit", lambda: _limit_threads(layers))
    NAMESPACES.forget()

    def filter_calls() -> None:
        nonlocal listener
        listener = seccomp.restrict(libc(), asks=asks)

    in_every_thread("seccomp", filter_calls)
    if "seccomp" not in layers:
        attempt("no processes", lambda: _limit(wanted, mapped, forbid_processes=True))
    return Ready(tuple(layers), tuple(missing)), listener


class _OwnUid:
    """Another user id, in steps: the folders are handed over while they can be changed.

    In a view of the file system with nothing but libraries, the new user must be able to read these. Without one, only
    Landlock says what is read, and the right to read any file stays.
    """

    def __init__(self, wanted: Open) -> None:
        from grader.worker import own_user

        self.keeps_reading = not NAMESPACES.has_view
        self._refusal: OSError | None = None
        self._scratch = wanted.scratch
        self._wanted = os.geteuid() == 0
        if not self._wanted:
            return
        try:
            if NAMESPACES.has_view and not NAMESPACES.others_can_read:
                raise OSError("only root can read the libraries")
            own_user.hand_over(NAMESPACES.proc(), wanted.scratch, wanted.data)
        except OSError as refusal:
            self._refusal = refusal

    def attempt(self, attempt: Callable[[str, Callable[[], None]], None]) -> None:
        """Become another user, as root."""
        if self._wanted:
            attempt("own uid", self._become)

    def _become(self) -> None:
        from grader.worker import own_user

        if self._refusal is not None:
            raise self._refusal
        try:
            own_user.become_another(NAMESPACES.proc(), keep_reading=self.keeps_reading)
        except OSError:
            own_user.take_back(self._scratch)
            raise


def prepare() -> None:
    """Do in the fork server, in advance, what every child would have to repeat."""
    if sys.platform.startswith("linux"):
        import resource  # noqa: F401 - imported for the children

        from grader.worker import own_user, seccomp  # noqa: F401

        libc()
        with contextlib.suppress(OSError):  # an unknown processor, which each child reports
            for asks in (False, True):
                seccomp.filter_program(platform.machine(), asks=asks)
            seccomp.closing_program(platform.machine())


def _other_threads() -> int:
    """The number of other threads in this process; a layer applies only to the thread that applies it."""
    tasks = os.open("self/task", os.O_RDONLY | os.O_DIRECTORY, dir_fd=NAMESPACES.proc())
    try:
        return len(os.listdir(tasks)) - 1
    finally:
        os.close(tasks)


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
    statm = os.open("self/statm", os.O_RDONLY, dir_fd=NAMESPACES.proc())
    try:
        return int(os.read(statm, 64).split()[0]) * os.sysconf("SC_PAGE_SIZE")
    finally:
        os.close(statm)


def _limit_threads(layers: list[str]) -> None:
    import resource

    # Those of one user are counted together, and root's are not limited.
    if "own uid" not in layers and ("user" not in layers or NAMESPACES.of_root):
        raise OSError("the process has no user of its own")
    resource.setrlimit(resource.RLIMIT_NPROC, (_MOST_THREADS, _MOST_THREADS))


def _die_with_parent() -> None:
    checked(libc().prctl(_PR_SET_PDEATHSIG, _SIGKILL, 0, 0, 0), "prctl(PR_SET_PDEATHSIG)")
