"""Keys, the lock of a folder, and what is kept of a file that is reset."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from grader.interactive.keyboard import END, keys_in
from grader.interactive.taken_folder import taken
from grader.records.setting_aside import replace_keeping


@pytest.mark.parametrize(
    ("text", "keys"),
    [
        ("n", ["n"]),
        ("np", ["n", "p"]),
        ("\x1b[A\x1b[B", ["up", "down"]),
        ("\x1b[5~j", ["page up", "j"]),
        ("\x1b", ["escape"]),
        ("\x1b[99;5u", []),
        ("\r", ["enter"]),
        ("\x04", [END]),
        ("", []),
        ("提", ["提"]),
    ],
)
def test_what_a_terminal_sends_is_keys(text: str, keys: list[str]) -> None:
    assert list(keys_in(text)) == keys


def test_the_second_in_a_folder_is_told_and_the_folder_is_free_again_after_a_crash(tmp_path: Path) -> None:
    with taken(tmp_path) as alone:
        assert alone
        code = (
            "import sys, pathlib, os\nfrom grader.interactive.taken_folder import taken\n"
            "with taken(pathlib.Path(sys.argv[1])) as alone:\n    print(alone, flush=True)\n    os._exit(0)"
        )
        other = [sys.executable, "-c", code, str(tmp_path)]
        assert subprocess.run(other, capture_output=True, text=True, check=True).stdout == "False\n"
    assert subprocess.run(other, capture_output=True, text=True, check=True).stdout == "True\n"
    with taken(tmp_path) as alone:
        assert alone


def test_a_reset_keeps_each_version_and_nothing_of_the_stub(tmp_path: Path) -> None:
    file = tmp_path / "lines.py"
    file.write_text("stub\n")
    assert replace_keeping(tmp_path, file, "stub\n") is None
    for number in (1, 2):
        file.write_text(f"mine {number}\n")
        kept = replace_keeping(tmp_path, file, "stub\n")
        assert kept is not None
        assert kept.read_text() == f"mine {number}\n"
        assert file.read_text() == "stub\n"
    file.unlink()
    assert replace_keeping(tmp_path, file, "stub\n") is None
    assert file.read_text() == "stub\n"
