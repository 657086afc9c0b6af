"""Rosters as schools' systems write them."""

from __future__ import annotations

from pathlib import Path

import pytest

from grader.errors import RecordsError
from grader.records.roster import Student, read_roster

LIN = Student("2026001", "林梅")


@pytest.mark.parametrize(
    "content",
    [
        "learner,name\n2026001,林梅\n".encode(),
        "\ufefflearner,name\r\n2026001,林梅\r\n".encode(),
        "学号,姓名\n2026001,林梅\n".encode("gbk"),
        'Name;Student_ID;Email\n"林梅";2026001;x@example.org\n'.encode(),
        "Full Name\tUsername\n 林梅 \t 2026001 \n\n\t\n".encode(),
    ],
)
def test_columns_are_found_by_their_names(tmp_path: Path, content: bytes) -> None:
    file = tmp_path / "roster.csv"
    file.write_bytes(content)
    assert read_roster(file) == (LIN,)


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "no column of learner ids"),
        (b"email\nx@example.org\n", "no column of learner ids"),
        (b"id\nann\nann\n", "row 3: the learner `ann` appears twice"),
        (b"name,id\nAnn\n", "row 2: a learner id cannot be empty"),
        (b"id\n\xff\xff\xff\n", "neither UTF-8 nor GB 18030"),
        (b'id\n"' + b"x" * 200_000, "not a CSV file"),
    ],
)
def test_what_is_wrong_is_said_with_its_row(tmp_path: Path, content: bytes, said: str) -> None:
    file = tmp_path / "roster.csv"
    file.write_bytes(content)
    with pytest.raises(RecordsError, match=said):
        read_roster(file)
