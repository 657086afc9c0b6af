"""The exercise files that are in a learner's folder, and what to do about those that are not."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from grader.commands.own_files import Workspace
from grader.course.targets import Selection
from grader.errors import CourseError
from grader.reports.language import Language


def present(
    workspace: Workspace,
    selections: Sequence[Selection],
    files: Mapping[str, Path],
    targets: Sequence[str],
    language: Language,
) -> tuple[Selection, ...]:
    """The selections to check: those that were asked for or, where nothing was, those of the chapters that are here.

    Raises:
        CourseError: if there is no file of any of them, with what to do.
    """
    _ = language.gettext
    if not files and selections:
        if targets:
            raise CourseError(
                _(
                    "there is no file of `%(target)s` in %(folder)s: `grader start %(target)s` puts it there",
                    target=targets[0],
                    folder=workspace.folder,
                )
            )
        raise CourseError(
            _(
                "there are no exercise files in %(folder)s: `grader start` puts them there; if yours are in another "
                "folder, go to that one",
                folder=workspace.folder,
            )
        )
    if targets or not workspace.apart:
        return tuple(selections)
    here = {selection.exercise.chapter for selection in selections if selection.exercise.name in files}
    return tuple(selection for selection in selections if selection.exercise.chapter in here)


def how_to_get_back(selections: Sequence[Selection], files: Mapping[str, Path], language: Language) -> list[str]:
    """What to do about each exercise whose file is not here."""
    missing = dict.fromkeys(one.exercise.name for one in selections if one.exercise.name not in files)
    return [
        language.gettext(
            "%(file)s is not here: %(command)s puts it back as it was handed out.",
            file=f"{name}.py",
            command=f"`grader start {name}`",
        )
        for name in missing
    ]
