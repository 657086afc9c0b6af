"""From a learning platform's download to its upload, by the commands of `docs/platforms.md` as they stand there.

The files are as the platforms describe them:

Canvas Instructor Guide: How do I download all student submissions for an assignment?
https://community.canvaslms.com/t5/Instructor-Guide/How-do-I-download-all-student-submissions-for-an-assignment/ta-p/743
Canvas Instructor Guide: How do I export grades in the Gradebook?
https://community.canvaslms.com/t5/Instructor-Guide/How-do-I-export-grades-in-the-Gradebook/ta-p/809
https://github.com/instructure/canvas-lms/blob/master/lib/gradebook_exporter.rb
Moodle: Using Assignment (downloading all submissions, the grading worksheet, feedback files in a zip)
https://docs.moodle.org/en/Using_Assignment
https://github.com/moodle/moodle/blob/main/mod/assign/feedback/file/importziplib.php
"""

from __future__ import annotations

import csv
import io
import re
import shlex
import zipfile
from pathlib import Path

import pytest
from calling import Ended, called
from commands.test_feedback import canvas_reads, moodle_reads
from grading.small_course import RIGHT, make_course
from records.making import zipped

ROOT = Path(__file__).parents[2]
WRONG = RIGHT.replace("x * w", "x + w")


@pytest.fixture(scope="module")
def course(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A course whose third chapter has one exercise of 4 points."""
    root = tmp_path_factory.mktemp("course")
    make_course(root)
    for part in ("exercises", "solutions"):
        (root / part / "01_small").rename(root / part / "03_small")
    settings = root / "solutions" / "course.toml"
    settings.write_text(settings.read_text(encoding="utf-8").partition("# What is handed in")[0], encoding="utf-8")
    return root


def documented(section: str) -> list[list[str]]:
    """The commands of a section, which are the same in both languages."""
    found = []
    for name in ("platforms.md", "platforms.zh.md"):
        text = (ROOT / "docs" / name).read_text(encoding="utf-8")
        part = text.partition(f"\n## {section}\n")[2].partition("\n## ")[0]
        found.append(re.findall(r"^    grader (.+)$", part, re.MULTILINE))
    assert found[0] == found[1]
    return [shlex.split(line) for line in found[0]]


def follow(command: list[str], folder: Path, course: Path) -> Ended:
    ended = called(*command, cwd=folder, GRADER_COURSE=str(course), GRADER_RECORDINGS=str(course / "recordings"))
    assert ended.returncode in (0, 1), ended
    return ended


def table(file: Path) -> list[list[str]]:
    return list(csv.reader(io.StringIO(file.read_text(encoding="utf-8-sig"))))


def pages(file: Path) -> dict[str, str]:
    with zipfile.ZipFile(file) as archive:
        return {name: archive.read(name).decode() for name in archive.namelist()}


CANVAS = """\
Student,ID,SIS User ID,SIS Login ID,Section,HW2 (990),HW3 (991),Current Score,Final Score
,,,,,,Manual Posting,,
    Points Possible,,,,,10,4,(read only),(read only)
"Lee, Bob",12346,s2,bob@x.edu,Lab 2,7,,70.0,70.0
"Ng, Eve",12348,s4,eve@x.edu,Lab 2,,,,
"Smith, Ann",12345,s1,ann@x.edu,"Lab 1 and Lecture",,,,
"王, 小明",12347,s3,ming@x.edu,Lab 2,,,,
"Student, Test",12399,,9f86d081884c7d659a2feaa0c55ad015a3bf4f1b,Lab 2,,,,
"""


def test_canvas(tmp_path: Path, course: Path) -> None:
    grade, late, fill, pack = documented("Canvas")
    files = {
        "smithann_12345_67890_small.py": RIGHT,
        "leebob_LATE_12346_67891_small.py": RIGHT,
        "王小明_12347_67892_small-1.py": WRONG,
    }
    (tmp_path / "submissions.zip").write_bytes(zipped(*((name, text.encode()) for name, text in files.items())))
    (tmp_path / "gradebook.csv").write_text(CANVAS, encoding="utf-8-sig")

    follow(grade, tmp_path, course)
    follow(late, tmp_path, course)
    assert follow(grade, tmp_path, course).stderr.count("3 hand-ins are already in the gradebook") == 1
    follow(fill, tmp_path, course)
    before, after = list(csv.reader(io.StringIO(CANVAS))), table(tmp_path / "gradebook.csv")
    assert {row[1]: row[6] for row in after[3:]} == {
        "12345": "4",
        "12346": "3.6",
        "12347": "2",
        "12348": "",
        "12399": "",
    }
    assert [[*row[:6], *row[7:]] for row in after] == [[*row[:6], *row[7:]] for row in before]
    assert (tmp_path / "gradebook.csv").read_bytes().startswith(b"\xef\xbb\xbf")

    follow(pack, tmp_path, course)
    back = pages(tmp_path / "feedback.zip")
    assert {name.removesuffix(".html") for name in back} == set(files)
    assert sorted(map(canvas_reads, back)) == [("12345", "67890"), ("12346", "67891"), ("12347", "67892")]
    assert all(canvas_reads(name)[0] in page for name, page in back.items())
    assert all(page.casefold().startswith("<!doctype html>") for page in back.values())


MOODLE = """\
Identifier,"Full name","Email address",Status,Grade,"Maximum Grade","Grade can be changed","Last modified (submission)","Last modified (grade)","Feedback comments"
"Participant 123","Ann Smith",ann@x.edu,"Submitted for grading",,4.00,Yes,"Tuesday, 24 November 2026, 12:00 PM",-,
"Participant 124","Zoë Müller",zoe@x.edu,"Submitted for grading",,4.00,Yes,"Tuesday, 24 November 2026, 1:00 PM",-,"<p>a ""quoted"" word</p>"
"Participant 125","李娜",lina@x.edu,"No submission",,4.00,Yes,-,-,
"""  # noqa: E501


@pytest.mark.parametrize("in_folders", [True, False])
def test_moodle(tmp_path: Path, course: Path, in_folders: bool) -> None:
    grade, fill, pack = documented("Moodle")
    joined = "/" if in_folders else ""
    files = {
        f"Ann Smith_123_assignsubmission_file_{joined}small.py": RIGHT,
        f"Zoë Müller_124_assignsubmission_file_{joined}small.py": WRONG,
    }
    (tmp_path / "submissions.zip").write_bytes(zipped(*((name, text.encode()) for name, text in files.items())))
    (tmp_path / "worksheet.csv").write_text(MOODLE, encoding="utf-8")

    follow(grade, tmp_path, course)
    follow(fill, tmp_path, course)
    before, after = list(csv.reader(io.StringIO(MOODLE))), table(tmp_path / "worksheet.csv")
    assert [row[4] for row in after] == ["Grade", "4", "2", ""]
    assert [[*row[:4], *row[5:]] for row in after] == [[*row[:4], *row[5:]] for row in before]

    follow(pack, tmp_path, course)
    back = pages(tmp_path / "feedback.zip")
    assert sorted(map(moodle_reads, back)) == [("123", "report.html"), ("124", "report.html")]
    assert all(page.casefold().startswith("<!doctype html>") for page in back.values())
