"""A class's files are left exactly if they are there as they would be written now."""

from __future__ import annotations

import shutil
import time
from collections.abc import Callable, Collection
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from io import StringIO
from pathlib import Path
from unittest.mock import Mock

import pytest
from rich.console import Console

from cohort.made_class import Made, make_class
from grader.cohort import pages, unchanged_class
from grader.cohort.pages import RESULTS, Pages
from grader.records.attempts import Fault, Graded
from grader.records.choosing import HandedIn
from grader.records.gradebook import Gradebook, open_gradebook
from grader.records.notes import NOBODY, Note
from grader.records.policies import Extension, PolicyChanges
from grader.records.returns import DOCUMENT, PAGE
from grader.records.roster import Student
from grader.reports.class_pages import INDEX
from grader.reports.class_summary import ClassSummary
from grader.reports.class_terminal import render_class_table
from grader.reports.language import language_for

WEEK = "week-03"


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Made:
    """A class whose files are written."""
    made = make_class(tmp_path_factory.mktemp("class"), 12, (WEEK,))
    with open_gradebook(made.folder) as gradebook:
        gradebook.replace_notes(
            WEEK, [], [Note(NOBODY, "lost.txt", "stray"), Note("ada-0000", "a.zip", "damaged", "a")]
        )
    write(made.folder)
    return made


@pytest.fixture
def folder(whole: Made, tmp_path: Path) -> Path:
    return shutil.copytree(whole.folder, tmp_path / "class")


def write(folder: Path, output: Path | None = None, lang: str = "en") -> ClassSummary:
    """Write the files of the class, by default beside its gradebook."""
    with open_gradebook(folder, create=False) as gradebook:
        output = output or folder / "output"
        output.mkdir(exist_ok=True)
        return Pages(output, gradebook, WEEK, language_for(lang), lambda *_: None).write_class()


def told(summary: ClassSummary) -> str:
    console = Console(file=StringIO(), width=100)
    render_class_table(summary, console, language_for("en"))
    assert isinstance(console.file, StringIO)
    return console.file.getvalue()


def moments(folder: Path) -> dict[str, int]:
    """When each file of the class was written."""
    output = folder / "output"
    return {str(file.relative_to(output)): file.stat().st_mtime_ns for file in output.rglob("*") if file.is_file()}


def contents(output: Path) -> dict[str, bytes]:
    return {
        str(file.relative_to(output)): file.read_bytes()
        for file in output.rglob("*")
        if file.is_file() and file.suffix != ".msgpack" and file.parent.name != "written.alike"
    }


def test_what_has_not_changed_is_left_and_told_as_before(folder: Path, tmp_path: Path) -> None:
    before = moments(folder)
    again, anew = write(folder), write(folder, tmp_path / "anew")
    assert moments(folder) == before
    assert again == anew
    assert told(again) == told(anew)


def test_a_later_sight_of_all_that_is_there_changes_nothing(folder: Path) -> None:
    with open_gradebook(folder) as gradebook:
        seen = [one for mine in gradebook.hand_ins(WEEK).values() for one in mine]

        def digest_when_seen(moment: str, hand_ins: Collection[HandedIn]) -> bytes:
            gradebook.see(WEEK, [replace(one, seen_last=moment) for one in hand_ins])
            gradebook.use(WEEK, {"c" * 64: 0})
            return gradebook.state_digest(WEEK)

        first = digest_when_seen("2027-01-01T00:00:00Z", seen)
        assert digest_when_seen("2027-01-02T00:00:00Z", seen) == first
        assert digest_when_seen("2027-01-03T00:00:00Z", seen[1:]) != first  # one is gone


def rules(gradebook: Gradebook) -> None:
    gradebook.decisions.rule("ben-0001", WEEK, "override", "ms", "a talk", points=1.0)


def excludes(gradebook: Gradebook) -> None:
    gradebook.decisions.rule("ben-0001", WEEK, "exclude", "ms", "ill")


def extends(gradebook: Gradebook) -> None:
    gradebook.decisions.extend("ben-0001", WEEK, Extension(datetime(2026, 12, 24, tzinfo=UTC), "ms", "", "ill"))


def sets_a_deadline(gradebook: Gradebook) -> None:
    gradebook.decisions.set_policy(WEEK, PolicyChanges(deadline=datetime(2026, 11, 10, tzinfo=UTC), late="none"), "ms")


def shows_points_alone(gradebook: Gradebook) -> None:
    gradebook.decisions.set_policy(WEEK, PolicyChanges(shown="points"), "ms")


