"""A process that others are forked from; see `forking`."""

from __future__ import annotations

import contextlib
import ctypes
import gc
import importlib
import json
import os
import select
import shutil
import socket
import sys
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path

_FREE = 300
"""Descriptors above those that are given to a fork."""

_LARGE = 2 << 20
_COLLAPSE = 25
"""MADV_COLLAPSE, which Linux has from 6.1 on."""


def main(kind: str, address: str, owner: int) -> str:
    """Import what is needed; then fork for each connection, and tell how that ended, until the owner's process ends. In
    a fork, return the code that it is to run."""
    gc.disable()
    _PREPARING[kind]()
    gc.collect()
    gc.freeze()
    if kind == "servers":
        _fill_holes()
        _use_large_pages()
    listener = socket.socket(socket.AF_UNIX, socket.SOCK_SEQPACKET)
    unseen = f"{address}.new"
    listener.bind(unseen)
    listener.listen(64)
    owner_ends = os.pidfd_open(owner)
    running: dict[int, tuple[int, socket.socket]] = {}
    os.rename(unseen, address)
    while owner_ends not in (ready := select.select([listener, owner_ends, *running], [], [])[0]):
        for ended in ready:
            if ended in running:
                _tell_how_it_ended(*running.pop(ended))
                os.close(ended)
            elif ended is listener:
                connection, _ = listener.accept()
                message, descriptors, _flags, _address = socket.recv_fds(connection, 1 << 20, 16)
                if not message:  # whoever was about to ask has been killed
                    connection.close()
                    continue
                code, pid = _serve(connection, message, descriptors)
                if pid == 0:
                    # Their descriptors are closed, and not to be once more when something else has their numbers.
                    for one in (listener, connection, *(other for _, other in running.values())):
                        one.detach()
                    return code
                running[os.pidfd_open(pid)] = pid, connection
    shutil.rmtree(Path(address).parent, ignore_errors=True)
    os._exit(0)


def _fill_holes() -> None:
    """Take all memory that is free between what is used. Each child would have its own in thousands of these places,
    and a copy of the page around each."""
    take = ctypes.pythonapi.PyObject_Malloc  # up to 512 bytes, from Python's own pools
    take.argtypes, take.restype = [ctypes.c_size_t], ctypes.c_void_p
    used = [range(first, last) for first, last in _mapped()]
    for size in range(16, 513, 16):
        place = take(size)
        while any(place in one for one in used):
            place = take(size)
    libc = ctypes.CDLL(None)
    if not hasattr(libc, "mallinfo2"):  # another C library than glibc
        return
    libc.mallinfo2.restype = _Mallinfo
    libc.malloc.argtypes, libc.malloc.restype = [ctypes.c_size_t], ctypes.c_void_p
    libc.sbrk.argtypes, libc.sbrk.restype = [ctypes.c_ssize_t], ctypes.c_void_p
    end = libc.sbrk(0) - libc.mallinfo2().keepcost
    for size in (*(1 << number for number in range(17, 10, -1)), *range(1016, 8, -16)):
        while libc.malloc(size) < end:
            pass


class _Mallinfo(ctypes.Structure):
    """What glibc's `mallinfo2` returns; `keepcost` is the size of what is free behind all that is used."""

    _fields_ = [
        (name, ctypes.c_size_t)
        for name in (
            "arena", "ordblks", "smblks", "hblks", "hblkhd", "usmblks", "fsmblks", "uordblks", "fordblks", "keepcost",
        )
    ]  # fmt: skip


