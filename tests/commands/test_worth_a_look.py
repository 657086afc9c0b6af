"""What no machine can decide of a rule is told to the instructor, and to no learner."""

from __future__ import annotations

from pathlib import Path

import pytest
from calling import called
from grading.small_course import CHECKS, RIGHT, make_course

pytestmark = pytest.mark.usefixtures("as_nobody")

HIDING = RIGHT.replace(
    "    return [x * w",
    "    times = getattr(w, sorted(['__mul__', '__add__'])[1])\n    return [times(x) if x else x * w",
)
CHECKS_OF_RULES = CHECKS.replace(
    "import case, check, raises\n",
    "import by_hand, case, check, exercise, raises\n\nabout = exercise(title={'zh': '小'}, rules=[by_hand()])\n",
)


@pytest.fixture
def course(tmp_path: Path) -> Path:
    make_course(tmp_path / "course", checks=CHECKS_OF_RULES)
    (tmp_path / "class" / "ann").mkdir(parents=True)
    (tmp_path / "class" / "ann" / "small.py").write_text(HIDING, encoding="utf-8")
    return tmp_path


def test_the_instructor_is_told_and_the_learner_is_not(course: Path) -> None:
    graded = called("grade", "class", "--output", "out", "--course", "course", cwd=course)
    assert graded.returncode == 0, graded
    assert "getattr" in (course / "out" / "index.html").read_text(encoding="utf-8")
    explained = called("gradebook", "explain", "ann", "--gradebook", "out", cwd=course).stdout
    assert "Worth a look: " in explained
    assert "getattr" in explained
    for page in (course / "out" / "ann").rglob("*.*"):
        assert "to_look_at" not in page.read_text(encoding="utf-8") or '"to_look_at":[]' in page.read_text("utf-8")


@pytest.mark.parametrize("format_", ["json", "text", "html"])
def test_a_check_of_ones_own_does_not_tell(course: Path, format_: str) -> None:
    checked = called("check", "small", "--course", "../../course", "--format", format_, cwd=course / "class" / "ann")
    assert checked.returncode == 0, checked
    assert "Worth a look" not in checked.stdout
    assert "__mul__" not in checked.stdout
