"""Stubs in the course's other languages: made from the same code, and held to the same numbers."""

from __future__ import annotations

import ast
import io
import re
import tokenize
from pathlib import Path

import pytest

from grader.course.discovery import Course, ExerciseFiles, find_course
from grader.course.files import copy_missing, read_source
from grader.course.stub_translations import differences, read_translation, translate
from grader.course.stubs import (
    handed_out,
    is_untouched,
    make_stub,
    make_stubs,
    stub_file,
    stubs_in,
    translation_file,
    unknown_stubs,
    write_stubs,
)
from grader.errors import AuthoringError

STUB = '''\
"""Lines, y = x * w."""

LIMIT = 2.0
"""The largest weight."""


class Line:
    """A line with a slope."""

    def at(self, x, w):
        """The value `y_hat` at x.

        Args:
            x: a float.
            w: the weight.

        By hand: at(3.0, 2.5) is 7.5.
        """
        # Written already.
        return x * w
'''

TRANSLATION = """\
# line

直线，y = x * w。

## LIMIT

最大的权重。

## Line

有斜率的直线。

## Line.at

x 处的值 `y_hat`。

参数：
    x：浮点数。
    w：权重。

手算：at(3.0, 2.5) 是 7.5。

## # Written already.

已经写好。
"""

PROSE = re.compile(r"\b[A-Za-z]{2,}(?: [a-z]{2,})+")
QUOTED = re.compile(r"""`[^`]*`|"[^"\n]*"|\([^()]*\)""")


@pytest.fixture(scope="module")
def own() -> Course:
    return find_course(Path(__file__))


def own_exercises() -> list[ExerciseFiles]:
    return list(find_course(Path(__file__)).exercises)


def written(folder: Path, text: str) -> Path:
    file = folder / "line.zh.md"
    file.write_text(text, encoding="utf-8")
    return file


def found(tmp_path: Path, text: str) -> list[str]:
    translation = read_translation(written(tmp_path, text))
    return [f"{line}: {message}" for line, message in differences(STUB, translation, Path("line.py"))]


def texts_of(source: str) -> list[str]:
    """The docstrings and comments of a file."""
    strings = [
        node.value.value
        for node in ast.walk(ast.parse(source))
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant) and isinstance(node.value.value, str)
    ]
    comments = tokenize.generate_tokens(io.StringIO(source).readline)
    return strings + [token.string for token in comments if token.type == tokenize.COMMENT]


def code_of(source: str) -> str:
    """A file's code without its texts: docstrings, comments, and what an untouched function says."""
    tree = ast.parse(source)
    for node in ast.walk(tree):
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
            node.value.value = ""
        if isinstance(node, ast.Raise) and isinstance(node.exc, ast.Call):
            node.exc.args = []
    return ast.dump(tree)


def test_the_texts_of_a_translation_take_the_place_of_the_stubs_own(tmp_path: Path) -> None:
    translated = translate(STUB, read_translation(written(tmp_path, TRANSLATION)), Path("line.py"))
    assert code_of(translated) == code_of(STUB)
    assert (
        '    def at(self, x, w):\n        """x 处的值 `y_hat`。\n\n        参数：\n            x：浮点数。'
        in translated
    )
    assert '        手算：at(3.0, 2.5) 是 7.5。\n        """\n        # 已经写好。\n' in translated
    assert not [text for text in texts_of(translated) if PROSE.search(text)]
    assert found(tmp_path, TRANSLATION) == []


@pytest.mark.parametrize(
    ("was", "now", "said"),
    [
        (
            "是 7.5",
            "是 7.6",
            "13: `Line.at`: the numbers differ from the first language's: only there: 7.5; only here: 7",
        ),
        ("y = x * w。", "y = x + w。", "1: the module's docstring: the operators differ"),
        ("`y_hat`", "`y_bar`", "13: `Line.at`: the quoted names differ"),
        ("    w：权重。\n", "", "13: `Line.at`: the arguments differ"),
        ("at(3.0", "on(3.0", "13: `Line.at`: the names differ"),
        ("## LIMIT", "## LIMITS", "5: the stub has no text at `LIMITS`"),
        ("有斜率的直线。", "", "`Line` has no translation: write it below the heading `## Line`"),
        ("## # Written already.\n\n已经写好。\n", "", "write it below the heading `## # Written already.`"),
    ],
)
def test_what_a_translation_says_otherwise_is_told_with_its_line(tmp_path: Path, was: str, now: str, said: str) -> None:
    assert was in TRANSLATION
    assert any(said in message for message in found(tmp_path, TRANSLATION.replace(was, now)))


