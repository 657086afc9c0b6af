"""What a function earns that is right by itself, as an instructor sets it for one assignment."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from calling import called
from grading.following import RIGHT, make_following_course

from grader.grading.documents import decode_result
from grader.grading.result import CheckResult

pytestmark = pytest.mark.usefixtures("as_nobody")

NOT_SQUARED = "def misfit(xs, w):\n    return sum(scaled(float(x), w) - 1.0 for x in xs)\n"

Said = Callable[..., str]


@pytest.fixture
def said(tmp_path: Path) -> Said:
    """What a command says on a class of one, of whose three functions the second is wrong and the third is right."""
    make_following_course(tmp_path / "course")
    (file,) = (tmp_path / "course" / "solutions").glob("*/*_checks.py")
    (tmp_path / "class" / "ann").mkdir(parents=True)
    text = "\n\n".join((RIGHT | {"misfit": NOT_SQUARED}).values())
    (tmp_path / "class" / "ann" / f"{file.stem.removesuffix('_checks')}.py").write_text(text, encoding="utf-8")

    def run(*arguments: str) -> str:
        if arguments[0] == "grade":
            arguments = ("grade", "class", *arguments[1:], "--output", "out", "--course", "course", "--seed", "1")
        else:
            arguments = (*arguments, "--gradebook", "out")
        ended = called(*arguments, cwd=tmp_path)
        assert ended.returncode in (0, 1), ended.stderr
        return ended.stdout + ended.stderr

    return run


def points(said: Said) -> float:
    (standing,) = json.loads(said("gradebook", "export", "--format", "json"))["standings"]
    found = standing["points"]
    assert isinstance(found, float)
    return found


def steps(tmp_path: Path) -> CheckResult:
    result = decode_result((tmp_path / "out" / "ann" / "result.json").read_bytes())
    (check,) = (check for check in result.exercises[0].checks if check.id == "steps_downhill")
    return check


def test_the_share_is_set_for_an_assignment_and_holds_for_every_later_run(tmp_path: Path, said: Said) -> None:
    said("grade")
    assert points(said) == 6  # 1 for `scaled`, 4 for `path`, and 1 for its hidden check
    told = said("gradebook", "policy", "--follow-through", "half", "--by", "prof")
    assert "A function that is right by itself, on top of wrong ones, has half its points." in told
    assert "keeps its points until `grader grade` is run" in told
    assert points(said) == 6
    said("grade")
    check = steps(tmp_path)
    assert (points(said), check.points, check.given and check.given.credit) == (3, 2, 0.5)
    said("grade")
    assert points(said) == 3
    assert "has half its points" in said("gradebook", "policy")
    assert "prof set the policy:" in said("gradebook", "history", "ann")


def test_an_earlier_share_needs_no_grading_when_it_holds_again(tmp_path: Path, said: Said) -> None:
    said("grade")
    said("gradebook", "policy", "--follow-through", "none")
    said("grade")
    check = steps(tmp_path)
    assert (points(said), check.points, check.given and check.given.verdict) == (1, 0, "right")
    said("gradebook", "policy", "--follow-through", "full")
    assert "1 hand-in is already in the gradebook" in said("grade")
    assert points(said) == 6


def test_what_is_set_for_an_assignment_goes_before_what_the_course_says(tmp_path: Path, said: Said) -> None:
    settings = tmp_path / "course" / "solutions" / "course.toml"
    text = settings.read_text(encoding="utf-8")
    settings.write_text(f'{text}\n[policies]\nfollow_through = "none"\n', encoding="utf-8")
    said("grade")
    assert points(said) == 1
    said("gradebook", "policy", "--follow-through", "half")
    said("grade")
    assert points(said) == 3


def test_a_policy_that_is_set_otherwise_says_nothing_of_grading_again(said: Said) -> None:
    said("grade")
    assert "keeps its points" not in said("gradebook", "policy", "--take", "best")
    assert "keeps its points" not in said("gradebook", "policy", "--follow-through", "full")
