import dataclasses
import io

import pytest
from msgspec.structs import replace
from rich.cells import cell_len
from rich.console import Console

from grader.numerics.differences import Difference
from grader.reports import class_terminal
from grader.reports.class_overview import class_row, index_row
from grader.reports.class_terminal import render_class_table
from grader.reports.language import language_for
from grader.reports.terminal import render_terminal
from reports import samples
from reports.class_page import summary_of
from reports.standings import standing

ENGLISH, CHINESE = language_for("en"), language_for("zh")


def rendered(result, language=ENGLISH, width=100, verbose=False, **console):
    stream = io.StringIO()
    render_terminal(result, Console(file=stream, width=width, **console), language, verbose)
    return stream.getvalue()


def test_the_first_stage_that_breaks_is_explained_and_the_next_step_said():
    text = " ".join(rendered(samples.named_mistake()).split())
    for said in (
        "✗ Backward gradient not right yet 0 / 3",
        "Your gradient lacks the factor 2.",
        "which factor comes down from the power?",
        "the result is `-4.66667`; `-9.33333` is expected.",
        "gradient_descent.py:38",
        "return sum(x * (x * w - y)",
        "Waiting for `gradient`.",
        "5 of 8 checks pass. 8 of 19 points.",
        "Next: Look at line 38 of `gradient_descent.py`, in `gradient`.",
        "Then: grader check gradient_descent",
    ):
        assert said in text
    assert text.index("✓ Cost") < text.index("✗ Backward") < text.index("· Train")


def test_later_failures_have_a_line_each_unless_asked_for_more():
    brief, full = rendered(samples.failures()), rendered(samples.failures(), verbose=True)
    assert "was still running after 2 s" in brief
    assert "Does every loop in it end?" not in brief
    assert "Does every loop in it end?" in full


def test_a_row_of_the_whole_result_has_its_name():
    places = (Difference("length", (), "3", "1"), Difference("type", (0,), "float", "tuple"))
    check = samples.check("gradient", "failed", cases=(samples.failed_case(differences=places),))
    lines = [line.split() for line in rendered(samples.result(samples.exercise(check))).splitlines()]
    assert ["result", "`3`", "`1`"] in lines
    assert ["`result[0]`", "`float`", "`tuple`"] in lines


def test_what_is_done_or_not_begun_has_one_line_beside_the_rest():
    broken = samples.named_mistake().exercises[0]
    done, stub = samples.all_passed().exercises[0], samples.untouched().exercises[0]
    together = samples.result(broken, replace(done, name="done", file="done.py"), replace(stub, file="a/stub.py"))
    lines = rendered(together).splitlines()
    (done_line,) = (line for line in lines if "done.py" in line)
    (stub_line,) = (line for line in lines if "stub.py" in line)
    assert done_line.strip().startswith("✓ Gradient descent")
    assert "passed" in done_line
    assert "not written yet" in stub_line
    assert len(lines) < len(rendered(samples.result(broken)).splitlines()) + 5


def test_the_failing_input_is_shown_and_help_named():
    text = rendered(samples.named_mistake())
    assert "With this input:\n      xs = " in text
    assert "`grader hint gradient_descent:gradient`" in text
    assert "`grader repro gradient_descent:gradient`" in text


def test_what_the_failing_case_printed_is_shown_with_its_name():
    cases = (
        samples.failed_case("two samples", "passed"),
        samples.failed_case("one sample", output="w = 2\n"),
    )
    check = samples.check("gradient", "failed", cases=cases, output="w = 1\nw = 2\n")
    text = rendered(samples.result(samples.exercise(check)))
    assert "Printed in the case “one sample”:" in text
    assert "w = 2" in text
    assert "w = 1" not in text
    full = rendered(samples.result(samples.exercise(check)), verbose=True)
    assert "Printed in all cases together:\n      w = 1\n      w = 2" in full


def test_all_that_was_printed_is_told_by_case_when_asked_for():
    cases = (samples.failed_case("two samples", output="w = 1\n"), samples.failed_case("one sample", output="w = 2\n"))
    check = samples.check("gradient", "failed", cases=cases, output="w = 1\nw = 2\n")
    text = rendered(samples.result(samples.exercise(check)), verbose=True)
    assert "Printed in the case “two samples”:\n      w = 1\n" in text
    assert "Printed in the case “one sample”:\n      w = 2\n" in text
    assert text.count("w = 2") == 1


def test_what_the_failing_check_printed_is_shown_and_cut():
    case = samples.failed_case(got="1", expected="2")
    check = samples.check("gradient", "failed", cases=(case,), output="\n".join(f"line {n}" for n in range(30)))
    text = rendered(samples.result(samples.exercise(check)))
    assert "line 0\n" in text
    assert "line 29" not in text
    assert "… and 22 more lines: `-v` shows them." in text
    assert "line 29" in rendered(samples.result(samples.exercise(check)), verbose=True)


