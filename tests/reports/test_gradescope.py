import math

import msgspec
import pytest

from grader.reports.gradescope import render_gradescope
from grader.reports.language import language_for
from reports import readers, samples

ENGLISH, CHINESE = language_for("en"), language_for("zh")


def read(result, language=ENGLISH):
    return readers.gradescope(render_gradescope(result, language))


@pytest.mark.parametrize("name", samples.SAMPLES)
@pytest.mark.parametrize("language", [ENGLISH, CHINESE])
def test_every_result_fits_the_specification(name, language):
    result = samples.SAMPLES[name]()
    text = render_gradescope(result, language)
    document = readers.gradescope(text)
    assert len(document["tests"]) == sum(len(exercise.checks) for exercise in result.exercises)
    assert readers.github(text) == []
    told = [document["output"], *(test["output"] + test["name"] for test in document["tests"])]
    assert all(readers.CONTROL.search(text) is None for text in told)


@pytest.mark.parametrize("hostile", samples.HOSTILE)
def test_each_hostile_text_stays_text(hostile):
    document = read(samples.hostile(hostile))
    assert {test["output_format"] for test in document["tests"]} == {"text"}


def test_scores_are_the_document_s():
    document = read(samples.named_mistake())
    assert document["score"] == 8
    assert [test["score"] for test in document["tests"]] == [1, 2, 0, 1, 0, 1, 3, 0]
    assert [test["max_score"] for test in document["tests"]] == [1, 2, 3, 1, 4, 1, 3, 4]
    assert [test["number"] for test in document["tests"]] == ["1.1", "1.2", "1.3", "1.4", "1.5", "2.1", "2.2", "2.3"]
    failed = next(test for test in document["tests"] if test["status"] == "failed")
    assert "Your gradient lacks the factor 2." in failed["output"]


def test_a_hidden_check_waits_for_publication_and_shows_nothing_of_its_inside():
    document = read(samples.hidden())
    assert [test["visibility"] for test in document["tests"]] == ["visible", "after_published"]
    assert "SECRET" not in str(document)
    assert "77.125" not in str(document)
    assert "factor 2" not in str(document)
    assert "points" not in document["output"]
    assert "hidden check" not in document["output"]
    assert "once grades are published" in document["output"]


def test_a_fault_has_no_score_and_is_told():
    document = read(samples.fault())
    assert "score" not in document
    assert "score" not in document["tests"][0]
    assert "The grader itself failed." in document["output"]
    assert document["extra_data"]["fault"] is True


def test_what_was_graded_before_a_fault_counts():
    partly = samples.result(
        samples.exercise(samples.check("forward"), samples.check("cost", "fault", fault="worker gone"))
    )
    document = read(partly)
    assert document["score"] == 1
    assert ["score" in test for test in document["tests"]] == [True, False]


def test_numbers_that_json_lacks_are_no_numbers_of_the_document():
    result = msgspec.structs.replace(samples.all_passed(), seconds=math.inf)
    assert read(result)["execution_time"] == 0


def test_what_was_not_handed_in_and_what_was_brought_along_is_told():
    assert "stochastic.py: The file was not handed in." in read(samples.untouched())["output"]
    assert "`grader` came with the submission" in read(samples.brought_along())["output"]
