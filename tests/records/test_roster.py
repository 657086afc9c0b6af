"""Rosters as schools' systems and learning platforms write them."""

from __future__ import annotations

from pathlib import Path

import pytest

from grader.errors import RecordsError
from grader.records.roster import Roster, Student, open_roster, read_roster

LIN = Student("2026001", "林梅")

# The columns and rows of Canvas's export: the rows that are no learners (how grades are posted, points possible, the
# test student), names as `Last, First`, a byte order mark.
# Canvas Instructor Guide: How do I export grades in the Gradebook?
# https://github.com/instructure/canvas-lms/blob/master/lib/gradebook_exporter.rb
CANVAS = """\
Student,ID,SIS User ID,SIS Login ID,Section,HW3 (991),Current Score,Final Score
,,,,,Manual Posting,,
    Points Possible,,,,,16,(read only),(read only)
"Smith, Ann",12345,s1,ann@x.edu,"Lab 1 and Lecture",,,
"李, 娜",12346,s2,lina@x.edu,Lab 2,,,
"Student, Test",12399,,9f86d081884c7d659a2feaa0c55ad015a3bf4f1b,Lab 2,,,
"""
# https://docs.moodle.org/en/Assignment_settings#Feedback_types (offline grading worksheet)
MOODLE = """\
Identifier,"Full name","Email address",Status,Groups,Grade,"Maximum Grade","Last modified (grade)"
"Participant 123","Ann Smith",ann@x.edu,"Submitted for grading","Team A",,16.00,-
"Participant 124","Zoë Müller",zoe@x.edu,"No submission","Team B",,16.00,-
"""
MOODLE_ZH = """\
标识符,全名,电子邮件地址,状态,成绩,最高成绩,允许更改成绩
参与者123,李娜,lina@x.edu,已提交,,16.00,是
参与者124,王小明,wang@x.edu,未提交,,16.00,是
"""


def written(tmp_path: Path, content: str | bytes, encoding: str = "utf-8") -> Path:
    file = tmp_path / "roster.csv"
    file.write_bytes(content if isinstance(content, bytes) else content.encode(encoding))
    return file


@pytest.mark.parametrize(
    "content",
    [
        "learner,name\n2026001,林梅\n".encode(),
        "\ufefflearner,name\r\n2026001,林梅\r\n".encode(),
        "learner\tname\r\n2026001\t林梅\r\n".encode("utf-16"),
        "学号,姓名\n2026001,林梅\n".encode("gbk"),
        'Name;Student_ID;Email\n"林梅";2026001;x@example.org\n'.encode(),
        "Full Name\tUsername\n 林梅 \t 2026001 \n\n\t\n".encode(),
        "sep=;\r\nlearner;name\r\n2026001;林梅\r\n".encode(),
    ],
)
def test_columns_are_found_by_their_names(tmp_path: Path, content: bytes) -> None:
    assert read_roster(written(tmp_path, content)) == (LIN,)


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "no column of learner ids"),
        (b"email\nx@example.org\n", "no column of learner ids"),
        (b"id\nann\nann\n", "row 3: the learner `ann` appears twice"),
        (b"name,id\nAnn\n", "row 2: a learner id cannot be empty"),
        (b"id\n\xff\xff\xff\n", "may be in .* or save it as CSV, UTF-8"),
        (b'id\n"' + b"x" * 200_000, "is not a CSV file"),
        (b"PK\x03\x04rest of a workbook", "save it as CSV"),
    ],
)
def test_what_is_wrong_is_said_with_its_row(tmp_path: Path, content: bytes, said: str) -> None:
    with pytest.raises(RecordsError, match=said):
        read_roster(written(tmp_path, content))


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
@pytest.mark.parametrize(
    ("handed_in", "column", "ids"),
    [
        ({"12345"}, "ID", ("12345", "12346")),
        ({"s2", "s9"}, "SIS User ID", ("s1", "s2")),
        ({"ann@x.edu", "lina@x.edu"}, "SIS Login ID", ("ann@x.edu", "lina@x.edu")),
        (set(), "ID", ("12345", "12346")),
    ],
)
def test_canvas_s_export_is_read_by_the_column_that_fits_the_hand_ins(
    tmp_path: Path, encoding: str, handed_in: set[str], column: str, ids: tuple[str, str]
) -> None:
    roster = open_roster(written(tmp_path, CANVAS, encoding)).roster(handed_in)
    ann, lina = ids
    assert roster == Roster(
        (Student(ann, "Ann Smith", "Lab 1 and Lecture"), Student(lina, "李娜", "Lab 2")),
        column,
        len(handed_in & set(ids)),
        ("", "Points Possible", "Student, Test"),
    )


def test_names_in_two_columns_are_one_name(tmp_path: Path) -> None:
    rows = (
        "LastName,FirstName,ID,SIS Login ID,Section",
        "    Points Possible,,,,",
        "Smith,Ann,12345,ann,1",
        "Student,Test,9,,1",
    )
    text = "\n".join(rows)
    assert read_roster(written(tmp_path, text)) == (Student("12345", "Ann Smith", "1"),)


def test_moodle_s_worksheet_is_read_as_it_is(tmp_path: Path) -> None:
    file = written(tmp_path, MOODLE)
    ann, zoe = Student("123", "Ann Smith", groups="Team A"), Student("124", "Zoë Müller", groups="Team B")
    assert open_roster(file).roster({"123"}) == Roster((ann, zoe), "Identifier", 1, ())
    by_mail = open_roster(file).roster({"zoe@x.edu"})
    assert (by_mail.column, by_mail.students[1].learner) == ("Email address", "zoe@x.edu")


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030", "utf-16"])
def test_a_worksheet_in_chinese_is_read_as_well(tmp_path: Path, encoding: str) -> None:
    assert read_roster(written(tmp_path, MOODLE_ZH, encoding)) == (Student("123", "李娜"), Student("124", "王小明"))


def test_ids_with_a_letter_before_the_number_keep_it(tmp_path: Path) -> None:
    assert [one.learner for one in read_roster(written(tmp_path, "id,name\ns123,Ann\ns124,Bob\n"))] == ["s123", "s124"]


def test_a_column_can_be_named(tmp_path: Path) -> None:
    file = written(tmp_path, CANVAS)
    assert open_roster(file, "sis login id").roster({"12345"}).column == "SIS Login ID"
    with pytest.raises(RecordsError, match=r"no column `Matrikel`.*`Student`, `ID`"):
        open_roster(file, "Matrikel")


def test_an_encoding_can_be_named(tmp_path: Path) -> None:
    file = written(tmp_path, "learner,name\n1,Muñoz\n", "cp1252")
    with pytest.raises(RecordsError, match=r"windows-1252, windows-1250.*--encoding"):
        read_roster(file)
    assert read_roster(file, encoding="cp1252") == (Student("1", "Muñoz"),)
    with pytest.raises(RecordsError, match="not text in utf-8: line 2"):
        read_roster(file, encoding="utf-8")
    with pytest.raises(RecordsError, match="not the name of an encoding"):
        read_roster(file, encoding="klingon")
