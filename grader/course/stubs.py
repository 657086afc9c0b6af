"""Stubs: what a learner starts from, made from the reference by removing its solution regions.

A region is between the lines `### BEGIN SOLUTION` and `### END SOLUTION` inside a function. The stub `NAME.py` is in
the course's first language; `NAME.zh.py` and the like have its code, and the texts of a translation, which is
`NAME.zh.md` beside the reference. A learner gets one of them, always as `NAME.py`.
"""

from __future__ import annotations

import ast
import io
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from grader.atomic_files import write_atomically
from grader.course.chapter_texts import text_file
from grader.course.discovery import Chapter, Course, ExerciseFiles
from grader.course.files import decode_source
from grader.course.outline import outline
from grader.course.stub_holes import holes
from grader.course.stub_translations import read_translation, translate
from grader.course.stub_words import not_written, todo_comment
from grader.course.syntax import blocks, first_line, parse
from grader.errors import AuthoringError, Place

_MARKER = re.compile(r"\s*### (BEGIN|END) SOLUTION\s*")
_LIKE_A_MARKER = re.compile(r"#\s*(BEGIN|END)\s*SOLUTION", re.IGNORECASE)
_BYTE_ORDER_MARK = "\ufeff"


@dataclass(frozen=True, slots=True)
class Region:
    """A solution region: the lines of its markers (from 1) and the function that it is in.

    `function` is a function's name or `Class.method`; for nested functions, the outermost one.
    """

    function: str
    begin: int
    end: int
    indent: str


def make_stub(reference_source: str, file: Path, language: str = "en") -> str:
    """The stub of a reference: every region replaced by a TODO and an error, everything else unchanged.

    Line endings are kept as well.

    Args:
        reference_source: the reference's text.
        file: the reference, for errors.
        language: that of the TODOs and errors.

    Raises:
        AuthoringError: for markers that do not pair up or are outside of any function, a region that does not consist
            of whole statements of one block, and a reference without any region; with the line.
    """
    mark = _BYTE_ORDER_MARK if reference_source.startswith(_BYTE_ORDER_MARK) else ""
    lines = list(io.StringIO(reference_source.removeprefix(mark), newline=""))
    found = solution_regions(reference_source.removeprefix(mark), file)
    if not found:
        raise AuthoringError(
            "this reference marks no solution: put `### BEGIN SOLUTION` and `### END SOLUTION` around what a learner "
            "has to write",
            Place(file, 1),
        )
    for region in reversed(found):
        marker = lines[region.begin - 1]
        newline = marker[len(marker.rstrip("\r\n")) :]
        lines[region.begin - 1 : region.end] = [
            f"{region.indent}{todo_comment(region.function, language)}{newline}",
            f'{region.indent}raise NotImplementedError("{not_written(region.function, language)}"){newline}',
        ]
    stub = "".join(lines)
    parse(stub, file)
    return mark + stub


def solution_regions(reference_source: str, file: Path) -> tuple[Region, ...]:
    """The solution regions of a reference, from the top down; those of a stub are what it has in place of a solution.

    Raises:
        AuthoringError: as `make_stub` does, except for a reference without regions.
    """
    source = reference_source.replace("\r\n", "\n").replace("\r", "\n")
    if not _LIKE_A_MARKER.search(source):
        return tuple(Region(hole.function, hole.comment, hole.error, hole.indent) for hole in holes(source))
    tree = outline(source, file).tree
    lines = source.split("\n")
    return tuple(_region(tree, lines, begin, end, file) for begin, end in _pairs(tree, lines, file))


def without_markers(reference_source: str) -> str:
    """A reference without the lines of its markers, as a learner may read it."""
    return "".join(line for line in io.StringIO(reference_source) if not _MARKER.fullmatch(line.rstrip("\n")))


def translation_file(exercise: ExerciseFiles, language: str) -> Path:
    """The path of the translation of an exercise's stub, whether or not it exists."""
    return text_file(exercise.reference.parent, language, exercise.settings.languages, exercise.name)


