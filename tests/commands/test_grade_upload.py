"""`grader gradebook export --into`: a platform's own file, with the points in it and nothing else changed.

The files are shaped as the platforms' documentation and exporters write them:
Canvas Instructor Guide: How do I export grades in the Gradebook?
Canvas Instructor Guide: How do I import grades in the Gradebook?
https://github.com/instructure/canvas-lms/blob/master/lib/gradebook_exporter.rb
https://docs.moodle.org/en/Assignment_settings#Feedback_types
https://github.com/moodle/moodle/blob/main/mod/assign/feedback/offline/importgradeslib.php
"""

from __future__ import annotations

import csv
import difflib
import io
import json
import stat
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from pathlib import Path

import msgspec
import pytest
from reports import samples

from grader.commands import main
from grader.grading.documents import encode_result
from grader.records.bundles import content_digest
from grader.records.choosing import HandedIn
from grader.records.gradebook import Attempt, Fault, open_gradebook
from grader.records.notes import Note
from grader.records.roster import Student

CANVAS = """\
Student,ID,SIS User ID,SIS Login ID,Section,HW2 (990),HW3 (991),Current Score,Final Score
,,,,,,Manual Posting,,
    Points Possible,,,,,10,16,(read only),(read only)
"Smith, Ann",12345,s1,ann@x.edu,"Lab 1 and Lecture",7,,70.0,70.0
"李, 娜",12346,s2,lina@x.edu,Lab 2,=1+1,3,,
"Ng, Eve",12347,s3,eve@x.edu,Lab 2,,EX,,
"Other, Who",12348,s4,who@x.edu,Lab 2,,5,,
"Student, Test",12399,,9f86d081884c7d659a2feaa0c55ad015a3bf4f1b,Lab 2,,,,
"""
MOODLE = """\
Identifier,"Full name","Email address",Status,Grade,"Maximum Grade","Grade can be changed","Last modified (grade)","Feedback comments"
"Participant 123","Ann Smith",ann@x.edu,"Submitted for grading",,16.00,Yes,-,
"Participant 124","Zoë Müller",zoe@x.edu,"No submission",,16.00,Yes,-,"<p>a ""quoted"" word,
and a line</p>"
"""  # noqa: E501
MOODLE_ZH = """\
标识符;全名;电子邮件地址;状态;成绩;最高成绩;允许更改成绩
参与者123;李娜;lina@x.edu;已提交;;100,00;是
"""

Book = Callable[[Mapping[str, float]], Path]
FILES = {"gradient_descent": "c" * 64}
HANDED_IN = datetime(2026, 11, 24, 12, tzinfo=UTC)


@pytest.fixture
def book(tmp_path: Path) -> Book:
    """A gradebook with these learners' points of 16, in the assignment HW3."""

    def made(points: Mapping[str, float]) -> Path:
        with open_gradebook(tmp_path) as gradebook:
            for learner, earned in points.items():
                result = msgspec.structs.replace(samples.all_passed(), learner=learner, points=earned, max_points=16.0)
                attempt = Attempt(
                    learner, "HW3", content_digest(FILES), "d" * 64, f"{learner}.zip", "2026-11-24T12:00:00Z",
                    "2026-11-24T12:01:00Z", 1, "restricted", encode_result(result),
                )  # fmt: skip
                gradebook.see("HW3", [HandedIn(learner, attempt.source, attempt.content, FILES, HANDED_IN, HANDED_IN)])
                gradebook.use("HW3", {attempt.course: 0})
                gradebook.record(attempt)
        return tmp_path

    return made


def export(book: Path, *arguments: str | Path) -> int:
    with pytest.raises(SystemExit) as ended:
        main(["gradebook", "export", "--gradebook", str(book), "--lang", "en", *map(str, arguments)])
    return int(str(ended.value.code))


def changed(before: bytes, after: bytes, encoding: str = "utf-8") -> list[str]:
    """The lines that are new."""
    lines = difflib.ndiff(before.decode(encoding).splitlines(True), after.decode(encoding).splitlines(True))
    return [line[2:].rstrip("\r\n") for line in lines if line.startswith("+ ")]


