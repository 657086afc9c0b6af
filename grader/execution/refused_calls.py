"""The system calls that a process's filter refuses, as the kernel asks about them.

A filter that has a listener leaves its answers to the listener's holder, the trusted side. Each call is refused as by a
filter without one, and is noted by name. Nothing that a process asks for is ever allowed here.
"""

from __future__ import annotations

import errno
import os
import select
import struct
import threading
from contextlib import suppress

from grader.execution.call_names import call_name

MOST_CALLS = 64
"""After so many of a process the listener is closed. Further ones then fail at once, and cost nobody else's time."""

# Of <linux/seccomp.h>: SECCOMP_IOCTL_NOTIF_RECV and _SEND; struct seccomp_notif begins with its id (u64), pid, flags
# (u32) and the number of the call (s32); struct seccomp_notif_resp is id (u64), value (s64), error (s32), flags (u32).
_RECEIVE, _SEND = 0xC0502100, 0xC0182101
_ASKED, _SIZE = struct.Struct("=QIIi"), 80
_ANSWER = struct.Struct("=QqiI")


class RefusedCalls:
    """Those of one process."""

    def __init__(self, listener: int) -> None:
        self._listener = listener
        self._lock = threading.Lock()
        self._left = MOST_CALLS
        self._names: dict[str, None] = {}
        _answering.add(listener, self)

    @property
    def names(self) -> tuple[str, ...]:
        """The names of the calls so far, each once, in the order in which they were first made."""
        return tuple(self._names)

    def answer(self) -> None:
        """Refuse the call that the kernel asks about, if it still does."""
        from fcntl import ioctl

        with self._lock:
            if self._listener < 0:
                return
            asked = bytearray(_SIZE)
            with suppress(FileNotFoundError):  # the process was ended meanwhile
                ioctl(self._listener, _RECEIVE, asked)
                id_, _pid, _flags, number = _ASKED.unpack_from(asked)
                self._names[call_name(number)] = None
                ioctl(self._listener, _SEND, _ANSWER.pack(id_, 0, -errno.EPERM, 0))
            self._left -= 1
            if not self._left:
                self._close()

    def close(self) -> None:
        """Answer no more: the process gets "Function not implemented"."""
        with self._lock:
            self._close()

    def _close(self) -> None:
        if self._listener >= 0:
            _answering.remove(self._listener)
            os.close(self._listener)
            self._listener = -1


class _Answering:
    """The thread that answers for all processes, whatever else the trusted side is doing."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._events: select.epoll | None = None
        self._open: dict[int, RefusedCalls] = {}

    def add(self, listener: int, calls: RefusedCalls) -> None:
        with self._lock:
            if self._events is None:
                self._events = select.epoll()
                threading.Thread(target=self._serve, args=(self._events,), name="refused calls", daemon=True).start()
            self._open[listener] = calls
            self._events.register(listener, select.EPOLLIN)

    def remove(self, listener: int) -> None:
        with self._lock, suppress(OSError):
            del self._open[listener]
            assert self._events is not None
            self._events.unregister(listener)

    def _serve(self, events: select.epoll) -> None:
        while True:
            for listener, what in events.poll():
                calls = self._open.get(listener)
                if calls is None:
                    continue
                if what & select.EPOLLIN:
                    calls.answer()
                else:
                    calls.close()  # the process has ended


_answering = _Answering()
