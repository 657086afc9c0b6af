"""A learner's key: made by the first hand-in, told, kept, and what is said where it cannot be used."""

from __future__ import annotations

import re
import shutil
import sys
from pathlib import Path

import pytest
from calling import Ended, called
from grading.small_course import make_course

from grader.records.signing import fingerprint, read_key
from grader.records.workspace import WorkspaceSettings, write_settings

ANSWER = "def line(xs, w):\n    return [x * w for x in xs]\n"


pytestmark = pytest.mark.usefixtures("as_nobody")


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    """A folder with an answer, from which can be handed in."""
    make_course(tmp_path / "course")
    (tmp_path / "inbox").mkdir()
    folder = tmp_path / "workspace"
    folder.mkdir()
    write_settings(folder, WorkspaceSettings("ann", str(tmp_path / "inbox"), course=str(tmp_path / "course")))
    (folder / "small.py").write_text(ANSWER, encoding="utf-8")
    return folder


def submit(workspace: Path, *options: str, **environment: str) -> Ended:
    return called("submit", "small", *options, cwd=workspace, **environment)


def handed_in(workspace: Path) -> int:
    return len(list((workspace.parent / "inbox").iterdir()))


def test_the_first_hand_in_makes_the_key_and_each_says_which_it_is(workspace: Path) -> None:
    assert "none yet" in called("config", cwd=workspace).stdout
    assert submit(workspace, "--dry-run").returncode == 0
    assert read_key(workspace) is None
    first = submit(workspace)
    assert first.returncode == 0, first.stderr
    key = read_key(workspace)
    assert key is not None
    name = fingerprint(key.public)
    assert f"Signed with the key {name}. It is new" in first.stdout
    second = submit(workspace, "--again")
    assert f"Signed with the key {name}.\n" in second.stdout
    assert "It is new" not in second.stdout
    assert re.search(rf"^key +{name}$", called("config", cwd=workspace).stdout, re.MULTILINE)
    assert "已用密钥" in submit(workspace, "--again", GRADER_LANG="zh").stdout
    assert re.search(r"^key +", called("config", cwd=workspace, GRADER_LANG="zh").stdout, re.MULTILINE)


def test_a_copied_workspace_hands_in_with_the_same_key(workspace: Path) -> None:
    first = submit(workspace)
    copied = workspace.parent / "another computer"
    shutil.copytree(workspace, copied)
    second = called("submit", "small", "--again", cwd=copied)
    assert second.returncode == 0, second.stderr
    assert re.findall(r"the key (\S+)\.", first.stdout) == re.findall(r"the key (\S+)\.", second.stdout)


def test_a_damaged_key_hands_in_nothing_and_says_what_to_do(workspace: Path) -> None:
    (workspace / ".grader" / "key.pem").write_text("lost\n", encoding="utf-8")
    ended = submit(workspace)
    assert (ended.returncode, handed_in(workspace)) == (2, 0)
    assert "restore it from a copy" in ended.stderr
    shown = called("config", cwd=workspace)
    assert (shown.returncode, "restore it from a copy" in shown.stdout, "ann" in shown.stdout) == (0, True, True)


def test_without_the_library_nothing_is_handed_in_and_it_is_said_why(
    workspace: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in [one for one in sys.modules if one.partition(".")[0] == "cryptography"]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, "cryptography", None)
    ended = submit(workspace)
    assert (ended.returncode, handed_in(workspace)) == (3, 0)
    assert "pip install cryptography" in ended.stderr
