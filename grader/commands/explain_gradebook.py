"""`grader gradebook explain|diff|history|backup`: why something counts, what changed, and a copy."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from grader.commands.help_language import translated
from grader.commands.options import Command, keep, language_option
from grader.commands.recorded_assignments import assignment_option, gradebook_option, the_assignment
from grader.commands.times import shown_time

if TYPE_CHECKING:
    from grader.records.counting import Judged
    from grader.records.standings import Standing


@click.command("explain", cls=Command, kept="the gradebook is as it was")
@click.argument("learner")
@assignment_option
@gradebook_option
@language_option
def explain(learner: str, assignment: str | None, place: str, lang: str | None) -> None:
    """Say which of a learner's hand-ins counts, and why."""
    from grader.commands.help_language import command_language
    from grader.errors import RecordsError
    from grader.records.gradebook import open_gradebook
    from grader.reports.note_sentences import note_sentence

    language = command_language(lang)
    with open_gradebook(place, create=False) as gradebook:
        name = the_assignment(gradebook, assignment)
        standing = gradebook.standing(name, learner)
    if standing is None:
        raise RecordsError(f"nothing is recorded for `{learner}` in {name}: `grader gradebook show` lists everybody")
    click.echo(f"{name}: {learner}: {_points(standing)}")
    click.echo(f"{language.gettext('Deadline:')} {shown_time(standing.counted.deadline)}")
    for judged in standing.counted.judged:
        click.echo(f"  {_judged(judged)}  {language.gettext(_WHY[judged.why])}")
    for note in standing.notes:
        source = f"{note.source}: " if note.source else ""
        click.echo(f"  {source}{note_sentence(note, language)}")


@click.command("history", cls=Command, kept="the gradebook is as it was")
@click.argument("learner")
@assignment_option
@gradebook_option
def history(learner: str, assignment: str | None, place: str) -> None:
    """List every grading of a learner's work, and every decision on it, oldest first."""
    from grader.records.gradebook import open_gradebook

    with open_gradebook(place, create=False) as gradebook:
        name = the_assignment(gradebook, assignment)
        events = [(one.graded, _graded(one.points, one.max_points, one.source, one.course, one.gradings))
                  for one in gradebook.attempts(name, learner)]  # fmt: skip
        decisions = gradebook.decisions
        events += [
            (one.at, f"extension to {shown_time(one.deadline)} by {one.who}: {one.reason}")
            for one in decisions.extensions(learner, name)
        ]
        for one in decisions.rulings(learner, name):
            points = "" if one.points is None else f" {one.points:g}"
            gone = f" (withdrawn {one.withdrawn})" if one.withdrawn else ""
            events.append((one.at, f"{one.kind} {one.check}{points} by {one.who}: {one.text}{gone}"))
    for at, said in sorted(events):
        click.echo(f"{at}  {said}")


@click.command("diff", cls=Command, kept="the gradebook is as it was")
@click.argument("before")
@click.argument("after")
@assignment_option
@gradebook_option
def diff(before: str, after: str, assignment: str | None, place: str) -> None:
    """Say who gained and who lost, and by which check, between two versions of the course or two moments.

    BEFORE and AFTER are times, or the beginnings of two versions of the course as `grader gradebook history` shows.
    """
    from grader.records.comparing import compared
    from grader.records.gradebook import open_gradebook

    with open_gradebook(place, create=False) as gradebook:
        name = the_assignment(gradebook, assignment)
        changes = compared(gradebook.attempts(name), before, after)
    for one in changes:
        click.echo(f"{one.learner}: {one.before:g} -> {one.after:g}")
        for check, was, now in one.checks:
            click.echo(f"  {check}: {was:g} -> {now:g}")
    click.echo(f"{sum(one.after > one.before for one in changes)} gained, "
               f"{sum(one.after < one.before for one in changes)} lost")  # fmt: skip


@click.command("backup", cls=Command, kept="the gradebook is as it was")
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
@gradebook_option
def backup(file: Path, place: str) -> None:
    """Copy the gradebook to an SQLite file, also while runs write to it. The copy can be used in its place."""
    from grader.records.backups import back_up
    from grader.records.database import location_of

    back_up(location_of(place), file)
    keep(translated("the copy is written"))
    click.echo(str(file))


_WHY = {
    "counts": "counts",
    "too_late": "too late",
    "replaced": "a later one counts",
    "not_best": "another one is worth more",
    "repeated": "the same work as before",
    "ungraded": "not graded",
}


def _points(standing: Standing) -> str:
    if standing.points is None:
        return "–"
    return f"{standing.points:g} / {standing.max_points or 0:g}"


def _judged(one: Judged) -> str:
    time = shown_time(one.version.time)
    points = "–" if one.score is None else f"{one.score.points:g}"
    off = f" -{one.percent:g} %" if one.percent else ""
    return f"{time}  {one.version.source}  {points}{off}"


def _graded(points: float, full: float, source: str, course: str, gradings: int) -> str:
    times = f", graded {gradings} times" if gradings > 1 else ""
    return f"{points:g} / {full:g}  {source}  course {course[:12]}{times}"
