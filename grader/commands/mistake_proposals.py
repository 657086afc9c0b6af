"""`grader mistakes`: what many learners get wrong in the same way, and nobody has named."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from grader.commands.options import Command, Group, course_option, keep, language_option

if TYPE_CHECKING:
    from collections.abc import Iterator

    from grader.cohort.clusters import Cluster
    from grader.course.discovery import Course, ExerciseFiles
    from grader.reports.language import Language


@click.group("mistakes", cls=Group)
def command() -> None:
    """Name what many learners get wrong in the same way."""


@command.command("propose", cls=Command, kept="the course is as it was")
@click.argument("place", metavar="GRADEBOOK/ASSIGNMENT", default=".")
@click.option("--function", help="Only this function, or this exercise; by default all of them.")
@click.option(
    "--fewest",
    type=click.IntRange(min=2),
    default=3,
    show_default=True,
    help="So many learners have to have the same wrong numbers.",
)
@click.option("--assignment", help="The assignment, where it is not in GRADEBOOK/ASSIGNMENT.")
@click.option("--show", is_flag=True, help="Print what would be written, and write nothing.")
@course_option
@language_option
def propose(
    place: str,
    function: str | None,
    fewest: int,
    show: bool,
    assignment: str | None,
    course: Path | None,
    lang: str | None,
) -> int:
    """Write what several learners get wrong in the same way as drafts of named mistakes.

    GRADEBOOK is the gradebook's URL, file or folder, by default the working folder; the assignment may be left out
    where only one is recorded.

    Learners belong together whose numbers are the same in every fixed case of a check, however they wrote it. Of each
    such group that no mistake names, the code of one is appended to the mistakes file of the exercise. Read it, make it
    short, and replace what is marked [TO BE WORDED]. Then `grader validate` proves it, and the next `grader grade`
    tells everybody who has it. The exit status is 0, or 1 if none of the groups found could be written.
    """
    from grader.cohort.class_stream import insights_of
    from grader.commands.current_course import open_whole_course
    from grader.commands.exit_status import ALL_PASSED, SOMETHING_FAILED
    from grader.commands.help_language import command_language
    from grader.commands.recorded_assignments import the_assignment
    from grader.records.gradebook import open_gradebook

    language = command_language(lang)
    found_course = open_whole_course(course)
    where, wanted = _parted(place)
    with open_gradebook(where, create=False) as gradebook:
        insights = insights_of(gradebook, the_assignment(gradebook, assignment or wanted))
    clusters = [one for one in insights.clusters.found(fewest) if function in (None, one.function, one.exercise)]
    if not clusters:
        click.echo(language.gettext("No group of learners has the same wrong numbers without a name for them."))
        return ALL_PASSED
    written = [_propose(found_course, cluster, show, language) for cluster in clusters]
    if any(written) and not show:
        click.echo(
            language.gettext(
                "next: read what was written, since it is a learner's; replace what is marked %(mark)s; then run "
                "`grader validate`",
                mark="[TO BE WORDED]",
            )
        )
    return ALL_PASSED if any(written) else SOMETHING_FAILED


def _propose(course: Course, cluster: Cluster, show: bool, language: Language) -> bool:
    """Write, or show, the draft of one cluster, and say so; return whether it is there."""
    from grader.atomic_files import write_atomically
    from grader.commands.help_language import translated
    from grader.course.files import read_source
    from grader.course.mistake_drafts import Undraftable, appended, holds
    from grader.errors import CourseError

    said = language.ngettext(
        "%(exercise)s: %(n)s learner, `%(function)s`: the same wrong numbers",
        "%(exercise)s: %(n)s learners, `%(function)s`: the same wrong numbers",
        len(cluster.learners),
        exercise=cluster.exercise,
        function=cluster.function,
    )
    try:
        files = course.exercise(cluster.exercise)
        file = files.mistakes or _new_file(files)
        source = read_source(file) if file.exists() else f'"""Named mistakes of {files.name}."""\n'
        made = _draft(course, files, source, cluster, language)
    except (CourseError, Undraftable) as why:
        click.echo(f"{said}; {language.gettext('not written: %(why)s', why=str(why))}", err=True)
        return False
    if show:
        click.echo(f"# {said}\n{made}")
    elif holds(source, made):
        click.echo(f"{said}; {language.gettext('its draft is already in %(file)s', file=str(file))}")
    else:
        write_atomically(file, appended(source, made).encode())
        keep(translated("the drafts that are told are written"))
        click.echo(f"{said}; {language.gettext('a draft is written: %(file)s', file=str(file))}")
    return True


def _draft(course: Course, files: ExerciseFiles, source: str, cluster: Cluster, language: Language) -> str:
    from grader.course.files import read_source
    from grader.course.mistake_drafts import Undraftable, draft, free_name
    from grader.course.outline import outline

    if not cluster.example.code:
        raise Undraftable(language.gettext("the code of nobody among them is short enough"))
    functions = outline(read_source(files.reference), files.reference).functions
    settings = course.settings
    return draft(
        cluster.function,
        cluster.example.code,
        free_name(source, cluster.function),
        list(_remarks(cluster, language)),
        settings.languages,
        settings.libraries,
        functions,
    )


def _remarks(cluster: Cluster, language: Language) -> Iterator[str]:
    """What the author is told above the draft."""
    from grader.reports.safe_text import one_line, without_marks

    example = cluster.example
    yield language.ngettext(
        "%(n)s learner gives the same wrong numbers. This is what one of them wrote.",
        "%(n)s learners give the same wrong numbers. This is what one of them wrote.",
        len(cluster.learners),
    )
    arguments = ", ".join(f"{name}={value}" for name, value in example.arguments.items())
    yield without_marks(one_line(f"{cluster.function}({arguments}) = {example.got} (!= {example.expected})", 400))
    if example.edit:
        yield language.gettext("The smallest edit that makes it right:")
        for line in example.edit.split("\n")[:20]:
            yield f"    {without_marks(one_line(line, 200))}"


def _new_file(files: ExerciseFiles) -> Path:
    from grader.course.discovery import MISTAKES_SUFFIX

    return files.reference.with_name(f"{files.name}{MISTAKES_SUFFIX}.py")


def _parted(place: str) -> tuple[str, str | None]:
    """The gradebook and the assignment that a path names together; a URL names the gradebook alone."""
    from grader.records.database import FILE_NAME

    path = Path(place)
    held = path.parent.is_file() or (path.parent / FILE_NAME).exists()
    if "://" in place or path.exists() or not held:
        return place, None
    return str(path.parent), path.name
