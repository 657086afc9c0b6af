"""Grades one file in a process of its own, for a host that is not the grader's: a test runner, a notebook's kernel.

The host may have threads, an event loop and the learner's own code in it, none of which belongs beside an answer.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from pathlib import Path

import msgspec

from grader.course.discovery import Course
from grader.errors import Fault
from grader.grading.documents import decode_result
from grader.grading.result import Result
from grader.records.places import find_workspace
from grader.records.workspace import read_workspace
from grader.reports.language import Language, choose_language, language_for

_SAID_LINES = 5


class GradingStopped(Fault):
    """The process that was to grade gave no result."""


def graded(
    file: Path, folder: Path, course: Course, function: str = "", learner: str = "", *, lang: str = ""
) -> Result:
    """What `grader check` says of a file, or of one function in it.

    Args:
        file: the learner's file.
        folder: where the command is run, which determines the learner's settings.
        course: the course.
        function: the function; "" for all of them.
        learner: the learner's id, which determines their variant; "" for the one in the settings.
        lang: the language in which it is said why there is no result; "" for that of the folder.

    Raises:
        GradingStopped: if there is no result, with what the command said.
    """
    target = f"{file}:{function}" if function else str(file)
    with tempfile.TemporaryDirectory() as made:
        output = Path(made) / "result.json"
        # -P: a learner's folder may hold a file with the name of a library.
        command = [sys.executable, "-P", "-m", "grader", "check", target]
        options = ["--course", str(course.root), "--format", "json", "--output", str(output), "--learner", learner]
        options += ["--lang", lang] if lang else []
        ended = subprocess.run(
            [*command, *options], cwd=folder, stdin=subprocess.DEVNULL, capture_output=True, check=False
        )
        try:
            return decode_result(output.read_bytes())
        except (OSError, msgspec.DecodeError) as error:
            said = ended.stderr.decode("utf-8", "replace").strip().splitlines()[-_SAID_LINES:]
            if said:
                raise GradingStopped("\n".join(said)) from error
            raise GradingStopped("`grader check` ended with %(status)s", status=ended.returncode) from error


def language_at(folder: Path, course: Course) -> Language:
    """The language of a learner who works in a folder: of the environment, else of the workspace, else of the locale.

    Raises:
        RecordsError: if the workspace's settings cannot be read.
    """
    wish = os.environ.get("GRADER_LANG") or read_workspace(find_workspace(folder)).language
    return language_for(choose_language(wish, os.environ, lambda: course.settings.languages))
