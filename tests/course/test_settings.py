"""The settings of a course: what may be written, what is refused and where, and the page that says so."""

from __future__ import annotations

from pathlib import Path

import pytest

from grader.course.discovery import find_course
from grader.course.reference_page import reference_page
from grader.course.settings import Policies, read_settings
from grader.course.targets import select
from grader.errors import AuthoringError, CourseError

ROOT = Path(__file__).parents[2]
LEAST = 'title = "A course"\nkey = "k"\n'
ASSIGNMENTS = """
[assignments.week1]
title = { en = "Week one", zh = "第一周" }
due = 2026-10-16T23:59:00+08:00
exercises = { lines = 2, "04" = 0.5 }

[assignments.week2]
exercises = ["curves"]
"""


def test_all_but_title_and_key_has_a_default(tmp_path):
    file = tmp_path / "course.toml"
    file.write_text(LEAST)
    settings = read_settings(file)
    assert (settings.languages, settings.libraries, dict(settings.roles)) == (("en",), ("torch", "numpy"), {})
    assert settings.titles == {"en": "A course"}
    assert settings.role_words("warm-up") == {"en": "warm-up"}
    assert (settings.limits.check_seconds, settings.policies.take) == (5.0, "latest")


def test_what_is_written_is_kept_in_its_order(tmp_path):
    file = tmp_path / "course.toml"
    file.write_text(
        'title = { fr = "Un cours", en = "A course" }\nkey = "k"\nlanguages = ["fr", "en"]\nstep_by_step = ["train"]\n'
        '[roles]\nconvolve = { fr = "Convolution" }\ntrain = "Entraînement"\n'
        '[limits]\nmemory = 2048\n[policies]\ntake = "best"\ngrace_minutes = 15\n'
        'late = "day"\nlate_percent = 12.5\nlate_cap_percent = 50\nshown = "nothing"\n'
        + ASSIGNMENTS.replace("zh", "fr"),
        encoding="utf-8",
    )
    settings = read_settings(file)
    assert list(settings.roles) == ["convolve", "train"]
    assert settings.role_words("train") == {"fr": "Entraînement"}
    assert settings.assignments["week1"].weights == {"lines": 2, "04": 0.5}
    assert settings.assignments["week2"].weights == {"curves": 1}
    assert (settings.limits.memory, settings.limits.output) == (2048, 20_000)
    assert settings.policies == Policies("best", 15, "day", 12.5, 50, "nothing")


SLIPS = {
    "no TOML": ("title = ", 1, "cannot be read"),
    "no title": ('key = "k"\n', 1, "missing required field `title`"),
    "an empty title": ('title = " "\nkey = "k"\n', 1, "`title` is empty"),
    "an unknown key": (LEAST + 'langauges = ["en"]\n', 3, "no key `langauges`; did you mean `languages`"),
    "an unknown limit": (LEAST + "[limits]\nmemroy = 4\n", 4, "no key `limits.memroy`; did you mean `memory`"),
    "an unknown key of an assignment": (
        LEAST + "[assignments.a]\nexercises = []\ndeu = 4\n",
        5,
        "no key `assignments.a.deu`; did you mean `due`",
    ),
    "a text for a number": (LEAST + 'variants = "3"\n', 3, "`variants`: expected `int`"),
    "no variants": (LEAST + "\n\nvariants = 0\n", 5, "`variants`: expected `int` >= 1"),
    "no language": (LEAST + "languages = []\n", 3, "`languages`: expected `array` of length >= 1"),
    "no code of a language": (LEAST + 'languages = ["English"]\n', 3, "`languages"),
    "a title in another language": ('key = "k"\ntitle = { zh = "课程" }\n', 2, "`title` is given in `zh`"),
    "words in another language": (
        LEAST + '[roles]\ndata = "Data"\ntrain = { de = "Training" }\n',
        5,
        "`roles.train` is given in `de`",
    ),
    "a step of no role": (LEAST + 'step_by_step = ["trian"]\n[roles]\ntrain = "Train"\n', 3, "did you mean `train`"),
    "a due time without a zone": (
        LEAST + "[assignments.a]\nexercises = []\ndue = 2026-10-16T23:59:00\n",
        5,
        "timezone",
    ),
    "a weight of nothing": (LEAST + "[assignments.a]\nexercises = { lines = 0 }\n", 4, "> 0"),
    "more than all": (LEAST + "[policies]\nlate_percent = 101\n", 4, "expected `float` <= 100"),
    "a policy that is none": (LEAST + '[policies]\ntake = "first"\n', 4, "`policies.take`: invalid enum value"),
}


@pytest.mark.parametrize(("text", "line", "message"), SLIPS.values(), ids=SLIPS)
def test_slips_name_the_key_and_its_line(tmp_path, text, line, message):
    file = tmp_path / "course.toml"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(AuthoringError, match=message) as caught:
        read_settings(file)
    assert caught.value.place is not None
    assert (caught.value.place.file, caught.value.place.line) == (file, line)


def test_an_assignment_is_a_target_with_weights(course):
    for chapter, name in [("03_descent", "lines"), ("03_descent", "more"), ("04_curves", "curves")]:
        course.exercise(name, chapter=chapter)
    course.write("solutions/course.toml", LEAST + 'languages = ["en", "zh"]\n' + ASSIGNMENTS)
    found = course.read()
    selected = select(found, ["week1"])
    assert [(one.exercise.name, one.weight) for one in selected] == [("lines", 2), ("curves", 0.5)]
    both = select(found, ["week2", "week1", "more"])
    assert [(one.exercise.name, one.weight) for one in both] == [("curves", 1), ("lines", 2), ("more", 1)]
    with pytest.raises(CourseError, match=r"not an assignment, .*did you mean `week"):
        select(found, ["week3"])


@pytest.mark.parametrize(
    ("exercises", "message"),
    [('["linse"]', "assignment `a`: `linse` is not an .*did you mean `lines`"), ('["lines", "03"]', "`lines` twice")],
)
def test_an_assignment_names_what_there_is_and_once(course, exercises, message):
    course.exercise("lines")
    course.write("solutions/course.toml", f"{LEAST}\n[assignments.a]\nexercises = {exercises}\n")
    with pytest.raises(AuthoringError, match=message) as caught:
        select(course.read(), ["a"])
    assert caught.value.place is not None
    assert caught.value.place.line == 4


@pytest.mark.parametrize("name", ["lines", "03_descent", "descent"])
def test_an_assignment_with_the_name_of_something_else_is_refused(course, name):
    course.exercise("lines")
    course.write("solutions/course.toml", f'{LEAST}\n[assignments.{name}]\nexercises = ["lines"]\n')
    with pytest.raises(AuthoringError, match=f"the assignment `{name}` has the name of") as caught:
        course.read()
    assert caught.value.place is not None
    assert caught.value.place.line == 4


def test_the_page_about_the_settings_is_current():
    page = reference_page()
    assert (ROOT / "docs" / "course.md").read_text(encoding="utf-8") == page
    assert "| `variants` | number | how many sets" in page


def test_the_assignments_of_the_own_course_are_there():
    own = find_course(Path(__file__).parent)
    assert own.settings.assignments
    assert all(select(own, [name], paths=False) for name in own.settings.assignments)
