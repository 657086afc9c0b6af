"""Equivalent mutants: single edits of a reference that no check can distinguish from it, each with the reason."""

from __future__ import annotations

import inspect
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from grader.errors import AuthoringError, Place


@dataclass(frozen=True, slots=True)
class Equivalent:
    """Edits of one function after which it is still right: the lines before, the lines after each edit, and why."""

    of: str
    was: str
    now: tuple[str, ...]
    reason: str
    place: Place


def equivalent(*, of: str, was: str, now: str | Sequence[str], reason: str) -> Equivalent:
    """Record that an edit of the reference is not a mistake, so that `grader validate --mutants` does not require a
    check to catch it.

    Put the result into a list in the mistakes file: `equivalents = [equivalent(...), ...]`.

    Args:
        of: the function that is edited, or `Class.method`.
        was: the lines that the edit changes, whole and without their common indentation, as the report shows them.
        now: the same lines after the edit, or "" if they are removed; several edits of these lines may share a reason.
        reason: why the function still gives the right answer.

    Raises:
        AuthoringError: if the reason is missing, or nothing is changed.
    """
    place = _caller()
    changed = (now,) if isinstance(now, str) else tuple(now)
    if not reason.strip():
        raise AuthoringError(f"equivalent(of={of!r}) has no reason: say why no check can detect the edit", place)
    if not changed or was in changed:
        raise AuthoringError(f"equivalent(of={of!r}) changes nothing: `now` must differ from `was`", place)
    return Equivalent(of, was, changed, reason, place)


def _caller() -> Place:
    frame = inspect.currentframe()
    caller = frame.f_back.f_back if frame and frame.f_back else None
    return Place(Path(caller.f_code.co_filename), caller.f_lineno) if caller else Place(Path("?"), 1)
