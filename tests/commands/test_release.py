"""`grader release`, and what learners can do with a kit."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
from calling import called
from proving import Small

from grader.course.discovery import read_course
from grader.course.files import read_source
from grader.course.loading import load_exercise
from grader.course.outline import outline
from grader.course.stubs import solution_regions
from grader.grading.shipped_recordings import current_header, shipped_seed, unpacked

HIDDEN = '''

@check(role="forward", of="forward", points=1, cases=[samples], hidden=True, sentence={"zh": "别的数据。"})
def kept_secret(m, xs, w, b):
    """On other data."""
    return m.forward(xs, w, b)
'''


@pytest.fixture(scope="module")
def released(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a course in `course` and its kit in `kit`."""
    folder = tmp_path_factory.mktemp("released")
    small = Small(folder / "course")
    checks = folder / "course" / "solutions" / "01_a" / "ex_checks.py"
    checks.write_text(read_source(checks) + HIDDEN, encoding="utf-8")
    done = called("release", str(folder / "kit"), cwd=small.root, GRADER_RECORDINGS=str(folder / "store"))
    assert (done.returncode, "1 exercise" in done.stdout) == (0, True), done.stderr
    return folder


@pytest.fixture
def kit(released: Path, tmp_path: Path) -> Path:
    """The kit alone, away from its course."""
    shutil.copytree(released / "kit", tmp_path / "kit")
    return tmp_path / "kit"


@pytest.fixture
def workspace(kit: Path, tmp_path: Path) -> Path:
    folder = tmp_path / "work"
    folder.mkdir()
    assert called("start", "--course", str(kit), cwd=folder).returncode == 0
    return folder


def check(workspace: Path, *arguments: str, **environment: str) -> tuple[dict[str, object], str]:
    store = str(workspace.parent / "store")
    done = called("check", "--format", "json", *arguments, cwd=workspace, GRADER_RECORDINGS=store, **environment)
    return json.loads(done.stdout)["exercises"][0], done.stderr


def test_a_kit_holds_no_solution_no_mistake_and_no_hidden_check(released: Path, kit: Path) -> None:
    course = read_course(released / "course").exercise("ex")
    reference = read_source(course.reference)
    regions = solution_regions(reference, course.reference)
    bodies = ["".join(reference.splitlines(keepends=True)[one.begin : one.end - 1]).strip() for one in regions]
    assert bodies
    assert course.mistakes is not None
    bodies += [read_source(course.mistakes).splitlines()[-1].strip()]
    for file in kit.rglob("*"):
        text = file.read_bytes().decode("utf-8", "replace") if file.is_file() else ""
        assert not [body for body in (*bodies, "SOLUTION", "kept_secret", "别的数据") if body in text], file
    names = {file.name for file in kit.rglob("*.py")}
    assert names <= {"ex.py", "ex.zh.py", "ex_checks.py"}


def test_its_recording_has_nothing_of_hidden_checks(kit: Path) -> None:
    exercise = load_exercise(read_course(kit).exercise("ex"))
    header = current_header(exercise, shipped_seed(exercise))
    assert header is not None
    recording = unpacked(exercise, header)
    assert recording is not None
    assert recording.checks.keys() == {one.id for one in exercise.checks}
    assert all(one.checks.keys() <= recording.checks.keys() for one in recording.mistakes)


def test_its_functions_are_those_of_the_course(released: Path, kit: Path) -> None:
    ours, theirs = read_course(released / "course").exercise("ex"), read_course(kit).exercise("ex")
    functions = [outline(read_source(one.reference), one.reference).functions for one in (ours, theirs)]
    assert functions[0] == functions[1]
    said = [
        [one.finding.in_languages(("en", "zh")) for one in load_exercise(files).mistakes] for files in (ours, theirs)
    ]
    assert said[0] == said[1]


def test_a_learner_checks_with_it(released: Path, workspace: Path) -> None:
    own = workspace / "01_a" / "ex.py"
    graded, _ = check(workspace)
    assert graded["recorded"] == "shipped"
    assert {one["status"] for one in graded["checks"]} == {"not_attempted"}  # type: ignore[attr-defined]
    shutil.copy(released / "course" / "solutions" / "01_a" / "ex.py", own)
    graded, said = check(workspace)
    assert {one["status"] for one in graded["checks"]} == {"passed"}  # type: ignore[attr-defined]
    assert said == ""


