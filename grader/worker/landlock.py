"""Landlock: a learner's process restricts its own access to the file system to what it needs."""

from __future__ import annotations

import ctypes
import os
import stat
import struct
from collections.abc import Iterable

_CREATE_RULESET, _ADD_RULE, _RESTRICT_SELF = 444, 445, 446
_GET_VERSION = 1
_PATH_BENEATH = 1
_PR_SET_NO_NEW_PRIVS = 38

_EXECUTE, _WRITE_FILE, _READ_FILE, _READ_DIR = 1 << 0, 1 << 1, 1 << 2, 1 << 3
_REMOVE_FILE, _MAKE_REG, _TRUNCATE = 1 << 5, 1 << 8, 1 << 14
_READ = _EXECUTE | _READ_FILE | _READ_DIR
# No folders: thousands of nested ones are a trap for the code that deletes the scratch folder.
_SCRATCH = _READ_FILE | _READ_DIR | _WRITE_FILE | _REMOVE_FILE | _MAKE_REG | _TRUNCATE
_FILE_RIGHTS = _EXECUTE | _WRITE_FILE | _READ_FILE | _TRUNCATE
_TCP = 0b11
_SCOPE_ABSTRACT_SOCKETS_AND_SIGNALS = 0b11

_RIGHTS_OF_VERSION = {1: 13, 2: 14, 3: 15, 4: 15, 5: 16}
"""How many of the file system's access rights each version of the interface controls."""


def version(libc: ctypes.CDLL) -> int:
    """The kernel's version of the interface.

    Raises:
        OSError: if the kernel has none, or has it switched off.
    """
    found = int(libc.syscall(_CREATE_RULESET, None, ctypes.c_size_t(0), _GET_VERSION))
    if found < 1:
        raise OSError(ctypes.get_errno(), "landlock_create_ruleset")
    return found


def restrict(libc: ctypes.CDLL, readable: Iterable[str], scratch: str) -> None:
    """Allow reading below `readable` and files in `scratch`, nothing else in the file system, and no TCP.

    The null device may be written to if it is in `readable`. From version 6 on, signals and abstract sockets to
    processes outside are refused, too.

    Raises:
        OSError: if the kernel or the container refuses.
    """
    found = version(libc)
    handled = (1 << _RIGHTS_OF_VERSION.get(found, 16)) - 1
    record = struct.pack("=Q", handled)
    if found >= 4:
        record += struct.pack("=Q", _TCP)
    if found >= 6:
        record += struct.pack("=Q", _SCOPE_ABSTRACT_SOCKETS_AND_SIGNALS)
    ruleset = int(libc.syscall(_CREATE_RULESET, record, ctypes.c_size_t(len(record)), 0))
    if ruleset < 0:
        raise OSError(ctypes.get_errno(), "landlock_create_ruleset")
    try:
        for path in readable:
            _allow(libc, ruleset, path, (_READ | (_WRITE_FILE if path == os.devnull else 0)) & handled)
        if scratch:
            _allow(libc, ruleset, scratch, _SCRATCH & handled)
        if libc.prctl(_PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) or libc.syscall(_RESTRICT_SELF, ruleset, 0):
            raise OSError(ctypes.get_errno(), "landlock_restrict_self")
    finally:
        os.close(ruleset)


def _allow(libc: ctypes.CDLL, ruleset: int, path: str, rights: int) -> None:
    try:
        place = os.open(path, os.O_PATH | os.O_CLOEXEC)
    except FileNotFoundError:
        return  # a missing path needs no permission
    try:
        if not stat.S_ISDIR(os.fstat(place).st_mode):
            rights &= _FILE_RIGHTS
        rule = struct.pack("=QI", rights, place)  # the kernel's record is packed: 12 bytes
        if libc.syscall(_ADD_RULE, ruleset, _PATH_BENEATH, rule, 0) < 0:
            raise OSError(ctypes.get_errno(), f"landlock_add_rule: {path}")
    finally:
        os.close(place)