@pytest.mark.parametrize("end", ["\n", "\r\n"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
@pytest.mark.parametrize("ids", [("12345", "12346"), ("s1", "s2"), ("ann@x.edu", "lina@x.edu")])
def test_canvas_s_gradebook_gets_the_points_and_keeps_everything_else(
    book: Book, tmp_path: Path, capsys: pytest.CaptureFixture[str], ids: tuple[str, str], encoding: str, end: str
) -> None:
    file = tmp_path / "canvas.csv"
    file.write_bytes(CANVAS.replace("\n", end).encode(encoding))
    before = file.read_bytes()
    assert export(book(dict(zip(ids, (16.0, 12.5), strict=True)) | {"nobody": 1.0}), "--into", file) == 0
    after = file.read_bytes()
    assert changed(before, after, encoding) == [
        '"Smith, Ann",12345,s1,ann@x.edu,"Lab 1 and Lecture",7,16,70.0,70.0',
        '"李, 娜",12346,s2,lina@x.edu,Lab 2,=1+1,12.5,,',
    ]
    assert after[:3] == before[:3]
    assert after.decode(encoding).count(end) == CANVAS.count("\n")
    said = capsys.readouterr().err
    assert "2 rows filled in, in the column `HW3 (991)`" in said
    assert "not in the file: nobody" in said


@pytest.mark.parametrize("column", ["HW2", "990", "HW2 (990)"])
def test_the_column_can_be_named(book: Book, tmp_path: Path, column: str) -> None:
    file, out = tmp_path / "canvas.csv", tmp_path / "out.csv"
    file.write_text(CANVAS, encoding="utf-8")
    assert export(book({"12345": 9.0}), "--into", file, "--output", out, "--column", column) == 0
    assert file.read_text(encoding="utf-8") == CANVAS
    assert list(csv.reader(io.StringIO(out.read_text(encoding="utf-8"))))[3][5] == "9"


@pytest.mark.parametrize("column", ["Current Score", "ID", "HW9"])
def test_a_column_that_takes_no_grades_is_refused_and_those_that_do_are_named(
    book: Book, tmp_path: Path, capsys: pytest.CaptureFixture[str], column: str
) -> None:
    file = tmp_path / "canvas.csv"
    file.write_text(CANVAS, encoding="utf-8")
    assert export(book({"12345": 9.0}), "--into", file, "--column", column) == 2
    assert "`HW2 (990)`, `HW3 (991)`" in capsys.readouterr().err
    assert file.read_text(encoding="utf-8") == CANVAS


def test_who_is_excused_stays_so(book: Book, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "canvas.csv"
    file.write_text(CANVAS, encoding="utf-8")
    assert export(book({"12345": 9.0, "12347": 2.0}), "--into", file) == 0
    assert '"Ng, Eve",12347,s3,eve@x.edu,Lab 2,,EX,,' in file.read_text(encoding="utf-8")
    assert "no grade is wanted: 12347" in capsys.readouterr().err


def test_moodle_s_worksheet_gets_the_grades(book: Book, tmp_path: Path) -> None:
    file = tmp_path / "moodle.csv"
    file.write_text(MOODLE, encoding="utf-8")
    assert export(book({"123": 15.25, "124": 0.0}), "--into", file) == 0
    before, after = (list(csv.reader(io.StringIO(text))) for text in (MOODLE, file.read_text(encoding="utf-8")))
    assert [row[4] for row in after] == ["Grade", "15.25", "0"]
    assert [[*row[:4], *row[5:]] for row in after] == [[*row[:4], *row[5:]] for row in before]


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030"])
def test_a_chinese_worksheet_keeps_its_encoding_and_its_decimal_comma(
    book: Book, tmp_path: Path, capsys: pytest.CaptureFixture[str], encoding: str
) -> None:
    file, out = tmp_path / "moodle.csv", tmp_path / "out.csv"
    file.write_bytes(MOODLE_ZH.encode(encoding))
    assert export(book({"123": 12.5}), "--into", file, "--output", out) == 0
    assert changed(file.read_bytes(), out.read_bytes(), encoding) == ["参与者123;李娜;lina@x.edu;已提交;12,5;100,00;是"]
    assert "maximum is 100, and the assignment has 16 points" in capsys.readouterr().err
    assert export(book({"123": 12.5}), "--into", file, "--scale") == 0
    assert changed(MOODLE_ZH.encode(), file.read_text(encoding=encoding).encode()) == [
        "参与者123;李娜;lina@x.edu;已提交;78,13;100,00;是"
    ]


def test_a_file_of_other_people_is_refused(book: Book, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "moodle.csv"
    file.write_text(MOODLE, encoding="utf-8")
    assert export(book({"ann": 9.0}), "--into", file) == 2
    assert "nobody in the column `Identifier` is in the gradebook" in capsys.readouterr().err


@pytest.mark.parametrize("format_", ["csv", "json"])
def test_an_anonymous_export_names_nobody_and_is_the_same_every_time(
    book: Book, tmp_path: Path, capsys: pytest.CaptureFixture[str], format_: str
) -> None:
    place = book({"ann-smith": 9.0, "zoe": 3.0})
    with open_gradebook(place) as gradebook:
        gradebook.enrol([Student("ann-smith", "Ann Smith"), Student("zoe", "Zoë Müller")], roster=True)
        gradebook.replace_notes("HW3", ["zoe"], [Note("zoe", "Zoë/x.zip", "other_id", "ann-smith")])
        gradebook.record_fault("zoe", "HW3", Fault("zoe.zip", "2026-11-24T12:30:00Z", "zoe.zip broke it", None))
    out, again = tmp_path / "one", tmp_path / "two"
    assert export(place, "--anonymous", "--format", format_, "--output", out) == 0
    assert export(place, "--anonymous", "--format", format_, "--output", again) == 0
    text = out.read_text(encoding="utf-8-sig")
    assert not any(name in text.casefold() for name in ("ann-smith", "zoe", "zoë", "c" * 64))
    assert out.read_bytes() == again.read_bytes()
    assert text.count("anon-") == 2
    key = tmp_path / "anonymous.key"
    assert stat.S_IMODE(key.stat().st_mode) == 0o600
    key.unlink()
    assert export(place, "--anonymous", "--format", format_, "--output", again) == 0
    assert out.read_bytes() != again.read_bytes()
    if format_ == "json":
        assert sorted(one["grade"]["points"] for one in json.loads(text)["standings"]) == [3.0, 9.0]
