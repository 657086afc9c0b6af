"""A seccomp filter, written directly in BPF instructions so that no library is needed."""

from __future__ import annotations

import ctypes
import errno
import platform
import struct
from collections.abc import Sequence
from functools import cache

from grader.worker.syscalls import FIRST_UNKNOWN, REFUSED

_LOAD, _JUMP_IF_EQUAL, _JUMP_IF_SET, _JUMP_IF_GREATER_OR_EQUAL, _RETURN = 0x20, 0x15, 0x45, 0x35, 0x06
_ALLOW = 0x7FFF0000
_REFUSE = 0x00050000 | errno.EPERM
_NOT_THERE = 0x00050000 | errno.ENOSYS
_NUMBER, _ARCHITECTURE, _ARGUMENTS = 0, 4, 16  # offsets in struct seccomp_data; an argument takes 8 bytes
_CLONE_THREAD = 0x00010000
_X32 = 0x40000000
_PR_SET_NO_NEW_PRIVS, _PR_SET_SECCOMP, _MODE_FILTER = 38, 22, 2

# Through these, the kernel itself sends signals to a process of the caller's choice, or no longer kills the caller
# when its parent dies.
_FCNTL_OWNER = (8, 10, 15)  # F_SETOWN, F_SETSIG, F_SETOWN_EX
_IOCTL_OWNER = (0x8901, 0x8902)  # FIOSETOWN, SIOCSPGRP
_PRCTL_DEATH = (1,)  # PR_SET_PDEATHSIG

_ARCHITECTURES = {
    # machine: (audit number, column of REFUSED, clone, clone3, prlimit64, fcntl, ioctl, prctl)
    "x86_64": (0xC000003E, 1, 56, 435, 302, 72, 16, 157),
    "aarch64": (0xC00000B7, 2, 220, 435, 261, 25, 29, 167),
}

_Instruction = tuple[int, int, int, int]


@cache
def filter_program(machine: str) -> bytes:
    """The filter program for a processor, as an array of `struct sock_filter`.

    Raises:
        OSError: (ENOSYS) for a processor whose system call numbers are not known here.
    """
    if machine not in _ARCHITECTURES:
        raise OSError(errno.ENOSYS, f"no system call table for {machine}")
    audit, column, clone, clone3, prlimit, fcntl, ioctl, prctl = _ARCHITECTURES[machine]
    program: list[_Instruction] = [
        (_LOAD, 0, 0, _ARCHITECTURE),
        (_JUMP_IF_EQUAL, 1, 0, audit),
        (_RETURN, 0, 0, _REFUSE),
        (_LOAD, 0, 0, _NUMBER),
        (_JUMP_IF_GREATER_OR_EQUAL, 0, 1, _X32),
        (_RETURN, 0, 0, _REFUSE),
        # Callers then fall back on an older system call, which the table lists.
        (_JUMP_IF_GREATER_OR_EQUAL, 0, 1, FIRST_UNKNOWN),
        (_RETURN, 0, 0, _NOT_THERE),
        # glibc then falls back on clone, whose flags a filter can inspect.
        (_JUMP_IF_EQUAL, 0, 1, clone3),
        (_RETURN, 0, 0, _NOT_THERE),
        # A thread may be started, a process may not.
        (_JUMP_IF_EQUAL, 0, 4, clone),
        (_LOAD, 0, 0, _ARGUMENTS),
        (_JUMP_IF_SET, 1, 0, _CLONE_THREAD),
        (_RETURN, 0, 0, _REFUSE),
        (_RETURN, 0, 0, _ALLOW),
        # Limits may be read, not set.
        (_JUMP_IF_EQUAL, 0, 6, prlimit),
        (_LOAD, 0, 0, _ARGUMENTS + 16),
        (_JUMP_IF_EQUAL, 0, 3, 0),
        (_LOAD, 0, 0, _ARGUMENTS + 16 + 4),
        (_JUMP_IF_EQUAL, 0, 1, 0),
        (_RETURN, 0, 0, _ALLOW),
        (_RETURN, 0, 0, _REFUSE),
        *_refuse_some(fcntl, 1, _FCNTL_OWNER),
        *_refuse_some(ioctl, 1, _IOCTL_OWNER),
        *_refuse_some(prctl, 0, _PRCTL_DEATH),
    ]
    for row in REFUSED:
        number = row[column]
        if number is not None:
            program += [(_JUMP_IF_EQUAL, 0, 1, int(number)), (_RETURN, 0, 0, _REFUSE)]
    program.append((_RETURN, 0, 0, _ALLOW))
    return b"".join(struct.pack("=HBBI", *instruction) for instruction in program)


def _refuse_some(number: int, argument: int, values: Sequence[int]) -> list[_Instruction]:
    """Refuse a system call if this 32-bit argument has one of the values; allow it otherwise."""
    tests = [(_JUMP_IF_EQUAL, len(values) - index, 0, value) for index, value in enumerate(values)]
    return [
        (_JUMP_IF_EQUAL, 0, len(values) + 3, number),
        (_LOAD, 0, 0, _ARGUMENTS + 8 * argument),
        *tests,
        (_RETURN, 0, 0, _ALLOW),
        (_RETURN, 0, 0, _REFUSE),
    ]


class _Program(ctypes.Structure):
    """The kernel's `struct sock_fprog`."""

    _fields_ = (("length", ctypes.c_ushort), ("instructions", ctypes.c_void_p))


def restrict(libc: ctypes.CDLL) -> None:
    """Install the filter for this thread and all threads that it starts.

    Raises:
        OSError: if the kernel or the container refuses.
    """
    program = filter_program(platform.machine())
    code = ctypes.create_string_buffer(program, len(program))

    wanted = _Program(len(program) // 8, ctypes.addressof(code))
    if libc.prctl(_PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) or libc.prctl(
        _PR_SET_SECCOMP, _MODE_FILTER, ctypes.byref(wanted), 0, 0
    ):
        raise OSError(ctypes.get_errno(), "prctl(PR_SET_SECCOMP)")
