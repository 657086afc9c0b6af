"""`grader update`: a workspace is brought to a newer course, and what was written is kept."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
from calling import called
from proving import Small

BETTER = '"""A better title."""'
HOLE = 'raise NotImplementedError("'


@pytest.fixture
def course(tmp_path: Path, as_nobody: None) -> Path:
    root = Small(tmp_path / "course").root
    (root / "exercises" / "01_a" / "notes.txt").write_text("One.\n", encoding="utf-8")
    return root


@pytest.fixture
def workspace(course: Path, tmp_path: Path) -> Path:
    folder = tmp_path / "work"
    folder.mkdir()
    assert called("start", "--course", str(course), cwd=folder).returncode == 0
    return folder


def updated(workspace: Path, *arguments: str, status: int = 0) -> str:
    done = called("update", *arguments, cwd=workspace)
    assert done.returncode == status, done.stdout + done.stderr
    return done.stdout + done.stderr


def contents(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def correct(course: Path, was: str, now: str) -> None:
    """A correction of the exercise file in a course."""
    file = course / "exercises" / "01_a" / "ex.py"
    text = file.read_text(encoding="utf-8")
    assert was in text
    file.write_text(text.replace(was, now), encoding="utf-8")


def docstring(course: Path) -> str:
    """The first words of the docstring of the course's exercise file."""
    return (course / "exercises" / "01_a" / "ex.py").read_text(encoding="utf-8").split("\n")[0]


def written(workspace: Path) -> Path:
    """The learner's file, in which something is written now."""
    file = workspace / "01_a" / "ex.py"
    text = file.read_text(encoding="utf-8")
    begin = text.index(HOLE)
    file.write_text(f"{text[:begin]}return 1  # mine{text[text.index(chr(10), begin) :]}", encoding="utf-8")
    return file


def test_nothing_is_to_be_done_after_start(workspace: Path) -> None:
    before = contents(workspace)
    assert updated(workspace) == "Everything is up to date.\n"
    assert contents(workspace) == before


def test_a_correction_comes_around_what_was_written_and_the_old_file_is_kept(course: Path, workspace: Path) -> None:
    file = written(workspace)
    old = file.read_bytes()
    correct(course, docstring(course), BETTER)
    dry = contents(workspace)
    assert "what you wrote" in updated(workspace, "--dry-run")
    assert contents(workspace) == dry
    said = updated(workspace)
    text = file.read_text(encoding="utf-8")
    assert text.startswith(BETTER)
    assert "return 1  # mine" in text
    (kept,) = (workspace / ".grader" / "set_aside").iterdir()
    assert kept.read_bytes() == old
    assert kept.name in said
    assert updated(workspace) == "Everything is up to date.\n"


def test_what_was_stopped_in_between_is_done_by_a_second_run(course: Path, workspace: Path) -> None:
    file = written(workspace)
    correct(course, docstring(course), BETTER)
    (course / "exercises" / "01_a" / "notes.txt").write_text("Two.\n", encoding="utf-8")
    record = (workspace / ".grader" / "handed_out.json").read_bytes()
    updated(workspace)
    after = contents(workspace)
    # As after kill -9 when the files were written, and the record was not.
    (workspace / ".grader" / "handed_out.json").write_bytes(record)
    updated(workspace)
    assert contents(workspace) == after
    assert b"mine" in file.read_bytes()


def test_untouched_files_are_replaced_and_what_one_deleted_or_added_stays(course: Path, workspace: Path) -> None:
    correct(course, docstring(course), BETTER)
    (course / "exercises" / "01_a" / "notes.txt").write_text("Two.\n", encoding="utf-8")
    (course / "exercises" / "01_a" / "more.txt").write_text("New.\n", encoding="utf-8")
    (workspace / "01_a" / "own.py").write_text("x = 1\n", encoding="utf-8")
    readme = next(path for path in (workspace / "01_a").glob("*.md"))
    readme.unlink()
    said = updated(workspace)
    assert (workspace / "01_a" / "ex.py").read_bytes() == (course / "exercises" / "01_a" / "ex.py").read_bytes()
    assert (workspace / "01_a" / "notes.txt").read_text(encoding="utf-8") == "Two.\n"
    assert "more.txt is new" in said
    assert (workspace / "01_a" / "own.py").exists()
    assert not readme.exists()
    assert not (workspace / ".grader" / "set_aside").exists()


def test_notes_in_a_text_are_set_aside_where_the_course_changed_it(course: Path, workspace: Path) -> None:
    notes = workspace / "01_a" / "notes.txt"
    notes.write_text("One. Mine.\n", encoding="utf-8")
    assert updated(workspace) == "Everything is up to date.\n"
    (course / "exercises" / "01_a" / "notes.txt").write_text("Two.\n", encoding="utf-8")
    updated(workspace)
    assert notes.read_text(encoding="utf-8") == "Two.\n"
    (kept,) = (workspace / ".grader" / "set_aside").iterdir()
    assert kept.read_text(encoding="utf-8") == "One. Mine.\n"


def test_a_deleted_or_renamed_exercise_is_left_out_and_told(course: Path, workspace: Path) -> None:
    file = workspace / "01_a" / "ex.py"
    file.rename(file.with_name("old_ex.py"))
    correct(course, docstring(course), BETTER)
    assert "`grader start ex`" in updated(workspace)
    assert not file.exists()
    assert file.with_name("old_ex.py").exists()


