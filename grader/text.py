"""A sentence for learners, in one or more languages."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from grader.errors import AuthoringError

FIRST = ""
"""The course's first language, in a declaration, where the course is not known yet."""

NO_OTHERS: Mapping[str, str] = MappingProxyType({})
"""No translations of a docstring's first line."""

_ENGLISH = "en"


@dataclass(frozen=True, slots=True, init=False)
class Text:
    """A sentence by language: `Text("...")` in the course's first one, `Text({"en": "...", "zh": "..."})` in several.

    It is false if it has no sentence in any language. `ready_made` sentences are the grader's own: their English is
    used for languages of the course that they lack.
    """

    sentences: tuple[tuple[str, str], ...]
    ready_made: bool

    def __init__(self, given: TextLike = "", /, *, ready_made: bool = False) -> None:
        """Declare a sentence.

        Raises:
            AuthoringError: if it is not a text.
        """
        if isinstance(given, Text):
            sentences, ready_made = given.sentences, given.ready_made
        elif isinstance(given, str):
            sentences = ((FIRST, given),) if given.strip() else ()
        elif isinstance(given, Mapping) and all(isinstance(part, str) for item in given.items() for part in item):
            sentences = tuple((language, said) for language, said in given.items() if said.strip())
        else:
            raise AuthoringError(
                f'{given!r} is not a text: write a sentence in quotes, or one for each language: {{"en": "…"}}'
            )
        object.__setattr__(self, "sentences", sentences)
        object.__setattr__(self, "ready_made", ready_made)

    def __bool__(self) -> bool:
        return bool(self.sentences)

    def __str__(self) -> str:
        """The sentence that was written first; "" if there is none."""
        return self.sentences[0][1] if self.sentences else ""

    @property
    def languages(self) -> tuple[str, ...]:
        """The languages that it is written in; `FIRST` for the course's first language."""
        return tuple(language for language, _ in self.sentences)

    def in_languages(self, languages: Sequence[str]) -> dict[str, str]:
        """The sentences by language, those in a course's `languages` first and in that order.

        A sentence written without a language is in the first of them. Languages without a sentence are omitted.
        """
        written = {languages[0] if language == FIRST else language: said for language, said in self.sentences}
        if self.ready_made:
            written = {language: written.get(language, written[_ENGLISH]) for language in languages} | written
        ordered = [language for language in languages if language in written]
        return {language: written[language] for language in dict.fromkeys([*ordered, *written])}


def ready_made(**sentences: str) -> Text:
    """A sentence of the grader itself, in every language of the interface: `ready_made(en="...", zh="...")`."""
    return Text(sentences, ready_made=True)


TextLike = str | Mapping[str, str] | Text
"""What an author may write for a text."""


def as_text(given: TextLike, what: str) -> Text:
    """What an author wrote, as a text; `what` names it in an error.

    Raises:
        AuthoringError: if it is not a text.
    """
    try:
        return Text(given)
    except AuthoringError as error:
        raise AuthoringError(f"{what}: {error}") from error


def with_others(docstring: str, others: Mapping[str, str], what: str) -> Text:
    """A docstring's first line, which is in the course's first language, with its translations.

    Raises:
        AuthoringError: if `others` is not a mapping from language to sentence.
    """
    if not isinstance(others, Mapping):
        raise AuthoringError(
            f'{what}={others!r}: write the docstring\'s first line in the other languages, {what}={{"zh": "…"}}'
        )
    return as_text({FIRST: docstring.splitlines()[0].strip(), **others}, what)
