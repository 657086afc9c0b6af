"""`grader learn`: the live page in the browser."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from grader.commands.options import Command, course_option, grading_options, language_option

if TYPE_CHECKING:
    from grader.commands.grading_setup import Settings
    from grader.course.discovery import Course
    from grader.reports.lesson_pages import LessonPages


@click.command("learn", cls=Command, kept="your files are as you saved them")
@click.argument("targets", nargs=-1)
@click.option("--learner", default="", help="Your learner id, instead of the one in the settings.")
@click.option("--port", type=click.IntRange(0, 65535), default=0, help="The port of the page; by default a free one.")
@click.option("--no-browser", is_flag=True, help="Open no browser: only say where the page is.")
@course_option
@language_option
@grading_options
def command(
    targets: tuple[str, ...],
    learner: str,
    port: int,
    no_browser: bool,
    course: Path | None,
    lang: str | None,
    settings: Settings,
) -> None:
    """Learn in the browser: the task, the text and what your last save gave, on one page.

    The page follows your exercise files: save one in your editor, and the page shows what it gives. It is served to
    this machine alone, and needs no network. Press Ctrl-C in the terminal to end it.

    TARGET is where to begin, as for `grader check`. By default, it is where you worked last.
    """
    from grader.commands.help_language import command_language
    from grader.commands.learning import open_session
    from grader.commands.own_files import open_workspace

    language = command_language(lang)
    workspace = open_workspace(course, learner, installed=True)
    with open_session(workspace, targets, settings, language) as session:
        # Imported while the workers start.
        from grader.interactive.live_page import LearnPage
        from grader.interactive.live_server import listen, live_app, serve, show_in_browser
        from grader.interactive.live_updates import Updates
        from grader.interactive.local_guard import new_token

        updates, token = Updates(), new_token()
        session.subscribe(lambda _state: updates.tell())
        app = live_app(
            LearnPage(session, workspace.course, _texts(workspace.course), language), updates, token, language.say
        )
        with listen(port) as listening:
            host, taken = listening.getsockname()
            address = f"http://{host}:{taken}/{token}/"
            click.echo(address)
            click.echo(language.gettext("The page follows the files that you save. Press Ctrl-C to end it."))
            if not no_browser and not show_in_browser(address):
                click.echo(language.gettext("No browser was found: open this address in one."), err=True)
            serve(app, listening, updates)


def _texts(course: Course) -> LessonPages | None:
    from grader.commands.read import course_pages
    from grader.errors import CourseError

    try:
        return course_pages(course)
    except CourseError:  # a course without texts can be worked at as well
        return None