def notes(gradebook: Gradebook) -> None:
    gradebook.add_note(WEEK, Note("ben-0001", "b.zip", "damaged", "b"))


def notes_on_nobodys(gradebook: Gradebook) -> None:
    gradebook.add_note(WEEK, Note(NOBODY, "b.txt", "stray"))


def enrols(gradebook: Gradebook) -> None:
    gradebook.enrol([*gradebook.learners(), Student("zoe", "Zoë")], roster=True)


def fails(gradebook: Gradebook) -> None:
    gradebook.record_fault("ben-0001", WEEK, Fault("b.zip", "2026-11-24T12:30:00Z", "no memory", None))


def explains(gradebook: Gradebook) -> None:
    standing = gradebook.standing(WEEK, "ben-0001")
    assert standing is not None
    assert standing.grade is not None
    explained = standing.grade.document.replace(b"Gradient descent", b"Gradient explained")
    gradebook.record_all(WEEK, [Graded(standing.grade, again=True, unexplained=True)])
    gradebook.explain({standing.grade.key: explained})


def forgets(gradebook: Gradebook) -> None:
    gradebook.remove("ben-0001")


CHANGES = (
    rules, excludes, extends, sets_a_deadline, shows_points_alone, notes, notes_on_nobodys, enrols, fails, explains,
    forgets,
)  # fmt: skip


@pytest.mark.parametrize("change", CHANGES)
def test_whatever_is_recorded_or_decided_shows(
    folder: Path, tmp_path: Path, change: Callable[[Gradebook], None]
) -> None:
    with open_gradebook(folder) as gradebook:
        change(gradebook)
    before = moments(folder)
    summary = write(folder)
    assert moments(folder)[INDEX] != before[INDEX]
    assert summary == write(folder, tmp_path / "anew")
    written, anew = contents(folder / "output"), contents(tmp_path / "anew")
    if change is forgets:  # the folders of those who are forgotten stay
        written = {name: content for name, content in written.items() if not name.startswith("ben-0001/")}
    assert written == anew


def test_a_deadline_that_passes_shows_what_was_kept_back_until_then(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    deadline = datetime.now(UTC) + timedelta(days=1)
    with open_gradebook(folder) as gradebook:
        gradebook.decisions.set_policy(WEEK, PolicyChanges(deadline=deadline, shown="nothing"), "ms")
    write(folder)
    assert not (folder / "output" / "ben-0001" / DOCUMENT).exists()
    before = moments(folder)
    write(folder)
    assert moments(folder) == before
    tomorrow = datetime.now(UTC) + timedelta(days=2)
    monkeypatch.setattr(unchanged_class, "now", lambda: tomorrow)
    monkeypatch.setattr(pages, "datetime", Mock(now=lambda zone: tomorrow))
    write(folder)
    assert (folder / "output" / "ben-0001" / DOCUMENT).exists()


@pytest.mark.parametrize("file", [INDEX, RESULTS, f"ben-0001/{PAGE}", f"ben-0001/{DOCUMENT}"])
def test_a_file_that_is_gone_is_written_again(folder: Path, file: str) -> None:
    before = contents(folder / "output")
    (folder / "output" / file).unlink()
    write(folder)
    assert contents(folder / "output") == before


@pytest.mark.parametrize("file", [INDEX, RESULTS, f"ben-0001/{PAGE}"])
def test_a_file_that_is_cut_short_is_written_again(folder: Path, file: str) -> None:
    before = contents(folder / "output")
    (folder / "output" / file).write_bytes(before[file][:-1])
    write(folder)
    assert contents(folder / "output") == before


def test_another_language_and_another_zone_are_written(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    english = contents(folder / "output")
    write(folder, lang="zh")
    chinese = contents(folder / "output")
    assert chinese[INDEX] != english[INDEX]
    monkeypatch.setenv("TZ", "Asia/Shanghai")
    time.tzset()
    try:
        write(folder, lang="zh")
    finally:
        monkeypatch.undo()
        time.tzset()
    assert contents(folder / "output")[INDEX] != chinese[INDEX]


@pytest.mark.parametrize("content", [b"", b"\x83", b"{}", b"\xff" * 100])
def test_what_was_kept_of_an_earlier_run_may_be_damaged(folder: Path, content: bytes) -> None:
    (folder / "output" / ".class.msgpack").write_bytes(content)
    before = moments(folder)
    write(folder)
    assert moments(folder)[INDEX] != before[INDEX]
    before = moments(folder)
    write(folder)
    assert moments(folder) == before
