"""JUnit XML in the form that xunit's and Jenkins' readers agree on (xunit2): a suite for each exercise, a case for each
check.

A check that is wrong or not written is a failure; an exception, a crash, a time-out or a fault of the grader is an
error; a check that is waiting for another is skipped. Points are properties of the suite, since a case may have no
properties in this form.
"""

from __future__ import annotations

import math
import re
from itertools import groupby
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from grader.grading.result import Result, Status
from grader.reports import numbers
from grader.reports.check_texts import Told, plain, tell, why
from grader.reports.grader_words import fault_text
from grader.reports.language import Language
from grader.reports.safe_text import clean, one_line

_KINDS: dict[Status, str] = {
    "failed": "failure", "not_attempted": "failure",
    "error": "error", "timeout": "error", "fault": "error",
    "blocked": "skipped",
}  # fmt: skip
_NAME = 120
_TEXT = 8000
# A CI job that prints the document must not take a text in it for a command.
_COMMAND = re.compile(r"##(?=\[)|:(?=:)")


def render_junit(result: Result, language: Language) -> str:
    """The result as JUnit XML."""
    report = tell(result, language)
    root = Element("testsuites", name=one_line(report.view.course, _NAME) or "grader")
    for _, checks in groupby(report.checks, key=lambda told: told.number.partition(".")[0]):
        _suite(root, list(checks), result, language)
    if result.fault and not any(told.check.status == "fault" for told in report.checks):
        _fault_suite(root, result, language)
    _count(root, list(root.iter("testcase")), result.seconds)
    indent(root)
    document = tostring(root, encoding="unicode")
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + _COMMAND.sub(_as_reference, document) + "\n"


def _suite(root: Element, checks: list[Told], result: Result, language: Language) -> None:
    exercise = checks[0].exercise
    suite = SubElement(root, "testsuite", name=one_line(f"{exercise.chapter}.{exercise.name}", _NAME))
    properties = SubElement(suite, "properties")
    _property(properties, "learner", one_line(result.learner, _NAME))
    _property(properties, "file", one_line(exercise.file, 200))
    _property(properties, "points", _number(exercise.points))
    _property(properties, "max_points", _number(exercise.max_points))
    for told in checks:
        _property(properties, f"points.{one_line(told.check.id, _NAME)}", _number(told.check.points))
        _property(properties, f"max_points.{one_line(told.check.id, _NAME)}", _number(told.check.max_points))
    cases = [_case(suite, told, language) for told in checks]
    if exercise.output.strip():
        SubElement(suite, "system-out").text = clean(checks[0].exercise_view.output, _TEXT)
    _count(suite, cases, sum(_finite(told.check.seconds) for told in checks if not told.check.hidden))
    suite.set("timestamp", one_line(result.created, 40).partition("+")[0])


def _case(suite: Element, told: Told, language: Language) -> Element:
    check = told.check
    case = SubElement(
        suite,
        "testcase",
        classname=one_line(f"{told.exercise.chapter}.{told.exercise.name}.{check.function}", _NAME),
        name=one_line(check.id, _NAME),
        time=_seconds(0.0 if check.hidden else check.seconds),
    )
    if check.status in _KINDS:
        said = SubElement(case, _KINDS[check.status], type=_type(told), message=plain(told.view.brief))
        said.text = clean("\n".join(why(told, language)), _TEXT)
    if told.view.output:
        SubElement(case, "system-out").text = clean(told.view.output, _TEXT)
    return case


def _type(told: Told) -> str:
    """The status, or the exception that was raised."""
    error = next((case.error for case in told.check.cases if case.error), None)
    if told.check.status == "error" and not told.check.hidden and error is not None and error.type_name:
        return one_line(error.type_name, _NAME)
    return told.check.status


def _fault_suite(root: Element, result: Result, language: Language) -> None:
    """For a fault that no check shows: a run in which nothing failed must not look like one in which all passed."""
    suite = SubElement(root, "testsuite", name="grader")
    case = SubElement(suite, "testcase", classname="grader", name="grading", time=_seconds(result.seconds))
    said = SubElement(case, "error", type="fault", message=language.gettext("The grader itself failed."))
    said.text = clean(fault_text(result.fault, language), _TEXT)
    _count(suite, [case], result.seconds)


def _count(element: Element, cases: list[Element], seconds: float) -> None:
    element.set("tests", str(len(cases)))
    kinds = ("failures", "errors", "skipped") if element.tag == "testsuite" else ("failures", "errors")
    for kind in kinds:
        tag = kind.removesuffix("s") if kind != "skipped" else kind
        element.set(kind, str(sum(case.find(tag) is not None for case in cases)))
    element.set("time", _seconds(seconds))


def _property(properties: Element, name: str, value: str) -> None:
    SubElement(properties, "property", name=name, value=value)


def _number(value: float) -> str:
    return numbers.number(_finite(value), 12)


def _seconds(value: float) -> str:
    return f"{max(_finite(value), 0.0):.3f}"


def _finite(value: float) -> float:
    return value if math.isfinite(value) else 0.0


def _as_reference(found: re.Match[str]) -> str:
    return "".join(f"&#{ord(letter)};" for letter in found[0])
