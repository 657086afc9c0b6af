import msgspec
import pytest

from grader.grading.result import CheckResult
from grader.reports.github import MOST, render_github
from grader.reports.github_classroom import render_classroom
from grader.reports.language import language_for
from reports import readers, samples

ENGLISH, CHINESE = language_for("en"), language_for("zh")


def commands(result, language=ENGLISH):
    return readers.github(render_github(result, language))


def of_kind(result, kind):
    return [command for command in commands(result) if command.name == kind]


@pytest.mark.parametrize("name", samples.SAMPLES)
@pytest.mark.parametrize("language", [ENGLISH, CHINESE])
def test_every_line_is_an_annotation_and_a_kind_has_ten_at_most(name, language):
    text = render_github(samples.SAMPLES[name](), language)
    found = readers.github(text)
    assert len(found) == len(text.splitlines())
    assert {command.name for command in found} <= {"error", "warning", "notice"}
    assert all(set(command.properties) <= {"title", "file", "line", "endLine"} for command in found)
    assert all(readers.CONTROL.search(command.data) is None for command in found)
    for kind in ("error", "warning", "notice"):
        assert sum(command.name == kind for command in found) <= MOST


@pytest.mark.parametrize("hostile", samples.HOSTILE)
def test_each_hostile_text_stays_inside_its_annotation(hostile):
    text = render_github(samples.hostile(hostile), ENGLISH)
    found = readers.github(text)
    assert len(found) == len(text.splitlines())
    assert not any("owned" in command.name or command.data.strip() == "owned" for command in found)
    lines = {command.properties.get("line", "3") for command in found}
    assert lines <= {"3", "12", "24", "38", "52", "66"}


def test_a_mistake_is_marked_at_its_line():
    error, _ = of_kind(samples.named_mistake(), "error")
    assert error.properties == {
        "title": "gradient: not right yet", "file": "gradient_descent.py", "line": "38", "endLine": "38",
    }  # fmt: skip
    assert "Your gradient lacks the factor 2." in error.data
    assert "\n" in error.data


def test_what_is_escaped_comes_back_as_it_was():
    awkward = "100% of a, b: c\nd%0A"
    checks = (samples.check("cost", "failed", cases=(samples.failed_case("n", got=awkward, expected="1, 2"),)),)
    result = samples.result(samples.exercise(*checks, file="a,b:c%25.py"))
    (error,) = of_kind(result, "error")
    assert error.properties["file"] == "a,b:c%25.py"
    assert "100% of a, b: c d%0A" in error.data


def test_a_file_that_does_not_load_is_marked_once_where_it_stops():
    (error,) = of_kind(samples.syntax_error(), "error")
    assert error.properties["line"] == "31"
    assert "'(' was never closed" in error.data


def test_a_file_that_was_not_handed_in_is_told_once():
    warnings = of_kind(samples.untouched(), "warning")
    assert sum("not handed in" in warning.data for warning in warnings) == 1


def test_the_first_to_fix_is_among_the_ten():
    def failing(number):
        case = samples.failed_case("n", got="1", expected="2")
        made = samples.check("train", "failed", cases=(case,), id=f"check_{number}")
        return msgspec.structs.replace(made, function=f"function_{number}")

    early = samples.check("forward", "failed", cases=(samples.failed_case("n", got="1", expected="2"),))
    exercise = samples.exercise(*(failing(number) for number in range(14)))
    last = samples.exercise(early, name="other", file="other.py")
    errors = of_kind(samples.result(exercise, last), "error")
    assert len(errors) == MOST
    assert any(error.properties.get("file") == "other.py" for error in errors)
    assert errors[-1].data == "… and 6 more"


def test_a_hidden_check_shows_nothing_of_its_inside():
    hidden = samples.hidden()
    for text in (render_github(hidden, ENGLISH), str(readers.classroom(render_classroom(hidden, ENGLISH)))):
        assert "SECRET" not in text
        assert "77.125" not in text
        assert "line 24" not in text


def test_faults_and_what_was_brought_along_are_told():
    assert any("The grader itself failed here" in error.data for error in of_kind(samples.fault(), "error"))
    assert len(of_kind(samples.brought_along(), "warning")) == 4
    assert len(of_kind(samples.result(fault="disk full"), "error")) == 1


@pytest.mark.parametrize("name", samples.SAMPLES)
@pytest.mark.parametrize("language", [ENGLISH, CHINESE])
def test_the_classroom_s_reporter_reads_every_result(name, language):
    result = samples.SAMPLES[name]()
    document = readers.classroom(render_classroom(result, language))
    checks: list[CheckResult] = [check for exercise in result.exercises for check in exercise.checks]
    assert sum(test["score"] for test in document["tests"]) == sum(check.points for check in checks)
    for test in document["tests"]:
        for text in (test["name"], test["message"] or "", test["filename"]):
            assert readers.github(text) == []
            assert "\n" not in text


@pytest.mark.parametrize(
    ("sample", "status"),
    [
        ("all_passed", "pass"),
        ("named_mistake", "fail"),
        ("failures", "fail"),
        ("fault", "error"),
        ("untouched", "fail"),
    ],
)
def test_the_classroom_s_status(sample, status):
    assert readers.classroom(render_classroom(samples.SAMPLES[sample](), ENGLISH))["status"] == status


def test_a_fault_without_checks_is_an_error_for_the_classroom():
    assert readers.classroom(render_classroom(samples.result(fault="disk full"), ENGLISH))["status"] == "error"
