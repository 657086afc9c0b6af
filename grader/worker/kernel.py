"""Calls of the Linux kernel that Python has no function for, with errors as exceptions."""

from __future__ import annotations

import ctypes
import os
from functools import cache


@cache
def libc() -> ctypes.CDLL:
    """The C library of this process."""
    return ctypes.CDLL(None, use_errno=True)


def checked(result: int, what: str) -> int:
    """The result of a call.

    Raises:
        OSError: if it is negative, with the kernel's error; `what` names the call.
    """
    if result < 0:
        number = ctypes.get_errno()
        raise OSError(number, f"{what}: {os.strerror(number)}")
    return result


def unshare(flags: int) -> None:
    """Give this process namespaces of its own.

    Raises:
        OSError: if the kernel or the container refuses.
    """
    checked(libc().unshare(flags), "unshare")