def stub_file(exercise: ExerciseFiles, language: str) -> Path:
    """The path of an exercise's stub in a language of its course, whether or not it exists."""
    first = language == exercise.settings.languages[0]
    return exercise.stub if first else exercise.stub.with_name(f"{exercise.name}.{language}.py")


def stub_files(exercise: ExerciseFiles) -> Iterator[Path]:
    """The stubs of an exercise that exist, that of the course's first language first."""
    paths = (stub_file(exercise, language) for language in exercise.settings.languages)
    return (path for path in paths if path.is_file())


def handed_out(exercise: ExerciseFiles, language: str) -> Path:
    """The stub that a reader of this language gets: one in that language, or else the first language's."""
    stub = stub_file(exercise, language)
    return stub if language in exercise.settings.languages and stub.is_file() else exercise.stub


def stubs_in(chapter: Chapter, language: str) -> dict[Path, Path | None]:
    """What a reader of this language gets in place of the files of a chapter's stubs: the stub that `handed_out` names
    in place of the first language's, and nothing in place of the others."""
    others = {
        stub_file(exercise, other): None for exercise in chapter.exercises for other in exercise.settings.languages[1:]
    }
    return {**others, **{exercise.stub: handed_out(exercise, language) for exercise in chapter.exercises}}


def make_stubs(exercise: ExerciseFiles) -> dict[Path, str]:
    """The stubs of an exercise, by their files: in the first language, and in those that have a translation.

    Raises:
        AuthoringError: as `make_stub` does, and where a translation cannot be read.
    """
    first, *others = exercise.settings.languages
    source = _with_mark(exercise.reference)
    stubs = {exercise.stub: make_stub(source, exercise.reference, first)}
    for language in others:
        if (file := translation_file(exercise, language)).is_file():
            stub = make_stub(source, exercise.reference, language).removeprefix(_BYTE_ORDER_MARK)
            stubs[stub_file(exercise, language)] = translate(stub, read_translation(file), exercise.reference)
    return stubs


def is_untouched(exercise: ExerciseFiles, text: str) -> bool:
    """Whether a learner's text is a stub of the exercise as it was handed out, in whatever language."""
    return any(path.read_text(encoding="utf-8-sig") == text for path in stub_files(exercise))


def write_stubs(exercises: Iterable[ExerciseFiles], check: bool = False) -> tuple[Path, ...]:
    """Write the stubs of these exercises, in each language, that are not what their references and translations give;
    with `check`, write nothing.

    Returns the files that were written, or that would be.

    Raises:
        AuthoringError: as `make_stubs` does; then nothing is written.
    """
    stubs = {file: stub.encode() for exercise in exercises for file, stub in make_stubs(exercise).items()}
    drifted = tuple(file for file, content in stubs.items() if not file.is_file() or file.read_bytes() != content)
    if not check:
        for file in drifted:
            write_atomically(file, stubs[file])
    return drifted


def unknown_stubs(course: Course) -> tuple[Path, ...]:
    """The Python files in the chapters' exercise folders that are not the stub of any reference, or of none of its
    translations."""
    known = {file for exercise in course.exercises for file in expected_stubs(exercise)}
    found = (file for chapter in course.chapters for file in (course.exercises_folder / chapter.folder).glob("*.py"))
    return tuple(sorted(file for file in found if file not in known))


def expected_stubs(exercise: ExerciseFiles) -> tuple[Path, ...]:
    """The files of an exercise's stubs: in the first language, and in those that have a translation."""
    translated = (one for one in exercise.settings.languages[1:] if translation_file(exercise, one).is_file())
    return exercise.stub, *(stub_file(exercise, language) for language in translated)


def _with_mark(reference: Path) -> str:
    content = reference.read_bytes()
    mark = _BYTE_ORDER_MARK if content.startswith(_BYTE_ORDER_MARK.encode()) else ""
    return mark + decode_source(content, reference)


