"""A class from its first grading to what its learners are shown, as an instructor does it."""

from __future__ import annotations

import json
import os
import re
import zipfile
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from calling import Ended, called

from grader.grading.documents import decode_result
from grader.grading.result import Result

DUE = datetime(2026, 10, 16, 22, tzinfo=UTC)
SETTINGS = f"""
title = "Lines"
key = "k"
[policies]
late = "day"
late_percent = 10
late_cap_percent = 30
[assignments.hw]
due = {DUE:%Y-%m-%dT%H:%M:%SZ}
exercises = ["lines"]
"""
REFERENCE = '''"""Lines."""


def line(x, w):
    """x * w."""
    ### BEGIN SOLUTION
    return x * w
    ### END SOLUTION


def largest(xs):
    """The largest of them."""
    ### BEGIN SOLUTION
    return max(xs)
    ### END SOLUTION
'''
CHECKS = '''"""Checks."""

from grader.authoring import case, check, exercise, plain, random_case, satisfies

about = exercise(title="Lines")


@random_case()
def points(rng):
    """A point."""
    return case(x=float(rng.uniform(3, 4)), w=float(rng.uniform(3, 4)))


@random_case()
def lists(rng):
    """A few numbers, of which the first is never the largest, whatever key they are drawn from."""
    return case(xs=plain(sorted(rng.uniform(3, 4, 5).tolist())))


@check(role="forward", of="line", points=4, cases=[case(x=2.0, w=2.0), case(x=0.0, w=0.0), points])
def product(m, x, w):
    """It is x * w."""
    return m.line(x, w)


def is_largest(observed, arguments):
    """The property."""
    best = max(arguments["xs"])
    return None if observed == best else f"You give {observed:.6g}; {best:.6g} is there."


@check(role="forward", of="largest", points=2, cases=[case(xs=plain([1.0])), case(xs=plain([2.0, 1.0])), lists],
       expect=satisfies(is_largest))
def the_largest(m, xs):
    """It is the largest."""
    return m.largest(xs)
'''
MISTAKES = '''"""Mistakes."""

from grader.authoring import mistake


@mistake(of="line", hint="Which operation is it?")
def added(x, w):
    """You add."""
    return x + w
'''
WRONG = "def line(x, w):\n    return x + w\n\n\ndef largest(xs):\n    return xs[0]\n"
"""Right in every fixed case, and wrong in those that are drawn."""
RIGHT = "def line(x, w):\n    return x * w\n\n\ndef largest(xs):\n    return max(xs)\n"


pytestmark = pytest.mark.usefixtures("as_nobody")


Grade = Callable[..., Ended]


@pytest.fixture
def course(tmp_path: Path) -> Path:
    return write_course(tmp_path / "course")


def write_course(root: Path, checks: str = CHECKS) -> Path:
    chapter = root / "solutions" / "01_lines"
    chapter.mkdir(parents=True)
    (root / "exercises" / "01_lines").mkdir(parents=True)
    (root / "solutions" / "course.toml").write_text(SETTINGS, encoding="utf-8")
    for name, text in {"lines": REFERENCE, "lines_checks": checks, "lines_mistakes": MISTAKES}.items():
        (chapter / f"{name}.py").write_text(text, encoding="utf-8")
    return root


def hand_in(place: Path, text: str, late: timedelta = timedelta(hours=-1)) -> None:
    """A zip that arrived so long after the assignment was due."""
    place.parent.mkdir(parents=True, exist_ok=True)
    with zipfile.ZipFile(place, "w") as archive:
        archive.writestr("lines.py", text)
    os.utime(place, ((DUE + late).timestamp(),) * 2)


@pytest.fixture
def grade(tmp_path: Path, course: Path) -> Grade:
    """Grade the class, with these options."""

    def graded(*options: str, of: Path = course) -> Ended:
        ended = called("grade", "class", "hw", "--output", "out", "--course", str(of), *options, cwd=tmp_path)
        assert ended.returncode in (0, 1), ended.stderr
        return ended

    return graded


@pytest.fixture
def gradebook(tmp_path: Path) -> Callable[..., str]:
    """What a command on the gradebook says."""

    def said(*arguments: str, **environment: str) -> str:
        ended = called("gradebook", *arguments, "--gradebook", "out", cwd=tmp_path, **environment)
        assert ended.returncode == 0, ended.stderr
        return ended.stdout

    return said


def kept(tmp_path: Path) -> Result:
    """The instructor's document of the first learner."""
    return decode_result((tmp_path / "out" / "results.jsonl").read_bytes().splitlines()[0])