@pytest.mark.parametrize("text", ["直线。\n", "# line\n\n直线。\n\n## Line\n\n一\n\n## Line\n\n二\n"])
def test_a_translation_that_cannot_be_read_is_refused(tmp_path: Path, text: str) -> None:
    with pytest.raises(AuthoringError):
        read_translation(written(tmp_path, text))


def test_examples_of_the_interpreter_have_to_be_the_same(tmp_path: Path) -> None:
    stub = 'def f():\n    """One.\n\n    >>> f()\n    True\n    """\n'
    text = read_translation(written(tmp_path, "# f\n\n## f\n\n一。\n\n    >>> f()\n    False\n"))
    assert [message for _, message in differences(stub, text, Path("f.py")) if "the examples differ" in message]


@pytest.mark.parametrize("exercise", own_exercises(), ids=lambda exercise: exercise.name)
def test_the_courses_own_stubs_say_the_same_in_both_languages(exercise: ExerciseFiles) -> None:
    translation = read_translation(translation_file(exercise, "zh"))
    reference = read_source(exercise.reference)
    assert list(differences(make_stub(reference, exercise.reference), translation, exercise.reference)) == []
    translated = read_source(stub_file(exercise, "zh"))
    assert code_of(translated) == code_of(read_source(exercise.stub))
    english = [found.group() for text in texts_of(translated) if (found := PROSE.search(QUOTED.sub("", text)))]
    assert english == []


def test_each_reader_gets_one_stub_by_the_same_name(own: Course, tmp_path: Path) -> None:
    chapter = next(chapter for chapter in own.chapters if chapter.exercises)
    exercise = chapter.exercises[0]
    folder = own.exercises_folder / chapter.folder
    for language, stub in (("zh", stub_file(exercise, "zh")), ("en", exercise.stub), ("fr", exercise.stub)):
        copy_missing(folder, tmp_path / language, instead=stubs_in(chapter, language))
        assert (tmp_path / language / f"{exercise.name}.py").read_bytes() == stub.read_bytes()
        assert not list((tmp_path / language).glob("*.zh.py"))
        assert is_untouched(exercise, read_source(stub))


def test_a_course_without_translations_has_the_first_language_alone(course) -> None:
    exercise = course.exercise()
    (course.root / "exercises" / exercise.chapter).mkdir()
    assert list(make_stubs(exercise)) == [exercise.stub]
    assert write_stubs([exercise]) == (exercise.stub,)
    assert handed_out(exercise, "zh") == exercise.stub
    left = stub_file(exercise, "zh")
    left.write_text("", encoding="utf-8")
    assert unknown_stubs(course.read()) == (left,)


def test_a_translation_lies_beside_its_reference(course) -> None:
    exercise = course.exercise()
    (course.root / "exercises" / exercise.chapter).mkdir()
    course.write("solutions/03_descent/lines.zh.md", "# lines\n\n直线。\n\n## forward\n\n预测。\n")
    assert write_stubs(course.read().exercises) == (exercise.stub, stub_file(exercise, "zh"))
    assert 'raise NotImplementedError("forward: 还没有写")' in read_source(stub_file(exercise, "zh"))
    assert handed_out(exercise, "zh") == stub_file(exercise, "zh")
    course.write("solutions/03_descent/curves.zh.md", "# curves\n")
    with pytest.raises(AuthoringError, match="not a file of an exercise"):
        course.read()


def test_a_reference_keeps_its_line_endings_in_every_language(course) -> None:
    exercise = course.exercise()
    exercise.reference.write_bytes(exercise.reference.read_bytes().replace(b"\n", b"\r\n"))
    course.write("solutions/03_descent/lines.zh.md", "# lines\n\n直线。\n\n两行。\n\n## forward\n\n预测。\n")
    stub = make_stubs(exercise)[stub_file(exercise, "zh")]
    assert "\n" not in stub.replace("\r\n", "")
    write_stubs([exercise])
    assert is_untouched(exercise, stub.replace("\r\n", "\n"))
