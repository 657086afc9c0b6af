"""What learners read of the project's own course is there in both languages, and is Chinese where it says so."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from own_exercises import loaded

from grader.authoring import Text
from grader.course.discovery import Course, ExerciseFiles, find_course

COURSE = find_course(Path(__file__).parent)
EXERCISES = [pytest.param(files, id=files.name) for files in COURSE.exercises]

CHINESE = re.compile(r"[\u4e00-\u9fff]")
A_WORD = re.compile(r"(?<![\w`.])[a-z]{4,}(?![\w`(])")
"""What needs a translation; `x = 0`, `exp` and `w[1]` are the same everywhere."""
NAMES = {"relu", "sigmoid", "tanh"}

ASCII_PUNCTUATION = re.compile(r"[\u4e00-\u9fff][,;:!?]|[,;:!?][\u4e00-\u9fff]|[\u4e00-\u9fff]\.(?!\w)")
CODE = re.compile(r"`[^`]*`|\$[^$]*\$")


@pytest.fixture(scope="module")
def own() -> Course:
    return COURSE


def texts_of(files: ExerciseFiles) -> Iterator[Text]:
    """All that the author of an exercise wrote for learners, but for what is said of single values."""
    exercise = loaded(files)
    yield exercise.about.title
    for rule in exercise.about.rules:
        yield rule.why
    for check in exercise.checks:
        yield check.sentence
        yield from (case.label for case in check.cases)
        yield from (curve.title for curve in check.curves)
    for mistake in exercise.mistakes:
        yield mistake.finding
        yield mistake.hint


def needs_chinese(text: Text) -> bool:
    english = said(text, "en")
    return english not in NAMES and A_WORD.search(english) is not None


def said(text: Text, language: str) -> str:
    return text.in_languages(COURSE.settings.languages).get(language, "")


def is_text(node: ast.expr | None) -> bool:
    return isinstance(node, ast.JoinedStr) or (isinstance(node, ast.Constant) and isinstance(node.value, str))


def said_of_values(files: ExerciseFiles) -> Iterator[ast.Dict]:
    """Each mapping from language to sentence in the checks file."""
    for node in ast.walk(ast.parse(files.checks.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Dict) and "en" in languages_of(node):
            yield node


def languages_of(mapping: ast.Dict) -> list[object]:
    return [key.value for key in mapping.keys if isinstance(key, ast.Constant)]


@pytest.mark.parametrize("files", EXERCISES)
def test_every_text_is_there_in_chinese(files):
    texts = list(texts_of(files))
    assert [text for text in texts if needs_chinese(text) and not CHINESE.search(said(text, "zh"))] == []
    assert [node.lineno for node in said_of_values(files) if languages_of(node) != ["en", "zh"]] == []


@pytest.mark.parametrize("files", EXERCISES)
def test_what_is_said_of_values_is_said_in_both_languages(files):
    tree = ast.parse(files.checks.read_text(encoding="utf-8"))
    properties = {
        keyword.id
        for call in ast.walk(tree)
        if isinstance(call, ast.Call) and isinstance(call.func, ast.Name) and call.func.id == "satisfies"
        for keyword in ast.walk(call)
        if isinstance(keyword, ast.Name)
    }
    said_in_english = [
        node.lineno
        for function in tree.body
        if isinstance(function, ast.FunctionDef) and function.name in properties
        for node in ast.walk(function)
        if isinstance(node, ast.Return) and is_text(node.value)
    ]
    assert said_in_english == []


@pytest.mark.parametrize("files", EXERCISES)
def test_chinese_texts_have_chinese_punctuation(files):
    chinese = (said(text, "zh") for text in texts_of(files))
    found = [text for text in chinese if ASCII_PUNCTUATION.search(CODE.sub("", text))]
    constants = (part for node in said_of_values(files) for part in ast.walk(node) if isinstance(part, ast.Constant))
    found += [
        part.value
        for part in constants
        if isinstance(part.value, str) and ASCII_PUNCTUATION.search(CODE.sub("", part.value))
    ]
    assert found == []


def test_chapter_texts_have_chinese_punctuation(own):
    for chapter in own.chapters:
        text = (own.exercises_folder / chapter.folder / "README.zh.md").read_text(encoding="utf-8")
        prose = CODE.sub("", re.sub(r"```.*?```|\$\$.*?\$\$|\]\([^)]*\)", "", text, flags=re.DOTALL))
        assert ASCII_PUNCTUATION.findall(prose) == [], chapter.folder
