"""Equivalent mutants: single edits of a reference that no check can tell from it, each with its reason."""

from __future__ import annotations

import inspect
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from grader.errors import AuthoringError, Place


@dataclass(frozen=True, slots=True)
class Equivalent:
    """Edits of one function after which it is still right: the lines before, what each edit makes of them, and why."""

    of: str
    was: str
    now: tuple[str, ...]
    reason: str
    place: Place


def equivalent(*, of: str, was: str, now: str | Sequence[str], reason: str) -> Equivalent:
    """Record that an edit of the reference is no mistake: `grader validate --mutants` then asks no check to catch it.

    Put what it returns into a list in the mistakes file: `equivalents = [equivalent(...), ...]`.

    Args:
        of: the function that is edited, or `Class.method`.
        was: the lines that the edit changes, whole and without their common indentation, as the report shows them.
        now: the same lines after the edit, "" where they are gone; several edits of these lines may share a reason.
        reason: why the function gives the right answer all the same.

    Raises:
        AuthoringError: if the reason is missing, or nothing is changed.
    """
    place = _caller()
    changed = (now,) if isinstance(now, str) else tuple(now)
    if not reason.strip():
        raise AuthoringError(f"equivalent(of={of!r}) has no reason: say why no check can tell the edit", place)
    if not changed or was in changed:
        raise AuthoringError(f"equivalent(of={of!r}) changes nothing: `now` has to differ from `was`", place)
    return Equivalent(of, was, changed, reason, place)


def _caller() -> Place:
    frame = inspect.currentframe()
    caller = frame.f_back.f_back if frame and frame.f_back else None
    return Place(Path(caller.f_code.co_filename), caller.f_lineno) if caller else Place(Path("?"), 1)