def _use_large_pages() -> None:
    """Have the kernel put this process's memory into pages of 2 MiB. Each child that a fork server starts has a table
    of it, which is copied when it starts and gone through when it ends: with small pages, that is most of what a child
    costs that does little. Where the kernel cannot, it stays as it is."""
    libc = ctypes.CDLL(None)
    libc.madvise.argtypes = [ctypes.c_void_p, ctypes.c_size_t, ctypes.c_int]
    for first, last in _mapped():
        for place in range(-(-first // _LARGE) * _LARGE, last - _LARGE + 1, _LARGE):
            libc.madvise(place, _LARGE, _COLLAPSE)


def _mapped() -> Iterator[tuple[int, int]]:
    """The addresses of this process's memory that is of no file: the first ones and those behind the last."""
    for line in Path("/proc/self/maps").read_text(encoding="utf-8").splitlines():
        addresses, access, _offset, _device, inode, *_name = line.split()
        if access == "rw-p" and inode == "0":
            first, last = (int(address, 16) for address in addresses.split("-"))
            yield first, last


def _import_torch() -> None:
    import torch  # noqa: F401


def _import_commands() -> None:
    """Import what most commands import when they are called, and grading a class does; prepare what makes pages."""
    for name in (
        "commands.class_run", "commands.config", "commands.current_course", "commands.package",
        "commands.show_gradebook", "cohort.passes", "cohort.processes", "cohort.station_process", "records.gradebook",
        "reports.class_terminal", "reports.html", "reports.plots", "reports.terminal",
    ):  # fmt: skip
        importlib.import_module(f"grader.{name}")
    from grader.reports import plots, templating

    plots.figure(lambda axes: None)
    for name in ("frame", "parts", "checks", "page", "class_parts", "class_page"):
        templating.html_environment("en").get_template(f"{name}.html.j2")
    assert "torch" not in sys.modules


def _rehearse_servers() -> None:
    from grader.worker import child, fork_server, libraries
    from grader.worker.warming import warm_up

    for _ in warm_up(("numpy", "torch", "matplotlib", "torchvision")):
        pass
    libraries.unavailable.clear()
    child.note_own_modules()
    fork_server.warm_up = _import_more  # a fork need not do again what it is a copy of


def _import_more(preload: Sequence[str]) -> Iterator[None]:
    from grader.worker import libraries, probing

    imported = len(sys.modules)
    libraries.import_ahead(preload)
    if len(sys.modules) > imported:
        probing.prepare({"torch", "numpy", *libraries.packages(preload)})
    return iter(())


_PREPARING = {"servers": _rehearse_servers, "commands": _import_commands, "torch": _import_torch}


def _serve(connection: socket.socket, message: bytes, descriptors: Sequence[int]) -> tuple[str, int]:
    """Fork as a connection asks, and tell the pid. Returns the code that the fork is to run, and the pid: 0 in the
    fork."""
    asked = json.loads(message)
    pid = os.fork()
    if pid == 0:
        _become(asked["descriptors"], descriptors, asked["env"], asked["cwd"])
        sys.argv = asked["arguments"]
        return asked["code"], 0
    for descriptor in descriptors:
        os.close(descriptor)
    with contextlib.suppress(ConnectionError):  # whoever asked may have been killed
        connection.send(str(pid).encode())
    return asked["code"], pid


def _tell_how_it_ended(pid: int, connection: socket.socket) -> None:
    with contextlib.suppress(ConnectionError), connection:
        connection.send(str(os.waitpid(pid, 0)[1]).encode())


def _become(numbers: Sequence[int], descriptors: Sequence[int], environment: dict[str, str], folder: str) -> None:
    """What starting a new process does: its session, its descriptors under these numbers, its environment."""
    import fcntl

    os.setsid()
    moved = [fcntl.fcntl(one, fcntl.F_DUPFD, _FREE) for one in descriptors]
    os.closerange(0, _FREE)
    for one, number in zip(moved, numbers, strict=True):
        os.dup2(one, number)
        os.close(one)
    for number, name in enumerate(("stdin", "stdout", "stderr")):
        stream = open(  # noqa: SIM115 - it stays open
            number, "w" if number else "r", encoding="utf-8", buffering=1 if number == 2 else -1, closefd=False,
            errors="backslashreplace" if number == 2 else "strict",
        )  # fmt: skip
        setattr(sys, name, stream)
        setattr(sys, f"__{name}__", stream)
    os.chdir(folder)
    os.environ.clear()
    os.environ.update(environment)
    tempfile.tempdir = None
    gc.enable()
