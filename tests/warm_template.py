"""The process that fork servers of the tests are forked from; see `warm_servers`."""

from __future__ import annotations

import contextlib
import gc
import json
import os
import select
import shutil
import signal
import socket
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path

_FREE = 300
"""Descriptors above those that a fork server uses."""


def main(address: str, owner: int) -> None:
    """Import and rehearse what workers do; then fork one for each connection, until the owner's process ends."""
    gc.disable()
    _warm_up()
    gc.collect()
    gc.freeze()
    listener = socket.socket(socket.AF_UNIX, socket.SOCK_SEQPACKET)
    unseen = f"{address}.new"
    listener.bind(unseen)
    listener.listen(64)
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # nobody waits for those that wait for a fork server
    owner_ends = os.pidfd_open(owner)
    os.rename(unseen, address)
    while owner_ends not in select.select([listener, owner_ends], [], [])[0]:
        connection, _ = listener.accept()
        if os.fork() == 0:
            try:
                listener.close()
                _serve(connection)
            finally:
                os._exit(0)
        connection.close()
    shutil.rmtree(Path(address).parent, ignore_errors=True)
    os._exit(0)


def _warm_up() -> None:
    from grader.worker import fork_server, libraries
    from grader.worker.warming import warm_up

    for _ in warm_up(("numpy", "torch", "matplotlib", "torchvision")):
        pass
    libraries.unavailable.clear()
    fork_server.warm_up = _import_more  # a fork need not do again what it is a copy of


def _import_more(preload: Sequence[str]) -> Iterator[None]:
    from grader.worker import libraries, probing

    libraries.import_ahead(preload)
    probing.prepare({"torch", "numpy", *libraries.packages(preload)})
    return iter(())


def _serve(connection: socket.socket) -> None:
    """Fork a fork server, and tell its pid and its end."""
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    message, descriptors, _flags, _address = socket.recv_fds(connection, 1 << 20, 16)
    asked = json.loads(message)
    pid = os.fork()
    if pid == 0:
        try:
            _become(asked["descriptors"], descriptors, asked["env"], asked["cwd"])
            exec(asked["code"], {"__name__": "__main__"})
        except BaseException:
            import traceback

            traceback.print_exc()
            raise
        finally:
            os._exit(1)
    for descriptor in descriptors:
        os.close(descriptor)
    with contextlib.suppress(BrokenPipeError):  # whoever asked may have been killed
        connection.send(str(pid).encode())
        connection.send(str(os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])).encode())


def _become(numbers: Sequence[int], descriptors: Sequence[int], environment: dict[str, str], folder: str) -> None:
    """What starting a new process does: its session, its descriptors under these numbers, its environment."""
    import fcntl

    os.setsid()
    null = os.open(os.devnull, os.O_RDWR)
    moved = [fcntl.fcntl(one, fcntl.F_DUPFD, _FREE) for one in (null, null, *descriptors)]
    os.closerange(3, _FREE)
    for one, number in zip(moved, (0, 1, *numbers), strict=True):
        os.dup2(one, number)
        os.close(one)
    os.chdir(folder)
    os.environ.clear()
    os.environ.update(environment)
    tempfile.tempdir = None
