"""`grader release`: write what an instructor hands out."""

from __future__ import annotations

from pathlib import Path

import click

from grader.commands.options import Command, course_option, language_option


@click.command("release", cls=Command, kept="nothing was written")
@click.argument("folder", type=click.Path(file_okay=False, path_type=Path))
@course_option
@language_option
def command(folder: Path, course: Path | None, lang: str | None) -> None:
    """Write the course as learners get it into FOLDER: a release kit, which holds no solution.

    It holds the exercise files and texts, the checks without the hidden ones, and what solutions and named mistakes
    give, in place of these themselves. Learners check their work with it: `grader start --course FOLDER`.

    A kit cannot show a solution beside a learner's own, draw other cases, judge a function on top of a wrong one, or
    try further values in a named mistake. Grade hand-ins with the course itself.
    """
    from grader.commands.current_course import open_whole_course
    from grader.commands.help_language import command_language
    from grader.grading.recording_store import RecordingStore, default_folder
    from grader.grading.releasing import release

    language = command_language(lang)
    _ = language.gettext

    def announce(exercise: str) -> None:
        click.echo(f"{_('Computing the reference results (only once):')} {exercise} …", err=True)

    found = open_whole_course(course, installed=True)
    kit = release(found, folder, RecordingStore(default_folder()), announce)
    number = len(kit.exercises)
    said = language.ngettext("a release kit with %(n)s exercise", "a release kit with %(n)s exercises", number)
    click.echo(f"{folder}: {said}")
    click.echo(_("Learners work with it after: grader start --course %(folder)s", folder=folder))
