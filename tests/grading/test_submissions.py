"""Finding and reading a learner's files, whatever state they are in."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from grader.grading.result import Notice
from grader.grading.submissions import MAX_FILE_BYTES, decode, definition_line, line_of, read_file
from grader.grading.submitted_folders import read_submission


@pytest.mark.parametrize(
    "content",
    [
        "名 = 1\n".encode(),
        b"\xef\xbb\xbf" + "名 = 1\n".encode(),
        "名 = 1\n".encode("gbk"),
        "# -*- coding: gbk -*-\n名 = 1\n".encode("gbk"),
        "名 = 1\n".encode("utf-16"),
        "# coding: no-such-encoding\n名 = 1\n".encode(),
        "# coding: zlib_codec\n名 = 1\n".encode(),
        "# coding: undefined\n名 = 1\n".encode(),
        # Python's own decoder would make other text of it, and take a minute for a megabyte.
        "# coding: punycode\n# a-b\n名 = 1\n".encode(),
        "# coding: Punycode\nname = 'a-b'\n# 名 = 1\n".encode(),
        "# coding: idna\n名 = 1\n".encode(),
        "# coding: ascii\n名 = 1\n".encode("gbk"),
    ],
)
def test_text_is_read_in_the_encodings_that_learners_save_in(content: bytes) -> None:
    assert decode(content).endswith("名 = 1\n")


def test_an_encoding_that_python_would_not_read_is_told(tmp_path: Path) -> None:
    path = tmp_path / "forward.py"
    for content, kinds in (("名 = 1\n".encode("gbk"), ["other_encoding"]), ("名 = 1\n".encode(), [])):
        path.write_bytes(content)
        file = read_file(path, shown="forward.py")
        assert (file.text, [notice.kind for notice in file.notices]) == ("名 = 1\n", kinds)


def test_line_ends_become_newlines() -> None:
    assert decode(b"a\r\nb\rc\n") == "a\nb\nc\n"


def test_bytes_that_are_no_text_are_said_and_not_raised(tmp_path: Path) -> None:
    path = tmp_path / "forward.py"
    path.write_bytes(b"x = 1\ny = \xff\xff\xff\n")
    file = read_file(path, shown="forward.py")
    assert file.text == ""
    assert file.unreadable is not None
    assert (file.unreadable.kind, file.unreadable.line) == ("encoding", 2)


def test_a_huge_file_is_not_read_whole(tmp_path: Path) -> None:
    path = tmp_path / "forward.py"
    path.write_bytes(b"#" * (MAX_FILE_BYTES + 1))
    file = read_file(path, shown="forward.py")
    assert file.unreadable is not None
    assert file.text == ""


def test_files_are_found_at_any_depth_and_the_nearest_counts(tmp_path: Path) -> None:
    (tmp_path / "a" / "b").mkdir(parents=True)
    (tmp_path / "a" / "b" / "cost.py").write_text("deep = 1\n")
    (tmp_path / "a" / "cost.py").write_text("near = 1\n")
    (tmp_path / "a" / "other.py").write_text("")
    submission = read_submission("ann", tmp_path, ["cost", "gradient"])
    assert set(submission.files) == {"cost"}
    assert submission.files["cost"].text == "near = 1\n"
    assert submission.notices == (Notice("several", "a/cost.py", 2, "a/b/cost.py"), Notice("not_taken", "a/other.py"))


@pytest.mark.skipif(sys.platform == "win32", reason="links need rights on Windows")
def test_links_out_of_the_folder_are_not_followed(tmp_path: Path) -> None:
    secret = tmp_path / "secret"
    secret.mkdir()
    (secret / "cost.py").write_text("stolen = 1\n")
    home = tmp_path / "ann"
    home.mkdir()
    os.symlink(secret, home / "folder")
    os.symlink(secret / "cost.py", home / "cost.py")
    assert read_submission("ann", home, ["cost"]).files == {}


def test_the_last_definition_counts() -> None:
    text = "def f():\n    pass\n\nclass C:\n    def f(self):\n        pass\n\ndef f():\n    pass\n"
    assert definition_line(text, "f") == 8
    assert definition_line(text, "C.f") == 5
    assert definition_line(text, "g") is None


def test_a_line_that_is_not_there_is_empty() -> None:
    assert line_of("a\nb", 2) == "b"
    assert line_of("a\nb", 3) == ""
    assert line_of("a\nb", None) == ""
