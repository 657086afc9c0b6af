"""`grader start`: copy exercise files into a workspace."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

import click

from grader.commands.options import Command, course_option, language_option
from grader.course.editor_settings import EDITORS, Editor, editor_files

if TYPE_CHECKING:
    from grader.course.discovery import Course
    from grader.reports.language import Language


@click.command("start", cls=Command, kept="files that were written stay, and the same command writes the others")
@click.argument("targets", nargs=-1)
@click.option("--notebook", is_flag=True, help="Write notebooks instead of Python files.")
@click.option(
    "--no-agents", is_flag=True, help="Write no AGENTS.md, which asks AI assistants to tutor and not to solve."
)
@click.option(
    "--editor",
    "editors",
    type=click.Choice(EDITORS),
    multiple=True,
    help="Also write settings for this editor, whose test panel then shows the checks; may be given several times.",
)
@course_option
@language_option
def command(
    targets: tuple[str, ...],
    notebook: bool,
    no_agents: bool,
    editors: tuple[Editor, ...],
    course: Path | None,
    lang: str | None,
) -> None:
    """Put the exercise files and texts of chapters into this folder, which becomes your workspace.

    TARGET is a chapter (3), an exercise or an assignment; the whole chapter is copied. By default, every chapter is
    copied, and so are the texts that belong to all chapters. Existing files are left unchanged.

    The exercise files are in the language of the output where the course has them in it.
    AGENTS.md asks an AI assistant that works in the folder to help you think, and not to write the answers.
    """
    from grader.atomic_files import write_atomically
    from grader.commands.current_course import open_course
    from grader.commands.help_language import command_language
    from grader.course.assistants import AGENTS, agents_text
    from grader.course.files import copy_missing
    from grader.course.stub_notebooks import as_notebooks
    from grader.course.stubs import stubs_in
    from grader.course.targets import chapters_of
    from grader.errors import CourseError
    from grader.records.handed_out import read_handed_out, record_of, write_handed_out
    from grader.records.known_declarations import keep_declarations
    from grader.records.places import find_workspace
    from grader.records.workspace import WorkspaceSettings, write_settings
    from grader.reports.language import closest

    language = command_language(lang)
    found = open_course(course, installed=True)
    here = Path.cwd().resolve()
    folder = find_workspace(here) or here
    if folder.is_relative_to(found.root):
        raise CourseError(
            "this is the course's own folder: the exercise files are in %(exercises_folder)s; run this in an empty "
            "folder of your own",
            exercises_folder=found.exercises_folder,
        )
    wanted = {chapter.folder for chapter in chapters_of(found, targets)}
    if find_workspace(here) is None:
        write_settings(folder, WorkspaceSettings(course=str(found.root) if course else "", language=lang or ""))
    # Every chapter's text leads to those that are only read.
    wanted |= {chapter.folder for chapter in found.chapters if not chapter.exercises}
    shared = copy_missing(found.exercises_folder, folder, recursive=False)
    copied = {folder: shared} if shared else {}
    spoken = closest(language.code, found.settings.languages) or ""
    for chapter in found.chapters:
        if (name := chapter.folder) in wanted:
            stubs = stubs_in(chapter, spoken)
            written = copy_missing(found.exercises_folder / name, folder / name, instead=stubs)
            names = {exercise.name for exercise in chapter.exercises}
            copied[folder / name] = as_notebooks(written, names) if notebook else written
    if not no_agents and not (folder / AGENTS).exists():
        write_atomically(folder / AGENTS, agents_text(found.settings.languages).encode())
        copied[folder] = (*shared, folder / AGENTS)
    handed = record_of(found, folder, [path for written in copied.values() for path in written], spoken)
    write_handed_out(folder, read_handed_out(folder).joined(handed))
    keep_declarations(folder, found.exercises)
    copied |= _write_editor_settings(folder, editors)
    for place, written in copied.items():
        said = language.ngettext("%(n)s file written", "%(n)s files written", len(written))
        click.echo(f"{place}: {said}")
    _say_how_to_begin(found, folder, wanted, language)


def _write_editor_settings(folder: Path, editors: Iterable[Editor]) -> dict[Path, tuple[Path, ...]]:
    """Write settings files that are not there yet; returns what was written, by folder."""
    from grader.atomic_files import write_atomically

    written: dict[Path, tuple[Path, ...]] = {}
    for editor in editors:
        for name, content in editor_files(editor, sys.executable).items():
            file = folder / name
            if not file.exists():
                file.parent.mkdir(parents=True, exist_ok=True)
                write_atomically(file, content.encode())
                written[file.parent] = (*written.get(file.parent, ()), file)
    return written


def _say_how_to_begin(course: Course, folder: Path, chapters: set[str], language: Language) -> None:
    """What to read, what to open and what to type, for the first exercise of the chapters."""
    from grader.commands.own_files import shown
    from grader.grading.submissions import read_file
    from grader.source.unwritten import unwritten_functions

    _ = language.gettext
    first = next((one for chapter in course.chapters if chapter.folder in chapters for one in chapter.exercises), None)
    if first is None:
        return
    file = folder / first.chapter / first.stub.name
    if not file.exists() and file.with_suffix(".ipynb").exists():
        file = file.with_suffix(".ipynb")
    functions = unwritten_functions(read_file(file, shown=shown(file)).text)
    click.echo()
    click.echo(_("Read:  %(command)s", command=f"grader read --browser {first.name}"))
    click.echo(_("Open:  %(file)s", file=shown(file)))
    if functions:
        click.echo(
            _("Write: %(function)s, in place of the line that raises NotImplementedError", function=functions[0])
        )
    click.echo(_("Check: %(command)s", command=f"grader check {first.name}"))
    click.echo(_("Later: %(command)s says what comes next", command="grader next"))
