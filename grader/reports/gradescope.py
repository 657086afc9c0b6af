"""Gradescope's `results.json`: a test for each check, in plain text.

A check on which the grader itself failed has no score, so that Gradescope never takes a fault for a zero; the others
keep theirs. A hidden check is shown to learners once grades are published, and then only by its name and status;
until then Gradescope shows them no total, and neither does this text.
"""

from __future__ import annotations

import json
import math

from grader.grading.result import Result
from grader.reports import numbers
from grader.reports.check_texts import Told, ToldReport, plain, tell, why
from grader.reports.language import Language
from grader.reports.safe_text import Clean, clean, one_line

_NAME = 200
_TEXT = 10_000


def render_gradescope(result: Result, language: Language) -> str:
    """The result as Gradescope reads it."""
    report = tell(result, language)
    graded = [told for told in report.checks if told.check.status != "fault"]
    document: dict[str, object] = {
        "output": clean("\n".join(_overview(result, report, language)), _TEXT),
        "output_format": "text",
        "visibility": "visible",
        # Standard output of the run is for the instructor: it may contain the grader's own messages.
        "stdout_visibility": "hidden",
        "execution_time": _number(result.seconds),
        "tests": [_test(told, language) for told in report.checks],
        "extra_data": _extra(result),
    }
    if graded or not (report.checks or result.fault):
        document["score"] = _number(sum(told.check.points for told in graded))
    # `##[` would begin a command for a CI job that prints this; in JSON a number sign may be written like this.
    return json.dumps(document, ensure_ascii=False, allow_nan=False, indent=1).replace("##[", "#\\u0023[")


def _overview(result: Result, report: ToldReport, language: Language) -> list[str]:
    _ = language.gettext
    view = report.view
    said: list[Clean] = []
    if view.faults or any(told.check.status == "fault" for told in report.checks):
        said.append(_("The grader itself failed."))
        said.append(_("What could not be graded is not your mistake; it has to be graded again."))
    if any(told.check.hidden for told in report.checks):
        said.append(_("Some checks are shown only once grades are published; they count as well."))
    else:
        said.append(
            _(
                "%(summary)s %(points)s of %(max_points)s points.",
                summary=view.summary,
                points=view.points,
                max_points=view.max_points,
            )
        )
    if view.begin is not None and view.begin.first is not None and not view.begin.first.hidden:
        said.append(_("Next: %(step)s", step=view.next_step))
    for exercise in (one for chapter in view.chapters for one in chapter.exercises):
        if not exercise.submitted:
            said.append(
                _("%(file)s: %(said)s", file=exercise.file or exercise.name, said=_("The file was not handed in."))
            )
    said += view.notices
    return [plain(line) for line in said]


def _test(told: Told, language: Language) -> dict[str, object]:
    check, view = told.check, told.view
    lines = why(told, language) or [plain(view.sentence)]
    if view.output:
        lines += ["", plain(language.gettext("Printed:")), view.output]
    test: dict[str, object] = {
        "name": one_line(f"{told.exercise_view.title} · {view.role} · {view.function}: {view.word}", _NAME),
        "number": told.number,
        "status": "passed" if check.status == "passed" else "failed",
        "output": clean("\n".join(lines), _TEXT),
        "output_format": "text",
        "tags": [one_line(check.role, 40)],
        "visibility": "after_published" if check.hidden else "visible",
        "extra_data": {"id": one_line(check.id, _NAME), "status": check.status},
    }
    if check.status != "fault":
        test["score"] = _number(check.points)
        test["max_score"] = _number(check.max_points)
    return test


def _extra(result: Result) -> dict[str, object]:
    return {
        "schema_version": one_line(result.schema_version, 20),
        "learner": one_line(result.learner, _NAME),
        "course": one_line(next(iter(result.course.values()), ""), _NAME),
        "points": _number(result.points),
        "max_points": _number(result.max_points),
        "percent": numbers.percent(result.points, result.max_points),
        "variant": result.variant,
        "seed": result.seed,
        "isolation": one_line(result.isolation.level, 40),
        "grader": one_line(result.environment.grader, 40),
        "fault": bool(result.fault) or any(c.status == "fault" for e in result.exercises for c in e.checks),
    }


def _number(value: float) -> float:
    """The number itself; 0 for one that JSON cannot express."""
    return value if math.isfinite(value) else 0.0
