"""A PostgreSQL of our own on a local socket, run as a plain user."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


class Unavailable(Exception):
    """There is no PostgreSQL here, or it does not start."""


@contextmanager
def running(folder: Path) -> Iterator[str]:
    """The URL of an empty database, whose files are in this folder.

    Raises:
        Unavailable: with the reason.
    """
    initdb, pg_ctl = _binary("initdb"), _binary("pg_ctl")
    if initdb is None or pg_ctl is None:
        raise Unavailable("there is no PostgreSQL: install the Debian package postgresql")
    prefix: list[str] = []
    if os.geteuid() == 0:  # PostgreSQL refuses to run as root
        if shutil.which("setpriv") is None:
            raise Unavailable("there is no setpriv, to run PostgreSQL as another user than root")
        prefix = ["setpriv", "--reuid=65534", "--regid=65534", "--clear-groups"]
        os.chown(folder, 65534, 65534)
        for parent in folder.parents[:2]:
            parent.chmod(parent.stat().st_mode | 0o011)
    data = folder / "data"

    def call(*arguments: str) -> None:
        done = subprocess.run([*prefix, *arguments], capture_output=True, text=True, cwd=folder, timeout=120)
        if done.returncode:
            raise Unavailable(f"PostgreSQL does not start: {done.stderr.strip()[-300:]}")

    call(initdb, "-D", str(data), "-U", "grader", "-A", "trust", "-E", "UTF8", "--no-sync")
    started = f"-k {folder} -c listen_addresses='' -c fsync=off"
    call(pg_ctl, "-D", str(data), "-w", "-l", str(folder / "log"), "-o", started, "start")
    try:
        yield f"postgresql+psycopg://grader@/postgres?host={folder}"
    finally:
        subprocess.run([*prefix, pg_ctl, "-D", str(data), "-m", "immediate", "stop"], capture_output=True, cwd=folder)


def _binary(name: str) -> str | None:
    found = sorted(Path("/usr/lib/postgresql").glob(f"*/bin/{name}"))
    return shutil.which(name) or (str(found[-1]) if found else None)
