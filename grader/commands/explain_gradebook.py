"""`grader gradebook explain|diff|history|backup`: why something counts, what changed, and a copy."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from grader.commands.help_language import translated
from grader.commands.options import Command, keep, language_option
from grader.commands.recorded_assignments import assignment_option, gradebook_option, the_assignment
from grader.commands.times import shown_time

if TYPE_CHECKING:
    from collections.abc import Iterator

    from grader.records.counting import Judged
    from grader.records.gradebook import Gradebook
    from grader.reports.language import Language


@click.command("explain", cls=Command, kept="the gradebook is as it was")
@click.argument("learner")
@assignment_option
@gradebook_option
@language_option
def explain(learner: str, assignment: str | None, place: str, lang: str | None) -> None:
    """Say which of a learner's hand-ins counts, and why; and where what counts is worth a look."""
    from grader.commands.help_language import command_language
    from grader.errors import RecordsError
    from grader.records.gradebook import open_gradebook
    from grader.reports.check_texts import plain
    from grader.reports.edit_sentences import edit_lines
    from grader.reports.gradebook_sentences import deadline_sentence, points_text
    from grader.reports.note_sentences import note_sentence
    from grader.reports.safe_text import one_line
    from grader.reports.unclear_sentences import unclear_sentence

    language = command_language(lang)
    with open_gradebook(place, create=False) as gradebook:
        name = the_assignment(gradebook, assignment)
        standing = gradebook.standing(name, learner)
    if standing is None:
        raise RecordsError(
            "nothing is recorded for `%(learner)s` in %(name)s: `grader gradebook show` lists everybody",
            learner=learner,
            name=name,
        )
    click.echo(f"{name}: {learner}: {points_text(standing)}")
    deadline = standing.counted.deadline
    click.echo(f"  {deadline_sentence(deadline, shown_time(deadline), language)}")
    for judged in standing.counted.judged:
        click.echo(f"  {_judged(judged, language)}")
    for note in standing.notes:
        source = f"{one_line(note.source, 200)}: " if note.source else ""
        click.echo(f"  {source}{plain(note_sentence(note, language))}")
    for exercise in standing.document.exercises if standing.document else ():
        for use in exercise.to_look_at:
            told = plain(unclear_sentence(use, exercise.name, language))
            click.echo(f"  {language.gettext('Worth a look: %(what)s', what=told)}")
        for check in exercise.checks:
            for line in edit_lines(check.smallest_edit) if check.smallest_edit else ():
                click.echo(f"  {check.function}: {line}")


@click.command("history", cls=Command, kept="the gradebook is as it was")
@click.argument("learner")
@assignment_option
@gradebook_option
@language_option
def history(learner: str, assignment: str | None, place: str, lang: str | None) -> None:
    """List every grading of a learner's work, and every decision on it, oldest first."""
    from grader.commands.help_language import command_language
    from grader.records.gradebook import open_gradebook

    language = command_language(lang)
    with open_gradebook(place, create=False) as gradebook:
        events = sorted(_events(gradebook, the_assignment(gradebook, assignment), learner, language))
    for at, said in events:
        click.echo(f"{_time(at)}  {said}")


def _events(gradebook: Gradebook, name: str, learner: str, language: Language) -> Iterator[tuple[str, str]]:
    """What has happened, each with its time."""
    from grader.reports.gradebook_sentences import (
        acceptance_sentence,
        extension_sentence,
        grading_sentence,
        in_one_line,
        policy_sentences,
        ruling_sentence,
    )

    for one in gradebook.attempts(name, learner):
        yield one.graded, grading_sentence(one.points, one.max_points, one.source, one.course, one.gradings, language)
    decisions = gradebook.decisions
    for change in decisions.policies(name):
        said = in_one_line(policy_sentences(change.policy, shown_time(change.policy.deadline), language), language)
        yield change.at, language.gettext("%(who)s set the policy: %(said)s", who=change.who, said=said)
    for extension in decisions.extensions(learner, name):
        yield extension.at, extension_sentence(extension, shown_time(extension.deadline), language)
    for ruling in decisions.rulings(learner, name):
        yield ruling.at, ruling_sentence(ruling, _time(ruling.withdrawn) if ruling.withdrawn else "", language)
    for acceptance in gradebook.acceptances.of(learner, name):
        yield (
            acceptance.at,
            acceptance_sentence(acceptance, _time(acceptance.withdrawn) if acceptance.withdrawn else "", language),
        )


@click.command("diff", cls=Command, kept="the gradebook is as it was")
@click.argument("before")
@click.argument("after")
@assignment_option
@gradebook_option
@language_option
def diff(before: str, after: str, assignment: str | None, place: str, lang: str | None) -> None:
    """Say who gained and who lost, and why, between two versions of the course or two moments.

    BEFORE and AFTER are times, or the beginnings of two versions of the course as `grader gradebook history` shows.
    What counts is compared, and of the difference it is told how much is from grading, with the checks, and how much
    from lateness and an instructor's decisions. Two versions of the course are compared under the decisions of now, on
    the work that was graded with both.
    """
    from grader.commands.help_language import command_language
    from grader.records.comparing import compared
    from grader.records.gradebook import open_gradebook
    from grader.reports.gradebook_sentences import comparison_sentences

    language = command_language(lang)
    with open_gradebook(place, create=False) as gradebook:
        comparison = compared(gradebook, the_assignment(gradebook, assignment), before, after)
    for said in comparison_sentences(comparison, language):
        click.echo(said)


@click.command("backup", cls=Command, kept="the gradebook is as it was")
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
@gradebook_option
@language_option
def backup(file: Path, place: str, lang: str | None) -> None:
    """Copy the gradebook to an SQLite file, also while runs write to it. The copy can be used in its place."""
    from grader.commands.help_language import command_language
    from grader.records.backups import back_up
    from grader.records.database import location_of

    back_up(location_of(place), file)
    keep(translated("the copy is written"))
    click.echo(command_language(lang).gettext("The copy is in %(file)s.", file=str(file)))


def _judged(one: Judged, language: Language) -> str:
    from grader.reports import numbers
    from grader.reports.gradebook_sentences import why_sentence

    points = "–" if one.score is None else numbers.points(one.score.points)
    off = f" -{one.percent:g} %" if one.percent else ""
    return f"{shown_time(one.version.time)}  {one.version.source}  {points}{off}  {why_sentence(one.why, language)}"


def _time(text: str) -> str:
    return shown_time(datetime.fromisoformat(text))
