"""The files that a learner is given, as what counts and the assignment's policy have them at a moment."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from grader.grading.result import encode_result
from grader.reports.html import render_html
from grader.reports.language import Language
from grader.reports.redaction import for_learner

if TYPE_CHECKING:  # the gradebook imports a database library, which the report of one learner does not need
    from grader.records.standings import Standing


@dataclass(frozen=True, slots=True)
class LearnerFiles:
    """A learner's page, and the result as far as they are shown it; None if they are shown nothing yet."""

    page: bytes
    document: bytes | None


def learner_files(standing: Standing, now: datetime, language: Language) -> LearnerFiles | None:
    """The files for a learner; None if nothing of theirs is graded."""
    result = standing.document
    if result is None:
        return None
    shown = standing.shown(now)
    document = for_learner(result, shown)
    page = render_html(document or result, language, shown).encode()
    return LearnerFiles(page, encode_result(document) if document else None)
