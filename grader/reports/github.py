"""Annotations for a GitHub Actions job: commands on its log that mark lines of the learner's files.

A step shows ten of each kind, so at most ten are written, the last of them saying how many more there are. Everything
that comes from a learner is escaped for the runner's own parser, inside a command, where it cannot begin another.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from grader.grading.result import Result, Status
from grader.reports.check_texts import Told, ToldReport, location, plain, tell, why
from grader.reports.language import Language
from grader.reports.safe_text import clean, one_line
from grader.reports.vocabulary import first_to_fix

MOST = 10
"""How many annotations of a kind a step shows."""
_MESSAGE = 2000
_TITLE = 120
_PATH = 400

Kind = Literal["error", "warning", "notice"]
_KINDS: dict[Status, Kind] = {
    "failed": "error", "error": "error", "timeout": "error", "fault": "error", "not_attempted": "warning",
}  # fmt: skip
"""A check that passed is not marked, and neither is one that is waiting: the check that it is waiting for is."""


@dataclass(frozen=True, slots=True)
class Annotation:
    """One annotation; without a file it appears only in the job's summary."""

    kind: Kind
    title: str
    message: str
    file: str = ""
    line: int | None = None


def render_github(result: Result, language: Language) -> str:
    """The annotations, one on each line."""
    lines = []
    found = list(_annotations(tell(result, language), result, language))
    for kind in ("error", "warning", "notice"):
        of_kind = [annotation for annotation in found if annotation.kind == kind]
        if len(of_kind) > MOST:
            more = len(of_kind) - MOST + 1
            said = language.ngettext("… and one more", "… and %(n)s more", more)
            of_kind = [*of_kind[: MOST - 1], Annotation(kind, said, said)]
        lines += [_command(annotation) for annotation in of_kind]
    return "\n".join(lines) + "\n"


def _annotations(report: ToldReport, result: Result, language: Language) -> Iterator[Annotation]:
    """What is to be fixed first comes first, so that it is not among those that are left out."""
    stops = (first_to_fix(exercise.checks) for exercise in result.exercises)
    first = {id(check) for check in stops if check is not None}
    files_told: set[str] = set()
    for told in sorted(report.checks, key=lambda told: id(told.check) not in first):
        kind = _KINDS.get(told.check.status)
        if kind is None:
            continue
        if told.exercise_view.unloaded or not told.exercise.submitted:
            if told.exercise.name in files_told:
                continue  # one reason for all of its checks
            files_told.add(told.exercise.name)
        yield _of_check(told, kind, language)
    view = report.view
    if result.fault and not any(told.check.status == "fault" for told in report.checks):
        yield Annotation("error", language.gettext("The grader itself failed."), plain(view.faults[0]))
    for notice in view.notices:
        yield Annotation("warning", one_line(view.course, _TITLE), plain(notice))
    points = language.gettext("%(points)s of %(max_points)s points", points=view.points, max_points=view.max_points)
    yield Annotation("notice", points, plain(view.summary))


def _of_check(told: Told, kind: Kind, language: Language) -> Annotation:
    place = location(told)
    exercise = told.exercise_view
    title = f"{told.view.function}: {told.view.word}"
    said = why(told, language)
    if not exercise.submitted:
        title, said = exercise.title, [plain(language.gettext("The file was not handed in."))]
    elif exercise.unloaded:
        title = exercise.title
        said = [plain(line) for line in (*exercise.loading, exercise.loading_error) if line]
    file = told.exercise.file if exercise.submitted and not told.check.hidden else ""
    if file and place is not None and place.path:
        return Annotation(kind, title, "\n".join(said), place.path, place.line)
    return Annotation(kind, title, "\n".join(said), file)


def _command(annotation: Annotation) -> str:
    properties: dict[str, str] = {"title": clean(one_line(annotation.title), _TITLE)}
    if annotation.file:
        properties["file"] = clean(annotation.file, _PATH)
        if annotation.line is not None:
            properties |= {"line": str(annotation.line), "endLine": str(annotation.line)}
    given = ",".join(f"{name}={_property(value)}" for name, value in properties.items() if value)
    return f"::{annotation.kind} {given}::{_data(clean(annotation.message, _MESSAGE))}"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
