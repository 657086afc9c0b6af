"""The `result` of a grading step as GitHub Classroom's reporter reads it: JSON in base64."""

from __future__ import annotations

import base64
import json
import math

from grader.grading.result import Result, Status
from grader.reports.check_texts import Told, location, tell, why
from grader.reports.language import Language
from grader.reports.safe_text import for_logs, one_line

_MESSAGE = 1000
_STATUSES: dict[Status, str] = {"passed": "pass", "error": "error", "timeout": "error", "fault": "error"}


def render_classroom(result: Result, language: Language) -> str:
    """The value of the step's output: ASCII, on one line."""
    tests = [_test(told, language) for told in tell(result, language).checks]
    failed = bool(result.fault) or any(test["status"] != "pass" for test in tests)
    errors = bool(result.fault) or (failed and all(test["status"] in ("pass", "error") for test in tests))
    document = {
        "version": 1,
        "status": "error" if errors else "fail" if failed else "pass",
        "max_score": _number(result.max_points),
        "tests": tests,
    }
    return base64.b64encode(json.dumps(document, allow_nan=False).encode("ascii")).decode("ascii")


def _test(told: Told, language: Language) -> dict[str, object]:
    check, place = told.check, location(told)
    # The reporter prints these to its own log, line by line.
    message = for_logs(one_line(" ".join(why(told, language)), _MESSAGE))
    return {
        "name": for_logs(one_line(f"{told.exercise.name}: {check.function} ({check.id})", 200)),
        "status": _STATUSES.get(check.status, "fail"),
        "score": _number(check.points),
        "message": message or None,
        "test_code": "",
        "filename": for_logs(one_line((place.path if place else "") or told.exercise.file, 200)),
        "line_no": place.line if place else 0,
        "execution_time": f"{0.0 if check.hidden else _number(check.seconds):.3f}s",
    }


def _number(value: float) -> float:
    return value if math.isfinite(value) else 0.0
