"""A class is graded in five orders: late work, extensions, overrides and a changed check, and always the same grades.

`benchmarks/class_of_120.py` does the same for a class of 120.
"""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from calling import called
from grading.small_course import RIGHT, make_course
from records.orders import Class, Exercise, change_check, in_every_order

CHECKS = "solutions/01_small/small_checks.py"


def test_the_order_in_which_anything_happens_leaves_no_trace(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GRADER_RECORDINGS", str(tmp_path / "recordings"))
    make_course(tmp_path / "course")
    settings = tmp_path / "course" / "solutions" / "course.toml"
    text = settings.read_text(encoding="utf-8")
    settings.write_text(text.replace("variants = 1", "variants = 3").partition("[assignments.")[0], "utf-8")
    change_check(tmp_path / "course", tmp_path / "changed", CHECKS, "points=2,", "points=4,")

    def run(*arguments: str) -> str:
        ended = called(*arguments, cwd=tmp_path)
        assert ended.returncode in (0, 1), ended
        return ended.stdout

    exercise = Exercise(
        tmp_path / "course", tmp_path / "changed", "small", "all", "01_small/small.py", RIGHT,
        RIGHT.replace("x * w", "x + w"), "points_of_a_line",
    )  # fmt: skip
    here = Class(exercise, tmp_path / "class", 6, run)
    here.make()
    exports = {}
    for name, out in in_every_order(here):
        exports[name] = here.exports(out)
        assert exports[name] == exports["at_once"], name
        pages = {page: page.stat().st_ino for page in out.glob("*/report.html")}
        here.grade(out)
        assert here.exports(out) == exports[name], name
        assert {page: page.stat().st_ino for page in out.glob("*/report.html")} == pages
    standings = json.loads(json.dumps(exports["at_once"][1]))["standings"]
    assert {one["learner"][-1]: one["points"] for one in standings} == {
        "0": 1.5,  # overridden
        "1": 6.0,  # late, with an extension
        "2": 6.0,
        "3": 6.0,  # handed in again before the deadline
        "4": 6.0,  # late, with an extension
        "5": 2.7,  # late and wrong, with a point for the check nevertheless
        "6": None,
    }
    assert all(one["max_points"] == 6.0 for one in standings)
    assert not [note for one in standings for note in one["notes"] if note["kind"] == "ungraded"]
