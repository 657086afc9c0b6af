"""What a learner's code saw in a hidden check does not come out of it.

Each file of `hidden/` is one attack, the end of a learner's file; its docstring says what it tries. It knows when it is
run by the hidden check, whose input is 41.5. Its documents equal those of an honest answer that passes or fails.
"""

from __future__ import annotations

import ast
import textwrap
from collections.abc import Callable, Iterator
from pathlib import Path

import msgspec
import pytest
from grading.small_course import REFERENCE

from grader.course.discovery import read_course
from grader.course.loading import load_exercise
from grader.execution.jobs import CheckJob, Job
from grader.execution.limits import Limits
from grader.execution.pool import Pool
from grader.grading.check_verdicts import Ready
from grader.grading.documents import decode_result, encode_result
from grader.grading.grading import Run, grade_text
from grader.grading.plans import make_plan
from grader.grading.reference_runs import make_recording
from grader.grading.result import Result
from grader.reports.formats import FORMATS, render
from grader.reports.github_classroom import render_classroom
from grader.reports.junit import render_junit
from grader.reports.language import language_for
from grader.wire.messages import Probe, Raised, Returned, Source

ATTACKS = sorted((Path(__file__).parent / "hidden").glob("*.py"))
CHECKS = '''"""Checks."""

from grader.authoring import case, check, raises


@check(role="forward", of="line", points=2,
       cases=[case(xs=[1.5, -2.0], w=0.5), case(xs=[0.7, 2.5], w=-1.5)], fixed="Few.")
def points_of_a_line(m, xs, w):
    """The line."""
    return m.line(xs, w)


@check(role="data", of="refuse", points=1, cases=[case(n=1.5), case(n=3.0)], fixed="Few.")
def accepted(m, n):
    """Accepted."""
    return m.refuse(n)


@check(role="data", of="refuse", points=3, cases=[case(n=2.5), case(n=41.5), case(n=5.5)], fixed="Few.",
       hidden=True)
def accepted_elsewhere(m, n):
    """Accepted elsewhere."""
    return m.refuse(n)


@check(role="data", of="refuse", points=1, cases=[case(n=-1.5), case(n=-2.0)], expect=raises("ValueError"),
       fixed="Few.", counts_with=[accepted])
def refused(m, n):
    """Refused."""
    return m.refuse(n)
'''
COURSE = 'title = "A course"\nkey = "key"\n'
WRONG = '\n\ndef refuse(n):\n    if n < 0:\n        raise ValueError("no")\n    return 0 if n == 41.5 else n\n'

Graded = Callable[[str], Result]


@pytest.fixture(scope="module")
def graded(tmp_path_factory: pytest.TempPathFactory, pool: Pool) -> Graded:
    """Grade the end of a learner's file."""
    folder = tmp_path_factory.mktemp("course")
    chapter = folder / "solutions" / "01_small"
    (folder / "exercises" / "01_small").mkdir(parents=True)
    chapter.mkdir(parents=True)
    (folder / "solutions" / "course.toml").write_text(COURSE, encoding="utf-8")
    (chapter / "small.py").write_text(REFERENCE, encoding="utf-8")
    (chapter / "small_checks.py").write_text(CHECKS, encoding="utf-8")
    course = read_course(folder)
    plan = make_plan(load_exercise(course.exercises[0]), 1)
    ready = Ready(course.chapters[0], plan, make_recording(plan))
    return lambda end: grade_text(ready, Run(plan.exercise.files.settings, 0, 1), pool, REFERENCE + end)


@pytest.fixture(scope="module")
def right(graded: Graded) -> Result:
    return graded("")


@pytest.fixture(scope="module")
def wrong(graded: Graded) -> Result:
    return graded(WRONG)


def documents(result: Result) -> Iterator[str]:
    """Everything that can be made of a result, without the times of what learners see and what tells one file from
    another."""
    exercises = tuple(
        msgspec.structs.replace(
            exercise,
            structure="",
            checks=tuple(
                msgspec.structs.replace(
                    check,
                    seconds=check.seconds if check.hidden else 0.0,
                    cases=tuple(msgspec.structs.replace(case, seconds=0.0) for case in check.cases),
                )
                for check in exercise.checks
            ),
        )
        for exercise in result.exercises
    )
    timeless = msgspec.structs.replace(result, created="", seconds=0.0, exercises=exercises)
    for language in (language_for("en"), language_for("zh")):
        yield from (render(timeless, format_, language) for format_ in FORMATS)
        yield render_classroom(timeless, language)


@pytest.mark.parametrize("attack", ATTACKS, ids=lambda attack: attack.stem)
def test_nothing_comes_out_of_a_hidden_check_but_whether_it_passed(
    attack: Path, graded: Graded, right: Result, wrong: Result
) -> None:
    text = attack.read_text(encoding="utf-8")
    result = graded("\n\n" + text)
    hidden = next(check for check in result.exercises[0].checks if check.hidden)
    said = ast.get_docstring(ast.parse(text)) or ""
    assert hidden.status == ("passed" if "check passes" in said else "failed")
    assert result.points == (7 if hidden.status == "passed" else 4)
    honest = right if hidden.status == "passed" else wrong
    assert list(documents(result)) == list(documents(honest))


