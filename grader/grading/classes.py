"""A class: what its learners are graded on, and what their files are called."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence
from dataclasses import dataclass

from grader.grading.grading import Run
from grader.grading.verdicts import Ready

_UNSAFE = re.compile(r"[^\w.-]")
_RESERVED = re.compile(r"(?i)(con|prn|aux|nul|com\d|lpt\d)(\..*)?")


@dataclass(frozen=True)
class Assignment:
    """What a learner is graded on: the exercises in their variant."""

    exercises: Sequence[Ready]
    run: Run


def safe_name(learner: str) -> str:
    """A file name for a learner: the id itself where it is harmless on every system, else cut down with a digest."""
    cleaned = _UNSAFE.sub("_", learner)[:60].strip(".")
    if cleaned == learner and not _RESERVED.fullmatch(learner):
        return learner
    digest = hashlib.sha256(learner.encode("utf-8", "surrogateescape")).hexdigest()[:8]
    return f"{cleaned or 'learner'}-{digest}"
