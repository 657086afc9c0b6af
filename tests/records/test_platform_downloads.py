"""What learning platforms let an instructor download, taken as it is. Nothing is graded here.

The names are as the platforms describe them: Canvas, "How do I download all student submissions for an assignment?"
(name, LATE, user id, attachment id, file); Moodle, "Download all submissions" (a folder for each participant, or flat);
Gradescope, "Exporting submissions" (`submission_NUMBER` and `submission_metadata.yml`); GitHub Classroom, `gh classroom
clone student-repos` (`ASSIGNMENT-submissions/ASSIGNMENT-LOGIN`); nbgrader, "The directory structure".
"""

from __future__ import annotations

import os
from datetime import UTC, datetime
from pathlib import Path

import pytest

from grader.errors import RecordsError
from grader.grading.found_files import Expected
from grader.records.handins import read_hand_in
from grader.records.id_maps import read_id_map
from records.collecting import Collected, collect
from records.making import FILES, PATH, bundle, zipped

NAMES = frozenset({"gradient_descent", "linear_model"})
EXPECTED = Expected(NAMES, {"gradient_descent": "03_gradient_descent", "linear_model": "02_linear_model"})
TEXT = FILES[PATH].decode()
FOLDERS = {
    "Ann Smith_123_assignsubmission_file_": ("123", "Ann Smith"),
    "Zoë Müller_124_assignsubmission_file_": ("124", "Zoë Müller"),
    "李娜_125_assignsubmission_file_": ("125", "李娜"),
    "Jean_Paul O'Neil_7_assignsubmission_file": ("7", "Jean_Paul O'Neil"),
}


def write(path: Path, text: str = TEXT) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def texts(found: Collected) -> dict[str, str]:
    """The text of `gradient_descent` by learner, read as it is when it is graded."""
    return {one.learner: read_hand_in(one, NAMES).files["gradient_descent"].text for one in found.hand_ins}


def kinds(found: Collected) -> list[tuple[str, str, str]]:
    return [(note.learner, note.kind, note.source) for note in found.notes]


CANVAS = ["smithann_12345_67890", "leebob_LATE_12346_67891", "王小明_12347_67892"]


def test_a_flat_download_of_canvas_has_the_platforms_ids_and_marks(tmp_path: Path) -> None:
    for name in CANVAS:
        write(tmp_path / f"{name}_gradient_descent.py")
    found = collect([tmp_path], EXPECTED)
    assert texts(found) == dict.fromkeys(("12345", "12346", "12347"), TEXT)
    assert {one.learner: one.name for one in found.hand_ins}["12345"] == "smithann"
    assert {one.learner for one in found.hand_ins if one.marked_late} == {"12346"}
    assert kinds(found) == []
    assert found.hand_ins[0].came_as == "smithann_12345_67890_gradient_descent.py"


def test_of_a_file_that_was_handed_in_again_the_last_counts(tmp_path: Path) -> None:
    write(tmp_path / "smithann_12345_1_gradient_descent.py", "first = 1\n")
    write(tmp_path / "smithann_12345_2_gradient_descent-1.py", "second = 1\n")
    write(tmp_path / "smithann_12345_3_gradient_descent-12.py", "last = 1\n")
    os.utime(tmp_path / "smithann_12345_3_gradient_descent-12.py", (1e9, 1e9))
    assert texts(collect([tmp_path], EXPECTED)) == {"12345": "last = 1\n"}


def test_several_files_of_one_learner_on_canvas_are_one_hand_in(tmp_path: Path) -> None:
    write(tmp_path / "smithann_12345_1_gradient_descent.py")
    (tmp_path / "smithann_12345_2_rest.zip").write_bytes(zipped(("hw/linear_model.py", b"x = 1\n")))
    write(tmp_path / "smithann_12345_3_report.pdf")
    write(tmp_path / "leebob_12346_text.html", "<p>I forgot.</p>")
    found = collect([tmp_path], EXPECTED)
    assert {one.learner: sorted(one.digests) for one in found.hand_ins} == {
        "12345": ["gradient_descent", "linear_model"],
        "12346": [],
    }
    assert sorted(note[:2] for note in kinds(found)) == [("12345", "not_taken"), ("12346", "not_taken")]


