"""The fork server: imports torch once and forks one child for each submission.

It is started as a new process, never forked from the trusted process, and holds nothing of any submission: each child
receives its job over its own channel. The fork server talks to the trusted side over one socket:

- `P` with one descriptor, from which it reads a `Prepare`: get ready for future children;
- `F` with two descriptors (channel, output): fork a child and answer with its pid, as the trusted side sees it;
- `R<pid>`: kill that child's process group, wait for the child and answer how it ended;
- `W<pid>`: the same for a child whose channel is closed, which first gets a moment to exit on its own.
"""

from __future__ import annotations

import gc
import os
import select
import signal
import socket
import struct
import time
from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING

import msgspec

from grader.wire import frames
from grader.wire.messages import Prepare
from grader.worker.namespaces import NAMESPACES
from grader.worker.warming import warm_up

if TYPE_CHECKING:
    from grader.worker.child import Measuring

EXIT = struct.Struct("=ii")
"""The answer to `R` and `W`: the wait status, and 1 if the child exited on its own."""

_NO_MORE = object()
_OUTPUT = 4
"""Where a child has the pipe for what is printed, beside its standard streams: a learner's code may close those."""
_ENDING_SECONDS = 0.2
_SETTLING_SECONDS, _NOBODY_READS_SECONDS = 0.1, 5.0
"""How long to wait until what is printed has been read: while threads go on printing, and where nobody has read any of
it, because the trusted side has not had its turn on a busy machine."""


def main(
    control_descriptor: int,
    preload: Sequence[str],
    readable: Sequence[str] = (),
    temporary: str = "",
    measuring: Measuring | None = None,
) -> None:
    """Import `preload`, report readiness, then fork and reap on request until the trusted side closes the socket. Then
    the process ends.

    With `readable`, each child gets namespaces of its own, in which it sees these paths and its own folders, which are
    in the folder `temporary`.
    """
    if readable:
        NAMESPACES.enter()
    control = socket.socket(fileno=control_descriptor)
    gc.disable()  # it would go through all that torch brings, several times, and find nothing
    rehearsals = warm_up(preload)
    if measuring is not None:
        measuring.rehearse()
    NAMESPACES.narrow(readable, temporary)
    settle = _settling(_OUTPUT)
    _share_memory()
    children: dict[int, int] = {}
    control.send(b"ready")
    try:
        while True:
            _rehearse_until_asked(control, rehearsals)
            message, descriptors, _flags, _address = socket.recv_fds(control, 64, 2)
            if not message:
                break
            if message == b"F":
                pid = _fork(control, descriptors, settle, measuring)
                children[NAMESPACES.outside(pid)] = pid
                control.send(struct.pack("=i", next(reversed(children))))
            elif message == b"P":
                _prepare(descriptors)
            else:
                pid = children.pop(int(message[1:]))
                control.send(EXIT.pack(*_reap(pid, _ENDING_SECONDS if message[:1] == b"W" else 0.0)))
    finally:
        for pid in children.values():
            _kill(pid)
    os._exit(0)  # nothing is left to do, and torch takes a third of a second to end


def _rehearse_until_asked(control: socket.socket, rehearsals: Iterator[None]) -> None:
    """Rehearse while nothing is asked: the first request does not wait for what only later ones gain by."""
    while not select.select([control], [], [], 0)[0]:
        if next(rehearsals, _NO_MORE) is _NO_MORE:
            return
        gc.collect()
        _share_memory()


def _share_memory() -> None:
    """Have children change less of the memory that they share with this process, since what they change is copied: they
    collect no garbage among the objects of now, and look for the grader's modules among fewer."""
    from grader.worker import child

    child.note_own_modules()
    gc.freeze()


def _prepare(descriptors: Sequence[int]) -> None:
    from grader.worker import child

    (channel,) = descriptors
    try:
        child.prepare(msgspec.msgpack.decode(frames.read_frame(channel), type=Prepare))
    finally:
        os.close(channel)
    gc.collect()
    _share_memory()


def _fork(
    control: socket.socket, descriptors: Sequence[int], settle: Callable[[], None], measuring: Measuring | None
) -> int:
    channel, output = descriptors
    pid = NAMESPACES.fork()
    if pid == 0:
        try:
            control.close()
            _become_child(channel, output, settle, measuring)
        finally:
            os._exit(70)
    os.close(channel)
    os.close(output)
    return pid


def _become_child(channel: int, output: int, settle: Callable[[], None], measuring: Measuring | None) -> None:
    from grader.worker import child

    gc.enable()
    os.setpgid(0, 0)
    null = os.open(os.devnull, os.O_RDONLY)
    os.dup2(null, 0)
    os.dup2(output, 1)
    os.dup2(output, 2)
    os.dup2(channel, 3)
    os.dup2(1, _OUTPUT)
    os.closerange(NAMESPACES.keep(), 256)
    child.serve(3, 3, settle=settle, measuring=measuring)
    os._exit(0)


def _settling(output: int) -> Callable[[], None]:
    """A function that waits for everything written to a pipe to be read, if that comes to an end."""
    # Local, because a learner's code may replace the originals; and imported here, in the fork server, because each
    # child would load the libraries of two of these modules anew.
    from fcntl import ioctl
    from termios import FIONREAD
    from time import monotonic, sleep

    def settle() -> None:
        nothing, give_up = bytes(4), 0.0
        try:
            unread = first = ioctl(output, FIONREAD, nothing)
            while unread != nothing:
                now = monotonic()
                give_up = give_up or now + _SETTLING_SECONDS
                if now > give_up and (unread != first or now > give_up + _NOBODY_READS_SECONDS):
                    return
                sleep(0.0001)
                unread = ioctl(output, FIONREAD, nothing)
        except OSError:
            return  # the learner's code has closed it

    return settle


def _reap(pid: int, patience: float) -> tuple[int, int]:
    give_up = time.monotonic() + patience
    ended, status = os.waitpid(pid, os.WNOHANG)
    while not ended and time.monotonic() < give_up:
        time.sleep(0.001)
        ended, status = os.waitpid(pid, os.WNOHANG)
    if not ended:
        _kill(pid)
        _, status = os.waitpid(pid, 0)
    return status, int(bool(ended))


def _kill(pid: int) -> None:
    for kill in (os.killpg, os.kill):
        try:
            kill(pid, signal.SIGKILL)
        except ProcessLookupError:
            continue
