"""What a learner's tree brings along is told of, and nothing else."""

from __future__ import annotations

from pathlib import Path

import pytest

from grader.grading.impostors import MAX_NOTICES, brought_along
from grader.grading.result import Notice


def paths(folder: Path) -> list[str]:
    notices = brought_along(folder, ["cost", "gradient"])
    assert all(notice.kind == "ignored" for notice in notices)
    return [Path(notice.path).as_posix() for notice in notices]


def test_a_grader_solutions_and_checks_are_found_at_any_depth(tmp_path: Path) -> None:
    for name in (
        "cost.py", "grader/__init__.py", "solutions/02/cost.py", "a/b/cost_checks.py", "a/gradient_mistakes.py",
        "a/other_checks.py", "a/course.toml", "a/grader.py", ".git/grader/x.py",
    ):  # fmt: skip
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("")
    assert paths(tmp_path) == ["grader", "solutions", "a/course.toml", "a/gradient_mistakes.py", "a/b/cost_checks.py"]


def test_a_plain_submission_has_no_notice(tmp_path: Path) -> None:
    (tmp_path / "cost.py").write_text("")
    assert brought_along(tmp_path, ["cost"]) == ()


def test_links_are_told_of_and_not_followed(tmp_path: Path) -> None:
    outside, tree = tmp_path / "outside", tmp_path / "tree"
    (outside / "deep" / "solutions").mkdir(parents=True)
    tree.mkdir()
    try:
        (tree / "grader").symlink_to(outside)
        (tree / "folder").symlink_to(outside)
    except OSError as refused:
        pytest.skip(f"no links here: {refused}")
    assert paths(tree) == ["grader"]


def test_there_is_an_end_to_the_notices(tmp_path: Path) -> None:
    for number in range(MAX_NOTICES + 5):
        (tmp_path / str(number)).mkdir()
        (tmp_path / str(number) / "cost_checks.py").write_text("")
    assert len(brought_along(tmp_path, ["cost"])) == MAX_NOTICES
    assert brought_along(tmp_path, ["cost"])[0] == Notice("ignored", str(Path("0", "cost_checks.py")))
