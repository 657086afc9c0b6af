"""Finding a course: what is there, in which order, and what does not fit together."""

from __future__ import annotations

from pathlib import Path

import pytest

from grader.authoring import AuthoringError, Text
from grader.course.chapter_texts import chapter_text
from grader.course.discovery import find_course, read_course
from grader.errors import CourseError


def test_a_course_is_found_from_any_folder_in_it(course, monkeypatch):
    course.exercise()
    deep = course.root / "exercises" / "03_descent" / "mine"
    deep.mkdir(parents=True)
    assert find_course(deep).root == course.root.resolve()
    monkeypatch.chdir(deep)
    assert find_course().root == course.root.resolve()


def test_without_a_course_the_error_says_what_to_do(tmp_path):
    with pytest.raises(CourseError, match=r"course\.toml.*inside the course's folder"):
        find_course(tmp_path)


def test_settings_and_files_of_an_exercise(course):
    course.exercise("lines")
    course.exercise("curves", mistakes=None)
    found = course.read()
    assert found.settings.title == "A course"
    assert found.settings.variants == 1
    chapter = found.chapters[0]
    assert (chapter.number, chapter.folder, chapter.name) == ("03", "03_descent", "descent")
    lines, curves = found.exercise("lines"), found.exercise("curves")
    solutions = course.root / "solutions" / "03_descent"
    assert lines.stub == course.root / "exercises" / "03_descent" / "lines.py"
    assert lines.reference == solutions / "lines.py"
    assert lines.checks == solutions / "lines_checks.py"
    assert lines.mistakes == solutions / "lines_mistakes.py"
    assert curves.mistakes is None
    assert found.chapter_of(curves) is chapter


def test_chapters_stand_by_number_and_exercises_as_their_text_mentions_them(course):
    for chapter, name in [("03_c", "zeta"), ("03_c", "alpha"), ("03_c", "unnamed"), ("03_c", "apart"), ("02_b", "one")]:
        course.exercise(name, chapter=chapter)
    course.write("exercises/03_c/README.md", "# C\nFirst `zeta.py`, then alpha.py; `zeta.py` again. not_alpha.pyc")
    assert [exercise.name for exercise in course.read().exercises] == ["one", "zeta", "alpha", "apart", "unnamed"]


def test_a_table_of_files_goes_before_what_is_mentioned_above_it(course):
    for name in ("zeta", "alpha", "last"):
        course.exercise(name, chapter="03_c")
    table = "| File | About |\n|---|---|\n| `alpha.py` | after `last.py` |\n| `zeta.py` | b |\n"
    course.write("exercises/03_c/README.md", f"# C\n\nUnlike the lecture, `zeta.py` keeps both.\n\n{table}")
    assert [exercise.name for exercise in course.read().exercises] == ["alpha", "zeta", "last"]


@pytest.mark.parametrize(
    ("english", "chinese", "title"),
    [
        ("intro\n\n# Gradient descent\n# Other", "# 梯度下降", Text({"en": "Gradient descent", "zh": "梯度下降"})),
        ("# 03 Gradient descent #", "# 第 3 章:梯度下降", Text({"en": "Gradient descent", "zh": "梯度下降"})),
        ("# Chapter 3: Descent", "# 3. 下降", Text({"en": "Descent", "zh": "下降"})),
        ("```\n# a comment\n```\n## 30 ways down", "no heading", Text({"en": "30 ways down"})),
        ("no heading", None, Text({"en": "03_descent"})),
        (None, "# 下降", Text({"en": "03_descent", "zh": "下降"})),
    ],
)
def test_titles_are_the_first_headings(course, english, chinese, title):
    course.exercise()
    for name, text in (("README.md", english), ("README.zh.md", chinese)):
        if text is not None:
            course.write(f"exercises/03_descent/{name}", text)
    assert course.read().chapters[0].title == title


def test_a_chapter_text_falls_back_to_the_first_language(course):
    languages = ("en", "zh")
    folder = course.root / "exercises" / "03_descent"
    assert chapter_text(folder, "zh", languages) == ""
    course.write("exercises/03_descent/README.md", "Down")
    assert chapter_text(folder, "zh", languages) == "Down"
    course.write("exercises/03_descent/README.zh.md", "下降")
    assert chapter_text(folder, "zh", languages) == "下降"
    assert chapter_text(folder, "en", languages) == "Down"