def test_what_is_expected_of_drawn_cases_stays_with_the_instructor(
    tmp_path: Path, course: Path, grade: Grade, monkeypatch: pytest.MonkeyPatch
) -> None:
    hand_in(tmp_path / "class" / "ann" / "work.zip", WRONG)
    grade()
    drawn = {check.function: check.cases[2] for check in kept(tmp_path).exercises[0].checks}
    assert [case.drawn for case in kept(tmp_path).exercises[0].checks[0].cases] == [False, False, True]
    product = drawn["line"].expected
    assert product.startswith(("9.", "1"))
    assert drawn["largest"].unmet is not None
    _, best = re.findall(r"\d\.\d+", drawn["largest"].unmet["en"])
    given = {name: (tmp_path / "out" / "ann" / name).read_text("utf-8") for name in ("result.json", "report.html")}
    (tmp_path / "checkout").mkdir()
    (tmp_path / "checkout" / "lines.py").write_text(WRONG, encoding="utf-8")
    for format_ in ("json", "gradescope", "markdown"):
        ended = called("ci", "--format", format_, "--course", str(course), cwd=tmp_path / "checkout")
        given[format_] = ended.stdout
        assert "lines" in ended.stdout.lower(), ended.stderr
    for name, text in given.items():
        assert product[:5] not in text, name
        assert f"{best} is there" not in text, name
        assert "You give …; … is there." in text, name
    assert drawn["line"].got[:5] in given["report.html"]
    monkeypatch.chdir(tmp_path)
    at_home = called("check", "--course", str(course), "--format", "json", cwd=tmp_path / "checkout")
    assert product[:5] not in at_home.stdout  # who checks at home has the course and its key, not the gradebook's


def test_the_document_beside_a_page_shows_what_the_page_does(
    tmp_path: Path, grade: Grade, gradebook: Callable[..., str]
) -> None:
    hand_in(tmp_path / "class" / "ann" / "work.zip", WRONG)
    grade()
    document = tmp_path / "out" / "ann" / "result.json"
    assert len(decode_result(document.read_bytes()).exercises[0].checks) == 2
    gradebook("policy", "--shown", "points")
    grade()
    (check,) = decode_result(document.read_bytes()).exercises[0].checks
    assert (check.points, check.max_points, check.sentence) == (0, 6, {})
    future = f"{datetime.now(UTC) + timedelta(days=3):%Y-%m-%d %H:%M}"
    gradebook("policy", "--shown", "nothing", "--deadline", future)
    grade()
    assert not document.exists()
    assert "0 of 6" not in document.with_name("report.html").read_text("utf-8")
    assert kept(tmp_path).exercises[0].checks[0].cases
    gradebook("policy", "--deadline", "2020-01-01")
    grade()
    assert len(decode_result(document.read_bytes()).exercises[0].checks) == 2


def test_the_course_gives_the_defaults_and_a_gradebook_goes_before(
    tmp_path: Path, course: Path, grade: Grade, gradebook: Callable[..., str]
) -> None:
    hand_in(tmp_path / "class" / "ann" / "work.zip", RIGHT, timedelta(hours=30))
    grade()
    assert json.loads(gradebook("export", "--format", "json"))["standings"][0]["points"] == pytest.approx(4.8)
    gradebook("policy", "--percent", "25")
    grade()
    assert json.loads(gradebook("export", "--format", "json"))["standings"][0]["points"] == pytest.approx(4.2)
    settings = course / "solutions" / "course.toml"
    settings.write_text(settings.read_text("utf-8").replace("late_cap_percent = 30", "late_cap_percent = 20"), "utf-8")
    grade()
    assert json.loads(gradebook("export", "--format", "json"))["standings"][0]["points"] == pytest.approx(4.8)


def test_a_roster_is_told_once_although_a_file_changed_meanwhile(
    tmp_path: Path, grade: Grade, monkeypatch: pytest.MonkeyPatch
) -> None:
    from grader.cohort import station

    hand_in(tmp_path / "class" / "ann" / "work.zip", WRONG)
    (tmp_path / "roster.csv").write_text("learner\nann\n", encoding="utf-8")
    read = station.read_version
    place = tmp_path / "class" / "ann" / "work.zip"

    def changed(version: object) -> object:
        if place.read_bytes().find(b"max") < 0:
            hand_in(place, RIGHT, timedelta(hours=-2))
        return read(version)  # type: ignore[arg-type]

    monkeypatch.setattr(station, "read_version", changed)
    assert grade("--roster", "roster.csv").stderr.count("Roster: 1 learner, ") == 1


