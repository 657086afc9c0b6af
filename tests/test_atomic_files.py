"""Files that appear whole or not at all."""

import errno
import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from grader import atomic_files
from grader.atomic_files import create_atomically, create_together, write_atomically

WRITERS = pytest.mark.parametrize("write", [write_atomically, create_atomically])


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


@WRITERS
def test_a_file_is_written_with_the_permissions_that_open_would_give(write, tmp_path):
    (tmp_path / "by open").write_bytes(b"x")
    write(tmp_path / "file", b"new")
    assert (tmp_path / "file").read_bytes() == b"new"
    assert mode(tmp_path / "file") == mode(tmp_path / "by open")
    assert len(list(tmp_path.iterdir())) == 2


def test_a_file_that_is_there_is_replaced_and_keeps_its_permissions(tmp_path):
    file = tmp_path / "file"
    file.write_bytes(b"old")
    file.chmod(0o640)
    write_atomically(file, b"new")
    assert (file.read_bytes(), mode(file)) == (b"new", 0o640)


def test_a_name_that_is_taken_is_left_as_it_is(tmp_path):
    (tmp_path / "file").write_bytes(b"old")
    create_atomically(tmp_path / "file", b"new")
    assert [path.read_bytes() for path in tmp_path.iterdir()] == [b"old"]


def test_a_name_is_kept_where_the_drive_knows_no_links(tmp_path, monkeypatch):
    def no_links(*_: object) -> None:
        raise OSError(errno.EPERM, "Operation not permitted")

    monkeypatch.setattr(os, "link", no_links)
    create_atomically(tmp_path / "file", b"first")
    create_atomically(tmp_path / "file", b"second")
    assert [path.read_bytes() for path in tmp_path.iterdir()] == [b"first"]


def test_a_link_is_followed(tmp_path):
    (tmp_path / "file").write_bytes(b"old")
    (tmp_path / "link").symlink_to("file")
    write_atomically(tmp_path / "link", b"new")
    assert (tmp_path / "link").is_symlink()
    assert (tmp_path / "file").read_bytes() == b"new"


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes with names here")
def test_a_pipe_is_written_to_and_not_replaced(tmp_path):
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    reading = os.open(pipe, os.O_RDONLY | os.O_NONBLOCK)
    try:
        write_atomically(pipe, b"new")
        assert os.read(reading, 10) == b"new"
    finally:
        os.close(reading)
    assert stat.S_ISFIFO(pipe.stat().st_mode)


def test_folders_are_made(tmp_path):
    write_atomically(tmp_path / "a" / "b" / "file", b"new")
    assert (tmp_path / "a" / "b" / "file").read_bytes() == b"new"


@WRITERS
@pytest.mark.parametrize("name", ["n" * 255, "名" * 85])
def test_a_name_may_be_as_long_as_names_are(write, name, tmp_path):
    write(tmp_path / name, b"new")
    assert [path.name for path in tmp_path.iterdir()] == [name]


@WRITERS
def test_a_full_disk_is_an_error_with_the_files_name_and_leaves_the_folder_as_it_was(write, tmp_path):
    pytest.importorskip("resource")
    said = subprocess.run(
        [sys.executable, "-c", FULL, write.__name__, str(tmp_path / "file")],
        capture_output=True,
        text=True,
        check=True,
    )
    assert said.stdout.strip() == str((errno.EFBIG, str(tmp_path / "file")))
    assert list(tmp_path.iterdir()) == []


FULL = """
import pathlib, resource, signal, sys
from grader import atomic_files
resource.setrlimit(resource.RLIMIT_FSIZE, (9, 9))
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
try:
    getattr(atomic_files, sys.argv[1])(pathlib.Path(sys.argv[2]), b"more than nine")
except OSError as error:
    print((error.errno, error.filename))
"""


@WRITERS
def test_a_folder_that_may_not_be_written_is_an_error_with_the_files_name(write, tmp_path, monkeypatch):
    def refuse(*_: object) -> int:
        raise PermissionError(errno.EACCES, "Permission denied", "the temporary")

    monkeypatch.setattr(os, "open", refuse)  # root may write everywhere
    with pytest.raises(PermissionError) as caught:
        write(tmp_path / "file", b"new")
    assert caught.value.filename == str(tmp_path / "file")


@pytest.mark.parametrize("taken", ["file", "file/inside"])
def test_a_folder_in_the_way_is_an_error_with_the_files_name(taken, tmp_path):
    blocked = tmp_path / "file"
    if taken == "file":
        blocked.mkdir()
    else:
        blocked.write_bytes(b"old")
    with pytest.raises(OSError, match="file") as caught:
        write_atomically(tmp_path / taken, b"new")
    assert caught.value.filename == str(tmp_path / taken)
    assert list(tmp_path.rglob("*")) == [blocked]


def test_what_is_durable_is_flushed_before_it_has_its_name(tmp_path, monkeypatch):
    seen = []
    monkeypatch.setattr(os, "fsync", lambda _: seen.append((tmp_path / "file").exists()))
    write_atomically(tmp_path / "file", b"new")
    assert seen == []
    write_atomically(tmp_path / "file", b"newer", durable=True)
    create_atomically(tmp_path / "other", b"new")
    assert seen == [True, True, True, True]
    (tmp_path / "file").unlink()
    seen.clear()
    write_atomically(tmp_path / "file", b"new", durable=True)
    assert seen == [False, True]


def test_files_are_created_together_with_their_folders(tmp_path):
    files = {tmp_path / "a" / "one": b"1", tmp_path / "a" / "b" / "two": b"2", tmp_path / "three": b"3"}
    create_together(files)
    assert {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()} == files


@pytest.mark.parametrize("refused", ["one", "two", "three"])
def test_where_one_of_several_files_is_refused_none_is_left_and_no_folder(refused, tmp_path, monkeypatch):
    (tmp_path / "there").mkdir()

    def write(file: Path, content: bytes) -> None:
        if file.name == refused:
            raise OSError(errno.ENOSPC, "No space left on device")
        write_atomically(file, content)

    monkeypatch.setattr(atomic_files, "write_atomically", write)
    with pytest.raises(OSError, match="No space left") as raised:
        create_together(
            {tmp_path / "there" / "one": b"", tmp_path / "a" / "two": b"", tmp_path / "a" / "b" / "three": b""}
        )
    assert Path(raised.value.filename).name == refused
    assert list(tmp_path.rglob("*")) == [tmp_path / "there"]


def test_a_file_that_is_there_is_not_replaced_by_several_that_are_created(tmp_path):
    (tmp_path / "two").write_bytes(b"old")
    with pytest.raises(FileExistsError):
        create_together({tmp_path / "one": b"new", tmp_path / "two": b"new"})
    assert [path.read_bytes() for path in tmp_path.iterdir()] == [b"old"]
