"""The paths on this machine that a learner's process may read."""

from __future__ import annotations

import sys
import sysconfig
from functools import cache
from pathlib import Path

_LIBRARY_FOLDERS = ("site-packages", "dist-packages", "lib-dynload")


@cache
def readable_paths() -> tuple[str, ...]:
    """The paths that a learner's process may read: the interpreter, its libraries, the system's libraries and fonts."""
    paths = {sysconfig.get_path(name) for name in ("stdlib", "platstdlib", "purelib", "platlib")}
    paths |= {str(Path(sys.base_prefix, "lib")), str(Path(sys.prefix, "lib"))}
    for entry in map(Path, sys.path):
        paths |= {str(entry)} if entry.name in _LIBRARY_FOLDERS else _installed_in(entry)
    paths |= {"/lib", "/lib64", "/usr/lib", "/usr/lib64", "/usr/share/fonts", "/usr/share/zoneinfo"}
    paths |= {"/etc/ld.so.cache", "/etc/localtime", "/dev/null", "/dev/zero", "/dev/urandom"}
    return tuple(sorted(path for path in paths if Path(path).exists()))


def _installed_in(folder: Path) -> set[str]:
    """The libraries in another folder on Python's path, such as one made by `pip install --target`.

    Other files may lie next to them, including the course, so access is granted library by library.
    """
    if not folder.is_dir() or not any(folder.glob("*.dist-info")):
        return set()
    from importlib.metadata import distributions  # late: it takes long to import, and few have such a folder

    files = (file for one in distributions(path=[str(folder)]) for file in one.files or ())
    return {str(folder / name) for name in {file.parts[0] for file in files} - {"..", "share"}}


def exposing_path(secret: Path) -> str | None:
    """The readable path that a folder lies in, or None; a course there could be read by learners' code."""
    resolved = secret.resolve()
    for path in readable_paths():
        if resolved.is_relative_to(Path(path).resolve()):
            return path
    return None
