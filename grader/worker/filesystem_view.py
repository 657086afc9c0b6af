"""What a learner's process sees of the file system: the interpreter, the libraries and its own folders, mounted anew.

The fork server builds this once and moves into it. Each child, in a mount namespace of its own, hides the folder in
which the folders of all children are behind an empty one, and puts its own two there.
"""

from __future__ import annotations

import errno
import os
import platform
import struct
from collections.abc import Iterable, Sequence

from grader.worker.kernel import checked, libc

_PIVOT_ROOT = {"x86_64": 155, "aarch64": 41}
_OPEN_TREE, _MOVE_MOUNT, _SET_ATTRIBUTES = 428, 429, 442
_NOSUID, _NODEV, _BIND, _RECURSIVELY = 2, 4, 4096, 16384
_UNBINDABLE, _PRIVATE = 1 << 17, 1 << 18
_DETACH = 2
_CLONE, _RECURSIVE, _FROM_DESCRIPTOR = 1, 0x8000, 4
_READ_ONLY, _NO_SET_UID, _NO_DEVICES, _NO_PROGRAMS = 1, 2, 4, 8
_HERE = -100
_EMPTY = b"mode=755,size=256k"


class View:
    """The fork server's view, which consists of the paths `readable` and the folder `temporary`.

    Raises:
        OSError: if the kernel or the container refuses. The view is then what it was.
    """

    def __init__(self, readable: Sequence[str], temporary: str) -> None:
        if platform.machine() not in _PIVOT_ROOT:
            raise OSError(errno.ENOSYS, f"no system call table for {platform.machine()}")
        self._temporary = temporary
        outermost = tuple(_outermost(readable))
        self._hidden = tuple(path for path in outermost if _is_below(path, temporary))
        root = os.path.join(os.getcwd(), "root")
        os.mkdir(root)
        _mount(None, "/", _RECURSIVELY | _PRIVATE)
        _mount("tmpfs", root, _NOSUID, kind="tmpfs", options=_EMPTY)
        _mount(None, root, _UNBINDABLE)
        self._bind(temporary, root)
        _set(root + temporary, _NO_SET_UID | _NO_DEVICES, recursive=True)
        for path in outermost:
            if path not in self._hidden:
                self._bind(path, root)
                _set(root + path, _READ_ONLY | _NO_SET_UID, recursive=True)
        _set(root, _READ_ONLY)
        os.chdir(root)
        checked(libc().syscall(_PIVOT_ROOT[platform.machine()], b".", b"."), "pivot_root")
        checked(libc().umount2(b".", _DETACH), "umount")
        os.chdir("/")

    @staticmethod
    def _bind(path: str, root: str) -> None:
        _make_place(root + path, is_folder=os.path.isdir(path))
        _mount(path, root + path, _BIND | _RECURSIVELY)

    def narrow_to(self, scratch: str, data: str) -> None:
        """Hide the folders of other children, in a mount namespace of its own: of the temporary folder, only these two
        remain, and what is readable in it.

        Raises:
            OSError: if the kernel refuses, or the folders are elsewhere.
        """
        # Not so for what is readable in it, such as libraries: their compiled parts are mapped as programs are.
        own = {scratch: _NO_PROGRAMS, data: _READ_ONLY | _NO_PROGRAMS}
        own |= dict.fromkeys(self._hidden, _READ_ONLY | _NO_SET_UID)
        trees = {
            path: checked(
                libc().syscall(_OPEN_TREE, _HERE, path.encode(), _CLONE | _RECURSIVE | os.O_CLOEXEC), "open_tree"
            )
            for path in own
            if path
        }
        _mount("tmpfs", self._temporary, _NOSUID | _NODEV, kind="tmpfs", options=_EMPTY)
        for path, tree in trees.items():
            if not _is_below(path, self._temporary):
                raise OSError(errno.EXDEV, f"{path} is not in {self._temporary}")
            _make_place(path, is_folder=True)
            checked(
                libc().syscall(_MOVE_MOUNT, tree, b"", _HERE, path.encode(), _FROM_DESCRIPTOR),
                "move_mount",
            )
            os.close(tree)
            _set(path, own[path], recursive=True)
        _set(self._temporary, _READ_ONLY)


def _outermost(paths: Iterable[str]) -> Iterable[str]:
    found: list[str] = []
    for path in sorted(map(os.path.abspath, paths)):
        if os.path.exists(path) and not any(_is_below(path, other) for other in found):
            found.append(path)
    return found


def _is_below(path: str, folder: str) -> bool:
    return os.path.commonpath((path, folder)) == folder


def _make_place(path: str, *, is_folder: bool) -> None:
    if is_folder:
        os.makedirs(path, exist_ok=True)
    else:
        os.makedirs(os.path.dirname(path), exist_ok=True)
        os.close(os.open(path, os.O_CREAT | os.O_RDONLY | os.O_CLOEXEC))


def _mount(source: str | None, target: str, flags: int, kind: str = "", options: bytes | None = None) -> None:
    checked(
        libc().mount(source and source.encode(), target.encode(), kind.encode() or None, flags, options),
        f"mount {target}",
    )


def _set(path: str, attributes: int, *, recursive: bool = False) -> None:
    """Add attributes to the mount at a path."""
    record = struct.pack("=QQQQ", attributes, 0, 0, 0)
    checked(
        libc().syscall(_SET_ATTRIBUTES, _HERE, path.encode(), _RECURSIVE if recursive else 0, record, len(record)),
        f"mount_setattr {path}",
    )
