"""What a stub says in place of a solution, in each language that has words for it."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path

import msgspec


class StubWords(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The words of one language: the comment above what is to be replaced, and the end of the error's message."""

    todo: str
    not_written: str


@cache
def stub_words() -> Mapping[str, StubWords]:
    """The words by language, English always included."""
    return msgspec.toml.decode(Path(__file__).with_suffix(".toml").read_bytes(), type=dict[str, StubWords])


def words_in(language: str) -> StubWords:
    """The words in a language, or in English if there are none."""
    return stub_words().get(language, stub_words()["en"])


def todo_comment(function: str, language: str) -> str:
    """The comment in place of the solution of a function."""
    return f"# {words_in(language).todo.format(function=function)}"


def not_written(function: str, language: str) -> str:
    """The message of the error that an untouched function raises."""
    return f"{function}: {words_in(language).not_written}"


@cache
def unwritten_endings() -> tuple[str, ...]:
    """How the message of an untouched function ends, in any language."""
    return tuple(f": {words.not_written}" for words in stub_words().values())
