"""Grades what a class handed in, into a gradebook and an output folder, for `grader grade` and `grader demo`."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path

import click

from grader.cohort.assignment import Assignment
from grader.cohort.executors import Executor
from grader.cohort.intake import Choices, Intake, Pending, set_policy
from grader.cohort.pages import Pages
from grader.cohort.passes import Passes
from grader.commands import grading_setup
from grader.commands.executor_choice import Means, open_executor
from grader.commands.exit_status import ALL_PASSED, GRADER_FAILED, SOMETHING_FAILED
from grader.commands.expected_files import expected_files
from grader.commands.help_language import command_language
from grader.commands.options import keep
from grader.commands.progress import show_progress
from grader.commands.roster_choice import tell_roster
from grader.commands.termination import Terminated
from grader.course.discovery import Course
from grader.course.targets import Selection, assignment_name
from grader.records.database import FILE_NAME
from grader.records.gradebook import Gradebook, open_gradebook
from grader.reports.class_terminal import render_class_table
from grader.reports.language import Language


def run_class(
    course: Course,
    places: Sequence[Path],
    output: Path,
    selections: Sequence[Selection],
    means: Means,
    choices: Choices,
    lang: str | None,
) -> int:
    """Grade what was handed in and is not yet in the gradebook, write the reports and the class page, and print the
    summary; return the exit status.

    Each learner is recorded and gets their report shortly after they are graded, so that the next run can continue
    where a killed one stopped. A run that is told to end by a signal writes the class page of what it has.
    `results.jsonl` and the class page are in the order of the learners' ids.
    """
    language = command_language(lang)
    output.mkdir(parents=True, exist_ok=True)
    with open_gradebook(means.gradebook or output / FILE_NAME) as gradebook:
        name = means.assignment or assignment_name(course, selections)
        set_policy(gradebook, name, choices)
        assignment = _assignment(name, course, selections, means, gradebook)
        _tell_key(assignment, language)
        keep(language.gettext("who has been graded is in the gradebook, and the same command goes on from there"))
        expected = expected_files(course, selections, guess_names=means.guess_names)
        intake = Intake(assignment, gradebook, choices, expected, partial(tell_roster, language=language))
        intake.take_in(places)
        pending = intake.pending()
        _tell_unchanged(pending, language)
        pages = Pages(output, gradebook, assignment.name, language, intake.read)
        passes = Passes(assignment, intake, gradebook, pages, pending, again=choices.again)
        try:
            if pending.first or pending.second:
                shown = gradebook.decisions.policy(assignment.name).shown
                with open_executor(assignment, means, pending, language, shown) as executor:
                    _grade(passes, executor, len(pending.first), language)
        except Terminated:
            # A job that is told to end has no second run to write the class page.
            _finish(pages, language)
            raise
        if passes.changed:
            intake.take_in(places)
        return _finish(pages, language)


def _assignment(
    name: str, course: Course, selections: Sequence[Selection], means: Means, gradebook: Gradebook
) -> Assignment:
    settings = means.settings
    key = settings.key or gradebook.key()
    preparer = grading_setup.preparer(course, settings, key=key)
    return Assignment(
        name,
        course,
        selections,
        preparer,
        settings.seed,
        key,
        settings.time_limit,
        settings.require_isolation,
        gradebook.decisions.policy(name).follow_through,
    )


def _tell_key(assignment: Assignment, language: Language) -> None:
    if assignment.key is None and assignment.seed_given is None:
        said = language.gettext(
            "Random cases are drawn from the course's own key, as in earlier runs of this gradebook: "
            "`grader gradebook key --new` makes a secret one."
        )
        click.echo(said, err=True)


def _tell_unchanged(pending: Pending, language: Language) -> None:
    if pending.unchanged:
        said = language.ngettext(
            "%(n)s hand-in is already in the gradebook and has not changed.",
            "%(n)s hand-ins are already in the gradebook and have not changed.",
            pending.unchanged,
        )
        click.echo(said, err=True)
    if pending.drawn_otherwise:
        said = language.ngettext(
            "%(n)s of them was graded with cases from another key: --regrade grades it again.",
            "%(n)s of them were graded with cases from another key: --regrade grades them again.",
            pending.drawn_otherwise,
        )
        click.echo(said, err=True)


def _grade(passes: Passes, executor: Executor, count: int, language: Language) -> None:
    show_progress(passes.first(executor), count, language.gettext("Grading"))
    show_progress(passes.second(executor), passes.left, language.gettext("Explaining what failed"))


def _finish(pages: Pages, language: Language) -> int:
    """Write what is left to write, print the summary, and return the exit status."""
    from rich.console import Console

    summary = pages.write_class()
    render_class_table(summary, Console(), language)
    said = language.gettext("Results of the class:")
    click.echo(f"{said} {pages.index}")
    if summary.faults:
        return GRADER_FAILED
    return ALL_PASSED if summary.all_complete else SOMETHING_FAILED
