"""Short texts for a learner's objects, whose methods may raise, lie or return something huge."""

from __future__ import annotations

import hashlib
from collections.abc import Callable

from grader.wire.values import MAX_SHORT_TEXT

_NAME = type.__dict__["__name__"]
_MRO = type.__dict__["__mro__"]


def class_name(kind: type) -> str:
    """A class's real name, whatever its metaclass says."""
    return plain_text(_NAME.__get__(kind), MAX_SHORT_TEXT)


def base_classes(kind: type) -> tuple[type, ...]:
    """A class and its bases in method resolution order, whatever its metaclass says."""
    bases: tuple[type, ...] = _MRO.__get__(kind)
    return bases


def plain_text(text: str, most: int) -> str:
    """A string that UTF-8 can encode, of at most `most` characters.

    A longer string is cut and a digest of the whole is appended, so that different strings stay different.
    """
    exact = str.__str__(text)
    if not exact.isascii():
        exact = exact.encode("utf-8", "backslashreplace").decode()
    if len(exact) <= most:
        return exact
    return f"{exact[: most - 18]}… {hashlib.sha256(exact.encode()).hexdigest()[:16]}"


def message_of(make: Callable[[], str], most: int) -> str:
    """A message for a human reader; only the beginning if it is longer than `most` characters."""
    text = text_of(make, "message", 4 * most)
    return text if len(text) <= most else f"{text[: most - 2]} …"


def text_of(make: Callable[[], str], what: str, most: int) -> str:
    """The result of `make`, which runs a learner's method; if it raises, a text that names `what` and the exception."""
    try:
        return plain_text(make(), most)
    except BaseException as fault:  # noqa: BLE001 - a learner's method may raise anything, SystemExit too
        return plain_text(f"<its {what} raised {class_name(type(fault))}>", most)
