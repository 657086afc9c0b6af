"""One class that is graded in several orders: whatever comes first, the same has to come out.

Some hand in late, two have an extension, one has an override of everything and one of a check, and a check is changed
after a part of the class was graded.
"""

from __future__ import annotations

import csv
import io
import json
import os
import re
import shutil
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from records.making import NOON, bundle, put

Run = Callable[..., str]
"""Runs `grader` with these arguments, and gives its standard output."""

DEADLINE = "2026-11-24T13:00:00+00:00"
EXTENDED = "2026-11-26T13:00:00+00:00"
_IN_TIME, _LATER, _LATE = 0, 30, 25 * 60
"""Minutes after noon."""
_SPANS = ("01", "2345")
"""Parts of the class, by the kinds of learners in them."""


@dataclass(frozen=True)
class Exercise:
    """What the class is graded on.

    Attributes:
        course: the folder of the course.
        changed: the folder of the course in which a check differs.
        name: the exercise.
        assignment: what the gradebook calls it.
        file: its path in a bundle.
        right, wrong: two answers.
        check: one of its checks, whose points are overridden.
    """

    course: Path
    changed: Path
    name: str
    assignment: str
    file: str
    right: str
    wrong: str
    check: str


@dataclass(frozen=True)
class Class:
    """A class as it is handed in, and how `grader` is run on it."""

    exercise: Exercise
    folder: Path
    learners: int
    run: Run

    @property
    def roster(self) -> Path:
        return self.folder / "roster.csv"

    def places(self, *names: str) -> list[str]:
        """Folders of hand-ins: those who have only a folder, the inbox of the deadline, and that of late work."""
        return [str(self.folder / name) for name in names or ("folders", "inbox", "late")]

    def ids(self, kinds: str) -> list[str]:
        return [_id(number) for number in range(self.learners) if str(number % 6) in kinds]

    def make(self) -> None:
        """Write the hand-ins of everybody, and the roster, on which one more learner is who hands in nothing."""
        right, wrong = self.exercise.right, self.exercise.wrong
        for place in ("folders", "inbox", "late", "nothing"):
            (self.folder / place).mkdir(parents=True)
        for number in range(self.learners):
            kind = number % 6
            if kind == 2:
                own = self.folder / "folders" / _id(number) / self.exercise.file
                own.parent.mkdir(parents=True)
                own.write_text(f"{right}\n# {number}\n", encoding="utf-8")
            if kind in (0, 1, 3, 5):
                self._put("inbox", number, wrong if kind in (1, 3) else right, _IN_TIME)
            if kind == 3:
                self._put("inbox", number, right, _LATER)
            if kind in (1, 4, 5):
                self._put("late", number, wrong if kind == 5 else right, _LATE)
        rows = [("learner", "name"), *((_id(number), f"Learner {number}") for number in range(self.learners + 1))]
        with self.roster.open("w", newline="", encoding="utf-8") as file:
            csv.writer(file).writerows(rows)

    def _put(self, inbox: str, number: int, text: str, minutes: int) -> None:
        made = bundle(_id(number), {self.exercise.file: f"{text}\n# {number}\n".encode()}, minutes)
        at = NOON.timestamp() + minutes * 60 + 5
        os.utime(put(self.folder / inbox, made), (at, at))

    def grade(self, out: Path, *places: str, changed: bool = True, only: str = "") -> str:
        """Grade what lies in these places, with the changed course or with the one before it."""
        course = self.exercise.changed if changed else self.exercise.course
        learners = [word for learner in self.ids(only) for word in ("--learner", learner)]
        return self.run(
            "grade", *self.places(*places), "--output", str(out), "--only", self.exercise.name,
            "--course", str(course), "--roster", str(self.roster), *learners,
        )  # fmt: skip

    def decide(self, out: Path, what: str, *arguments: str) -> None:
        where = ("--gradebook", str(out), "--assignment", self.exercise.assignment)
        self.run("gradebook", what, *arguments, *where, "--by", "the teacher")

    def set_policy(self, out: Path) -> None:
        late = ("--late", "day", "--percent", "10", "--cap", "50")
        self.decide(out, "policy", "--deadline", DEADLINE, *late)

    def extend(self, out: Path) -> None:
        for learner in (_id(1), _id(4)):
            self.decide(out, "extend", learner, EXTENDED, "--reason", "ill")

    def override(self, out: Path) -> None:
        self.decide(out, "override", _id(0), "1.5", "--reason", "agreed in person")
        check = f"{self.exercise.name}:{self.exercise.check}"
        self.decide(out, "override", _id(5), "1", "--check", check, "--reason", "nearly right")

    def exports(self, out: Path) -> tuple[str, object]:
        """The gradebook as CSV and as JSON, without the times of runs and of decisions."""
        table, document = (
            self.run("gradebook", "export", "--gradebook", str(out), "--format", format_) for format_ in ("csv", "json")
        )
        rows = list(csv.reader(io.StringIO(table)))
        graded = rows[0].index("graded")
        for row in rows[1:]:
            assert bool(row[graded]) == bool(row[rows[0].index("handed_in")] or row[3])
            row[graded] = ""
        return "\n".join(map(repr, rows)), _without_times(json.loads(document))


def _id(number: int) -> str:
    return f"learner-{number:03}"


def _without_times(value: object) -> object:
    if isinstance(value, dict):
        kept = {name: _without_times(inner) for name, inner in value.items() if name != "graded"}
        if kept.get("kind") == "overridden":
            kept["detail"] = re.sub(r"; 20\d\d-[\dT:-]+Z$", "", str(kept["detail"]))
        return kept
    return [_without_times(inner) for inner in value] if isinstance(value, list) else value


def at_once(here: Class, out: Path) -> None:
    here.grade(out, changed=False)
    here.set_policy(out)
    here.extend(out)
    here.override(out)


def decisions_first(here: Class, out: Path) -> None:
    here.grade(out, "nothing", changed=False)
    here.override(out)
    here.extend(out)
    here.set_policy(out)


def piece_by_piece(here: Class, out: Path) -> None:
    here.grade(out, "late", changed=False)
    here.override(out)
    here.grade(out, "inbox", changed=False)
    here.set_policy(out)
    here.grade(out, "folders")
    here.extend(out)
    here.grade(out, "inbox")


def learner_by_learner(here: Class, out: Path) -> None:
    here.grade(out, changed=False, only=_SPANS[0])
    here.set_policy(out)
    here.extend(out)
    here.grade(out, only=_SPANS[1])
    here.override(out)
    here.grade(out, only=_SPANS[0])


def back_and_forth(here: Class, out: Path) -> None:
    here.grade(out)
    here.extend(out)
    here.override(out)
    here.grade(out, changed=False)
    here.set_policy(out)


ORDERS: Mapping[str, Callable[[Class, Path], None]] = {
    order.__name__: order for order in (at_once, decisions_first, piece_by_piece, learner_by_learner, back_and_forth)
}


def in_every_order(here: Class) -> Iterator[tuple[str, Path]]:
    """Grade the class in each order, each into a folder of its own, and give the order's name and the folder."""
    for name, order in ORDERS.items():
        out = here.folder / name
        order(here, out)
        here.grade(out)
        yield name, out


def change_check(course: Path, changed: Path, checks: str, was: str, now: str) -> None:
    """Copy a course, with another text in one of its files."""
    shutil.copytree(course, changed)
    file = changed / checks
    text = file.read_text(encoding="utf-8")
    assert text.count(was) == 1, f"{was!r} is {text.count(was)} times in {checks}"
    file.write_text(text.replace(was, now), encoding="utf-8")