def test_a_removed_exercise_stays_and_is_told(course: Path, workspace: Path, tmp_path: Path) -> None:
    other = Small(tmp_path / "other").root
    for path in (*other.rglob("ex.*"), *other.rglob("ex_*")):
        path.rename(path.with_name(path.name.replace("ex", "why", 1)))
    for path in other.rglob("*.py"):
        path.write_text(path.read_text(encoding="utf-8").replace("ex.py", "why.py"), encoding="utf-8")
    file = written(workspace)
    said = updated(workspace, str(other))
    assert "no exercise of the course any more" in said
    assert b"mine" in file.read_bytes()
    assert (workspace / "01_a" / "why.py").exists()
    assert str(other) in (workspace / ".grader" / "settings.toml").read_text(encoding="utf-8")


def test_a_workspace_of_before_is_compared_with_the_course(course: Path, workspace: Path) -> None:
    (workspace / ".grader" / "handed_out.json").unlink()
    file = written(workspace)
    correct(course, docstring(course), BETTER)
    updated(workspace)
    assert file.read_text(encoding="utf-8").startswith(BETTER)
    assert b"mine" in file.read_bytes()


def test_a_file_that_is_not_python_is_left_and_taken_up_later(course: Path, workspace: Path) -> None:
    file = written(workspace)
    right = file.read_text(encoding="utf-8")
    file.write_text(right + "def (\n", encoding="utf-8")
    correct(course, docstring(course), BETTER)
    assert "left as it is" in updated(workspace)
    assert file.read_text(encoding="utf-8") == right + "def (\n"
    file.write_text(right, encoding="utf-8")
    updated(workspace)
    assert file.read_text(encoding="utf-8").startswith(BETTER)


def test_a_notebook_gets_the_correction_around_what_was_written(course: Path, tmp_path: Path) -> None:
    folder = tmp_path / "notebooks"
    folder.mkdir()
    assert called("start", "--notebook", "--course", str(course), cwd=folder).returncode == 0
    file = folder / "01_a" / "ex.ipynb"
    notebook = json.loads(file.read_text(encoding="utf-8"))
    assert updated(folder) == "Everything is up to date.\n"
    hole = next(cell for cell in notebook["cells"] if HOLE in "".join(cell["source"]))
    lines = "".join(hole["source"]).split("\n")
    hole["source"] = "\n".join("    return 1  # mine" if HOLE in line else line for line in lines)
    file.write_text(json.dumps(notebook), encoding="utf-8")
    title = next(line for line in lines if '"""' in line)
    correct(course, title, title.replace('"""', '"""Better: ', 1))
    updated(folder)
    text = file.read_text(encoding="utf-8")
    assert "return 1  # mine" in text
    assert "Better: " in text
    assert len(list((folder / ".grader" / "set_aside").glob("ex_*.ipynb"))) == 1


def test_a_folder_that_is_no_workspace_or_the_courses_own_is_told(course: Path, tmp_path: Path) -> None:
    empty = tmp_path / "empty"
    empty.mkdir()
    assert "grader start" in updated(empty, str(course), status=2)


def test_a_new_chapter_is_fetched_where_all_others_are(course: Path, workspace: Path) -> None:
    shutil.copytree(course / "exercises" / "01_a", course / "exercises" / "02_b")
    shutil.copytree(course / "solutions" / "01_a", course / "solutions" / "02_b")
    for path in [*(course / "solutions" / "02_b").rglob("ex*"), course / "exercises" / "02_b" / "ex.py"]:
        path.rename(path.with_name(path.name.replace("ex", "other", 1)))
    updated(workspace)
    assert (workspace / "02_b" / "other.py").exists()


def test_a_file_stays_in_the_language_that_it_was_handed_out_in(course: Path, tmp_path: Path) -> None:
    folder = tmp_path / "zh"
    folder.mkdir()
    assert called("start", "--lang", "zh", "--course", str(course), cwd=folder).returncode == 0
    chinese = course / "exercises" / "01_a" / "ex.zh.py"
    assert (folder / "01_a" / "ex.py").read_bytes() == chinese.read_bytes()
    chinese.write_text(f"# 新\n{chinese.read_text(encoding='utf-8')}", encoding="utf-8")
    updated(folder, "--lang", "en")
    assert (folder / "01_a" / "ex.py").read_bytes() == chinese.read_bytes()
    (folder / ".grader" / "handed_out.json").unlink()
    written(folder)
    assert updated(folder, "--lang", "en") == "Everything is up to date.\n"


def test_what_cannot_be_written_is_told_and_nothing_is_lost(course: Path, workspace: Path) -> None:
    file = written(workspace)
    old = file.read_bytes()
    correct(course, docstring(course), BETTER)
    (workspace / ".grader" / "set_aside").write_text("no folder", encoding="utf-8")
    assert "nothing that you wrote is lost" in updated(workspace, status=3)
    assert file.read_bytes() == old
    (workspace / ".grader" / "set_aside").unlink()
    updated(workspace)
    assert file.read_text(encoding="utf-8").startswith(BETTER)


def test_a_changed_signature_is_named(course: Path, workspace: Path) -> None:
    written(workspace)
    correct(course, "def forward(xs, w, b):", "def forward(xs, w, b, scale=1.0):")
    assert "forward(xs, w, b, scale=1.0)" in updated(workspace)
