"""The warm process: torch imported once, one forked child for each submission.

It is started fresh, never forked from the trusted process, and holds nothing of any submission: each child gets its
job over a channel of its own. It speaks with the trusted side over one socket:

- `P` with one descriptor, of which it reads a `Prepare`: get ready for the children to come;
- `F` with two descriptors (channel, output): fork a child and answer its pid;
- `R<pid>`: kill that child's group, wait for it and answer how it ended;
- `W<pid>`: the same for a child whose channel is closed: one that is ending by itself gets the moment that it needs.
"""

from __future__ import annotations

import gc
import os
import signal
import socket
import struct
import time
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

import msgspec

from grader.wire import frames
from grader.wire.messages import Prepare
from grader.worker import large_pages
from grader.worker.warming import warm_up

if TYPE_CHECKING:
    from grader.worker.child import Measuring

EXIT = struct.Struct("=ii")
"""Answer to `R` and `W`: wait status, and 1 if the child ended by itself."""

_ENDING_SECONDS = 0.2
_SETTLING_SECONDS = 0.1


def main(control_descriptor: int, preload: Sequence[str], measuring: Measuring | None = None) -> None:
    """Import `preload`, say so, then fork and reap as told until the trusted side hangs up."""
    control = socket.socket(fileno=control_descriptor)
    warm_up(preload)
    if measuring is not None:
        measuring.rehearse()
    _freeze()
    large_pages.collapse()
    children: set[int] = set()
    control.send(b"ready")
    try:
        while True:
            message, descriptors, _flags, _address = socket.recv_fds(control, 64, 2)
            if not message:
                return
            if message == b"F":
                children.add(_fork(control, descriptors, measuring))
            elif message == b"P":
                _prepare(descriptors)
            else:
                pid = int(message[1:])
                children.discard(pid)
                control.send(EXIT.pack(*_reap(pid, _ENDING_SECONDS if message[:1] == b"W" else 0.0)))
    finally:
        for pid in children:
            _kill(pid)


def _freeze() -> None:
    """Have nothing that is here now looked at by garbage collection in the children, which would copy it."""
    gc.collect()
    gc.freeze()


def _prepare(descriptors: Sequence[int]) -> None:
    from grader.worker import child

    (channel,) = descriptors
    try:
        child.prepare(msgspec.msgpack.decode(frames.read_frame(channel), type=Prepare))
    finally:
        os.close(channel)
    _freeze()


def _fork(control: socket.socket, descriptors: Sequence[int], measuring: Measuring | None) -> int:
    channel, output = descriptors
    pid = os.fork()
    if pid == 0:
        try:
            control.close()
            _become_child(channel, output, measuring)
        finally:
            os._exit(70)
    os.close(channel)
    os.close(output)
    control.send(struct.pack("=i", pid))
    return pid


def _become_child(channel: int, output: int, measuring: Measuring | None) -> None:
    from grader.worker import child

    os.setpgid(0, 0)
    null = os.open(os.devnull, os.O_RDONLY)
    os.dup2(null, 0)
    os.dup2(output, 1)
    os.dup2(output, 2)
    os.dup2(channel, 3)
    os.dup2(1, 4)
    os.closerange(5, 256)
    child.serve(3, 3, settle=_settling(4), measuring=measuring)
    os._exit(0)


def _settling(output: int) -> Callable[[], None]:
    """A function that waits until all that was written to a pipe is read, though not for long."""
    # Held here, since a learner's code may set others in their place.
    from fcntl import ioctl
    from termios import FIONREAD
    from time import monotonic, sleep

    def settle() -> None:
        give_up = 0.0
        try:
            while ioctl(output, FIONREAD, bytes(4)) != bytes(4):
                give_up = give_up or monotonic() + _SETTLING_SECONDS
                if monotonic() > give_up:
                    return
                sleep(0.0001)
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
