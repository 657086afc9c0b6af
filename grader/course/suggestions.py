"""What was probably meant by a name that is not known."""

from __future__ import annotations

import difflib
from collections.abc import Iterable

from grader.errors import Message

_LISTED = 12
_NOTHING = Message()


def suggestion(name: str, known: Iterable[str]) -> Message:
    """The end of an error message: the closest known name, else the known names; empty if there are none."""
    names = list(dict.fromkeys(known))
    by_lower_case = {candidate.lower(): candidate for candidate in names}
    close = difflib.get_close_matches(name.lower(), by_lower_case, n=3, cutoff=0.6)
    if close:
        return Message("; did you mean %(names)s?", {"names": _quoted(by_lower_case[match] for match in close)})
    if not names:
        return _NOTHING
    listed = _quoted(names[:_LISTED])
    if len(names) > _LISTED:
        return Message("; known are %(names)s and %(n)s more", {"names": listed, "n": len(names) - _LISTED})
    return Message("; known are %(names)s", {"names": listed})


def _quoted(names: Iterable[str]) -> str:
    return ", ".join(f"`{name}`" for name in names)
