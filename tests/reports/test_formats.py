import pytest

from grader.characters import C1_CONTROLS, INVISIBLE, JOINERS, LINE_SEPARATORS, any_of
from grader.grading.documents import decode_result
from grader.reports.formats import FORMATS, render
from grader.reports.language import language_for
from grader.reports.markdown import SUMMARY_BYTES
from reports import readers, samples

ENGLISH = language_for("en")


def test_every_format_is_rendered():
    beginnings = {
        "text": "lin-mei", "json": '{"schema_version"', "html": "<!doctype html>", "markdown": "# lin-mei",
        "junit": "<?xml version=", "gradescope": '{\n "output"', "github": "::error title=",
    }  # fmt: skip
    assert tuple(beginnings) == FORMATS
    for format_ in FORMATS:
        assert render(samples.named_mistake(), format_, ENGLISH).startswith(beginnings[format_])


def test_json_is_the_document_itself():
    result = samples.named_mistake()
    assert decode_result(render(result, "json", ENGLISH).encode()) == result


def test_json_holds_no_character_that_hides_or_steers_and_loses_none():
    result = samples.hostile("a\u202e\u200d\u2028\x9b31m\x7f\U000e0041\u00ad ##[error]")
    document = render(result, "json", ENGLISH)
    assert not any_of(C1_CONTROLS, LINE_SEPARATORS, INVISIBLE, JOINERS).search(document)
    assert "##[" not in document
    assert decode_result(document.encode()) == result


def test_an_unknown_format_names_the_known_ones():
    with pytest.raises(ValueError, match="`pdf` is not one of text, json, html, markdown, junit, gradescope, github"):
        render(samples.fault(), "pdf", ENGLISH)


@pytest.mark.parametrize("format_", FORMATS)
@pytest.mark.parametrize("hostile", samples.HOSTILE)
def test_no_format_commands_a_job_that_prints_it(format_, hostile):
    result = samples.hostile(f"{hostile}\n::warning::owned\n  ::set-output name=x::owned\n##[error]owned")
    found = readers.github(render(result, format_, ENGLISH))
    assert all(command.name in ("error", "warning", "notice") for command in found)
    assert format_ == "github" or not found


def test_markdown_is_cut_at_a_section_where_a_summary_has_no_room_for_it():
    many = samples.result(*(samples.named_mistake().exercises * 560))
    text = render(many, "markdown", ENGLISH)
    assert 0.9 * SUMMARY_BYTES < len(text.encode("utf-8")) <= SUMMARY_BYTES
    assert text.rstrip().endswith("too long to fit here.")
