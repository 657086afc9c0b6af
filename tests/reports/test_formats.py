import pytest

from grader.grading.result import decode_result
from grader.reports.formats import FORMATS, render
from grader.reports.language import language_for
from reports import samples

ENGLISH = language_for("en")


def test_every_format_is_rendered():
    assert FORMATS == ("text", "json", "html", "markdown")
    beginnings = {"text": "lin-mei", "json": '{"schema_version"', "html": "<!doctype html>", "markdown": "# lin-mei"}
    for format_ in FORMATS:
        assert render(samples.named_mistake(), format_, ENGLISH).startswith(beginnings[format_])


def test_json_is_the_document_itself():
    result = samples.named_mistake()
    assert decode_result(render(result, "json", ENGLISH).encode()) == result


def test_an_unknown_format_names_the_known_ones():
    with pytest.raises(ValueError, match="`pdf` is none of text, json, html, markdown"):
        render(samples.fault(), "pdf", ENGLISH)
