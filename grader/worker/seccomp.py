"""A seccomp filter, written directly in BPF instructions so that no library is needed.

Where the kernel allows it, the filter does not answer a refused call itself: the kernel asks whoever holds the filter's
listener, which the trusted side is handed, and which refuses as well and takes a note. The listener goes over the
process's channel, for which the first filter still allows `sendmsg`; a second one then takes that away, and with it
the way to install a third.
"""

from __future__ import annotations

import ctypes
import errno
import platform
import struct
from collections.abc import Sequence
from functools import cache

from grader.worker.syscalls import ABSENT, ALLOWED, FIRST_UNKNOWN

_LOAD, _JUMP_IF_EQUAL, _JUMP_IF_SET, _JUMP_IF_GREATER_OR_EQUAL, _RETURN = 0x20, 0x15, 0x45, 0x35, 0x06
_ALLOW = 0x7FFF0000
_REFUSE = 0x00050000 | errno.EPERM
_ASK = 0x7FC00000
_NOT_THERE = 0x00050000 | errno.ENOSYS
_NUMBER, _ARCHITECTURE, _ARGUMENTS = 0, 4, 16  # offsets in struct seccomp_data; an argument takes 8 bytes
_X32 = 0x40000000
_PR_SET_NO_NEW_PRIVS, _PR_SET_SECCOMP, _MODE_FILTER = 38, 22, 2
_SET_MODE_FILTER, _NEW_LISTENER = 1, 8  # of the system call seccomp

_CLONE_THREAD, _FLAGS_OF_A_THREAD = 0x00010000, 0x007D0F00
_ONLY: dict[str, tuple[int, tuple[int, ...]]] = {
    # A call of many uses is allowed if this argument has one of these values.
    # F_DUPFD, F_GETFD, F_SETFD, F_GETFL, F_SETFL, F_DUPFD_CLOEXEC: no lease, lock, notification, owner or pipe's size.
    "fcntl": (1, (0, 1, 2, 3, 4, 1030)),
    # TCGETS, TCGETS2, TIOCGWINSZ, FIONREAD, FIONCLEX, FIOCLEX.
    "ioctl": (1, (0x5401, 0x802C542A, 0x5413, 0x541B, 0x5450, 0x5451)),
    # PR_SET_NAME, PR_GET_NAME, PR_SET_VMA, which names memory.
    "prctl": (0, (15, 16, 0x53564D41)),
    # MADV_NORMAL to MADV_DONTNEED, _FREE, _HUGEPAGE, _NOHUGEPAGE, _DONTDUMP, _DODUMP, _POPULATE_READ, _POPULATE_WRITE,
    # _COLLAPSE, _GUARD_INSTALL, _GUARD_REMOVE.
    "madvise": (2, (0, 1, 2, 3, 4, 8, 14, 15, 16, 17, 22, 23, 25, 102, 103)),
}
_MAP_HUGETLB = 0x40000

_AUDIT = {"x86_64": (0xC000003E, 1), "aarch64": (0xC00000B7, 2)}
"""For each processor, the kernel's number of it, and the column of the table of system calls."""

_SECCOMP = ("seccomp", 317, 277)
_SENDMSG = ("sendmsg", 46, 211)
_PRCTL = next(row for row in ALLOWED if row[0] == "prctl")

_Instruction = tuple[int, int, int, int]


@cache
def filter_program(machine: str, *, asks: bool = False) -> bytes:
    """The filter program for a processor, as an array of `struct sock_filter`: one that refuses, or one that asks the
    listener about what it would refuse and lets the listener be sent.

    Raises:
        OSError: (ENOSYS) for a processor whose system call numbers are not known here.
    """
    audit, column = _numbers(machine)
    program: list[_Instruction] = [
        (_LOAD, 0, 0, _ARCHITECTURE),
        (_JUMP_IF_EQUAL, 1, 0, audit),
        (_RETURN, 0, 0, _REFUSE),
        (_LOAD, 0, 0, _NUMBER),
        (_JUMP_IF_GREATER_OR_EQUAL, 0, 1, _X32),
        (_RETURN, 0, 0, _REFUSE),
        # Callers then use an older system call, which the table lists.
        (_JUMP_IF_GREATER_OR_EQUAL, 0, 1, FIRST_UNKNOWN),
        (_RETURN, 0, 0, _NOT_THERE),
    ]
    for row in ABSENT:
        program += _answered(row[column], [(_RETURN, 0, 0, _NOT_THERE)])
    for row in (*ALLOWED, *([_SENDMSG] if asks else [])):
        program += _answered(row[column], _answer(row[0], installs=asks))
    program.append((_RETURN, 0, 0, _REFUSE))
    if asks:
        program = [(*one[:3], _ASK) if (one[0], one[3]) == (_RETURN, _REFUSE) else one for one in program]
    return _packed(program)


