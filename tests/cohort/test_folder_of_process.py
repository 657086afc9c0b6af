"""Temporary folders go with the processes that use them."""

from __future__ import annotations

import subprocess
import sys
import tempfile
import time
from pathlib import Path

import pytest

from grader.cohort.folder_of_process import FolderOfThisProcess

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="folders are shared by locks of POSIX")

USES = """
import sys, tempfile
from pathlib import Path
from grader.cohort.folder_of_process import FolderOfThisProcess
tempfile.tempdir = sys.argv[1]
folder = FolderOfThisProcess("own-", Path(sys.argv[1], "shared"))
(Path(folder.environment()["TMPDIR"]) / "left").touch()
print(folder.path, flush=True)
sys.stdin.read()
"""


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))


def wait_until_gone(folder: Path) -> None:
    until = time.monotonic() + 60
    while folder.exists():
        assert time.monotonic() < until, f"{folder} is left"
        time.sleep(0.02)


def test_what_a_killed_process_and_its_children_left_goes_with_it(tmp_path: Path) -> None:
    killed = subprocess.Popen(
        [sys.executable, "-c", USES, str(tmp_path)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    assert killed.stdout is not None
    folder = Path(killed.stdout.readline().strip())
    assert (folder / "tmp" / "left").exists()
    killed.kill()
    killed.communicate()
    wait_until_gone(folder)
    wait_until_gone(tmp_path / "shared")


def test_a_shared_folder_goes_with_the_last_who_uses_it(tmp_path: Path) -> None:
    shared = tmp_path / "shared"
    first, second = FolderOfThisProcess("first-", shared), FolderOfThisProcess("second-", shared)
    (shared / "gate").touch()
    first.remove()
    assert (shared / "gate").exists()
    third = FolderOfThisProcess("third-", shared)
    second.remove()
    assert (shared / "gate").exists()
    third.remove()
    third.remove()
    assert not list(tmp_path.iterdir())
