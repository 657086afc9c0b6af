"""The live page: what a session shows, as the parts of one HTML page, and what its buttons do."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path
from threading import Lock
from typing import Any

from markupsafe import Markup
from rich.cells import cell_len

from grader.course.discovery import Course
from grader.interactive.beside_reference import Beside, beside_reference
from grader.interactive.editors import editor_command, open_in_editor, vscode_link
from grader.interactive.learning_session import Session
from grader.interactive.live_updates import digest_of
from grader.interactive.view_model import Place, State
from grader.reports.highlighting import highlighted
from grader.reports.html import Plots
from grader.reports.language import Language
from grader.reports.lesson_html import LessonRenderer
from grader.reports.lesson_markdown import tokens_of
from grader.reports.lesson_pages import LessonPages
from grader.reports.safe_text import EMPTY, Clean, join, with_code
from grader.reports.templating import html_environment, template_text, to_html
from grader.reports.vocabulary import SIGNS

_SCRIPT, _STYLE = "learn.js", "learn.css"
_SHEETS = ("style.css", "lesson.css", _STYLE)
_SLOW = 2.0
"""An answer that took longer waited for the references, which says nothing of the next one."""
_FULL = 95
"""A line of a docstring that is wider than this was broken for its width alone."""
_PAGES = "read"
"""The folder, in the page's addresses, of the pages of the course's texts."""


class LearnPage:
    """The page of a learner's session.

    Args:
        session: says what to show, and takes what the buttons ask for.
        course: the learner's course.
        texts: the pages of its texts; None where it has none.
        language: the language of the page.
    """

    def __init__(self, session: Session, course: Course, texts: LessonPages | None, language: Language) -> None:
        self._session = session
        self._course = course
        self._texts = texts
        self._language = language
        self._compared: Place | None = None
        self._editor = editor_command()
        self._drawing = Lock()
        self._article = cache(self._rendered_article)
        self._actions: Mapping[str, Callable[[str], None]] = {
            "next": lambda _argument: session.next(),
            "previous": lambda _argument: session.previous(),
            "hint": lambda _argument: session.hint(),
            "reset": lambda _argument: session.reset(),
            "select": self._select,
            "compare": self._compare,
            "edit": self._edit,
        }

    def document(self) -> str:
        """The whole page as HTML, with its parts as they are now."""
        state = self._session.snapshot()
        parts = {name: Markup(part) for name, part in (self.parts() | self.drawings()).items()}
        template = html_environment(self._language.code).get_template("learn.html.j2")
        return template.render(title=state.course, parts=parts, digest_of=digest_of)

    def parts(self) -> dict[str, str]:
        """The parts of the page that change, as HTML by name."""
        state = self._session.snapshot()
        module = self._module()
        task = state.task
        signature = highlighted(f"def {task.signature}:", "python") if task and task.signature else None
        link = vscode_link(task.file, task.line) if task and task.file else ""
        return {
            "position": module.position(state),
            "buttons": module.buttons(state, link, bool(self._editor and task and task.file)),
            "outline": module.outline(state),
            "task": module.task(state, signature, with_code(unwrapped(task.docstring)) if task else EMPTY),
            "messages": module.messages(state),
            "feedback": module.feedback(state, self._took(state), self._example(state)),
            "checks": module.every_check(state),
            "beside": module.beside(self._beside(state)),
            "said": to_html(said(state, self._language)),
        }

    def drawings(self) -> dict[str, str]:
        """The parts that take longer to make: the curves, and the chapter's text when it is first shown."""
        state = self._session.snapshot()
        # matplotlib draws one picture at a time.
        with self._drawing:
            chapter = state.task.chapter if state.task else ""
            return {"curves": self._module().curves(state), "lesson": self._article(chapter)}

    def act(self, action: str, argument: str) -> str:
        """Do what a button says. What there is to say is in the parts.

        Raises:
            KeyError: for an action that does not exist.
            GraderError: if it cannot be done; the message says why.
        """
        self._actions[action](argument)
        return ""

    def lesson(self, name: str) -> str | None:
        """The page of a text of the course; None where there is none of that name."""
        return self._texts.page(name) if self._texts else None

    def asset(self, name: str) -> tuple[str, str] | None:
        """The script or the style sheet of the page, with its media type; None for any other name."""
        if name == _SCRIPT:
            return template_text(_SCRIPT), "text/javascript"
        return ("\n".join(map(template_text, _SHEETS)), "text/css") if name == _STYLE else None

    def _module(self) -> Any:
        template = html_environment(self._language.code).get_template("learn_parts.html.j2")
        return template.make_module({"signs": SIGNS, "plots": Plots(self._language).of})

    def _rendered_article(self, chapter: str) -> str:
        if not chapter or self._texts is None:
            return ""
        try:
            lesson = self._texts.lesson(chapter, self._language.code)
        except StopIteration:  # a chapter without a text
            return ""
        return Markup('<div class="lesson" lang="%s">%s</div>') % (lesson.language, self._texts.article(lesson, _PAGES))

    def _took(self, state: State) -> Clean:
        """How long the last answer took; nothing of one that waited for the references."""
        seconds = state.outcome.seconds if state.outcome else 0.0
        if not 0 < seconds < _SLOW:
            return EMPTY
        return self._language.gettext("%(seconds)s s after the save", seconds=f"{seconds:.2f}")

    def _example(self, state: State) -> Markup | None:
        """The worked example of a hint."""
        if state.hint is None or not state.hint.markdown:
            return None
        return LessonRenderer(self._language, lambda _address: "", lambda _picture: None).html(
            tokens_of(state.hint.markdown)
        )

    def _select(self, argument: str) -> None:
        exercise, _, function = argument.partition(":")
        self._session.choose(exercise, function)

    def _compare(self, _argument: str) -> None:
        current = self._session.snapshot().current
        self._compared = None if self._compared == current else current

    def _edit(self, _argument: str) -> None:
        task = self._session.snapshot().task
        if self._editor and task and task.file:
            open_in_editor(self._editor, Path(task.file).resolve(), task.line)

    def _beside(self, state: State) -> Beside | None:
        """What is compared: what was asked for, or what passes and may be shown."""
        asked = state.current is not None and state.current == self._compared
        if not asked and state.success is None:
            return None
        made = beside_reference(self._course, state, self._language)
        return made.highlighted() if asked or not made.refused else None


def unwrapped(docstring: str) -> Clean:
    """A docstring without the line breaks that its width in the file made: the page has a width of its own."""
    lines: list[str] = []
    width = 0
    for line in docstring.split("\n"):
        if lines and width > _FULL and line.strip():
            between = " " if lines[-1][-1:].isascii() or line.lstrip()[:1].isascii() else ""
            lines[-1] += between + line.strip()
        else:
            lines.append(line)
        width = cell_len(line)
    return Clean("\n".join(lines))


def said(state: State, language: Language) -> Clean:
    """What a screen reader says of a state: the current function, how it stands, and why."""
    outcome, _ = state.outcome, language.gettext
    if outcome is None or state.current is None:
        return EMPTY
    stands = _("%(function)s: %(word)s.", function=state.current.function, word=outcome.word)
    if outcome.loading:
        return join([stands, *outcome.loading[:1]], " ")
    if outcome.first is None:
        return stands
    told = outcome.first.explanation
    why = [mistake.finding for mistake in told.mistakes] + list(told.sentences) + [outcome.first.brief]
    return join([stands, *why[:1]], " ")
