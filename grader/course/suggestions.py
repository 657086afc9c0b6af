"""Suggestions for unknown names in error messages."""

from __future__ import annotations

import difflib
from collections.abc import Iterable

_LISTED = 12


def suggestion(name: str, known: Iterable[str]) -> str:
    """The end of an error message: the closest known name, else the known names; empty if there are none."""
    names = list(dict.fromkeys(known))
    by_lower_case = {candidate.lower(): candidate for candidate in names}
    close = difflib.get_close_matches(name.lower(), by_lower_case, n=3, cutoff=0.6)
    if close:
        return f"; did you mean {' or '.join(f'`{by_lower_case[match]}`' for match in close)}?"
    if not names:
        return ""
    more = f" and {len(names) - _LISTED} more" if len(names) > _LISTED else ""
    return f"; known are {', '.join(f'`{known_name}`' for known_name in names[:_LISTED])}{more}"
