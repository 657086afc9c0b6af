"""Files that learners wrote alike, side by side as code: pages for an instructor, beside the class page.

The gradebook holds no source. So these pages are made while the hand-ins are at hand: of the few that are alike, the
files are read once more, and only shown where they are still what was graded.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from grader.atomic_files import write_atomically
from grader.cohort.code_similarity import Alike, Lookalikes
from grader.grading.result import ExerciseResult, Sentence
from grader.grading.submissions import Submission
from grader.records.learners import safe_name
from grader.records.returns import PAGE
from grader.records.standings import Standing
from grader.reports.class_pages import INDEX
from grader.reports.class_summary import WrittenAlike
from grader.reports.language import Language
from grader.reports.page_frame import page_frame
from grader.reports.safe_text import Clean, clean, one_line
from grader.reports.templating import html_environment

FOLDER = "written.alike"
"""The folder of these pages, beside the class page: no learner's own, whose names have no dots."""
MOST_GROUPS = 24
"""So many groups have a page, and are on the dashboard's page of an assignment,"""
CROWD = 6
"""and of larger groups so many learners are on it."""
_MOST_LINES, _MOST_CHARACTERS = 400, 20_000
"""So much of a file is shown."""

Read = Callable[[str, str], Submission | None]
"""Reads a learner's files whose digest this is; None where they are not there any more."""


@dataclass(frozen=True, slots=True)
class _Member:
    """A learner of a group: the digest of their files, and of each exercise its structure and title."""

    learner: str
    content: str
    source: str
    exercises: dict[str, ExerciseResult]


def page_name(assignment: str, members: Sequence[tuple[str, str]], exercises: Sequence[str]) -> str:
    """The name of a group's page: another one where other learners or other files are alike.

    Args:
        members: each learner with the digest of their files (`Attempt.content`).
    """
    said = json.dumps([assignment, sorted(members), sorted(exercises)])
    return f"{hashlib.sha256(said.encode('utf-8', 'surrogatepass')).hexdigest()[:16]}.html"


class AlikePages:
    """The pages of one class, as their learners go by in the order of their ids.

    Args:
        output: the folder of the class page.
        standing_of: how a learner stands; asked for those alone who are on a page.
    """

    def __init__(
        self,
        output: Path,
        assignment: str,
        language: Language,
        standing_of: Callable[[str], Standing | None],
        read: Read,
    ) -> None:
        self._folder = output / FOLDER
        self._assignment = assignment
        self._language = language
        self._standing_of = standing_of
        self._read = read
        self._lookalikes = Lookalikes()

    def add(self, standing: Standing) -> None:
        """Take a learner."""
        result = standing.document if standing.grade is not None else None
        if result is not None and not standing.counted.excluded and any(one.submitted for one in result.exercises):
            self._lookalikes.add(standing.learner, {one.name: one.structure for one in result.exercises})

    def write(self) -> list[WrittenAlike]:
        """Write the page of each group, and remove those of groups that are none any more."""
        written = [self._write(group) for group in self._lookalikes.found()[:MOST_GROUPS]]
        names = {Path(one.page).name for one in written}
        for page in self._folder.glob("*.html"):
            if page.name not in names:
                page.unlink(missing_ok=True)
        return written

    def _write(self, group: Alike) -> WrittenAlike:
        members = list(self._members(group.learners[:CROWD]))
        name = page_name(self._assignment, [(one.learner, one.content) for one in members], group.exercises)
        files = {one.learner: self._read(one.learner, one.content) for one in members}
        # What an earlier run has shown stays, where a file is not at hand in this one.
        if None not in files.values() or not (self._folder / name).exists():
            self._folder.mkdir(exist_ok=True)
            write_atomically(self._folder / name, self._page(group, members, files).encode("utf-8", "replace"))
        learners = tuple(one_line(one, 80) for one in group.learners[:CROWD])
        return WrittenAlike(learners, len(group.learners), len(group.exercises), f"{FOLDER}/{name}")

    def _members(self, learners: Sequence[str]) -> Iterator[_Member]:
        for learner in learners:
            standing = self._standing_of(learner)
            if standing is not None and standing.grade is not None and (result := standing.document) is not None:
                exercises = {one.name: one for one in result.exercises}
                yield _Member(learner, standing.grade.content, standing.grade.source, exercises)

    def _page(self, group: Alike, members: Sequence[_Member], files: dict[str, Submission | None]) -> str:
        _ = self._language.gettext
        return (
            html_environment(self._language.code)
            .get_template("alike.html.j2")
            .render(
                title=_("Written alike"),
                heading=_("Written alike"),
                lead="",
                facts=(),
                trail=[(_("The class"), f"../{INDEX}")],
                made=f"{datetime.now(UTC):%Y-%m-%d %H:%M}",
                exercises=[self._exercise(name, members, files) for name in group.exercises],
                others=len(group.learners) - len(members),
                **page_frame("dashboard.css"),
            )
        )

    def _exercise(
        self, name: str, members: Sequence[_Member], files: dict[str, Submission | None]
    ) -> dict[str, object]:
        """The files of an exercise that are alike."""
        found = {one.learner: one.exercises[name].structure for one in members if name in one.exercises}
        many = [structure for structure in found.values() if structure]
        shown = []
        title: Sentence = {}
        for one in members:
            if many.count(found.get(one.learner, "")) > 1:
                submission = files[one.learner]
                file = None if submission is None else submission.files.get(name)
                text, left = ("", 0) if file is None else cut(file.whole)
                title = title or one.exercises[name].title
                shown.append(
                    {
                        "learner": one_line(one.learner, 120),
                        "page": f"../{safe_name(one.learner)}/{PAGE}",
                        "source": one_line(one.source, 200),
                        "there": file is not None,
                        "code": text,
                        "left": left,
                    }
                )
        return {"title": self._language.pick(title) or one_line(name, 80), "files": shown}


def cut(text: str) -> tuple[Clean, int]:
    """The beginning of a file as it is shown, and how many lines are left out."""
    lines = clean(text[: 2 * _MOST_CHARACTERS], _MOST_CHARACTERS).splitlines()[:_MOST_LINES]
    total = len(text.splitlines())
    return Clean("\n".join(lines)), max(0, total - len(lines))