@cache
def closing_program(machine: str) -> bytes:
    """The filter that takes away what the one that asks allows beyond the one that refuses. Its answer goes before.

    Raises:
        OSError: as `filter_program`.
    """
    _, column = _numbers(machine)
    of_prctl = [
        (_LOAD, 0, 0, _argument(0)),
        (_JUMP_IF_EQUAL, 0, 1, _PR_SET_SECCOMP),
        (_RETURN, 0, 0, _REFUSE),
        (_RETURN, 0, 0, _ALLOW),
    ]
    return _packed(
        [
            (_LOAD, 0, 0, _NUMBER),
            *_answered(_SENDMSG[column], [(_RETURN, 0, 0, _REFUSE)]),
            *_answered(_PRCTL[column], of_prctl),
            (_RETURN, 0, 0, _ALLOW),
        ]
    )


def _numbers(machine: str) -> tuple[int, int]:
    if machine not in _AUDIT:
        raise OSError(errno.ENOSYS, f"no system call table for {machine}")
    return _AUDIT[machine]


def _packed(program: Sequence[_Instruction]) -> bytes:
    return b"".join(struct.pack("=HBBI", *instruction) for instruction in program)


def _answered(number: int | str | None, answer: Sequence[_Instruction]) -> list[_Instruction]:
    """Answer the system call of this number, if the processor has it; go on with any other."""
    return [] if number is None else [(_JUMP_IF_EQUAL, 0, len(answer), int(number)), *answer]


def _answer(name: str, *, installs: bool) -> list[_Instruction]:
    """The answer to an allowed system call. The kernel uses the lower half of the arguments that are inspected here."""
    if name in _ONLY:
        argument, values = _ONLY[name]
        values = (*values, _PR_SET_SECCOMP) if installs and name == "prctl" else values
        tests = [(_JUMP_IF_EQUAL, len(values) - index, 0, value) for index, value in enumerate(values)]
        return [(_LOAD, 0, 0, _argument(argument)), *tests, (_RETURN, 0, 0, _REFUSE), (_RETURN, 0, 0, _ALLOW)]
    if name == "clone":
        # A thread may be started, a process may not.
        return [
            (_LOAD, 0, 0, _argument(0)),
            (_JUMP_IF_SET, 0, 2, _CLONE_THREAD),
            (_JUMP_IF_SET, 1, 0, ~_FLAGS_OF_A_THREAD & 0xFFFFFFFF),
            (_RETURN, 0, 0, _ALLOW),
            (_RETURN, 0, 0, _REFUSE),
        ]
    if name == "mmap":
        # Huge pages come from a pool that the whole machine shares.
        return [
            (_LOAD, 0, 0, _argument(3)),
            (_JUMP_IF_SET, 0, 1, _MAP_HUGETLB),
            (_RETURN, 0, 0, _REFUSE),
            (_RETURN, 0, 0, _ALLOW),
        ]
    if name == "prlimit64":
        # Limits may be read, not set. The third argument is an address, so both halves of it count.
        return [
            (_LOAD, 0, 0, _argument(2)),
            (_JUMP_IF_EQUAL, 0, 3, 0),
            (_LOAD, 0, 0, _argument(2) + 4),
            (_JUMP_IF_EQUAL, 0, 1, 0),
            (_RETURN, 0, 0, _ALLOW),
            (_RETURN, 0, 0, _REFUSE),
        ]
    return [(_RETURN, 0, 0, _ALLOW)]


def _argument(number: int) -> int:
    return _ARGUMENTS + 8 * number


class _Program(ctypes.Structure):
    """The kernel's `struct sock_fprog`."""

    _fields_ = (("length", ctypes.c_ushort), ("instructions", ctypes.c_void_p))


def restrict(libc: ctypes.CDLL, *, asks: bool = False) -> int | None:
    """Install the filter for this thread and all threads that it starts. If it `asks`, the listener's descriptor is
    returned, if the kernel has one to give: the process sends it away, closes it and calls `close`.

    Raises:
        OSError: if the kernel or the container refuses.
    """
    machine = platform.machine()
    if libc.prctl(_PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0):
        raise OSError(ctypes.get_errno(), "prctl(PR_SET_NO_NEW_PRIVS)")
    if asks:
        code = filter_program(machine, asks=True)
        number = _SECCOMP[_AUDIT[machine][1]]
        listener = libc.syscall(number, _SET_MODE_FILTER, _NEW_LISTENER, ctypes.byref(_wanted(code)))
        if listener >= 0:  # another listener may be there already, or the kernel knows of none
            return int(listener)
    _install(libc, filter_program(machine))
    return None


def close(libc: ctypes.CDLL) -> None:
    """Take away what a filter that asks allowed for its listener to be sent.

    Raises:
        OSError: if the kernel refuses.
    """
    _install(libc, closing_program(platform.machine()))


def _install(libc: ctypes.CDLL, code: bytes) -> None:
    if libc.prctl(_PR_SET_SECCOMP, _MODE_FILTER, ctypes.byref(_wanted(code)), 0, 0):
        raise OSError(ctypes.get_errno(), "prctl(PR_SET_SECCOMP)")


def _wanted(code: bytes) -> _Program:
    # The address is that of the bytes themselves, which the caller holds while the kernel reads them.
    return _Program(len(code) // 8, ctypes.cast(ctypes.c_char_p(code), ctypes.c_void_p).value)