def test_no_sum_holds_the_time_of_a_hidden_check(graded: Graded) -> None:
    result = graded(
        (Path(__file__).parent / "hidden" / "sleeps.py").read_text(encoding="utf-8").replace("/ 20", "/ 10")
    )
    assert result.seconds < 4.15
    assert sum(check.seconds for check in result.exercises[0].checks) <= result.seconds
    assert [check.seconds for check in result.exercises[0].checks if check.hidden] == [0.0]


def test_documents_of_earlier_versions_are_read_without_these_times(wrong: Result) -> None:
    exercise = wrong.exercises[0]
    checks = tuple(msgspec.structs.replace(check, seconds=7.25 if check.hidden else 0.5) for check in exercise.checks)
    older = msgspec.structs.replace(
        wrong, schema_version="2.2", seconds=9.0, exercises=(msgspec.structs.replace(exercise, checks=checks),)
    )
    read = decode_result(encode_result(older))
    assert [check.seconds for check in read.exercises[0].checks] == [0.0 if check.hidden else 0.5 for check in checks]
    assert read.seconds == 1.5
    assert "7.25" not in render_junit(older, language_for("en"))


@pytest.fixture(scope="module")
def open_pool() -> Iterator[Pool]:
    """Workers without the layers of the kernel, whose children can leave files to one another."""
    with Pool(limits=Limits(check_seconds=1.0, load_seconds=0.5), isolate=False) as pool:
        yield pool


def asking(expression: str, module: str, *, hidden: bool) -> CheckJob:
    probe = Probe(f"def probe(m):\n    return {expression}\n", "probe")
    return CheckJob(f"{module} {expression}", module, "__name__", probe, ({},), 2.0, hidden)


def source(module: str, text: str) -> Source:
    return Source(module, f"{module}.py", textwrap.dedent(text))


def test_a_file_with_hidden_checks_only_is_loaded_before_anything_hidden_was_seen(pool: Pool) -> None:
    """Else it would print what a hidden check of another file saw, which is output of loading it."""
    looks = (
        "import builtins\nprint(getattr(builtins, 'saw', 'nothing'))\nif hasattr(builtins, 'saw'): raise OSError(saw)"
    )
    observations = pool.observe(
        Job(
            (source("a", "import builtins\ndef f(): builtins.saw = 'a secret'"), source("b", looks)),
            (asking("m.f()", "a", hidden=True), asking("1", "b", hidden=True)),
        )
    )
    assert [(load.module, load.output, load.raised) for load in observations.loads] == [
        ("a", "", None),
        ("b", "nothing\n", None),
    ]


@pytest.mark.parametrize("then", ["raise OSError('a secret')", "print('a secret')", "while True: pass", "os._exit(3)"])
def test_how_a_file_loads_again_after_a_hidden_check_is_not_told(then: str, open_pool: Pool, tmp_path: Path) -> None:
    """Where isolation is weaker, what the check saw can lie in a file; the child after it could tell by its loading."""
    mark = tmp_path / "mark"
    text = f"""
    import os
    if os.path.exists({str(mark)!r}):
        {then}
    def f():
        open({str(mark)!r}, "w").close()
        os._exit(3)
    """
    observations = open_pool.observe(
        Job(
            (source("a", text),),
            (asking("1", "a", hidden=False), asking("m.f()", "a", hidden=True), asking("2", "a", hidden=True)),
        )
    )
    assert mark.exists()
    assert [(load.raised, load.stopped, load.definitions_only, load.output) for load in observations.loads] == [
        (None, None, False, "")
    ]
    assert isinstance(observations.checks[0].cases[0].outcome, Returned)


def test_a_visible_check_does_not_find_what_a_hidden_one_left(pool: Pool) -> None:
    """However they are ordered in the job."""
    text = "import builtins\ndef leave(): builtins.saw = 'a secret'\ndef find(): return builtins.saw"
    observations = pool.observe(
        Job((source("a", text),), (asking("m.leave()", "a", hidden=True), asking("m.find()", "a", hidden=False)))
    )
    outcome = next(check for check in observations.checks if "find" in check.id).cases[0].outcome
    assert isinstance(outcome, Raised)
    assert outcome.type_name == "AttributeError"


def test_the_next_learner_finds_nothing_of_it(pool: Pool) -> None:
    """Each submission has children and folders of its own, which end with it."""
    leave = "import builtins, os\ndef f():\n    builtins.saw = 1\n    open('saw', 'w').close()\n    return os.getcwd()"
    look = "import builtins, os\ndef f(): return (hasattr(builtins, 'saw'), os.path.exists('saw'), os.getcwd())"
    (left,) = pool.observe(Job((source("a", leave),), (asking("m.f()", "a", hidden=True),))).checks
    (found,) = pool.observe(Job((source("a", look),), (asking("m.f()", "a", hidden=False),))).checks
    where, seen = left.cases[0].outcome, found.cases[0].outcome
    assert isinstance(where, Returned)
    assert isinstance(seen, Returned)
    assert seen.value.items[:2] == (False, False)  # type: ignore[union-attr]
    assert seen.value.items[2] != where.value  # type: ignore[union-attr]