def test_what_the_code_printed_is_shown_when_asked_for():
    assert "w = 1.99" not in rendered(samples.all_passed())
    assert "w = 1.99" in rendered(samples.all_passed(), verbose=True)


def test_chinese():
    text = rendered(samples.named_mistake(), CHINESE)
    for said in ("梯度下降", "你的梯度少了因子 2。", "下一步", "反向传播"):
        assert said in text


@pytest.mark.parametrize("width", [20, 36, 80])
@pytest.mark.parametrize("language", [ENGLISH, CHINESE])
def test_nothing_is_wider_than_the_terminal(width, language):
    for sample in samples.SAMPLES.values():
        text = rendered(sample(), language, width, verbose=True)
        assert max(map(cell_len, text.split("\n"))) <= width


@pytest.mark.parametrize("verbose", [False, True])
def test_learner_text_commands_neither_terminal_nor_job(verbose):
    text = rendered(samples.hostile(), verbose=verbose)
    assert not any(ord(character) < 32 and character != "\n" for character in text)
    assert not any(character in text for character in "\x7f\x9b\u202e\u2066\ue000\ud800\ufffe\u2028")
    assert "::" not in text
    assert "##[" not in text
    assert "[bold red]markup[/bold red]" in text


def test_colours_are_the_graders_own():
    text = rendered(samples.hostile(), force_terminal=True, color_system="standard")
    assert "\x1b[31mred" not in text
    assert "\x1b]8" not in text
    assert "\x1b[" in text
    plain = rendered(samples.named_mistake(), force_terminal=True, color_system="standard", no_color=True)
    assert "\x1b[31m" not in plain
    assert "\x1b[32m" not in plain


def test_a_terminal_with_colour_needs_no_backticks():
    assert "`" not in rendered(samples.failures(), force_terminal=True, color_system="standard", no_color=False)


def test_an_ascii_stream_gets_ascii_and_english():
    for language in (ENGLISH, CHINESE):
        stream = io.TextIOWrapper(io.BytesIO(), encoding="ascii", errors="strict")
        render_terminal(samples.named_mistake(), Console(file=stream, width=80), language)
        stream.flush()
        text = stream.buffer.getvalue().decode("ascii")  # type: ignore[attr-defined]
        assert 'In the case "worked by hand", the result is' in text
        assert "x Backward" in text
        assert "?????" not in text


def test_a_hidden_check_shows_name_status_and_points_only():
    for verbose in (False, True):
        text = rendered(samples.hidden(), verbose=verbose)
        assert "✗ Cost     cost     not right yet  0 / 2" in text
        assert "SECRET" not in text
        assert "77.125" not in text
        assert "factor 2" not in text


def test_the_graders_own_failure_is_said_apart():
    text = rendered(samples.fault())
    assert "The grader itself failed: worker did not start" in text
    assert "not your mistake" in text


def test_a_large_class_is_told_in_numbers():
    row = index_row(samples.named_mistake())
    rows = [dataclasses.replace(row, learner=f"learner-{number}") for number in range(500)]
    stream = io.StringIO()
    render_class_table(summary_of(rows), Console(file=stream, width=100), ENGLISH)
    text = stream.getvalue()
    assert "500 learners handed in" in text
    assert "100 % (500 of 500) Gradient descent: Backward, gradient" in text
    assert "Everybody is on the class page." in text
    assert text.count("\n") < 40


def test_class_table():
    rows = [index_row(sample()) for sample in samples.SAMPLES.values()]
    stream = io.StringIO()
    render_class_table(summary_of(rows), Console(file=stream, width=100), ENGLISH)
    text = stream.getvalue()
    assert text.index("wu-hao") < text.index("wang-fang")
    assert "The grader itself failed." in text
    assert "Gradient descent: Backward, gradient" in text
    assert "1 × Your gradient lacks the factor 2." in text
    assert not any(ord(character) < 32 and character != "\n" for character in text)


def test_a_gradebook_of_many_is_printed_as_it_is_read(monkeypatch):
    monkeypatch.setattr(class_terminal, "ROWS_OF_A_TABLE", 2)
    console = Console(file=io.StringIO(), width=100)
    shown = []

    def rows():
        for number in range(5):
            shown.append(console.file.getvalue().count("learner-"))
            yield class_row(standing(f"learner-{number}"))

    class_terminal.render_gradebook(rows(), "week", console, ENGLISH)
    text = console.file.getvalue()
    assert [text.count(f"learner-{number}") for number in range(5)] == [1] * 5
    assert text.count("Learner") == 3
    assert shown == [0, 0, 2, 2, 4]  # so many had been printed when the next one was read
