"""A plugin by which pytest collects the checks of a learner's exercise files as tests.

Every run of pytest in the environment loads it. It imports nothing else of the grader, and collects nothing, until a
file lies in a workspace or among a course's exercises.
"""

from __future__ import annotations

from collections.abc import Generator, Iterator
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from grader.errors import Message

if TYPE_CHECKING:
    from grader.course.discovery import Course, ExerciseFiles
    from grader.grading.result import Result
    from grader.reports.check_texts import Told
    from grader.reports.language import Language

_ENDINGS = (".py", ".ipynb")
_MARKS = (".grader/settings.toml", "solutions/course.toml", "kit/course.toml")
_COURSES = pytest.StashKey[dict[Path, "Course | None"]]()


@pytest.hookimpl(wrapper=True)
def pytest_collect_file(
    file_path: Path, parent: pytest.Collector
) -> Generator[None, list[pytest.Collector], list[pytest.Collector]]:
    """Collect an exercise file as its checks, and as nothing else: importing it would run the learner's code here."""
    found = yield
    home = _home(file_path.parent) if file_path.suffix in _ENDINGS else None
    if home is None:
        return found
    course = _course(home, parent.config)
    exercise = _exercise(file_path, course) if course else None
    if course is None or exercise is None:
        return found
    node: ExerciseFile = ExerciseFile.from_parent(parent, path=file_path)
    node.take(home, course, exercise)
    return [node]


class ExerciseFile(pytest.File):
    """A learner's exercise file. It is graded once, when the first of its tests runs."""

    def take(self, home: Path, course: Course, exercise: ExerciseFiles) -> None:
        """Say which exercise of which course it is, and the workspace or course that it lies in."""
        self._home, self._course, self._exercise = home, course, exercise
        self._told: dict[str, Told] | None = None
        self._failure = ""
        if self.config.pluginmanager.hasplugin("xdist"):
            self.add_marker(pytest.mark.xdist_group(self.nodeid))

    def collect(self) -> Iterator[pytest.Collector]:
        """A collector for each function that is checked."""
        from grader.course.loading import load_exercise
        from grader.errors import GraderError
        from grader.grading.submissions import definition_line

        source = self.path.read_text("utf-8", "replace") if self.path.suffix == ".py" else ""
        try:
            loaded = load_exercise(self._exercise)
        except GraderError as error:
            raise self.CollectError(self.language.say(error)) from error
        order = {name: number for number, name in enumerate(loaded.functions)}
        checks = sorted(loaded.checks, key=lambda check: order.get(check.of, len(order)))
        for name, group in groupby(checks, key=lambda check: check.of):
            function: CheckedFunction = CheckedFunction.from_parent(self, name=name)
            function.ids = tuple(check.id for check in group)
            function.line = definition_line(source, name) or 1
            yield function

    @property
    def language(self) -> Language:
        """The learner's language."""
        from grader.interactive.grading_process import language_at

        return language_at(self.path.parent, self._course)

    def told(self, id: str) -> Told | None:
        """What is said of a check; None if the grader failed before it came to it.

        Raises:
            GradingStopped: if there is no result.
        """
        from grader.interactive.grading_process import GradingStopped, graded
        from grader.reports.check_texts import tell

        if self._failure:
            raise GradingStopped(self._failure)
        if self._told is None:
            try:
                result: Result = graded(self.path, self._home, self._course)
            except GradingStopped as error:
                self._failure = str(error)
                raise
            self._told = {told.check.id: told for told in tell(result, self.language).checks}
        return self._told.get(id)


class CheckedFunction(pytest.Collector):
    """A function of an exercise with its checks."""

    ids: tuple[str, ...] = ()
    line = 1

    def collect(self) -> Iterator[pytest.Item]:
        """A test for each check."""
        for id in self.ids:
            yield CheckItem.from_parent(self, name=id)


class CheckItem(pytest.Item):
    """One check. It is skipped where it is not written yet or waits for another; a fault of the grader is an error."""

    _told: Told | None = None

    def setup(self) -> None:
        """Grade the file, if this is its first test."""
        from grader.errors import GraderError

        file = self.getparent(ExerciseFile)
        assert file is not None
        try:
            self._told = file.told(self.name)
        except GraderError as error:
            pytest.fail(file.language.say(error), pytrace=False)
        if self._told is None:
            values = {"check": self.name, "file": file.path.stem}
            said = Message("%(check)s was not graded: see `grader check %(file)s`", values)
            pytest.fail(file.language.say(said), pytrace=False)
        if self._told.check.status == "fault":
            pytest.fail(self._text(file, self._told), pytrace=False)

    def runtest(self) -> None:
        """Say what the check found."""
        file, told = self.getparent(ExerciseFile), self._told
        assert file is not None
        assert told is not None
        if told.check.status in ("not_attempted", "blocked"):
            from grader.reports.check_texts import plain

            said = plain(told.view.brief) or plain(told.view.word)
            raise pytest.skip.Exception(said, _use_item_location=True)
        if told.check.status != "passed":
            pytest.fail(self._text(file, told), pytrace=False)
        if told.view.output:
            self.add_report_section("call", "stdout", told.view.output)

    def _text(self, file: ExerciseFile, told: Told) -> str:
        from grader.reports.check_texts import why

        return "\n".join(why(told, file.language))

    def reportinfo(self) -> tuple[Path, int, str]:
        """Where the check's function is, from 0, and what the test is called."""
        function = self.parent
        assert isinstance(function, CheckedFunction)
        return self.path, function.line - 1, f"{self.path.stem}.{function.name}.{self.name}"


def _home(folder: Path) -> Path | None:
    """The nearest folder at this one or above it that is a workspace or a course."""
    here = folder.resolve()
    return next((one for one in (here, *here.parents) if any((one / mark).is_file() for mark in _MARKS)), None)


def _course(home: Path, config: pytest.Config) -> Course | None:
    """The course of a workspace, or in a folder; None where it cannot be read, which `grader check` tells."""
    from grader.errors import GraderError
    from grader.records.course_choice import course_at

    known = config.stash.setdefault(_COURSES, {})
    if home not in known:
        try:
            known[home] = course_at(home)
        except (GraderError, OSError):
            known[home] = None
    return known[home]


def _exercise(file: Path, course: Course) -> ExerciseFiles | None:
    """The exercise that a file is: by its name in a workspace, and in the course itself by its place."""
    exercise = next((one for one in course.exercises if one.name == file.stem), None)
    path = file.resolve()
    if exercise is None or (path.is_relative_to(course.root) and path != exercise.stub.resolve()):
        return None
    return exercise
