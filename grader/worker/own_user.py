"""A user of its own for a learner's process: another user id where root starts it, and a user namespace.

A process may lease a file that its user owns, which stops everybody else from opening it, and the processes of one user
share that user's limits, such as the number of threads.
"""

from __future__ import annotations

import ctypes
import errno
import os
import stat
import struct
import sys
from collections.abc import Sequence
from pathlib import Path

from grader.worker.kernel import checked, libc, unshare

_USER_NAMESPACE = 0x10000000
_NOBODY = 65534
_FIRST_FREE_ID = 0x70000000
"""From here on, user ids belong to nobody: above the ranges of users, services and containers."""

_PR_SET_DUMPABLE, _PR_SET_KEEPCAPS = 4, 8
_CAPABILITY_VERSION_3 = 0x20080522
_CAP_CHOWN, _CAP_DAC_OVERRIDE, _CAP_DAC_READ_SEARCH, _CAP_FOWNER, _CAP_KILL, _CAP_SETGID, _CAP_SETUID = (
    0, 1, 2, 3, 5, 6, 7,
)  # fmt: skip
_NEEDED = (_CAP_CHOWN, _CAP_DAC_OVERRIDE, _CAP_FOWNER, _CAP_KILL, _CAP_SETGID, _CAP_SETUID)


def enter_namespace(proc: int, uid: int, gid: int) -> None:
    """Enter a user namespace in which this user has another number, and all rights within it; `proc` is /proc.

    Raises:
        OSError: if the kernel or the container refuses, or this process has other threads.
    """
    unshare(_USER_NAMESPACE)
    for name, text in (("setgroups", "deny"), ("uid_map", f"{_NOBODY} {uid} 1"), ("gid_map", f"{_NOBODY} {gid} 1")):
        descriptor = os.open(f"self/{name}", os.O_WRONLY | os.O_CLOEXEC, dir_fd=proc)
        try:
            os.write(descriptor, text.encode())
        except OSError as refusal:
            raise OSError(refusal.errno, f"{name}: {refusal.strerror}") from refusal
        finally:
            os.close(descriptor)


def hand_over(proc: int, scratch: str, data: str) -> None:
    """Root gives `scratch` to the user that this process will become, who may read `data`; `proc` is /proc.

    Raises:
        OSError: if the container does not know the user's number, or root has lost the rights that it takes to become
            another user, and to end such a process and remove its folders later.
    """
    rights = _rights()
    if any(not rights >> right & 1 for right in _NEEDED):
        raise OSError(errno.EPERM, "root has too few rights here")
    number = _number(proc)
    for folder, owner in ((data, -1), (scratch, number)):
        if folder:
            os.chown(folder, owner, number)
    if data:
        os.chmod(data, 0o750)


def take_back(scratch: str) -> None:
    """Make root the owner of `scratch` again."""
    if scratch:
        os.chown(scratch, os.geteuid(), os.getegid())


def become_another(proc: int, *, keep_reading: bool) -> None:
    """Root becomes a user of its own, without any of root's rights. With `keep_reading`, it may still read any file,
    because the libraries may be in a folder of root's.

    Raises:
        OSError: if the kernel refuses.
    """
    number = _number(proc)
    os.setgroups([])
    os.setresgid(number, number, number)
    if keep_reading:
        checked(libc().prctl(_PR_SET_KEEPCAPS, 1, 0, 0, 0), "prctl(PR_SET_KEEPCAPS)")
    os.setresuid(number, number, number)
    # Otherwise /proc, where a user namespace is set up, would still belong to root.
    checked(libc().prctl(_PR_SET_DUMPABLE, 1, 0, 0, 0), "prctl(PR_SET_DUMPABLE)")
    drop_rights(keep_reading=keep_reading)


def _number(proc: int) -> int:
    """A user id that no other process on this machine has."""
    return _FIRST_FREE_ID + int(os.readlink("self", dir_fd=proc))


def _rights() -> int:
    """The capabilities in force, as a set of bits."""
    data = ctypes.create_string_buffer(24)
    checked(libc().capget(struct.pack("=Ii", _CAPABILITY_VERSION_3, 0), data), "capget")
    low, high = struct.unpack_from("=I8xI", data.raw)
    return int(low | high << 32)


def drop_rights(*, keep_reading: bool = False) -> None:
    """Give up all capabilities, or all but that to read any file.

    Raises:
        OSError: if the kernel refuses.
    """
    bits = 1 << _CAP_DAC_READ_SEARCH if keep_reading else 0
    data = struct.pack("=6I", bits, bits, 0, 0, 0, 0)
    checked(libc().capset(struct.pack("=Ii", _CAPABILITY_VERSION_3, 0), data), "capset")


def others_can_read(paths: Sequence[str]) -> bool:
    """Whether users other than root can read these folders, and the libraries that this process has imported."""
    files = [Path(module.__file__) for module in (sys.modules.get(name) for name in ("os", "numpy", "torch"))
             if module is not None and module.__file__]  # fmt: skip
    wanted = [(Path(path), stat.S_IROTH) for path in paths] + [(file, stat.S_IROTH) for file in files]
    return all(path.stat().st_mode & right for path, right in wanted if path.exists())
