"""A class: what its learners are graded on, and what their files are called."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence
from dataclasses import dataclass

from grader.grading.grading import Run
from grader.grading.verdicts import Ready

# A dot too: files of the grader's own lie beside the learners', such as `index.html` and the gradebook's journal.
_UNSAFE = re.compile(r"[^\w-]")
# Devices of Windows, and what may be what another id was cut down to.
_RESERVED = re.compile(r"(?i)con|prn|aux|nul|com\d|lpt\d|.*-[0-9a-f]{8}")


@dataclass(frozen=True)
class Assignment:
    """What a learner is graded on: the exercises in their variant."""

    exercises: Sequence[Ready]
    run: Run


def safe_name(learner: str) -> str:
    """A file name for a learner, and no other's: the id itself where it is harmless on every system, else cut down
    with a digest. There is no dot in it."""
    cleaned = _UNSAFE.sub("_", learner)[:60]
    if cleaned == learner and not _RESERVED.fullmatch(learner):
        return learner
    digest = hashlib.sha256(learner.encode("utf-8", "surrogateescape")).hexdigest()[:8]
    return f"{cleaned or 'learner'}-{digest}"
