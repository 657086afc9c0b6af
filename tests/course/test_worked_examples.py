"""The worked examples of the course: what their code prints is what they show, in every language with the same code."""

from __future__ import annotations

import json
import os
import subprocess
from collections.abc import Mapping, Sequence
from pathlib import Path

import pytest
from forking import Forked
from lesson_runner import RUN_LESSONS
from lesson_texts import ROOT, Lesson, without_texts
from own_exercises import loaded

from grader.course.discovery import find_course
from grader.course.worked_examples import kind_of, parsed
from grader.grading.proofs.bodies import written_functions
from grader.grading.proofs.ladders import LENGTHS, LENGTHS_OF_CHARACTERS

FOLDER = ROOT / "solutions" / "worked_examples"
KINDS = sorted(file.stem for file in FOLDER.glob("*.md") if "." not in file.stem)


@pytest.fixture(scope="module")
def printed(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, Sequence[str]]:
    """What the blocks of each example print, all run in one process."""
    jobs = [[file.name, [(block.line, block.text) for block in Lesson(file).code]] for file in FOLDER.glob("*.md")]
    with Forked(
        "torch",
        RUN_LESSONS,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        encoding="utf-8",
        cwd=tmp_path_factory.mktemp("examples"),
        env=dict(os.environ) | {"MPLBACKEND": "Agg", "OMP_NUM_THREADS": "1"},
    ) as runner:
        said, _ = runner.communicate("".join(json.dumps(job) + "\n" for job in jobs), timeout=240)
    assert runner.returncode == 0
    answers = [json.loads(line) for line in said.splitlines()]
    return {name: answer["outputs"] for (name, _), answer in zip(jobs, answers, strict=True)}


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("ending", ["", ".zh"])
def test_an_example_shows_what_its_code_prints(kind: str, ending: str, printed: Mapping[str, Sequence[str]]) -> None:
    text = Lesson(FOLDER / f"{kind}{ending}.md")
    assert [text.shown_after(block) for block in text.code] == list(printed[text.path.name])


@pytest.mark.parametrize("kind", KINDS)
def test_both_languages_have_the_same_code_and_the_lengths_that_learners_read(kind: str) -> None:
    english, chinese = (Lesson(FOLDER / f"{kind}{ending}.md") for ending in ("", ".zh"))
    codes = [[without_texts(block.text) for block in text.code] for text in (english, chinese)]
    assert codes[0] == codes[1]
    assert len(codes[0]) == 1
    for text, (least, most) in ((english, LENGTHS), (chinese, LENGTHS_OF_CHARACTERS)):
        example = parsed(Path(text.path).read_text(encoding="utf-8"))
        assert example.title
        assert example.question.endswith(("?", "？"))
        assert least <= len(example.markdown) <= most


def test_every_example_is_of_some_function() -> None:
    exercises = [loaded(files) for files in find_course(ROOT).exercises]
    used = {
        kind_of(exercise, function)
        for exercise in exercises
        for function in written_functions(exercise.reference_source, exercise.files.reference)
    }
    assert used == set(KINDS)
