"""Namespaces: the fork server enters ones of its own, and each of its children others.

A process may create namespaces if it is root, or once it has entered a user namespace, which only a process with one
thread may. So the fork server enters before it imports anything. Before each fork it asks for a new pid namespace, in
which the child becomes the first process, and returns to its own afterwards: no second fork is needed, which would copy
the page tables of the warm process again. The child creates the others for itself.

What the machine refuses is left out, and each child reports the reason.
"""

from __future__ import annotations

import contextlib
import os
import signal
from collections.abc import Callable, Sequence
from functools import partial

from grader.worker import own_user
from grader.worker.control_groups import ControlGroups
from grader.worker.filesystem_view import View
from grader.worker.kernel import checked, libc, unshare

_MOUNT, _UTS, _IPC, _PID, _NETWORK = 0x20000, 0x4000000, 0x8000000, 0x20000000, 0x40000000
_PR_SET_PDEATHSIG = 1
_PROC, _ABOVE = 5, 64
_OFF = "switched off"


class Namespaces:
    """The namespaces of a fork server and of its children. Until `enter` is called, there are none.

    Attributes:
        of_root: whether root started this process.
        controllers: those of a control group for this process and its children, if one could be made.
        others_can_read: whether users other than root can read all that is in the view of the file system.
    """

    def __init__(self) -> None:
        self.of_root = hasattr(os, "geteuid") and os.geteuid() == 0
        self._refused = dict.fromkeys(("pid", "mount"), _OFF)
        self._entered = False
        self._proc = self._own_pid = -1
        self._view: View | None = None
        self.others_can_read = False
        self.controllers: tuple[str, ...] = ()

    @property
    def has_view(self) -> bool:
        """Whether `narrow` has replaced the view of the file system."""
        return self._view is not None

    def enter(self) -> None:
        """Enter namespaces of its own, in a process that has one thread. What follows runs in a new process, which
        ends with this one."""
        import fcntl

        # Above the numbers that children use for other things.
        low = self.proc()
        self._proc = fcntl.fcntl(low, fcntl.F_DUPFD_CLOEXEC, _ABOVE)
        os.close(low)
        self._entered = True
        try:
            self._enter()
        except OSError as refusal:
            self._refused = dict.fromkeys(self._refused, str(refusal))
            return
        groups = ControlGroups()
        inner = os.fork()
        if inner:
            os.closerange(3, 256)
            status = os.waitstatus_to_exitcode(os.waitpid(inner, 0)[1])
            groups.remove()
            os._exit(status if status >= 0 else 128 - status)
        libc().prctl(_PR_SET_PDEATHSIG, signal.SIGKILL, 0, 0, 0)
        self.controllers = groups.enter()
        self._own_pid = os.open("self/ns/pid", os.O_RDONLY | os.O_CLOEXEC, dir_fd=self._proc)
        self._refused.clear()
        # Not before the fork: the process that waits for this one keeps its view of the file system.
        for kind, step in (("pid", self._return), ("mount", lambda: unshare(_MOUNT))):
            try:
                step()
            except OSError as refusal:
                self._refused[kind] = str(refusal)

    def _enter(self) -> None:
        os.close(os.pidfd_open(os.getpid()))  # it is needed later, when there is no way back
        if self.of_root:
            with contextlib.suppress(OSError):  # a container may take this right away from root
                unshare(_PID)
                return
        own_user.enter_namespace(self._proc, os.geteuid(), os.getegid())
        unshare(_PID)

    def narrow(self, readable: Sequence[str], temporary: str) -> None:
        """Replace the fork server's view of the file system by these paths, to be read, and the folder in which the
        children's folders are. From now on, nothing else can be imported."""
        if not self._entered:
            return
        if "mount" not in self._refused:
            try:
                self._view = View(readable, temporary)
            except OSError as refusal:
                self._refused["mount"] = str(refusal)
        self.others_can_read = self.has_view and own_user.others_can_read(readable)

    def fork(self) -> int:
        """Fork a child, in a pid namespace of its own if there are any, and return its pid in this one (0 in it)."""
        if "pid" not in self._refused:
            try:
                unshare(_PID)
            except OSError as refusal:
                self._refused["pid"] = str(refusal)
        if "pid" in self._refused:
            return os.fork()
        pid = os.fork()
        if pid:
            self._return()
        return pid

    def _return(self) -> None:
        checked(libc().setns(self._own_pid, _PID), "setns")

    def outside(self, pid: int) -> int:
        """The number of a child for the trusted side, whose pid namespace is another one."""
        if self._own_pid < 0:
            return pid
        handle = os.pidfd_open(pid)
        try:
            described = os.open(f"self/fdinfo/{handle}", os.O_RDONLY, dir_fd=self._proc)
            try:
                lines = os.read(described, 1000).decode().splitlines()
            finally:
                os.close(described)
        finally:
            os.close(handle)
        return next(int(line.split()[1]) for line in lines if line.startswith("Pid:"))

    def keep(self) -> int:
        """In a child: keep what it needs to apply its layers, and return the first descriptor that may be closed."""
        if self._proc < 0:
            return _PROC
        os.dup2(self._proc, _PROC)
        self._proc = _PROC
        return _PROC + 1

    def proc(self) -> int:
        """A descriptor of the machine's /proc, which the child's view of the file system need not contain."""
        if self._proc < 0:
            self._proc = os.open("/proc", os.O_PATH | os.O_DIRECTORY | os.O_CLOEXEC)
        return self._proc

    def separate(self, attempt: Callable[[str, Callable[[], None]], None], scratch: str, data: str) -> None:
        """In a child: `attempt` each of the namespaces but the user's, which takes away the right to create others."""

        def mount() -> None:
            self._raise_if_refused("mount")
            assert self._view is not None
            unshare(_MOUNT)
            self._view.narrow_to(scratch, data)

        attempt("pid", lambda: self._raise_if_refused("pid"))
        attempt("mount", mount)
        for name, flag in (("ipc", _IPC), ("network", _NETWORK), ("uts", _UTS)):
            attempt(name, partial(self._unshare, flag))

    def enter_user(self) -> None:
        """In a child: enter a user namespace.

        Raises:
            OSError: if that is refused.
        """
        self._raise_if_off()
        if self.of_root and not self.has_view:
            raise OSError("it would take away the right to read the libraries")
        own_user.enter_namespace(self.proc(), os.geteuid(), os.getegid())

    def _unshare(self, flag: int) -> None:
        self._raise_if_off()
        unshare(flag)

    def _raise_if_off(self) -> None:
        if not self._entered:
            raise OSError(_OFF)

    def _raise_if_refused(self, kind: str) -> None:
        if kind in self._refused:
            raise OSError(self._refused[kind])

    def forget(self) -> None:
        """In a child: close what it needed to apply its layers."""
        if self._proc >= 0:
            os.close(self._proc)
            self._proc = -1


NAMESPACES = Namespaces()
"""Those of this process."""
