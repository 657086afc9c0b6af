"""`grader feedback`: pages go back under the names that the hand-ins came under, as the platforms read them.

https://docs.moodle.org/en/Using_Assignment#Upload_multiple_feedback_files_in_a_zip
https://github.com/moodle/moodle/blob/main/mod/assign/feedback/file/importziplib.php
Canvas Instructor Guide: How do I upload all student submissions for an assignment?
https://github.com/instructure/canvas-lms/blob/master/app/models/assignment.rb
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from pathlib import Path

import msgspec
import pytest
from reports import samples

from grader.commands import main
from grader.grading.documents import encode_result
from grader.records.attempts import Attempt
from grader.records.bundles import content_digest
from grader.records.choosing import HandedIn
from grader.records.gradebook import open_gradebook
from grader.records.policies import PolicyChanges
from grader.records.roster import Student

Graded = Callable[[Mapping[str, str]], Path]
FILES = {"gradient_descent": "c" * 64}
HANDED_IN = datetime(2026, 11, 24, 12, tzinfo=UTC)


@pytest.fixture
def graded(tmp_path: Path) -> Graded:
    """The output of `grader grade` for these learners, each with the place that their hand-in came from."""

    def made(sources: Mapping[str, str], names: Mapping[str, str] = {}) -> Path:
        out = tmp_path / "graded"
        out.mkdir()
        with open_gradebook(out) as gradebook:
            gradebook.enrol([Student(learner, names.get(learner, "")) for learner in sources], roster=True)
            gradebook.enrol([Student("absent")], roster=False)
            for learner, source in sources.items():
                result = msgspec.structs.replace(samples.all_passed(), learner=learner)
                attempt = Attempt(
                    learner, "HW3", content_digest(FILES), "d" * 64, source, "2026-11-24T12:00:00Z",
                    "2026-11-24T12:01:00Z", 1,
                    "restricted", encode_result(result),
                )  # fmt: skip
                gradebook.see("HW3", [HandedIn(learner, attempt.source, attempt.content, FILES, HANDED_IN, HANDED_IN)])
                gradebook.use("HW3", {attempt.course: 0})
                gradebook.record(attempt)
        return out

    return made


def feedback(graded: Path, form: str, output: Path) -> int:
    with pytest.raises(SystemExit) as ended:
        main(["feedback", str(graded), "--form", form, "--output", str(output), "--lang", "en"])
    return int(str(ended.value.code))


def entries(file: Path) -> dict[str, str]:
    with zipfile.ZipFile(file) as archive:
        assert archive.testzip() is None
        pages = {name: archive.read(name).decode() for name in archive.namelist()}
    return {name: f"page of {re.findall('<h1>(.*?)</h1>', page)[0]}" for name, page in pages.items()}


def moodle_reads(path: str) -> tuple[str, str]:
    """The participant's number and the file's name, as Moodle's importer takes a path apart."""
    parts = path.split("/")
    while parts:
        info = parts.pop(0).split("_", 4)
        if len(info) >= 4 and info[1].isdigit() and info[2:4] == ["assignsubmission", "file"]:
            return info[1], "/".join([*info[4:], *parts]).lstrip("/")
    raise AssertionError(f"Moodle ignores {path}")


def canvas_reads(name: str) -> tuple[str, str]:
    """The user's and the file's number, as Canvas infers them from a file's name."""
    user, attachment = [part for part in name.split("_") if part.isdigit()][:2]
    return user, attachment


@pytest.mark.parametrize(
    "sources",
    [
        {"123": "Ann Smith_123_assignsubmission_file_", "124": "Zoë Müller_124_assignsubmission_file_"},
        {"123": "Ann Smith_123_assignsubmission_file", "124": "all.zip/Zoë Müller_124_assignsubmission_file/a.py"},
        {"123": "Ann Smith_123_assignsubmission_file_a.py", "124": "Zoë Müller_124_assignsubmission_file_a.py"},
    ],
)
def test_moodle_finds_whose_each_page_is(graded: Graded, tmp_path: Path, sources: Mapping[str, str]) -> None:
    assert feedback(graded(sources), "moodle", tmp_path / "back.zip") == 0
    back = entries(tmp_path / "back.zip")
    assert {moodle_reads(path): text for path, text in back.items()} == {
        ("123", "report.html"): "page of 123",
        ("124", "report.html"): "page of 124",
    }
    assert set(back) == {f"{name}_assignsubmission_file_/report.html" for name in ("Ann Smith_123", "Zoë Müller_124")}


