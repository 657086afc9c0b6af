"""The reader's language. The interface is in English, the language of the source text, or in that of a catalogue; an
author's texts are in the languages of their course."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path

from grader.errors import N_, GraderError, Message
from grader.grading.helpers import helper_in
from grader.grading.notebooks import place_in
from grader.grading.result import Cell, ExerciseResult, HelperFile, Sentence
from grader.reports.safe_text import EMPTY, Clean, author_text, clean, code, spaced

_LOCALE = Path(__file__).parent / "locale"
_CATALOGUE = Path("LC_MESSAGES", "grader.po")
SOURCE = "en"
"""The language of the messages in the source, which needs no catalogue."""

_NO_LANGUAGE = ("c", "posix")
_ENVIRONMENT = ("GRADER_LANG", "LC_ALL", "LC_MESSAGES", "LANG")


__all__ = [
    "N_",
    "SOURCE",
    "Language",
    "catalogue_file",
    "choose_language",
    "closest",
    "interface_languages",
    "language_for",
    "own_name",
    "wish_of",
]

_REFUSALS = (
    N_("Permission denied"),
    N_("Operation not permitted"),
    N_("No such file or directory"),
    N_("Not a directory"),
    N_("Is a directory"),
    N_("File exists"),
    N_("No space left on device"),
    N_("Disk quota exceeded"),
    N_("Read-only file system"),
    N_("Input/output error"),
    N_("Address already in use"),
    N_("File name too long"),
)
"""What the machine says when it refuses something that a learner may come across, in its own English words."""

_LINE = N_("line %(line)s")
_LINE_IN_CELL = N_("cell %(cell)s, line %(line)s")
_LINE_IN_HELPER = N_("line %(line)s of %(helper_file)s")


@dataclass(frozen=True, slots=True)
class Language:
    """One language, as made by `language_for`.

    Messages have named `%(name)s` placeholders. Values are cleaned when they are filled in, so that learner text cannot
    carry control characters into a sentence.
    """

    code: str
    _messages: Mapping[str, str | tuple[str, ...]] = field(repr=False, compare=False)
    _cells: tuple[Cell, ...] = field(default=(), repr=False)
    _helpers: tuple[HelperFile, ...] = field(default=(), repr=False)

    def gettext(self, message: str, /, **values: object) -> Clean:
        """The message in this language, with its placeholders filled. A number that is called `line` becomes a cell and
        a line in it where the language is one for a notebook, or a line of a helper module where it is in one."""
        text = self._message(message)
        line = values.get("line")
        if not isinstance(line, int):
            return _filled(text, values)
        if helper := helper_in(self._helpers, line):
            text = text.replace(self._message(_LINE), self._message(_LINE_IN_HELPER))
            values |= {"helper_file": code(helper[0]), "line": helper[1]}
        elif placed := place_in(self._cells, line):
            text = text.replace(self._message(_LINE), self._message(_LINE_IN_CELL))
            values |= {"cell": placed[0], "line": placed[1]}
        return _filled(text, values)

    def say(self, said: Message | BaseException, /) -> Clean:
        """A text, or what an error says, in this language: of what the machine refused, the file and the reason."""
        if isinstance(said, GraderError):
            said = said.text
        if isinstance(said, Message):
            values = {
                name: self.say(value) if isinstance(value, Message | BaseException) else value
                for name, value in said.values.items()
            }
            return self.gettext(said.message, **values) if values else clean(self._message(said.message))
        if isinstance(said, OSError):
            file = f"{os.fsdecode(said.filename)}: " if said.filename is not None else ""
            return clean(f"{file}{self.refusal(said)}")
        return clean(str(said) or type(said).__name__)

    def refusal(self, error: OSError | str, /) -> Clean:
        """The reason for which the machine refused something, from what it raised or said."""
        said = error if isinstance(error, str) else error.strerror or str(error) or type(error).__name__
        return clean(self._message(said) if said else "")

    def for_lines_of(self, exercise: ExerciseResult) -> Language:
        """The language for sentences about the lines of an exercise file."""
        return replace(self, _cells=exercise.cells, _helpers=exercise.helpers)

    def _message(self, message: str) -> str:
        found = self._messages.get(message, message)
        return found if isinstance(found, str) else found[0]

    def ngettext(self, singular: str, plural: str, n: int, /, **values: object) -> Clean:
        """The form for `n` things. `%(n)s` is `n` unless another value is given."""
        found = self._messages.get(singular)
        forms = (found,) if isinstance(found, str) else found or (singular, plural)
        # Catalogues have two forms, as English does, or only one, as Chinese does.
        text = forms[0] if n == 1 else forms[-1]
        return _filled(text, {"n": n, **values})

    def pick(self, sentence: Sentence) -> Clean:
        """An author's sentence in this language, or in the course's first one where it has not been translated."""
        code = closest(self.code, sentence) or next(iter(sentence), None)
        return author_text(sentence[code]) if code is not None else EMPTY


@cache
def interface_languages() -> tuple[str, ...]:
    """The languages of the interface: English, and those that have a catalogue."""
    return (SOURCE, *sorted(file.parents[1].name for file in _LOCALE.glob(f"*/{_CATALOGUE.as_posix()}")))


def catalogue_file(code: str) -> Path:
    """The path of the catalogue of a language of the interface."""
    return _LOCALE / code / _CATALOGUE


def closest(wish: str, known: Iterable[str]) -> str | None:
    """The known language that a tag asks for: itself, else what is left of it without its script and region, else one
    that differs from it in these alone; None where there is none.

    Tags are written as environments write them (`zh_CN.UTF-8`), or as documents do (`zh-Hans`).
    """
    codes = {_tag(code): code for code in known}
    parts = _tag(wish).split("-")
    for end in range(len(parts), 0, -1):
        if found := codes.get("-".join(parts[:end])):
            return found
    return next((code for tag, code in codes.items() if tag.partition("-")[0] == parts[0]), None)


def choose_language(option: str | None, environ: Mapping[str, str], course: Callable[[], Iterable[str]] = tuple) -> str:
    """The language asked for by the option, else by the first variable that is set; English where that is neither a
    language of the interface nor one of the course, which is called only if it is needed.

    The variables are GRADER_LANG, LC_ALL, LC_MESSAGES and LANG.
    """
    wish = option or wish_of(environ)
    if not wish or _tag(wish) in _NO_LANGUAGE:
        return SOURCE
    return closest(wish, interface_languages()) or closest(wish, course()) or SOURCE


def wish_of(environ: Mapping[str, str]) -> str:
    """The language that the environment asks for, as it is written there; "" where it asks for none."""
    return next((environ[name] for name in _ENVIRONMENT if environ.get(name)), "")


@cache
def language_for(code: str) -> Language:
    """The language with its catalogue, read once in a process; without one, the interface is shown in English."""
    catalogue = closest(code, interface_languages()) or SOURCE
    return Language(code, {} if catalogue == SOURCE else _read_catalogue(catalogue))


def own_name(code: str) -> str:
    """What a language calls itself, such as 中文; its tag where that is not known."""
    from babel import Locale, UnknownLocaleError

    try:
        return str(Locale.parse(code.replace("-", "_")).get_display_name() or code)
    except (UnknownLocaleError, ValueError):
        return code


def _tag(code: str) -> str:
    return code.partition(".")[0].replace("_", "-").lower()


def _filled(message: str, values: Mapping[str, object]) -> Clean:
    return spaced(Clean(message % {name: clean(value) for name, value in values.items()}))


def _read_catalogue(code: str) -> dict[str, str | tuple[str, ...]]:
    from babel.messages.pofile import read_po

    with catalogue_file(code).open("rb") as file:
        catalogue = read_po(file, locale=code, abort_invalid=True)
    messages: dict[str, str | tuple[str, ...]] = {}
    for message in catalogue:
        if message.id and message.string and not message.fuzzy:
            key = message.id if isinstance(message.id, str) else message.id[0]
            messages[key] = message.string if isinstance(message.string, str) else tuple(message.string)
    return messages