def test_a_named_mistake_is_named(released: Path, workspace: Path) -> None:
    exercise = load_exercise(read_course(released / "course").exercise("ex"))
    mistake = exercise.mistakes[0]
    (workspace / "01_a" / "ex.py").write_text(exercise.with_version(mistake), encoding="utf-8")
    graded, _ = check(workspace)
    named = [found["id"] for one in graded["checks"] for found in one.get("mistakes", ())]  # type: ignore[attr-defined]
    assert mistake.id in named


def test_on_another_machine_it_is_used_as_it_is_and_that_is_said_once(
    workspace: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("grader.grading.surroundings.processor", lambda: "a processor that no machine has")
    graded, said = check(workspace)
    assert graded["recorded"] == "given"
    assert "are used as they are (1 exercise)" in said
    assert check(workspace)[1] == ""


def test_what_a_kit_cannot_do_is_told(released: Path, kit: Path, workspace: Path) -> None:
    shutil.copy(released / "course" / "solutions" / "01_a" / "ex.py", workspace / "01_a" / "ex.py")
    done = called("check", "--seed", "7", cwd=workspace)
    assert (done.returncode, "no solutions to compute others" in done.stderr) == (2, True)
    for arguments in (["validate"], ["stub"], ["recordings"], ["release", "again"], ["package", "gradescope"]):
        done = called(*arguments, cwd=kit)
        assert (done.returncode, "is a release kit" in done.stderr) == (2, True), arguments
    assert "This is a release kit" in called("doctor", cwd=kit).stdout


def test_a_changed_kit_is_refused(kit: Path, workspace: Path) -> None:
    stub = kit / "exercises" / "01_a" / "ex.py"
    stub.write_text(read_source(stub) + "\n# changed\n", encoding="utf-8")
    done = called("check", cwd=workspace)
    assert (done.returncode, "get the kit again" in done.stderr) == (2, True)


def test_a_folder_with_something_in_it_is_left_alone(released: Path, tmp_path: Path) -> None:
    (tmp_path / "mine.txt").write_text("mine", encoding="utf-8")
    done = called("release", str(tmp_path), cwd=released / "course")
    assert (done.returncode, "not an empty folder" in done.stderr) == (2, True)
    assert [file.name for file in tmp_path.iterdir()] == ["mine.txt"]


def test_a_solved_stub_is_not_handed_out(released: Path, tmp_path: Path) -> None:
    shutil.copytree(released / "course", tmp_path / "course")
    stub = tmp_path / "course" / "exercises" / "01_a" / "ex.py"
    stub.write_text("def forward(xs, w, b):\n    return xs * w + b\n", encoding="utf-8")
    done = called("release", str(tmp_path / "kit"), cwd=tmp_path / "course")
    assert (done.returncode, "run `grader stub`" in done.stderr) == (2, True)
    assert not (tmp_path / "kit").exists()


def test_a_kit_hands_out_stubs_in_the_languages_of_its_course(kit: Path, tmp_path: Path) -> None:
    folder = tmp_path / "zh"
    folder.mkdir()
    assert called("start", "--course", str(kit), "--lang", "zh", cwd=folder).returncode == 0
    own, chinese = (folder / "01_a" / "ex.py").read_bytes(), kit / "exercises" / "01_a" / "ex.zh.py"
    assert own == chinese.read_bytes()


def test_a_workspace_is_brought_to_a_newer_kit(kit: Path, workspace: Path) -> None:
    newer = kit.parent / "newer"
    shutil.copytree(kit, newer)
    stub = newer / "exercises" / "01_a" / "ex.py"
    stub.write_text(f"# Corrected.\n{read_source(stub)}", encoding="utf-8")
    assert called("update", str(newer), cwd=workspace).returncode == 0
    assert (workspace / "01_a" / "ex.py").read_bytes() == stub.read_bytes()
    assert called("update", cwd=workspace).stdout == "Everything is up to date.\n"
