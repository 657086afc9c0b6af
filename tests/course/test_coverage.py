"""What `docs/coverage.md` names exists: files, their functions, sections of the chapters' texts."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from grader.course.discovery import Course, find_course
from grader.course.files import read_source
from grader.course.outline import outline

ROOT = Path(__file__).parents[2]
COVERAGE = ROOT / "docs" / "coverage.md"
FILE = re.compile(r"`(?:(?P<folder>\w+)/)?(?P<name>\w+)\.py`: ")
NAMES = re.compile(r"`(\w+)`(?:, )?")
SECTION = re.compile(r"“([^”]+)”")


@pytest.fixture(scope="module")
def own() -> Course:
    return find_course(ROOT)


def rows() -> Iterator[tuple[str, str, str]]:
    """(chapter's folder, idea, where)."""
    chapter = ""
    for line in COVERAGE.read_text(encoding="utf-8").splitlines():
        if line.startswith("## "):
            chapter = line.removeprefix("## ")
        elif line.startswith("| ") and chapter and not line.startswith("| Idea "):
            idea, where = line.strip("| ").split(" | ")
            yield chapter, idea, where


def defined(own: Course, folder: str, name: str) -> set[str]:
    reference = next(one.reference for one in own.exercises if (one.chapter, one.name) == (folder, name))
    functions = outline(read_source(reference), reference).functions
    return {part for function in functions for part in function.split(".")}


def headings(folder: str, file: str) -> list[str]:
    lines = (ROOT / "exercises" / folder / file).read_text(encoding="utf-8").splitlines()
    return [re.sub(r"^[\d.]+ ", "", line.lstrip("# ")) for line in lines if line.startswith("#")]


def test_every_idea_has_a_home_that_exists(own):
    for chapter, idea, where in rows():
        homes = where.split("; ")
        assert homes != [""], idea
        for home in homes:
            if section := SECTION.fullmatch(home):
                assert section[1] in headings(chapter, "README.md"), home
                continue
            file = FILE.match(home)
            assert file is not None, f"{home} names neither a section nor a file with its functions"
            names = home[file.end() :]
            assert NAMES.sub("", names) == "", home
            missing = set(NAMES.findall(names)) - defined(own, file["folder"] or chapter, file["name"])
            assert not missing, f"{home}: {missing}"


def test_every_chapter_and_every_exercise_is_in_it(own):
    named = {chapter: where for chapter, _, where in rows()}
    assert set(named) == {chapter.folder for chapter in own.chapters}
    text = COVERAGE.read_text(encoding="utf-8")
    assert [one.name for one in own.exercises if f"`{one.name}.py`" not in text] == []


def test_the_chinese_text_has_as_many_sections_as_the_english_one(own):
    for chapter in own.chapters:
        assert len(headings(chapter.folder, "README.zh.md")) == len(headings(chapter.folder, "README.md")), (
            chapter.folder
        )
