"""A seccomp filter, written as the few BPF instructions that it is, so that no library has to be there for it."""

from __future__ import annotations

import ctypes
import errno
import platform
import struct

from grader.worker.syscalls import REFUSED

_LOAD, _JUMP_IF_EQUAL, _JUMP_IF_SET, _JUMP_IF_GREATER_OR_EQUAL, _RETURN = 0x20, 0x15, 0x45, 0x35, 0x06
_ALLOW = 0x7FFF0000
_REFUSE = 0x00050000 | errno.EPERM
_NOT_THERE = 0x00050000 | errno.ENOSYS
_NUMBER, _ARCHITECTURE, _FIRST_ARGUMENT, _THIRD_ARGUMENT = 0, 4, 16, 32  # offsets in struct seccomp_data
_CLONE_THREAD = 0x00010000
_X32 = 0x40000000
_PR_SET_NO_NEW_PRIVS, _PR_SET_SECCOMP, _MODE_FILTER = 38, 22, 2

_ARCHITECTURES = {
    # machine: (audit number, column of REFUSED, clone, clone3, prlimit64)
    "x86_64": (0xC000003E, 1, 56, 435, 302),
    "aarch64": (0xC00000B7, 2, 220, 435, 261),
}


def filter_program(machine: str) -> bytes:
    """The filter for a processor, as an array of `struct sock_filter`.

    Raises:
        OSError: (ENOSYS) for a processor whose system call numbers are not known here.
    """
    if machine not in _ARCHITECTURES:
        raise OSError(errno.ENOSYS, f"no system call table for {machine}")
    audit, column, clone, clone3, prlimit = _ARCHITECTURES[machine]
    program = [
        (_LOAD, 0, 0, _ARCHITECTURE),
        (_JUMP_IF_EQUAL, 1, 0, audit),
        (_RETURN, 0, 0, _REFUSE),
        (_LOAD, 0, 0, _NUMBER),
        (_JUMP_IF_GREATER_OR_EQUAL, 0, 1, _X32),
        (_RETURN, 0, 0, _REFUSE),
        # glibc falls back on clone, whose flags can be looked at.
        (_JUMP_IF_EQUAL, 0, 1, clone3),
        (_RETURN, 0, 0, _NOT_THERE),
        # A thread may be started, a process may not.
        (_JUMP_IF_EQUAL, 0, 4, clone),
        (_LOAD, 0, 0, _FIRST_ARGUMENT),
        (_JUMP_IF_SET, 1, 0, _CLONE_THREAD),
        (_RETURN, 0, 0, _REFUSE),
        (_RETURN, 0, 0, _ALLOW),
        # Limits may be read, not set.
        (_JUMP_IF_EQUAL, 0, 6, prlimit),
        (_LOAD, 0, 0, _THIRD_ARGUMENT),
        (_JUMP_IF_EQUAL, 0, 3, 0),
        (_LOAD, 0, 0, _THIRD_ARGUMENT + 4),
        (_JUMP_IF_EQUAL, 0, 1, 0),
        (_RETURN, 0, 0, _ALLOW),
        (_RETURN, 0, 0, _REFUSE),
    ]
    for row in REFUSED:
        number = row[column]
        if number is not None:
            program += [(_JUMP_IF_EQUAL, 0, 1, int(number)), (_RETURN, 0, 0, _REFUSE)]
    program.append((_RETURN, 0, 0, _ALLOW))
    return b"".join(struct.pack("=HBBI", *instruction) for instruction in program)


def restrict(libc: ctypes.CDLL) -> None:
    """Put the filter on this process and all its threads to come.

    Raises:
        OSError: where the kernel or the container refuses.
    """
    program = filter_program(platform.machine())
    code = ctypes.create_string_buffer(program, len(program))

    class Program(ctypes.Structure):
        _fields_ = (("length", ctypes.c_ushort), ("instructions", ctypes.c_void_p))

    wanted = Program(len(program) // 8, ctypes.addressof(code))
    if libc.prctl(_PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) or libc.prctl(
        _PR_SET_SECCOMP, _MODE_FILTER, ctypes.byref(wanted), 0, 0
    ):
        raise OSError(ctypes.get_errno(), "prctl(PR_SET_SECCOMP)")
