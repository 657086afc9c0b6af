"""The reader's language: English, the language of the source text, or Simplified Chinese through a catalogue."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Literal

from grader.grading.result import Sentence
from grader.reports.safe_text import Clean, author_text, clean

LanguageCode = Literal["en", "zh"]

CATALOGUE = Path(__file__).parent / "locale" / "zh" / "LC_MESSAGES" / "grader.po"

_ENVIRONMENT = ("GRADER_LANG", "LC_ALL", "LC_MESSAGES", "LANG")


def N_(message: str) -> str:
    """Mark a message for the catalogue where it is written down, to be translated where it is used."""
    return message


@dataclass(frozen=True, slots=True)
class Language:
    """One language: `language_for` makes it.

    Messages have named `%(name)s` placeholders. Values are cleaned on their way in, so that learner text cannot carry
    control characters into a sentence.
    """

    code: LanguageCode
    tag: str
    _messages: Mapping[str, str | tuple[str, ...]] = field(repr=False, compare=False)

    def gettext(self, message: str, /, **values: object) -> Clean:
        """The message in this language, with its placeholders filled."""
        found = self._messages.get(message, message)
        return _filled(found if isinstance(found, str) else found[0], values)

    def ngettext(self, singular: str, plural: str, n: int, /, **values: object) -> Clean:
        """The form for `n` things. `%(n)s` is `n` unless another value is given."""
        found = self._messages.get(singular)
        # Chinese has one form.
        text = found[0] if isinstance(found, tuple) else found
        return _filled(text or (singular if n == 1 else plural), {"n": n, **values})

    def pick(self, sentence: Sentence) -> Clean:
        """An author's sentence in this language, or in English where it has not been translated."""
        return author_text(sentence.zh if self.code == "zh" and sentence.zh else sentence.en)


def choose_language(option: str | None, environ: Mapping[str, str]) -> LanguageCode:
    """The language that is asked for: by the option, else by the first variable that is set.

    The variables are GRADER_LANG, LC_ALL, LC_MESSAGES and LANG. Any form of Chinese is "zh", all else "en".
    """
    for wish in (option, *(environ.get(name) for name in _ENVIRONMENT)):
        if wish:
            tag = wish.replace("-", "_").partition(".")[0].lower()
            return "zh" if tag == "zh" or tag.startswith("zh_") else "en"
    return "en"


@cache
def language_for(code: LanguageCode) -> Language:
    """The language with its catalogue, read once in a process; English needs none."""
    if code == "en":
        return Language("en", "en", {})
    return Language("zh", "zh-Hans", _read_catalogue(CATALOGUE))


def _filled(message: str, values: Mapping[str, object]) -> Clean:
    return Clean(message % {name: clean(value) for name, value in values.items()})


def _read_catalogue(path: Path) -> dict[str, str | tuple[str, ...]]:
    from babel.messages.pofile import read_po

    with path.open("rb") as file:
        catalogue = read_po(file, locale="zh", abort_invalid=True)
    messages: dict[str, str | tuple[str, ...]] = {}
    for message in catalogue:
        if message.id and message.string and not message.fuzzy:
            key = message.id if isinstance(message.id, str) else message.id[0]
            messages[key] = message.string if isinstance(message.string, str) else tuple(message.string)
    return messages
