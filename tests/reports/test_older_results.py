"""A document of schema 1 is read, and every report shows it."""

from __future__ import annotations

import json
from pathlib import Path

import msgspec
import pytest

from grader.grading.documents import decode_result, encode_result
from grader.grading.result import SCHEMA_VERSION, Result
from grader.reports.class_overview import index_row
from grader.reports.formats import FORMATS, render
from grader.reports.language import language_for

SAMPLE = Path(__file__).parents[1] / "grading" / "result-1.4.json"


@pytest.fixture
def result() -> Result:
    return decode_result(SAMPLE.read_bytes())


@pytest.mark.parametrize("code", ["en", "zh"])
@pytest.mark.parametrize("format", FORMATS)
def test_every_report_shows_it(result: Result, format: str, code: str) -> None:
    assert render(result, format, language_for(code))


def test_its_sentences_are_by_language(result: Result) -> None:
    checks = result.exercises[0].checks
    assert result.course == {"en": "PyTorch from the ground up", "zh": "从零开始学 PyTorch"}
    assert checks[1].cases[0].label == {"en": "worked by hand", "zh": "手算的例子"}
    assert checks[1].mistakes[0].finding["zh"] == "你除以了样本数的两倍。"
    assert checks[2].broken_rules[0].why == {"en": "Differentiate once yourself.", "zh": "请自己求一次导。"}
    assert checks[2].cases[0].label == {"en": "n = 2"}
    assert checks[4].cases[0].unmet == {"en": "The costs do not fall."}
    assert checks[4].curves[0].title["zh"]


def test_its_roles_stand_in_the_order_of_its_checks(result: Result) -> None:
    assert [role.name for role in result.roles] == ["forward", "cost", "backward", "update", "train"]
    assert result.roles[0].words == {"en": "Forward"}
    assert [check.step_by_step for check in result.exercises[0].checks] == [False, False, False, False, True]
    assert {check.role for check in result.exercises[0].checks} <= {role.name for role in result.roles}
    assert index_row(result).first is not None


def test_what_is_read_is_written_in_this_version(result: Result) -> None:
    assert result.schema_version == SCHEMA_VERSION
    assert decode_result(encode_result(result)) == result


@pytest.mark.parametrize(
    "spoil", [{"exercises": 3}, {"exercises": [3]}, {"course": 3}, {"points": "1"}, {"schema_version": 2}]
)
def test_a_spoilt_one_is_refused(spoil: dict[str, object]) -> None:
    document = json.loads(SAMPLE.read_bytes()) | spoil
    with pytest.raises(msgspec.ValidationError):
        decode_result(json.dumps(document).encode())