def test_a_participant_s_number_is_enough_for_moodle(graded: Graded, tmp_path: Path) -> None:
    out = graded({"123": "123", "124": "124"}, {"123": "Ann_/Smith", "124": ""})  # type: ignore[call-arg]
    assert feedback(out, "moodle", tmp_path / "back.zip") == 0
    assert sorted(map(moodle_reads, entries(tmp_path / "back.zip"))) == [("123", "report.html"), ("124", "report.html")]


def test_canvas_finds_whose_each_page_is(graded: Graded, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    sources = {
        "12345": "smithann_12345_67890_homework.py",
        "12346": "submissions.zip/leebob_LATE_12346_67891_homework.py",
        "12347": "王小明_12347_67892_homework-1.py",
        "eve": "eve",
    }
    assert feedback(graded(sources), "canvas", tmp_path / "back.zip") == 1
    back = entries(tmp_path / "back.zip")
    assert {canvas_reads(name): text for name, text in back.items()} == {
        ("12345", "67890"): "page of 12345",
        ("12346", "67891"): "page of 12346",
        ("12347", "67892"): "page of 12347",
    }
    assert {name.removesuffix(".html") for name in back} == {source.split("/")[-1] for source in sources.values()} - {
        "eve"
    }
    assert "no name tells whose page it is: eve" in capsys.readouterr().err


def test_each_learner_has_a_zip_or_a_folder_named_as_it_came(graded: Graded, tmp_path: Path) -> None:
    out = graded({
        "123": "Ann Smith_123_assignsubmission_file_", "Bob": "Bob", "x": "all.zip/x", "y": "all.zip/y",
        "12345": "smithann_12345_67890_homework.py",
    })  # fmt: skip
    names = {"Ann Smith_123_assignsubmission_file_", "Bob", "x", "y", "smithann_12345_67890_homework"}
    assert feedback(out, "folders", tmp_path / "folders") == 0
    assert {path.name: [file.name for file in path.iterdir()] for path in (tmp_path / "folders").iterdir()} == {
        name: ["report.html"] for name in names
    }
    assert feedback(out, "zips", tmp_path / "zips") == 0
    assert {path.name for path in (tmp_path / "zips").iterdir()} == {f"{name}.zip" for name in names}
    assert entries(tmp_path / "zips" / "Bob.zip") == {"report.html": "page of Bob"}


def test_no_path_leads_out(graded: Graded, tmp_path: Path) -> None:
    assert feedback(graded({"eve": "..", "mal": "..\\x_1_assignsubmission_file_"}), "folders", tmp_path / "out") == 0
    assert {path.name for path in (tmp_path / "out").iterdir()} == {"eve", "mal"}


def test_what_cannot_be_packed_is_said(graded: Graded, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = graded({"ann": "ann"})
    assert feedback(out, "moodle", tmp_path / "back.zip") == 2
    assert "such as `Ann Smith_123_assignsubmission_file_`" in capsys.readouterr().err
    assert not (tmp_path / "back.zip").exists()


def test_the_pages_are_those_of_now(graded: Graded, tmp_path: Path) -> None:
    out = graded({"ann": "ann"})
    with open_gradebook(out) as gradebook:
        gradebook.decisions.rule("ann", "HW3", "override", "prof", "oral", points=4.5)
    assert feedback(out, "folders", tmp_path / "all") == 0
    page = (tmp_path / "all" / "ann" / "report.html").read_text("utf-8")
    assert "4.5" in page
    # One file, unlike the pages beside the class page.
    assert "<style>" in page
    assert "<link" not in page
    with open_gradebook(out) as gradebook:
        gradebook.decisions.set_policy(
            "HW3", PolicyChanges(shown="nothing", deadline=datetime(2999, 1, 1, tzinfo=UTC)), "prof"
        )
    assert feedback(out, "folders", tmp_path / "nothing") == 0
    assert "4.5" not in (tmp_path / "nothing" / "ann" / "report.html").read_text("utf-8")
