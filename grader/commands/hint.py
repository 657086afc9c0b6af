"""`grader hint`: help with one function, one step further each time."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from grader.commands.exit_status import ALL_PASSED, GRADER_FAILED
from grader.commands.options import Command, course_option, grading_options, language_option

if TYPE_CHECKING:
    from collections.abc import Sequence

    from grader.commands.grading_setup import Settings
    from grader.commands.own_files import Workspace
    from grader.course.targets import Selection
    from grader.grading.result import Result
    from grader.reports.hint_ladder import Advice
    from grader.reports.language import Language
    from grader.reports.views import CheckView, ExerciseView


@click.command("hint", cls=Command, kept="your files are as they were")
@click.argument("target")
@click.option(
    "--format",
    "format_",
    type=click.Choice(("text", "json")),
    default="text",
    help="The output format.",
)
@click.option("--learner", default="", help="Your learner id, instead of the one in the settings.")
@course_option
@language_option
@grading_options
def command(
    target: str,
    format_: str,
    learner: str,
    course: Path | None,
    lang: str | None,
    settings: Settings,
) -> int:
    """Get a hint, one step further each time: what was seen, a question, where to look, a worked example.

    TARGET is a function (gradient, or gradient_descent:gradient), an exercise (gradient_descent), a chapter or a file.
    Of several functions, the first one that is not right is taken. Once you have changed it, its hints begin anew.

    Your workspace remembers how many hints you used, and your instructor sees it in what you hand in.
    """
    from rich.console import Console

    from grader.commands.grading_setup import write_output
    from grader.commands.help_language import command_language
    from grader.commands.own_files import grade_own, open_workspace, own_files
    from grader.course.targets import select
    from grader.errors import CourseError
    from grader.reports.hint_document import document_of
    from grader.reports.hint_terminal import render_hint

    language = command_language(lang)
    workspace = open_workspace(course, learner)
    chosen = select(workspace.course, [target])
    files = own_files(workspace, chosen)
    selections = [one for one in chosen if one.exercise.name in files]
    if not selections:
        raise CourseError(
            "there is no file of `%(target)s` here: `grader start` puts it into your folder", target=target
        )
    result = grade_own(workspace, selections, files, settings)
    if result.fault:
        from grader.reports.grader_words import fault_text

        click.echo(f"grader: {fault_text(result.fault, language)}", err=True)
        return GRADER_FAILED
    found = _first(result, selections, language)
    advice = next_rung(workspace, files[str(found[0].name)], *found, language) if found else None
    if format_ == "json":
        write_output(document_of(advice), None)
    elif advice is not None:
        render_hint(advice, Console(), language)
    else:
        click.echo(language.gettext("Everything here passes: there is nothing to hint at."))
    return ALL_PASSED


def _first(
    result: Result, selections: Sequence[Selection], language: Language
) -> tuple[ExerciseView, CheckView] | None:
    """The exercise and the check that the hint is about: the first that fails, else the first that is not written."""
    from grader.reports.hint_ladder import check_to_hint
    from grader.reports.views import view_of

    functions = {selection.exercise.name: selection.function for selection in selections}
    exercises = [exercise for chapter in view_of(result, language).chapters for exercise in chapter.exercises]
    found = [(exercise, check_to_hint(exercise, functions[str(exercise.name)])) for exercise in exercises]
    wrong = [(exercise, check) for exercise, check in found if check is not None]
    return next((one for one in wrong if one[1].status != "not_attempted"), next(iter(wrong), None))


def next_rung(workspace: Workspace, file: Path, exercise: ExerciseView, check: CheckView, language: Language) -> Advice:
    """The rung after the last one that was shown for this content, which is remembered."""
    from grader.commands.own_files import read_own
    from grader.course.loading import load_exercise
    from grader.course.worked_examples import kind_of, worked_example
    from grader.records.hint_memory import read_hints, with_hint, write_hints
    from grader.reports.hint_ladder import Advice, Lesson, ladder
    from grader.reports.language import closest
    from grader.source.fingerprints import function_fingerprint

    name, function = str(exercise.name), str(check.function)
    files = workspace.course.exercise(name)
    languages = files.settings.languages
    wanted = dict.fromkeys((closest(language.code, languages) or languages[0], *languages))
    example = worked_example(files, kind_of(load_exercise(files), function), tuple(wanted))
    rungs = ladder(exercise, check, Lesson(example.question, example.markdown), language)
    content = function_fingerprint(read_own(workspace, file)[0].whole, function)
    memory = read_hints(workspace.folder)
    last = min(memory.at(name, function, content), len(rungs))
    number = min(last + 1, len(rungs))
    if number != last:
        write_hints(workspace.folder, with_hint(memory, name, function, content, number))
    return Advice(exercise, check, rungs[number - 1], number, len(rungs))
