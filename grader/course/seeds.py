"""Keys, seeds and variants: only those who have the key can reproduce what is drawn from it."""

from __future__ import annotations

import hmac
import secrets
import unicodedata
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

from grader.course.settings import CourseSettings
from grader.errors import CourseError

KeyKind = Literal["course", "gradebook", "given"]

_SEED_BYTES = 6
"""48 bits, which are exact in every JSON reader, even one that represents numbers as doubles."""
_KEY_BYTES = 32
_LEAST = 16
"""The fewest characters of a key that is given; what is shorter could be guessed."""


@dataclass(frozen=True, slots=True)
class Key:
    """What the seeds of drawn cases are derived from. Whoever has the text can draw the cases.

    `kind` says whose it is: the course's, which is in every copy of the course; a gradebook's own; one that was given
    to the command.
    """

    kind: KeyKind
    text: str = field(repr=False)


def course_key(settings: CourseSettings) -> Key:
    """The course's own key."""
    return Key("course", settings.key)


def new_key() -> str:
    """The text of a new random key."""
    return secrets.token_hex(_KEY_BYTES)


def given_key(text: str, where: str) -> Key:
    """The key with this text, without surrounding white space; `where` says in messages where it stands.

    Raises:
        CourseError: if it is too short to be a secret.
    """
    text = text.strip()
    if len(text) < _LEAST:
        raise CourseError(
            "the key in %(where)s has %(length)s characters, so that it could be guessed: write %(least)s or more, "
            "such as %(example)s",
            where=where,
            length=len(text),
            least=_LEAST,
            example=secrets.token_hex(8),
        )
    return Key("given", text)


def read_key(file: Path) -> Key:
    """The key in a file.

    Raises:
        CourseError: if it is too short, or not a text.
        OSError: if the file cannot be read.
    """
    try:
        return given_key(file.read_text(encoding="utf-8"), str(file))
    except UnicodeDecodeError as error:
        raise CourseError("the key in %(file)s is not a text: write letters and digits, as UTF-8", file=file) from error


def seed_of(settings: CourseSettings, variant: int, key: Key | None = None) -> int:
    """The seed of a variant's random cases, in [0, 2**48), derived from a key; by default the course's.

    Raises:
        ValueError: if the course has no such variant.
    """
    if not 0 <= variant < settings.variants:
        raise ValueError(f"variant {variant} is not in 0 .. {settings.variants - 1}")
    return int.from_bytes(_digest(key or course_key(settings), f"seed:{variant}")[:_SEED_BYTES], "big")


def variant_of(settings: CourseSettings, learner: str) -> int:
    """The variant that a learner gets, in [0, variants); the same for every spelling of the id's Unicode.

    It follows from the course's key alone, so that a learner's own checks are in the variant that they are graded in.
    """
    if settings.variants == 1:
        return 0
    name = unicodedata.normalize("NFC", learner.strip())
    return int.from_bytes(_digest(course_key(settings), f"variant:{name}")[:16], "big") % settings.variants


def _digest(key: Key, message: str) -> bytes:
    return hmac.digest(key.text.encode(), message.encode("utf-8", "surrogateescape"), "sha256")