def _pairs(tree: ast.Module, lines: list[str], file: Path) -> Iterator[tuple[int, int]]:
    begin: int | None = None
    for number, kind in _markers(tree, lines, file):
        if kind == "BEGIN" and begin is not None:
            raise AuthoringError(
                f"a region begins inside the one from line {begin}: end that one first", Place(file, number)
            )
        if kind == "BEGIN":
            begin = number
        elif begin is None:
            raise AuthoringError(
                "this ends a region that has not begun: write `### BEGIN SOLUTION` above", Place(file, number)
            )
        else:
            yield begin, number
            begin = None
    if begin is not None:
        raise AuthoringError("this region has no end: write `### END SOLUTION` below", Place(file, begin))


def _markers(tree: ast.Module, lines: list[str], file: Path) -> Iterator[tuple[int, str]]:
    in_strings = _lines_in_strings(tree)
    for number, line in enumerate(lines, start=1):
        if number in in_strings or not _LIKE_A_MARKER.search(line):
            continue
        marker = _MARKER.fullmatch(line)
        if marker is None:
            raise AuthoringError(
                "a marker has to be on a line of its own, exactly `### BEGIN SOLUTION` or `### END SOLUTION`",
                Place(file, number),
            )
        yield number, marker.group(1)


def _lines_in_strings(tree: ast.Module) -> set[int]:
    """The lines that begin inside a string, where a marker is not a comment."""
    return {
        line
        for node in ast.walk(tree)
        if isinstance(node, (ast.Constant, ast.JoinedStr)) and node.end_lineno is not None
        for line in range(node.lineno + 1, node.end_lineno + 1)
    }


def _region(tree: ast.Module, lines: list[str], begin: int, end: int, file: Path) -> Region:
    found = _find(tree.body, begin, end, Place(file, begin), _Owner())
    if found is None:
        raise AuthoringError(
            "this region contains no whole statement: put the markers around whole statements", Place(file, begin)
        )
    block, owner = found
    if owner.function is None:
        raise AuthoringError(
            "this region is not in a function: a learner fills in bodies of functions", Place(file, begin)
        )
    first = block[0]
    text = lines[first_line(first) - 1]
    return Region(owner.function, begin, end, text[: len(text) - len(text.lstrip())])


@dataclass(frozen=True, slots=True)
class _Owner:
    """What a block belongs to: a function (None outside of any), or a class whose name prefixes its methods."""

    function: str | None = None
    prefix: str = ""

    def of(self, statement: ast.stmt) -> _Owner:
        if self.function is not None:
            return self
        if isinstance(statement, ast.ClassDef):
            return _Owner(None, f"{self.prefix}{statement.name}.")
        if isinstance(statement, (ast.FunctionDef, ast.AsyncFunctionDef)):
            return _Owner(self.prefix + statement.name)
        return self


def _find(
    block: list[ast.stmt], begin: int, end: int, place: Place, owner: _Owner
) -> tuple[list[ast.stmt], _Owner] | None:
    """The statements of one block between two lines, and what that block belongs to."""
    touched = [node for node in block if first_line(node) < end and (node.end_lineno or node.lineno) > begin]
    inside = [node for node in touched if first_line(node) > begin and (node.end_lineno or node.lineno) < end]
    if inside:
        if len(inside) < len(touched):
            raise AuthoringError("this region cuts a statement in two: put the markers around whole statements", place)
        if inside[0] is block[0] and owner.function is not None and _is_docstring(inside[0]):
            raise AuthoringError("this region removes the docstring: begin it below the docstring", place)
        return inside, owner
    found = [
        result
        for node in touched
        for inner in blocks(node)
        if (result := _find(inner, begin, end, place, owner.of(node))) is not None
    ]
    if len(found) > 1:
        raise AuthoringError("this region spans more than one block: mark each block by itself", place)
    return found[0] if found else None


def _is_docstring(node: ast.stmt) -> bool:
    return isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant) and isinstance(node.value.value, str)
