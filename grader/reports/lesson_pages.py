"""The texts of a course as pages: each one file with its pictures and formulas, without a script, and linked with the
others, which lie beside it."""

from __future__ import annotations

import posixpath
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from urllib.parse import quote, unquote

from markdown_it.token import Token
from markupsafe import Markup

from grader.grading.result import Sentence
from grader.reports.language import Language, language_for, own_name
from grader.reports.lesson_html import LessonRenderer
from grader.reports.lesson_markdown import Heading, headings_of, tokens_of
from grader.reports.page_frame import page_frame
from grader.reports.templating import html_environment

ReadPicture = Callable[[str], bytes | None]
"""Gives a picture's content by its path among the course's texts; None if there is none."""

CONTENTS = "index"
"""The name of the list of all texts."""
_OUTSIDE = ("http://", "https://", "mailto:")


@dataclass(frozen=True)
class Lesson:
    """A text of the course in one language.

    Attributes:
        name: what it has in common with the same text in other languages, and the name of its page.
        path: its path among the course's texts, with `/`: what its links and pictures are relative to.
        language: the language that it is in.
        markdown: the text itself.
    """

    name: str
    path: str
    language: str
    markdown: str

    @cached_property
    def tokens(self) -> Sequence[Token]:
        """The text as tokens of Markdown."""
        return tokens_of(self.markdown)

    @cached_property
    def headings(self) -> tuple[Heading, ...]:
        """Its headings."""
        return tuple(headings_of(self.tokens))

    @property
    def title(self) -> str:
        """Its first heading."""
        return next((heading.words for heading in self.headings), self.name)


def anchor_of(lesson: Lesson, exercise: str) -> str:
    """The anchor of the section that leads to an exercise: the first one that names its file in bold; "" if none
    does."""
    anchor = ""
    for token in lesson.tokens:
        if token.type == "heading_open":
            anchor = str(token.attrGet("id"))
        bold = 0
        for child in token.children or ():
            bold += child.nesting if child.tag == "strong" else 0
            if bold and child.type == "code_inline" and child.content == f"{exercise}.py":
                return anchor
    return ""


class LessonPages:
    """The pages of a course's texts, in all its languages, which lie in one folder.

    Args:
        course: the course's title.
        languages: the course's languages, the first one first.
        lessons: its texts in the order in which they are read, each in every language that it has.
        picture: reads a picture.
    """

    def __init__(
        self, course: Sentence, languages: Sequence[str], lessons: Sequence[Lesson], picture: ReadPicture
    ) -> None:
        self._course = course
        self._languages = tuple(languages)
        self._lessons = tuple(lessons)
        self._picture = picture
        self._by_path = {lesson.path: lesson for lesson in lessons}

    def file_of(self, name: str, language: str) -> str:
        """The file of a text's page in a language, whether or not it exists; `index` is the list of all."""
        return f"{name}.html" if language == self._languages[0] else f"{name}.{language}.html"

    def lesson(self, name: str, code: str) -> Lesson:
        """The text with this name in a language, or else in the course's first one; `index` is the list of all.

        Raises:
            StopIteration: if there is none.
        """
        lessons = self.in_language(code)
        if name == CONTENTS:
            listed = "".join(f"| {lesson.title} | `grader read {lesson.name}` |\n" for lesson in lessons)
            title = language_for(code).pick(self._course)
            return Lesson(CONTENTS, "", code, f"# {title}\n\n| | |\n|---|---|\n{listed}")
        return next(lesson for lesson in lessons if lesson.name == name)

    def in_language(self, code: str) -> tuple[Lesson, ...]:
        """The texts in a language; one that it lacks, in the course's first language."""
        first = {lesson.name: lesson for lesson in self._lessons if lesson.language == self._languages[0]}
        return tuple((first | {one.name: one for one in self._lessons if one.language == code}).values())

    def __iter__(self) -> Iterator[tuple[str, str]]:
        """Each page, made when it is asked for: the name of its file, and its HTML."""
        for lesson in self._lessons:
            yield self.file_of(lesson.name, lesson.language), self._page(lesson)
        for code in self._languages:
            yield self.file_of(CONTENTS, code), self._contents(code)

    def page(self, file: str) -> str | None:
        """The page that lies in this file; None where there is none."""
        for lesson in self._lessons:
            if file == self.file_of(lesson.name, lesson.language):
                return self._page(lesson)
        return next((self._contents(code) for code in self._languages if file == self.file_of(CONTENTS, code)), None)

    def article(self, lesson: Lesson, folder: str) -> Markup:
        """A text as a piece of another page, whose links lead to the pages in this folder beside it."""
        return self._renderer(lesson, folder).html(lesson.tokens)

    def _renderer(self, lesson: Lesson, pages: str = "") -> LessonRenderer:
        folder = posixpath.dirname(lesson.path)
        return LessonRenderer(
            language_for(lesson.language),
            lambda target: self._address(target, folder, pages),
            lambda source: self._picture(_path(folder, source)),
        )

    def _page(self, lesson: Lesson) -> str:
        language = language_for(lesson.language)
        renderer = self._renderer(lesson)
        tokens = lesson.tokens
        # The outline of the page stands after its first heading.
        split = next((place + 1 for place, token in enumerate(tokens) if token.type == "heading_close"), 0)
        around = self.in_language(lesson.language)
        place = around.index(lesson)
        return self._rendered(
            "lesson.html.j2",
            language,
            lesson=lesson,
            head=renderer.html(tokens[:split]),
            body=renderer.html(tokens[split:]),
            headings=[heading for heading in lesson.headings if heading.level == 2],
            before=around[place - 1] if place else None,
            after=around[place + 1] if place + 1 < len(around) else None,
            others=[one for one in self._lessons if one.name == lesson.name and one is not lesson],
        )

    def _contents(self, code: str) -> str:
        others = [one for one in self._languages if one != code]
        return self._rendered("contents.html.j2", language_for(code), lessons=self.in_language(code), others=others)

    def _rendered(self, template: str, language: Language, **values: object) -> str:
        made = html_environment(language.code).get_template(template)
        return made.render(
            course=language.pick(self._course),
            address=lambda name, code: quote(self.file_of(name, code)),
            name_of=own_name,
            **values,
            **page_frame("lesson.css"),
        )

    def _address(self, target: str, folder: str, pages: str) -> str:
        """Where a link of a text leads, with the pages in the folder `pages`; "" where that has no page."""
        file, sharp, anchor = target.partition("#")
        if not file or target.startswith(_OUTSIDE):
            return target
        lesson = self._by_path.get(_path(folder, file))
        if lesson is None:
            return ""
        return posixpath.join(pages, quote(self.file_of(lesson.name, lesson.language))) + sharp + anchor


def _path(folder: str, target: str) -> str:
    """The path among the course's texts of what a text in `folder` calls so."""
    return posixpath.normpath(posixpath.join(folder, unquote(target)))
