"""The published schema is the one that the types give, and documents fit it."""

import json
from pathlib import Path

import jsonschema
import msgspec
import pytest

from grader.grading.documents import decode_result, encode_result, json_schema
from grader.grading.result import (
    SCHEMA_VERSION,
    CaseResult,
    CheckResult,
    CurveResult,
    Environment,
    ErrorInfo,
    ExerciseResult,
    IsolationInfo,
    NamedMistake,
    Result,
)
from grader.numerics.differences import Difference

PUBLISHED = Path(__file__).parents[2] / "docs" / "result.schema.json"

RESULT = Result(
    schema_version=SCHEMA_VERSION,
    course={"en": "pytorch"},
    learner="ada",
    created="2026-01-01T00:00:00Z",
    variant=0,
    seed=7,
    points=1.0,
    max_points=3.0,
    exercises=(
        ExerciseResult(
            chapter="03_gradient_descent",
            chapter_title={"en": "Gradient descent", "zh": "梯度下降"},
            name="gradient_descent",
            title={"en": "Gradient descent"},
            file="gradient_descent.py",
            load_error=ErrorInfo("exception", "ValueError", "no", line=3),
            checks=(
                CheckResult(
                    id="gradient_of_the_cost",
                    function="gradient",
                    role="backward",
                    sentence={"en": "The slope."},
                    status="failed",
                    points=1.0,
                    max_points=3.0,
                    cases=(
                        CaseResult(
                            status="failed",
                            arguments={"w": "1.0"},
                            got="-4.67",
                            expected="-9.33",
                            differences=(
                                Difference(
                                    "value", ("w", 0), "-4.67", "-9.33", (0,), -4.67, float("nan"), 1e-6, 1, 2, 0
                                ),
                            ),
                        ),
                    ),
                    mistakes=(NamedMistake("half", {"en": "Half of it."}, {"en": "Which factor?"}),),
                    curves=(CurveResult({"en": "Cost"}, (1.0, None), (1.0, 0.5)),),
                    line=4,
                ),
            ),
        ),
    ),
    isolation=IsolationInfo("restricted", ("limits", "landlock", "seccomp")),
    environment=Environment("0.1.0", "3.11.7", "2.13.0", "linux"),
    seconds=0.02,
)


def test_the_published_schema_is_up_to_date():
    assert json.loads(PUBLISHED.read_text(encoding="utf-8")) == json.loads(json.dumps(json_schema())), (
        "run `make schema` and commit the file"
    )


def test_the_schema_is_a_valid_one():
    jsonschema.Draft202012Validator.check_schema(json_schema())


def test_a_document_fits_the_schema_and_reads_back():
    document = encode_result(RESULT)
    jsonschema.validate(json.loads(document), json_schema())
    read = decode_result(document)
    assert read.exercises[0].checks[0].mistakes == RESULT.exercises[0].checks[0].mistakes
    assert read.exercises[0].checks[0].cases[0].differences[0].expected_number is None  # JSON has no NaN


@pytest.mark.parametrize(
    "spoil",
    [
        lambda document: document.pop("seed"),
        lambda document: document.update(points="1"),
        lambda document: document["exercises"][0]["checks"][0].update(status="nearly"),
    ],
    ids=["a part missing", "a text for a number", "an unknown status"],
)
def test_the_schema_refuses_what_is_no_result(spoil):
    document = json.loads(encode_result(RESULT))
    spoil(document)
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(document, json_schema())


def test_a_file_name_in_no_encoding_does_not_stop_the_document() -> None:
    exercise = msgspec.structs.replace(RESULT.exercises[0], file="\udcff/gradient_descent.py")
    decoded = decode_result(encode_result(msgspec.structs.replace(RESULT, exercises=(exercise,))))
    assert decoded.exercises[0].file == "?/gradient_descent.py"
    assert msgspec.structs.replace(decoded, exercises=()) == msgspec.structs.replace(RESULT, exercises=())
