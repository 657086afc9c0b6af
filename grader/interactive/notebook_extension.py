"""`%load_ext grader`: checking functions in a notebook, from its own cells as they were last run."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Set
from pathlib import Path
from typing import TYPE_CHECKING, Any

from grader.course.discovery import Course
from grader.course.targets import Selection, functions_of, select
from grader.errors import CourseError, GraderError
from grader.interactive.grading_process import graded, language_at
from grader.interactive.history_cells import definitions_run
from grader.records.course_choice import course_at
from grader.records.places import find_workspace
from grader.records.workspace import effective_settings
from grader.reports.language import choose_language, language_for

if TYPE_CHECKING:
    from IPython.core.interactiveshell import InteractiveShell


def load_ipython_extension(shell: InteractiveShell) -> None:
    """Add the magics `%check` and `%exercise` to a notebook."""
    notebook = Notebook(shell)
    register: Any = shell.register_magic_function  # its annotation is that of what it decorates
    register(notebook.check, "line", "check")
    register(notebook.exercise, "line", "exercise")


class Notebook:
    """A notebook in which exercises are worked on."""

    def __init__(self, shell: InteractiveShell) -> None:
        self._shell: Any = shell
        self._exercise = ""

    def exercise(self, line: str) -> None:
        """Say which exercise this notebook is: `%exercise gradient_descent`."""
        self._exercise = line.strip()

    def check(self, line: str) -> None:
        """Check a function as it was last run: `%check gradient`, or `%check gradient_descent:gradient`.

        Without a name, the whole exercise of the notebook is checked.
        """
        from IPython.display import HTML, display

        from grader.reports.cell_html import render_cell

        here, language = Path.cwd(), language_for(choose_language(None, os.environ))
        try:
            course = course_at(here, installed=True)
            language = language_at(here, course)
            history = self._shell.history_manager.input_hist_raw
            cells, defined = definitions_run([str(cell) for cell in history[1:]])
            selection = selected(course, line.strip(), self._exercise, defined)
            learner = effective_settings(find_workspace(here)).learner
            with tempfile.TemporaryDirectory() as made:
                file = Path(made) / f"{selection.exercise.name}.ipynb"
                file.write_text(_as_notebook(cells), encoding="utf-8")
                result = graded(file, Path(made), course, selection.function or "", learner, lang=language.code)
            shown = HTML(render_cell(result, language))  # type: ignore[no-untyped-call]
        except (GraderError, OSError) as error:
            print(f"grader: {language.say(error)}")  # noqa: T201 - the output of a cell
            return
        display(shown)  # type: ignore[no-untyped-call]


def selected(course: Course, target: str, exercise: str, defined: Set[str]) -> Selection:
    """What a learner means: in the notebook's exercise, if that is said; else in the exercise that has the most of the
    functions that the notebook defines.

    Raises:
        CourseError: if there is no such function, or if it could be that of several exercises.
    """
    if not target and not exercise:
        raise CourseError("say what to check: `%(magic)s FUNCTION`, or `%(magic)s EXERCISE:FUNCTION`", magic="%check")
    if exercise and ":" not in target:
        target = f"{exercise}:{target}" if target else exercise
    found = select(course, [target], paths=False)
    fits = [len(defined & {*functions_of(one.exercise)}) for one in found]
    best = [one for one, fit in zip(found, fits, strict=True) if fit == max(fits)]
    if len(best) > 1:
        names = ", ".join(f"`%check {one.exercise.name}:{one.function or ''}`".replace(":`", "`") for one in best)
        raise CourseError("`%(target)s` is in several exercises: write one of %(names)s", target=target, names=names)
    return best[0]


def _as_notebook(cells: tuple[str, ...]) -> str:
    """A notebook in which a cell has the number that the kernel gave it."""
    from nbformat import v4

    made = [v4.new_code_cell(source) for source in cells]  # type: ignore[no-untyped-call]
    return str(v4.writes(v4.new_notebook(cells=made)))  # type: ignore[no-untyped-call]
