"""What the dashboard's pages show, in the words of one language."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from grader.cohort.class_insights import (
    FAILING,
    STUCK_AFTER,
    CheckTally,
    ClassInsights,
    HintTally,
    MistakeTally,
    Moment,
    Stuck,
    mistake_key,
    moments_of,
    without_progress,
)
from grader.cohort.clusters import Cluster
from grader.grading.result import Result, Status
from grader.records.standings import Standing
from grader.reports import numbers
from grader.reports.class_pages import ALL
from grader.reports.language import Language
from grader.reports.safe_text import Clean, code, one_line, with_code
from grader.reports.vocabulary import STATUSES, status_word

HUNDRED = 100
"""So many learners are on a page."""
_MOST_CHECKS, _MOST_DOTS = 12, 40
_LOW = 0.2
"""A discrimination below this is marked."""


@dataclass(frozen=True, slots=True)
class Person:
    """A learner as other pages name them: their id, their name, and where they are."""

    learner: Clean
    name: Clean
    href: str


class People:
    """Who has which place in the order of ids, from 1, and so which page."""

    def __init__(self) -> None:
        self._known: dict[str, tuple[int, str]] = {}

    def __len__(self) -> int:
        return len(self._known)

    def add(self, learner: str, name: str) -> int:
        """Give the next place to a learner, and return it."""
        self._known[learner] = (len(self._known) + 1, name)
        return len(self._known)

    def person(self, learner: str) -> Person:
        """A learner who has a place."""
        ordinal, name = self._known[learner]
        return Person(one_line(learner, 120), one_line(name, 120), f"{learners_page(ordinal)}#l{ordinal}")


def learners_page(ordinal: int) -> str:
    """The page of the learner in this place."""
    return f"learners-{(ordinal - 1) // HUNDRED + 1}.html"


class Views:
    """The views of one assignment. `number` is its place among all, from 1."""

    def __init__(self, insights: ClassInsights, number: int, language: Language) -> None:
        self.insights, self.number, self._language = insights, number, language
        self.href = f"assignment-{number}.html"
        name = insights.assignment
        self.title = language.gettext("All exercises") if name == ALL else one_line(name, 200)

    def check_href(self, tally: CheckTally) -> str:
        """The page of a check."""
        return f"check-{self.number}-{tally.number}.html"

    def mistake_href(self, tally: MistakeTally) -> str:
        """The page of a named mistake."""
        return f"mistake-{self.number}-{tally.number}.html"

    def group_href(self, number: int) -> str:
        """The page of the unnamed group in this place, from 1."""
        return f"group-{self.number}-{number}.html"

    def place(self, tally: CheckTally) -> dict[str, Any]:
        """Which check it is: exercise, role, function and sentence, and its page."""
        pick = self._language.pick
        return {
            "href": self.check_href(tally),
            "title": pick(tally.title) or one_line(tally.exercise, 80),
            "role": pick(tally.role),
            "function": one_line(tally.function, 80),
            "sentence": self._language.gettext("A hidden check.") if tally.hidden else pick(tally.sentence),
        }

    def check(self, tally: CheckTally) -> dict[str, Any]:
        """The row of a check."""
        difficulty, discrimination = tally.items.difficulty, tally.items.discrimination
        return {
            **self.place(tally),
            "passed": tally.statuses["passed"],
            "failed": tally.failed,
            "total": tally.total,
            "percent": numbers.percent(tally.failed, tally.total),
            "difficulty": _two(difficulty),
            "discrimination": _two(discrimination),
            "low": discrimination is not None and discrimination < _LOW,
        }

    def counts(self, tally: CheckTally) -> list[tuple[Status, Clean, int]]:
        """How many have which status."""
        return [
            (status, status_word(status, self._language), tally.statuses[status])
            for status in STATUSES
            if tally.statuses[status]
        ]

    def mistake(self, tally: MistakeTally) -> dict[str, Any]:
        """The row of a named mistake."""
        return {
            "href": self.mistake_href(tally),
            "count": len(tally.learners),
            "unit": self._learners(len(tally.learners)),
            "finding": self._language.pick(tally.mistake.finding),
            "title": self._language.pick(tally.title),
            "functions": [one_line(name, 80) for name in sorted(tally.functions)],
        }

    def group(self, cluster: Cluster, number: int) -> dict[str, Any]:
        """The card of an unnamed group."""
        return {
            "href": self.group_href(number),
            "count": len(cluster.learners),
            "unit": self._learners(len(cluster.learners)),
            "title": self._language.pick(cluster.title),
            "function": one_line(cluster.function, 80),
            "got": code(cluster.example.got, 40) if cluster.example.got else "",
            "expected": code(cluster.example.expected, 40) if cluster.example.expected else "",
        }

    def stuck(self, one: Stuck, people: People) -> dict[str, Any]:
        """The row of a learner who is stuck."""
        pick = self._language.pick
        return {
            "person": people.person(one.learner),
            "attempts": one.attempts,
            "points": f"{numbers.points(one.points)} / {numbers.points(one.max_points)}",
            "title": pick(one.title),
            "role": pick(one.role),
            "function": one_line(one.function, 80),
        }

    def hint(self, tally: HintTally) -> dict[str, Any]:
        """The row of a function for which hints were asked."""
        return {
            "title": self._language.pick(tally.title),
            "function": one_line(tally.function, 80),
            "learners": tally.learners,
            "each": f"{tally.shown / tally.learners:.1f}",
            "furthest": tally.furthest,
            "passing": self._language.gettext("%(n)s of %(total)s", n=tally.passing, total=tally.learners),
        }

    def _learners(self, count: int) -> Clean:
        return self._language.ngettext("learner", "learners", count)

    def task(self, standing: Standing) -> dict[str, Any]:
        """How one learner stands: points, what is wrong, and every hand-in."""
        _ = self._language.gettext
        result = standing.document if standing.grade is not None else None
        moments = list(moments_of(standing.counted))
        without = without_progress(moments)
        complete = result is not None and result.is_complete
        stuck = result is not None and without >= STUCK_AFTER and not complete
        return {
            "href": self.href,
            "title": self.title,
            "points": None if standing.points is None else numbers.points(standing.points),
            "max_points": numbers.points(standing.max_points or 0.0),
            "percent": numbers.percent(standing.points or 0.0, standing.max_points or 0.0),
            "fault": standing.fault is not None,
            "complete": complete,
            "stuck": _("stuck: %(n)s hand-ins without progress", n=without) if stuck else "",
            "mistakes": list(self._mistakes(result)) if result else [],
            "checks": list(self._checks(result))[:_MOST_CHECKS] if result else [],
            **self._over_time(moments),
        }

    def _mistakes(self, result: Result) -> Iterator[tuple[Clean, str]]:
        told: set[int] = set()
        for exercise in result.exercises:
            for check in exercise.checks:
                for mistake in check.mistakes:
                    tally = self.insights.mistakes.get(mistake_key(exercise, mistake))
                    if tally is not None and tally.number not in told:
                        told.add(tally.number)
                        yield self._language.pick(mistake.finding), self.mistake_href(tally)

    def _checks(self, result: Result) -> Iterator[dict[str, Any]]:
        for exercise in result.exercises:
            for check in exercise.checks:
                tally = self.insights.checks.get((exercise.name, check.id))
                if tally is not None and check.status in FAILING and exercise.submitted:
                    word = status_word(check.status, self._language)
                    yield {**self.place(tally), "status": check.status, "word": word}

    def _over_time(self, moments: Sequence[Moment]) -> dict[str, Any]:
        """A small picture of a learner's points, hand-in by hand-in, and the same in words."""
        _ = self._language.gettext
        last = moments[-_MOST_DOTS:]
        full = max((one.max_points for one in last), default=0.0)
        across = 140 / max(len(last) - 1, 1)
        dots = [
            (f"{2 + across * number:.1f}", f"{40 - 36 * max(0.0, min(1.0, one.points / full)):.1f}")
            for number, one in enumerate(last)
            if full
        ]
        when = _("not handed in") if not moments else ""
        if moments:
            time = moments[-1].time
            when = self._language.ngettext("%(n)s hand-in", "%(n)s hand-ins", len(moments))
            if time is not None:
                when = _("%(hand_ins)s, the last at %(time)s (UTC)", hand_ins=when, time=f"{time:%Y-%m-%d %H:%M}")
        said = ", ".join(numbers.points(one.points) for one in last)
        return {
            "dots": dots if len(dots) > 1 else [],
            "spark": "M" + "L".join(f"{x} {y}" for x, y in dots) if len(dots) > 1 else "",
            "over_time": _("Points, hand-in by hand-in: %(points)s", points=said),
            "when": when,
        }

    def example(self, cluster: Cluster, people: People) -> dict[str, Any]:
        """The example of an unnamed group."""
        one = cluster.example
        return {
            "person": people.person(one.learner),
            "arguments": [(one_line(name, 80), one_line(value, 200)) for name, value in one.arguments.items()],
            "got": one_line(one.got, 200),
            "expected": one_line(one.expected, 200),
            "code": one.code,
            "edit": one.edit,
        }

    def alike(
        self, learners: Sequence[str], standings: Mapping[str, Standing], exercises: Sequence[str], people: People
    ) -> dict[str, Any]:
        """Learners who wrote the same, side by side, exercise by exercise."""
        shown = {one: standings[one].document for one in learners if one in standings}
        by_name = {
            one: {exercise.name: exercise for exercise in result.exercises} if result else {}
            for one, result in shown.items()
        }
        rows = []
        for name in exercises:
            found = {one: by_name[one].get(name) for one in shown}
            structures = [exercise.structure for exercise in found.values() if exercise and exercise.structure]
            cells = []
            for one, exercise in found.items():
                same = exercise is not None and structures.count(exercise.structure) > 1
                points = (
                    f"{numbers.points(exercise.points)} / {numbers.points(exercise.max_points)}" if exercise else ""
                )
                cells.append({"learner": one_line(one, 80), "same": same, "points": points})
            title = next((self._language.pick(exercise.title) for exercise in found.values() if exercise), Clean(name))
            rows.append({"title": title, "cells": cells})
        columns = []
        for one in shown:
            grade = standings[one].grade
            at = grade.handed_in.replace("T", " ").removesuffix("Z") if grade else ""
            source = one_line(grade.source, 200) if grade else ""
            columns.append({"person": people.person(one), "handed_in": at, "source": source})
        return {"people": columns, "rows": rows}


def said_of_group(language: Language, cluster: Cluster) -> Clean:
    """A group in one sentence."""
    return with_code(
        language.ngettext(
            "%(n)s learner, `%(function)s`: the same wrong numbers, and nobody has named them.",
            "%(n)s learners, `%(function)s`: the same wrong numbers, and nobody has named them.",
            len(cluster.learners),
            function=one_line(cluster.function, 80),
        )
    )


def _two(value: float | None) -> str:
    return "–" if value is None else f"{value:.2f}"