def test_what_is_no_chapter_is_left_alone(course):
    course.exercise()
    course.write("solutions/demo_class/ada/lines.py", "anything")
    course.write("solutions/03_descent/__pycache__/lines.pyc", "")
    course.write("solutions/03_descent/.swap", "")
    course.write("exercises/03_descent/my_notes.py", "a learner's own")
    assert [exercise.name for exercise in course.read().exercises] == ["lines"]


def test_discovery_executes_nothing(course):
    course.exercise(reference="raise SystemExit", checks="raise SystemExit", mistakes="raise SystemExit")
    assert course.read().exercises


def slip(course, file: str, message: str) -> None:
    with pytest.raises(AuthoringError, match=message) as caught:
        course.read()
    assert caught.value.place is not None
    assert caught.value.place.file == course.root / file


@pytest.mark.parametrize("ending", ["_checks", "_mistakes"])
def test_files_without_a_reference_are_a_slip(course, ending):
    file = course.write(f"solutions/03_descent/lines{ending}.py", "")
    slip(course, file.relative_to(course.root), "without a reference")


@pytest.mark.parametrize("ending", ["", "_mistakes"])
def test_files_without_checks_are_a_slip(course, ending):
    course.write("solutions/03_descent/lines.py", "")
    if ending:
        course.write(f"solutions/03_descent/lines{ending}.py", "")
    with pytest.raises(AuthoringError, match=r"without checks: write lines_checks\.py"):
        course.read()


@pytest.mark.parametrize("name", ["notes.txt", "lines-old.py", "data/x.csv"])
def test_a_stray_file_is_a_slip(course, name):
    course.exercise()
    course.write(f"solutions/03_descent/{name}", "")
    slip(course, Path("solutions/03_descent") / Path(name).parts[0], "not a file of an exercise")


def test_two_exercises_of_one_name_are_a_slip(course):
    course.exercise(chapter="02_a")
    for ending in ("", "_checks"):
        course.write(f"solutions/03_b/lines{ending}.py", "")
    slip(course, "solutions/03_b/lines.py", "`lines` is here and in 02_a")


def test_two_chapters_of_one_number_are_a_slip(course):
    course.exercise("one", chapter="02_a")
    for ending in ("", "_checks"):
        course.write(f"solutions/02_b/two{ending}.py", "")
    slip(course, "solutions/02_b", "chapter 02 is here and in 02_a")


def test_slips_may_be_kept_and_the_rest_used(course):
    course.exercise("lines", chapter="02_a")
    for name in ("lines", "lines_checks", "lost_mistakes", "curves"):
        course.write(f"solutions/03_b/{name}.py", "")
    course.write("solutions/03_c/other.py", "")
    slips = []
    assert [exercise.name for exercise in read_course(course.root, slips).exercises] == ["lines"]
    assert [slip.place.file.relative_to(course.root / "solutions").as_posix() for slip in slips] == [
        "03_b/curves.py",
        "03_b/lost_mistakes.py",
        "03_c/other.py",
        "03_b/lines.py",
        "03_c",
    ]


def test_bad_settings_are_a_slip(course):
    course.write("solutions/course.toml", "title =")
    slip(course, "solutions/course.toml", "cannot be read")


def test_an_unknown_exercise_is_named_with_close_ones(course):
    course.exercise("gradient_descent")
    with pytest.raises(CourseError, match="did you mean `gradient_descent`"):
        course.read().exercise("gradient_decent")


def test_a_text_without_exercises_is_a_chapter_to_read(course):
    course.exercise()
    course.write("exercises/00_tensors/README.md", "# Tensors\nRead `lines.py` later.")
    course.write("exercises/notes/README.md", "# No chapter")
    course.write("exercises/01_empty/README.zh.md", "# 不是第一种语言")
    first, last = course.read().chapters
    assert (first.number, first.folder, first.title, first.exercises) == (
        "00",
        "00_tensors",
        Text({"en": "Tensors"}),
        (),
    )
    assert last.folder == "03_descent"


def test_a_text_to_read_does_not_take_the_number_of_a_chapter(course):
    course.exercise()
    course.write("exercises/03_before/README.md", "# Before")
    slip(course, "exercises/03_before", "chapter 03 is here and in 03_descent")
