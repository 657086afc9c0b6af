"""What a grading that counts takes care of: isolation that is required, and a key that no learner has."""

from __future__ import annotations

import contextlib
import json
import sqlite3
import sys
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from unittest.mock import patch

import pytest
from calling import Ended, called
from commands.test_gradebook_commands import RIGHT, WRONG, hand_in, write_course
from msgspec.structs import replace
from reports import samples
from reports.class_page import render_index

from grader.commands import executor_choice, safeguards
from grader.commands.safeguards import KEY_VARIABLE, key_from
from grader.errors import CourseError
from grader.execution.jobs import Isolation
from grader.grading.documents import decode_result
from grader.grading.result import NOTHING_RAN, IsolationInfo, Result
from grader.grading.weak_isolation import with_warnings
from grader.records.gradebook import open_gradebook
from grader.reports.class_overview import index_row
from grader.reports.html import render_html
from grader.reports.language import language_for
from grader.wire.levels import LEVELS, UNUSED, is_below

WEAK = Isolation("limits", ("limits",), ("landlock: the kernel has none", "seccomp: refused"))
ENGLISH = language_for("en")
Grade = Callable[..., Ended]


@pytest.fixture(autouse=True)
def _without_a_key(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(KEY_VARIABLE, raising=False)


@pytest.fixture
def grade(tmp_path: Path) -> Grade:
    course = write_course(tmp_path / "course")
    hand_in(tmp_path / "class" / "ann" / "work.zip", WRONG)

    def graded(*options: str, output: str = "out", **environment: str) -> Ended:
        arguments = ("grade", "class", "hw", "--output", output, "--course", str(course), *options)
        return called(*arguments, cwd=tmp_path, **environment)

    return graded


def document(output: Path) -> Result:
    return decode_result((output / "results.jsonl").read_bytes().splitlines()[0])


@contextlib.contextmanager
def on_a_weak_machine() -> Iterator[None]:
    with (
        patch.object(safeguards, "reached_isolation", lambda observer: WEAK),
        patch.object(executor_choice, "reached_isolation", lambda observer: WEAK),
    ):
        yield


def test_a_machine_that_is_too_weak_grades_nothing_and_says_what_to_do(
    grade: Grade, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("GRADER_REQUIRE_ISOLATION", raising=False)
    with on_a_weak_machine():
        ended = grade()
    assert ended.returncode == 3
    for words in ("landlock: the kernel has none; seccomp: refused", "--require-isolation limits", "grader doctor"):
        assert words in ended.stderr
    with open_gradebook(tmp_path / "out", create=False) as gradebook:
        assert gradebook.attempts("hw") == ()


@pytest.mark.parametrize("named", [{"options": ("--require-isolation", "none")}, {"environment": "none"}])
def test_a_level_that_is_named_is_enough_and_is_warned_of(grade: Grade, named: dict[str, object]) -> None:
    options = named.get("options", ())
    environment = {"GRADER_REQUIRE_ISOLATION": "none"} if "environment" in named else {}
    with on_a_weak_machine():
        ended = grade(*options, **environment)  # type: ignore[misc]
    assert ended.returncode == 1, ended.stderr
    assert "not keep it from reading other files: limits (landlock" in ended.stderr


def test_a_job_on_a_machine_that_is_too_weak_has_results_that_say_so(
    grade: Grade, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("GRADER_REQUIRE_ISOLATION", raising=False)
    tree = tmp_path / "tree"
    tree.mkdir()
    (tree / "lines.py").write_text(RIGHT, encoding="utf-8")
    with on_a_weak_machine():
        ended = called("ci", "--format=json", "--course", str(tmp_path / "course"), "--exit-zero", cwd=tree)
    assert ended.returncode == 3
    assert "isolation `restricted` is required" in json.loads(ended.stdout)["fault"]


def test_reports_and_the_class_page_tell_of_weak_isolation() -> None:
    weak = replace(samples.result(), isolation=IsolationInfo("limits", ("limits",), ("landlock: none",)))
    told = with_warnings(weak)
    assert "This was graded under the isolation level" in render_html(told, ENGLISH)
    assert with_warnings(replace(weak, isolation=IsolationInfo("none", (), (NOTHING_RAN,)))).notices == weak.notices
    assert with_warnings(replace(weak, isolation=IsolationInfo("restricted"))).notices == weak.notices
    from dataclasses import replace as with_level

    row = with_level(index_row(weak), weak_isolation="limits")
    assert "ran under weak isolation (limits)" in render_index([row], ENGLISH)
    assert "weak isolation" not in render_index([index_row(weak)], ENGLISH)


def test_levels_are_compared_by_strength() -> None:
    assert [is_below(level, "restricted") for level in LEVELS[:3]] == [True, True, False]
    assert is_below("an unknown one", "none")
    assert not is_below(UNUSED, LEVELS[-1])


def test_each_gradebook_draws_from_a_secret_key_that_no_learner_sees(grade: Grade, tmp_path: Path) -> None:
    seeds = []
    for output in ("out", "other"):
        assert grade(output=output).returncode == 1
        result = document(tmp_path / output)
        assert result.drawn_from == "gradebook"
        seeds.append(result.seed)
        with open_gradebook(tmp_path / output, create=False) as gradebook:
            key = gradebook.key()
        assert key is not None
        for file in (tmp_path / output / "ann").iterdir():
            text = file.read_text(encoding="utf-8")
            assert key.text not in text
            assert str(result.seed) not in text
            assert "gradebook" in text  # which kind of key it was
    assert len(set(seeds)) == 2


def test_two_gradebooks_share_a_key_that_is_given(grade: Grade, tmp_path: Path) -> None:
    (tmp_path / "secret").write_text("a key for both gradebooks\n", encoding="utf-8")
    grade("--key-file", "secret")
    grade(output="other", **{KEY_VARIABLE: "a key for both gradebooks"})
    one, other = document(tmp_path / "out"), document(tmp_path / "other")
    assert (one.seed, one.drawn_from) == (other.seed, "given")


def test_another_key_grades_again_only_what_somebody_asks_for(grade: Grade, tmp_path: Path) -> None:
    grade()
    before = document(tmp_path / "out")
    said = called("gradebook", "key", "--new", "--write", "kept", "--gradebook", "out", cwd=tmp_path)
    assert "a secret key of this gradebook" in said.stdout
    unchanged = grade()
    assert "1 of them was graded with cases from another key: --regrade" in unchanged.stderr
    assert document(tmp_path / "out") == before
    again = grade("--regrade")
    assert "another key" not in again.stderr
    now = document(tmp_path / "out")
    assert now.seed != before.seed
    grade("--key-file", "kept", output="other")
    assert document(tmp_path / "other").seed == now.seed
    if sys.platform != "win32":
        assert (tmp_path / "kept").stat().st_mode & 0o077 == 0


def test_a_gradebook_of_an_earlier_grader_goes_on_with_the_course_s_key(grade: Grade, tmp_path: Path) -> None:
    (tmp_path / "out").mkdir()
    open_gradebook(tmp_path / "out").__exit__(None, None, None)
    with closing(sqlite3.connect(tmp_path / "out" / "gradebook.sqlite")) as database, database:
        database.execute("DELETE FROM state WHERE name = 'key'")
    ended = grade()
    assert "`grader gradebook key --new` makes a secret one" in ended.stderr
    assert document(tmp_path / "out").drawn_from == "course"
    said = called("gradebook", "key", "--gradebook", "out", cwd=tmp_path)
    assert "the course's own key" in said.stdout


def test_a_job_without_a_key_is_warned(grade: Grade, tmp_path: Path) -> None:
    tree = tmp_path / "tree"
    tree.mkdir()
    (tree / "lines.py").write_text(RIGHT, encoding="utf-8")
    job = ("ci", "--format=json", "--course", str(tmp_path / "course"))
    without, with_one = called(*job, cwd=tree), called(*job, cwd=tree, **{KEY_VARIABLE: "a secret of the job"})
    assert "Warning: random cases are drawn from the course's own key" in without.stderr
    assert "own key" not in with_one.stderr
    notices = [[one["kind"] for one in json.loads(ended.stdout).get("notices", ())] for ended in (without, with_one)]
    assert ["course_key" in kinds for kinds in notices] == [True, False]
    assert [json.loads(ended.stdout)["drawn_from"] for ended in (without, with_one)] == ["course", "given"]
    assert json.loads(without.stdout)["seed"] is None


def test_a_key_that_could_be_guessed_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "key"
    for content in (b"short", b"\xff\xfe" * 20, b""):
        file.write_bytes(content)
        with pytest.raises(CourseError, match="the key in"):
            key_from(file, {})
    with pytest.raises(CourseError, match=KEY_VARIABLE):
        key_from(None, {KEY_VARIABLE: "short"})
    assert key_from(None, {KEY_VARIABLE: "  "}) is None
    assert "secret" not in repr(key_from(None, {KEY_VARIABLE: "a secret of the job"}))
