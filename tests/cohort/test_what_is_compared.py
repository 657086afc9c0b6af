"""What learners are compared by is for instructors: it is in no document that a learner is given."""

from __future__ import annotations

import pytest
from msgspec.structs import replace
from reports import samples

from grader.grading.documents import encode_result
from grader.grading.result import CaseResult, Result
from grader.numerics.excerpts import Excerpt
from grader.reports.redaction import for_oneself, points_only, redacted

EXCERPT = Excerpt("a form of its own", (1.25,), (1e-3,))


def compared() -> Result:
    result = samples.named_mistake()
    case = CaseResult("failed", got="1.25", drawn=False, excerpt=EXCERPT)
    check = samples.check("gradient", "failed", cases=(case,), code="def written_by_them(): ...")
    exercise = replace(result.exercises[0], checks=(check,), structure="0123456789abcdef")
    return replace(result, exercises=(exercise,))


@pytest.mark.parametrize("given", [redacted, for_oneself, points_only])
def test_no_learner_is_given_it(given) -> None:
    kept = (EXCERPT.form.encode(), b"written_by_them", b"0123456789abcdef")
    assert all(said in encode_result(compared()) for said in kept)
    assert not any(said in encode_result(given(compared())) for said in kept)
