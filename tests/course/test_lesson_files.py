"""Which texts a course has, and what they are asked for by."""

from __future__ import annotations

from pathlib import Path

import pytest

from grader.course.discovery import Course, read_course
from grader.course.lessons import has_glossary, lesson_files, lesson_of
from grader.course.scaffold import new_exercise
from grader.errors import CourseError

SETTINGS = """
title = { fr = "Réseaux", en = "Networks" }
key = "k"
languages = ["fr", "en"]
[roles]
convolve = { fr = "Convoluer", en = "Convolve" }
"""


@pytest.fixture
def course(tmp_path: Path) -> Course:
    for folder in ("exercises/00_tenseurs", "solutions"):
        (tmp_path / folder).mkdir(parents=True)
    (tmp_path / "solutions" / "course.toml").write_text(SETTINGS, encoding="utf-8")
    new_exercise(read_course(tmp_path), "03_reseaux", "product")
    for name in ("00_tenseurs/README.md", "GLOSSARY.md", "GLOSSARY.en.md", "NOTES.de.md"):
        (tmp_path / "exercises" / name).write_text("# Texte\n", encoding="utf-8")
    return read_course(tmp_path)


def test_chapters_come_by_number_and_then_the_texts_beside_them(course: Course) -> None:
    found = [(file.name, file.language) for file in lesson_files(course)]
    assert [one for one in found if one[0] != "03_reseaux"] == [
        ("00_tenseurs", "fr"), ("glossary", "fr"), ("glossary", "en"),
    ]  # fmt: skip
    assert found[1][0] == "03_reseaux"
    assert has_glossary(course)


@pytest.mark.parametrize(
    ("target", "expected"),
    [
        ("3", ("03_reseaux", "")),
        ("03", ("03_reseaux", "")),
        ("reseaux", ("03_reseaux", "")),
        ("03_reseaux/", ("03_reseaux", "")),
        ("0", ("00_tenseurs", "")),
        ("tenseurs", ("00_tenseurs", "")),
        ("Glossary", ("glossary", "")),
        ("exercises/GLOSSARY.md", ("glossary", "")),
        ("product", ("03_reseaux", "product")),
        ("03_reseaux/product.py", ("03_reseaux", "product")),
        ("forward", ("03_reseaux", "product")),
        ("ch3", ("03_reseaux", "")),
        ("3.1", ("03_reseaux", "")),
    ],
)
def test_what_a_text_is_asked_for_by(course: Course, target: str, expected: tuple[str, str]) -> None:
    assert lesson_of(course, target) == expected


def test_an_unknown_text_is_refused_with_a_close_name(course: Course) -> None:
    with pytest.raises(CourseError, match=r"`glosary` is not a text .*; did you mean `glossary`"):
        lesson_of(course, "glosary")