def test_one_zip_of_all_is_no_learner(tmp_path: Path) -> None:
    names = [f"{name}_gradient_descent.py" for name in CANVAS]
    (tmp_path / "submissions.zip").write_bytes(zipped(*((name, TEXT.encode()) for name in names)))
    for found in (collect([tmp_path], EXPECTED), collect([tmp_path / "submissions.zip"], EXPECTED)):
        assert sorted(texts(found)) == ["12345", "12346", "12347"]


@pytest.mark.parametrize("folder", FOLDERS)
@pytest.mark.parametrize("flat", [False, True])
def test_moodle_tells_participants_and_names(tmp_path: Path, folder: str, flat: bool) -> None:
    if flat and not folder.endswith("_"):
        folder += "_"
    write(tmp_path / (f"{folder}gradient_descent.py" if flat else f"{folder}/deep/er/gradient_descent.py"))
    found = collect([tmp_path], EXPECTED)
    number, name = FOLDERS.get(folder) or FOLDERS[folder.removesuffix("_")]
    (one,) = found.hand_ins
    assert (one.learner, one.name, one.came_as) == (number, name, folder)
    assert texts(found) == {number: TEXT}


def test_a_moodle_zip_with_zips_in_its_folders_is_read_through(tmp_path: Path) -> None:
    inner = zipped(("hw\\gradient_descent.py", TEXT.encode()))
    entries = [(f"{folder.rstrip('_')}_/work.zip", inner) for folder in FOLDERS]
    (tmp_path / "CS1-HW 3-1234.zip").write_bytes(zipped(*entries))
    found = collect([tmp_path], EXPECTED)
    assert texts(found) == {number: TEXT for number, _ in FOLDERS.values()}
    assert found.notes == ()


def test_moodles_text_typed_online_is_noted(tmp_path: Path) -> None:
    write(tmp_path / "Ann Smith_123_assignsubmission_onlinetext_" / "onlinetext.html", "<p>def forward</p>")
    found = collect([tmp_path], EXPECTED)
    assert [note[:2] for note in kinds(found)] == [("123", "not_taken")]


def test_a_map_gives_the_ids(tmp_path: Path) -> None:
    file = tmp_path / "ids.csv"
    file.write_text("from,to\n12345,ann\nleebob,bob\n", encoding="utf-8-sig")
    for name in CANVAS:
        write(tmp_path / "class" / f"{name}_gradient_descent.py")
    found = collect([tmp_path / "class"], EXPECTED, ids=read_id_map(file))
    assert sorted(texts(found)) == ["12347", "ann", "bob"]


@pytest.mark.parametrize("rows", ["12345\n", "12345,\n", "1,ann\n1,bob\n", ",ann\n"])
def test_a_map_that_says_too_little_or_too_much_is_refused_with_its_row(tmp_path: Path, rows: str) -> None:
    file = tmp_path / "ids.csv"
    file.write_text(rows, encoding="utf-8")
    with pytest.raises(RecordsError, match=r"ids\.csv, row \d: "):
        read_id_map(file)


METADATA = """---
submission_101:
  :submitters:
  - :name: Ann Smith
    :sid: '2301'
    :email: ann@x.edu
  - :name: 李娜
    :sid:
    :email: lina@x.edu
  :created_at: 2026-11-21 22:20:45.673580000 Z
  :score: 3.0
  :history:
  - :id: 99
    :created_at: 2025-01-01 00:00:00.000000000 Z
submission_102:
  :submitters:
  - :name: Bob Lee
    :sid: '2302'
    :email: bob@x.edu
  :created_at: 2026-11-22 10:00:00.000000000 Z
"""


