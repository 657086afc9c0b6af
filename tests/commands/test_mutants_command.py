"""`grader validate --mutants` as an author calls it."""

from __future__ import annotations

import json
from pathlib import Path

from calling import Ended, called

ROOT = Path(__file__).parents[2]

REFERENCE = '''\
"""Lines."""


def forward(x, w):
    """The prediction, x * w."""
    ### BEGIN SOLUTION
    return x * w
    ### END SOLUTION
'''
CHECKS = '''\
from grader.authoring import case, check


@check(role="forward", of="forward", points=0, cases=[case(x=2.0, w=2.0)])
def prediction(m, x, w):
    """The prediction is x times w."""
    return m.forward(x, w)
'''


def run(course: Path, *arguments: str) -> Ended:
    command = ("validate", "--mutants", "--course", str(course), *arguments)
    return called(*command, cwd=ROOT, GRADER_RECORDINGS=str(course / "records"))


def test_survivors_are_reported_as_json_alone_and_fail_the_command(tmp_path: Path) -> None:
    folder = tmp_path / "solutions" / "03_descent"
    folder.mkdir(parents=True)
    (tmp_path / "exercises").mkdir()
    (tmp_path / "solutions" / "course.toml").write_text('title = "A course"\nkey = "k"\n')
    (folder / "lines.py").write_text(REFERENCE)
    (folder / "lines_checks.py").write_text(CHECKS)
    ended = run(tmp_path, "--format", "json")
    assert ended.returncode == 1, ended.stderr
    assert "lines (1 of 1): …" in ended.stderr  # a log shows that something is going on
    document = json.loads(ended.stdout)
    assert document["passes"] is False
    (function,) = document["exercises"][0]["functions"]
    assert "return x + w" in {fate["now"] for fate in function["survivors"]}
