"""Short texts of a learner's objects, whose classes may define every method to raise, to lie or to be huge."""

from __future__ import annotations

import hashlib
from collections.abc import Callable

from grader.wire.values import MAX_SHORT_TEXT

_NAME = type.__dict__["__name__"]
_MRO = type.__dict__["__mro__"]


def class_name(kind: type) -> str:
    """A class's own name, whatever its metaclass says."""
    return plain_text(_NAME.__get__(kind), MAX_SHORT_TEXT)


def base_classes(kind: type) -> tuple[type, ...]:
    """A class and its bases in the order in which methods are looked up, whatever its metaclass says."""
    bases: tuple[type, ...] = _MRO.__get__(kind)
    return bases


def plain_text(text: str, most: int) -> str:
    """A string that every encoding can hold, of at most `most` characters.

    Of a longer one the beginning is kept, and a digest of all of it: two that differ stay different.
    """
    exact = str.__str__(text)
    if not exact.isascii():
        exact = exact.encode("utf-8", "backslashreplace").decode()
    if len(exact) <= most:
        return exact
    return f"{exact[: most - 18]}… {hashlib.sha256(exact.encode()).hexdigest()[:16]}"


def message_of(make: Callable[[], str], most: int) -> str:
    """A message that is made to be read, at most `most` characters of it: of a longer one the beginning."""
    text = text_of(make, "message", 4 * most)
    return text if len(text) <= most else f"{text[: most - 2]} …"


def text_of(make: Callable[[], str], what: str, most: int) -> str:
    """What `make` gives, which runs a learner's method: where it raises, that is said of `what`."""
    try:
        return plain_text(make(), most)
    except BaseException as fault:  # noqa: BLE001 - a learner's method may raise anything, SystemExit too
        return plain_text(f"<its {what} raised {class_name(type(fault))}>", most)
