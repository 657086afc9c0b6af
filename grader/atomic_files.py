"""Files that appear whole or not at all: written under a temporary name in the same folder, then renamed.

An error leaves no temporary file behind, and the target as it was.
"""

from __future__ import annotations

import contextlib
import errno
import os
import secrets
import stat
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

# The errors from a file system that has no hard links.
_NO_LINKS = frozenset(
    {errno.EPERM, errno.EOPNOTSUPP, errno.ENOTSUP, errno.ENOSYS, errno.EINVAL, errno.EMLINK, errno.EACCES, errno.EXDEV}
)
_NEW = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
_MODE = 0o666
"""The permissions that `open` asks for, before the process's umask."""
_KEPT_OF_NAME = 40
"""A temporary name shows which file it belongs to, and stays within the file system's limit on names."""


def write_atomically(file: Path, content: bytes | Iterable[bytes], *, durable: bool = False) -> None:
    """Write a file, given as a whole or in parts, so that a reader sees the old content or the new, never a part of it;
    creates its folder.

    As with `open`, links are followed, an existing file keeps its permissions, and devices and pipes are written to
    directly. With `durable`, the file is on the disk when this returns, and survives a loss of power.

    Raises:
        OSError: if the file cannot be written; names the file.
    """
    with naming(file):
        target = Path(os.path.realpath(file))
        target.parent.mkdir(parents=True, exist_ok=True)
        mode = _mode(target)
        if mode is not None and not stat.S_ISREG(mode) and not stat.S_ISDIR(mode):
            with target.open("wb") as opened:
                opened.writelines(_parts(content))
            return
        with _temporary(target, content, _MODE, durable) as temporary:
            if mode is not None:
                temporary.chmod(stat.S_IMODE(mode))
            temporary.replace(target)
        if durable:
            _flush_folder(target.parent)


def create_atomically(file: Path, content: bytes, mode: int = _MODE) -> None:
    """Create a file in an existing folder. A file that already has this name is left as it is.

    The file is on the disk when this returns.

    Args:
        file: its path.
        content: what to write.
        mode: its permissions, before the process's umask.

    Raises:
        OSError: if the file cannot be written; names the file.
    """
    with naming(file):
        with _temporary(file, content, mode, durable=True) as temporary:
            _give_name(temporary, file)
        _flush_folder(file.parent)


def create_together(files: Mapping[Path, bytes]) -> None:
    """Create files, and the folders that they need: all of them, or, where one cannot be written, none.

    Raises:
        OSError: if a file cannot be written, or there is one; names the file.
    """
    made: list[Path] = []
    try:
        for file, content in files.items():
            with naming(file):
                for folder in reversed([one for one in file.parents if not one.exists()]):
                    folder.mkdir()
                    made.append(folder)
                if file.exists():
                    raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST))
                write_atomically(file, content)
                made.append(file)
    except BaseException:
        for path in reversed(made):
            with contextlib.suppress(OSError):
                path.rmdir() if path.is_dir() else path.unlink()
        raise


@contextlib.contextmanager
def naming(file: Path) -> Iterator[None]:
    """Make errors name this file, where they would otherwise name a temporary one or none."""
    try:
        yield
    except OSError as error:
        raise OSError(error.errno, error.strerror or str(error), str(file)) from error


def _mode(file: Path) -> int | None:
    try:
        return file.stat().st_mode
    except FileNotFoundError:
        return None


@contextlib.contextmanager
def _temporary(file: Path, content: bytes | Iterable[bytes], mode: int, durable: bool) -> Iterator[Path]:
    """A new file with this content next to `file`; deleted afterwards unless it was renamed."""
    temporary = file.with_name(f".{file.name[:_KEPT_OF_NAME]}.{secrets.token_hex(8)}.tmp")
    descriptor = os.open(temporary, _NEW, mode)
    try:
        with os.fdopen(descriptor, "wb") as opened:
            opened.writelines(_parts(content))
            opened.flush()
            if durable:
                os.fsync(descriptor)
        yield temporary
    finally:
        temporary.unlink(missing_ok=True)


def _parts(content: bytes | Iterable[bytes]) -> Iterable[bytes]:
    return (content,) if isinstance(content, bytes) else content


def _give_name(temporary: Path, file: Path) -> None:
    try:
        os.link(temporary, file)
        return
    except FileExistsError:
        return
    except (OSError, AttributeError, NotImplementedError) as error:
        if isinstance(error, OSError) and error.errno not in _NO_LINKS:
            raise
    # File systems without hard links: another process could take the name between the check and the renaming.
    if not file.exists():
        temporary.rename(file)


def _flush_folder(folder: Path) -> None:
    """Flush the new name to the disk, on systems that can do so."""
    with contextlib.suppress(OSError):
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