@pytest.mark.parametrize("zipped_up", [False, True])
def test_gradescopes_export_names_every_submitter_and_the_time(tmp_path: Path, zipped_up: bool) -> None:
    files = {"submission_metadata.yml": METADATA}
    files |= {f"submission_{number}/gradient_descent.py": TEXT for number in (101, 102)}
    if zipped_up:
        entries = [(f"assignment_7_export/{name}", text.encode()) for name, text in files.items()]
        (tmp_path / "export.zip").write_bytes(zipped(*entries))
    else:
        for name, text in files.items():
            write(tmp_path / name, text)
    found = collect([tmp_path], EXPECTED)
    assert {one.learner: (one.name, one.time) for one in found.hand_ins} == {
        "2301": ("Ann Smith", datetime(2026, 11, 21, 22, 20, 45, tzinfo=UTC)),
        "lina@x.edu": ("李娜", datetime(2026, 11, 21, 22, 20, 45, tzinfo=UTC)),
        "2302": ("Bob Lee", datetime(2026, 11, 22, 10, tzinfo=UTC)),
    }
    assert sorted(texts(found)) == ["2301", "2302", "lina@x.edu"]
    assert found.notes == ()


def test_github_classrooms_checkouts_are_named_by_their_logins(tmp_path: Path) -> None:
    place = tmp_path / "hw-3-submissions"
    for login in ("ann-smith", "ann-sophie", "bob"):
        write(place / f"hw-3-{login}" / "exercises" / "03_gradient_descent" / "gradient_descent.py")
        write(place / f"hw-3-{login}" / "README.md", "# Homework")
        write(place / f"hw-3-{login}" / ".git" / "config", "")
    found = collect([place], EXPECTED)
    assert sorted(texts(found)) == ["ann-smith", "ann-sophie", "bob"]
    assert {one.came_as for one in found.hand_ins} == {"hw-3-ann-smith", "hw-3-ann-sophie", "hw-3-bob"}
    assert found.notes == ()
    elsewhere = place.rename(tmp_path / "downloads")
    assert sorted(texts(collect([elsewhere], EXPECTED))) == ["ann-smith", "ann-sophie", "bob"]


def test_folders_that_only_look_alike_keep_their_names(tmp_path: Path) -> None:
    for name in ("ann-marie", "ann-sue"):
        write(tmp_path / name / "gradient_descent.py")
    assert sorted(texts(collect([tmp_path], EXPECTED))) == ["ann-marie", "ann-sue"]


def test_what_nbgrader_collects_has_its_time(tmp_path: Path) -> None:
    write(tmp_path / "bitdiddle" / "ps1" / "gradient_descent.py")
    write(tmp_path / "bitdiddle" / "ps1" / "timestamp.txt", "2026-11-02 15:58:23.948203 UTC")
    found = collect([tmp_path], EXPECTED)
    assert [(one.learner, one.time) for one in found.hand_ins] == [
        ("bitdiddle", datetime(2026, 11, 2, 15, 58, 23, tzinfo=UTC))
    ]
    assert found.notes == ()


def test_a_bundle_that_came_by_a_platform_belongs_to_whom_the_platform_says(tmp_path: Path) -> None:
    made = bundle("ann")
    (tmp_path / f"smithann_12345_67890_{made.name}").write_bytes(made.content)
    found = collect([tmp_path], EXPECTED)
    assert texts(found) == {"12345": TEXT}
    assert found.hand_ins[0].time == made.manifest.created
    assert [note[:2] for note in kinds(found)] == [("12345", "other_id")]


def test_what_belongs_to_nobody_is_named(tmp_path: Path) -> None:
    write(tmp_path / "gradient_descent.py")
    write(tmp_path / "ann" / "gradient_descent.py")
    found = collect([tmp_path], EXPECTED)
    assert list(texts(found)) == ["ann"]
    assert kinds(found) == [("", "stray", "gradient_descent.py")]
