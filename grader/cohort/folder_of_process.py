"""Temporary folders that do not outlive the processes that use them, however these end."""

from __future__ import annotations

import contextlib
import os
import stat
import subprocess
import sys
import tempfile
from pathlib import Path

try:
    import fcntl
except ImportError:  # Windows
    fcntl = None  # type: ignore[assignment]

_USERS = "users"
"""Whoever uses a shared folder holds a lock on this file in it."""

_REMOVES = """
import os, shutil, sys, time
sys.stdin.read()
own, shared = sys.argv[1:]
for _ in range(50):  # what ends with the same process may still write into it
    shutil.rmtree(own, ignore_errors=True)
    if not os.path.exists(own):
        break
    time.sleep(0.1)
for _ in range(10 if shared else 0):  # the lock of what ends may be given up after its end is heard
    import fcntl
    try:
        users = os.open(os.path.join(shared, "users"), os.O_RDWR)
        fcntl.flock(users, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except FileNotFoundError:  # the last has removed it
        break
    except OSError:  # others use it still
        os.close(users)
        time.sleep(0.1)
        continue
    shutil.rmtree(shared, ignore_errors=True)
    break
"""

_ENTER_ONLY = stat.S_IRWXU | stat.S_IXGRP | stat.S_IXOTH


class FolderOfThisProcess:
    """A temporary folder that goes with this process, however it ends: another one waits for that, and removes it.

    Args:
        prefix: how its name begins.
        shared: a folder that processes of this machine use together, made by the first of them: it goes with the last.

    Attributes:
        path: the folder.
    """

    def __init__(self, prefix: str, shared: Path | None = None) -> None:
        self.path = Path(tempfile.mkdtemp(prefix=prefix))
        self._using = None if shared is None else _use(shared)
        self._remover = subprocess.Popen(
            [sys.executable, "-I", "-S", "-c", _REMOVES, str(self.path), "" if self._using is None else str(shared)],
            stdin=subprocess.PIPE,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )

    def environment(self) -> dict[str, str]:
        """Variables with which the processes of this one have their temporary files in it, so that what those leave who
        are killed goes with this process. Learners' processes may be another user's, who may enter and not list it."""
        temporary = self.path / "tmp"
        temporary.mkdir(exist_ok=True)
        for folder in (self.path, temporary):
            folder.chmod(_ENTER_ONLY)
        return {"TMPDIR": str(temporary)}

    def remove(self) -> None:
        """Remove it now; more than once is as good as once."""
        if self._using is not None:
            os.close(self._using)
            self._using = None
        assert self._remover.stdin is not None
        with contextlib.suppress(OSError):
            self._remover.stdin.close()
        self._remover.wait()


def _use(shared: Path) -> int | None:
    """Make a shared folder or join those who use it, until the descriptor is closed; None where there are no locks."""
    if fcntl is None:
        shared.mkdir(mode=0o700, exist_ok=True)
        return None
    while True:
        shared.mkdir(mode=0o700, exist_ok=True)
        try:
            users = os.open(shared / _USERS, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        except FileNotFoundError:  # the last user removes it at this moment
            continue
        fcntl.flock(users, fcntl.LOCK_SH)
        with contextlib.suppress(FileNotFoundError):
            if os.path.samestat(os.fstat(users), os.stat(shared / _USERS)):
                return users
        os.close(users)  # the last user has removed it meanwhile