def points(said: str) -> list[float | None]:
    """The points of each learner in an export as JSON."""
    return [one["points"] for one in json.loads(said)["standings"]]


def test_a_hand_in_that_is_excluded_is_as_if_it_had_never_come(
    tmp_path: Path, grade: Grade, gradebook: Callable[..., str]
) -> None:
    hand_in(tmp_path / "class" / "ann" / "first.zip", RIGHT, timedelta(hours=-2))
    grade()
    hand_in(tmp_path / "class" / "ann" / "second.zip", WRONG)
    grade()
    assert points(gradebook("export", "--format", "json")) == [0]
    ended = called("gradebook", "exclude", "ann", "--hand-in", "third.zip", "--gradebook", "out", cwd=tmp_path)
    assert (ended.returncode, "ann/second.zip" in ended.stderr) == (2, True)
    assert "6 / 6" in gradebook("exclude", "ann", "--hand-in", "ann/second.zip", "--reason", "the wrong file")
    grade()
    assert points(gradebook("export", "--format", "json")) == [6]
    said = gradebook("explain", "ann")
    assert "ann/second.zip: An instructor has excluded this hand-in" in said
    assert "the wrong file" in said
    assert "0 / 6" in gradebook("exclude", "ann", "--hand-in", "ann/second.zip", "--withdraw")
    assert "–" in gradebook("exclude", "ann", "--reason", "ill")
    assert points(gradebook("export", "--format", "json")) == [None]


def course_of(gradebook: Callable[..., str]) -> str:
    """The version of the course that the class was last graded with."""
    standings = json.loads(gradebook("export", "--format", "json"))["standings"]
    return str(standings[0]["grade"]["course"][:12])


def test_diff_tells_what_is_from_grading_and_what_from_decisions(
    tmp_path: Path, grade: Grade, gradebook: Callable[..., str]
) -> None:
    for learner, text, late in (("ann", RIGHT, 30), ("ben", WRONG, -1), ("cleo", RIGHT, -1)):
        hand_in(tmp_path / "class" / learner / "work.zip", text, timedelta(hours=late))
    grade()
    courses = [course_of(gradebook)]
    changed = CHECKS.replace("points=4", "points=8").replace(", points])", '], fixed="Few.")')
    grade(of=write_course(tmp_path / "next", changed))
    courses.append(course_of(gradebook))
    assert [f"version {one} of the course" in gradebook("history", "ann") for one in courses] == [True, True]
    said = gradebook("diff", *courses)
    assert said.splitlines() == [
        "ann: 4.8 -> 8",
        "  by grading: +4",
        "    lines:product: 4 -> 8",
        "  by lateness and decisions: -0.8 (before: 20 % off for being late; after: 20 % off for being late)",
        "ben: 0 -> 8",
        "  by grading: +8",
        "    lines:product: 0 -> 8",
        "cleo: 6 -> 10",
        "  by grading: +4",
        "    lines:product: 4 -> 8",
        "3 gained, 0 lost",
    ]
    assert "3 人加分" in gradebook("diff", *courses, GRADER_LANG="zh")


def test_everything_that_is_said_is_said_in_chinese(
    tmp_path: Path, grade: Grade, gradebook: Callable[..., str]
) -> None:
    hand_in(tmp_path / "class" / "安" / "work.zip", WRONG, timedelta(hours=3))
    grade()
    who = ("安", "--by", "老师")
    for command in (
        ("policy", "--grace", "1", "--by", "老师"),
        ("extend", *who, "2026-10-20", "--reason", "病假"),
        ("override", *who, "3", "--reason", "口试"),
        ("override", *who, "2", "--check", "lines:product", "--reason", "口试"),
        ("comment", *who, "做得好"),
        ("exclude", *who, "--reason", "退课"),
        ("explain", "安"),
        ("history", "安"),
        ("diff", "2098-01-01", "2099-01-01"),
        ("backup", str(tmp_path / "b.sqlite")),
        ("remove", "安", "--yes"),
    ):
        said = gradebook(*command, GRADER_LANG="zh")
        names = r"course\.toml|lines:product|\S*\.(?:zip|sqlite)|课程版本 \w+|老师|T\d\d:\S*Z"
        assert not re.findall(r"[A-Za-z]{3,}|\ue000", re.sub(names, "", said)), (command[0], said)
