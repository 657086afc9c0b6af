"""`grader read`: show the course's texts, as pages or in the terminal."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote

import click

from grader.commands.options import Command, course_option, language_option, wrong_usage
from grader.errors import CourseError

if TYPE_CHECKING:
    from grader.course.discovery import Course
    from grader.reports.language import Language
    from grader.reports.lesson_pages import Lesson, LessonPages

FORMATS = ("text", "html", "markdown")
PAGES = "pages"
"""The folder of the pages, in the workspace."""


@click.command("read", cls=Command, kept="pages that were written stay, and the same command writes the others")
@click.argument("target", required=False)
@click.option(
    "--format",
    "format_",
    type=click.Choice(FORMATS),
    help="The text in the terminal, which is the default; pages for a browser; or the text as it is written.",
)
@click.option(
    "--output",
    type=click.Path(path_type=Path),
    help="The folder of the pages, or the file to write the text to.",
)
@click.option("--browser", is_flag=True, help="Write the pages, and open the one in a browser.")
@course_option
@language_option
def command(
    target: str | None, format_: str | None, output: Path | None, browser: bool, course: Path | None, lang: str | None
) -> None:
    """Read the course's texts in the terminal or in a browser.

    TARGET is a chapter (3), an exercise (gradient_descent), a function (grid) or a text beside the chapters, such as
    the glossary. By default, it is the contents. As pages, all texts are written, in all languages of the course, since
    they are linked; they need no network and no script.
    """
    from grader.commands.help_language import command_language
    from grader.commands.own_files import open_workspace
    from grader.course.lessons import lesson_of
    from grader.reports.language import closest

    if browser and format_ not in (None, "html"):
        raise wrong_usage(
            "--browser shows a page in a browser, and --format %(name)s makes none: leave one out", name=format_
        )
    workspace = open_workspace(course, installed=True)
    name, exercise = lesson_of(workspace.course, target) if target else ("index", "")
    language = command_language(lang)
    languages = workspace.course.settings.languages
    pages = course_pages(workspace.course)
    lesson = pages.lesson(name, closest(language.code, languages) or languages[0])
    if browser or format_ == "html":
        _write_pages(pages, output or workspace.folder / PAGES, lesson, exercise, browser, language)
    elif format_ != "markdown" and output is None:
        from rich.console import Console

        from grader.reports.lesson_terminal import print_lesson

        print_lesson(lesson, Console())
    else:
        _write_text(lesson, format_ == "markdown", output)


def course_pages(course: Course) -> LessonPages:
    """The pages of a course.

    Raises:
        CourseError: if it has no texts.
    """
    from grader.course.lessons import lesson_files
    from grader.reports.lesson_pages import Lesson, LessonPages

    lessons = [Lesson(one.name, one.path, one.language, one.markdown) for one in lesson_files(course)]
    if not lessons:
        raise CourseError(
            "this course has no texts: expected %(exercises_folder)s/*/README.md",
            exercises_folder=course.exercises_folder,
        )

    def picture(path: str) -> bytes | None:
        file = course.exercises_folder / path
        return file.read_bytes() if file.is_file() else None

    return LessonPages(course.settings.titles, course.settings.languages, lessons, picture)


def _write_pages(
    pages: LessonPages, folder: Path, lesson: Lesson, exercise: str, browser: bool, language: Language
) -> None:
    """Write all pages, and say where the one that was asked for lies."""
    import webbrowser

    from grader.atomic_files import write_atomically
    from grader.reports.lesson_pages import anchor_of

    for name, content in pages:
        write_atomically(folder / name, content.encode("utf-8"))
    page = (folder / pages.file_of(lesson.name, lesson.language)).resolve()
    click.echo(str(page))
    anchor = anchor_of(lesson, exercise) if exercise else ""
    if browser and not webbrowser.open(page.as_uri() + (f"#{quote(anchor)}" if anchor else "")):
        click.echo(language.gettext("No browser was found: open this file in one."), err=True)


def _write_text(lesson: Lesson, as_written: bool, output: Path | None) -> None:
    from grader.commands.grading_setup import write_output
    from grader.reports.lesson_terminal import render_lesson

    write_output(lesson.markdown if as_written else render_lesson(lesson), output)
