import pytest
from junitparser import Error, Failure, Skipped

from grader.reports.junit import render_junit
from grader.reports.language import language_for
from reports import readers, samples

ENGLISH, CHINESE = language_for("en"), language_for("zh")


def outcomes(sample):
    return {
        case.name: [type(outcome) for outcome in case.result]
        for suite in readers.junit(render_junit(sample, ENGLISH))
        for case in suite
    }


@pytest.mark.parametrize("name", samples.SAMPLES)
@pytest.mark.parametrize("language", [ENGLISH, CHINESE])
def test_every_result_is_valid_and_can_be_read(name, language):
    result = samples.SAMPLES[name]()
    text = render_junit(result, language)
    read = readers.junit(text)
    assert read.tests == sum(len(exercise.checks) for exercise in result.exercises)
    assert readers.github(text) == []


@pytest.mark.parametrize("hostile", samples.HOSTILE)
def test_each_hostile_text_stays_text(hostile):
    readers.junit(render_junit(samples.hostile(hostile), ENGLISH))


def test_each_status_has_its_outcome():
    assert outcomes(samples.failures()) == {
        "check_forward": [],
        "check_cost": [Error],
        "check_gradient": [Error],
        "check_update": [Error],
        "check_train": [Skipped],
    }
    assert outcomes(samples.named_mistake())["check_gradient"] == [Failure]
    assert set(map(tuple, outcomes(samples.untouched()).values())) == {(Failure,)}
    assert outcomes(samples.fault()) == {"check_forward": [Error]}


def test_counts_and_points_are_the_document_s():
    result = samples.named_mistake()
    read = readers.junit(render_junit(result, ENGLISH))
    suite, other = read
    properties = {one.name: one.value for one in suite.properties()}
    assert (read.tests, read.failures, read.errors, suite.skipped, other.failures) == (8, 2, 0, 1, 1)
    assert properties["points"] == "4"
    assert properties["max_points"] == "11"
    assert properties["points.check_gradient"] == "0"
    assert properties["max_points.check_gradient"] == "3"
    assert properties["learner"] == "lin-mei"


def test_a_failure_says_what_the_report_says():
    suite, _ = readers.junit(render_junit(samples.named_mistake(), ENGLISH))
    failure = next(case.result[0] for case in suite if case.name == "check_gradient")
    assert "Your gradient lacks the factor 2." in failure.text
    assert "line 38" in failure.text
    assert failure.message
    assert failure.type == "failed"
    (suite,) = readers.junit(render_junit(samples.failures(), ENGLISH))
    assert next(case.result[0] for case in suite if case.name == "check_cost").type == "NameError"


def test_a_hidden_check_shows_nothing_of_its_inside():
    text = render_junit(samples.hidden(), ENGLISH)
    assert "SECRET" not in text
    assert "77.125" not in text


def test_a_fault_of_no_check_is_an_error_of_its_own():
    result = samples.result(fault="no space left on device")
    read = readers.junit(render_junit(result, ENGLISH))
    assert (read.tests, read.errors) == (1, 1)
