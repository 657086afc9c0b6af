"""Mistakes with open parts, and two mistakes at once: named where no declared mistake explains a wrong answer."""

from __future__ import annotations

import pytest
from small_course import make_small_plan

from grader.authoring import AuthoringError, mistake
from grader.course.discovery import read_course
from grader.course.inlining import inlined
from grader.course.merging import Merger
from grader.execution.pool import Pool
from grader.grading.check_verdicts import Ready
from grader.grading.further_recordings import FurtherRecordings
from grader.grading.grading import Run, grade_text
from grader.grading.recording_store import RecordingStore
from grader.grading.reference_runs import make_recording
from grader.grading.result import CheckResult

REFERENCE = '''"""A small exercise."""


def line(x, w):
    """w times x."""
    return x * w


def spread(xs, w):
    """The mean of the squares, and log."""
    ### BEGIN SOLUTION
    return sum((line(x, w) * 2 - 1.25) ** 2 for x in xs) / len(xs)
    ### END SOLUTION
'''
CHECKS = '''"""Checks."""

from grader.authoring import case, check

several = [case(xs=[1.5, -2.0, 0.3], w=0.5), case(xs=[0.7, 2.5], w=-1.5), case(xs=[0.1, 0.2, 1.7, 2.9], w=0.9)]


@check(role="cost", of="spread", points=2, cases=several, fixed="Few.", sentence={"zh": "均值"})
def mean_of_squares(m, xs, w):
    """The mean."""
    return m.spread(xs, w)
'''
MISTAKES = '''"""Mistakes."""

from grader.authoring import mistake


@mistake(of="spread", hint={"en": "?", "zh": "？"}, finding={"zh": "和"})
def summed(xs, w):
    """You have summed."""
    return sum((x * w * 2 - 1.25) ** 2 for x in xs)


@mistake(of="spread", hint={"en": "?", "zh": "？"}, finding={"zh": "没有乘 2"})
def not_doubled(xs, w):
    """You have not doubled."""
    return sum((x * w - 1.25) ** 2 for x in xs) / len(xs)


@mistake(of="spread", hint={"en": "?", "zh": "？"}, finding={"zh": "绝对值"})
def absolute(xs, w):
    """You have taken the size."""
    return sum(abs(x * w * 2 - 1.25) for x in xs) / len(xs)


@mistake(of="spread", hint={"en": "?", "zh": "？"}, finding={"zh": "加了 {extra}"}, constants={"extra": (1e-6, 5.0)})
def something_added(xs, w, *, extra=0.5):
    """You have added {extra} under the square."""
    return sum((x * w * 2 - 1.25 + extra) ** 2 for x in xs) / len(xs)


@mistake(of="spread", hint={"en": "?", "zh": "？"}, finding={"zh": "只算一个"}, choices={"which": (0, -1)})
def one_only(xs, w, *, which=-1):
    """You have taken one only."""
    return (2 * xs[which] * w - 1.25) ** 2
'''


@pytest.fixture(scope="module")
def ready(tmp_path_factory: pytest.TempPathFactory) -> Ready:
    folder = tmp_path_factory.mktemp("course")
    plan = make_small_plan(folder, reference=REFERENCE, checks=CHECKS, mistakes=MISTAKES)
    recording = make_recording(plan)
    further = FurtherRecordings(plan, recording, RecordingStore(folder / "store"))
    return Ready(read_course(folder).chapters[0], plan, recording, further=further)


def graded(ready: Ready, pool: Pool, returned: str) -> CheckResult:
    text = f"def line(x, w):\n    return x * w\n\n\ndef spread(xs, w):\n    return {returned}\n"
    (check,) = grade_text(ready, Run(ready.settings, 0, 1), pool, text).exercises[0].checks
    return check


def findings(check: CheckResult) -> list[str]:
    return [one.finding["en"] for one in check.mistakes]


@pytest.mark.parametrize("extra", ["0.5", "1e-3", "0.037", "0.0371828"])
def test_a_constant_is_found_from_the_learners_numbers(ready: Ready, pool: Pool, extra: str) -> None:
    check = graded(ready, pool, f"sum((x * w * 2 + {extra} - 1.25) ** 2 for x in xs) / len(xs)")
    assert findings(check) == [f"You have added {float(extra):.3g} under the square."]


def test_a_constant_out_of_its_range_is_not_named(ready: Ready, pool: Pool) -> None:
    assert findings(graded(ready, pool, "sum((x * w * 2 + 6.5 - 1.25) ** 2 for x in xs) / len(xs)")) == []


def test_each_choice_is_named(ready: Ready, pool: Pool) -> None:
    assert findings(graded(ready, pool, "(2 * xs[0] * w - 1.25) ** 2")) == ["You have taken one only."]


def test_two_mistakes_of_one_function_are_named_together(ready: Ready, pool: Pool) -> None:
    check = graded(ready, pool, "sum((x * w - 1.25) ** 2 for x in xs)")
    assert findings(check) == ["You have summed.", "You have not doubled."]
    assert check.together


def test_pairs_are_written_once_for_all_that_share_a_store(ready: Ready, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = ready.plan.exercise.files.reference.parents[2]

    def further() -> FurtherRecordings:
        return FurtherRecordings(ready.plan, ready.recording, RecordingStore(folder / "another store"))

    pairs = further().pairs("spread")
    assert ("summed", "not_doubled") in {(pair.id, pair.second) for pair in pairs}
    monkeypatch.setattr(Merger, "composed", lambda *edits: pytest.fail("written again"))
    assert further().pairs("spread") == pairs


def test_one_mistake_is_not_told_as_two(ready: Ready, pool: Pool) -> None:
    check = graded(ready, pool, "sum((x * w * 2 - 1.25) ** 2 for x in xs)")
    assert findings(check) == ["You have summed."]
    assert not check.together


def test_what_nobody_has_named_stays_without_a_name(ready: Ready, pool: Pool) -> None:
    assert findings(graded(ready, pool, "sum((x * w * 2 - 1.3) ** 3 for x in xs) / len(xs)")) == []


BASE = "def f(x):\n    '''Doc.'''\n    y = 2 * x\n    return (y + 1).mean()\n"


@pytest.mark.parametrize(
    ("one", "other", "both"),
    [
        (("2 * x", "x"), ("mean", "sum"), "    y = x\n    return (y + 1).sum()"),
        (("y + 1", "y - 1"), ("2 * x", "3 * x"), "    y = 3 * x\n    return (y - 1).mean()"),
        (
            ("    y = 2", "    print(x)\n    y = 2"),
            ("+ 1", "+ 2"),
            "    print(x)\n    y = 2 * x\n    return (y + 2).mean()",
        ),
        (
            ("(y + 1).mean()", "(y + 1).mean() ** 0.5"),
            ("y + 1", "y + 2"),
            "    y = 2 * x\n    return (y + 2).mean() ** 0.5",
        ),
        (("(y + 1).mean()", "y + 1"), ("+ 1", "+ 2"), "    y = 2 * x\n    return y + 2"),
        (("(y + 1).mean()", "y + 1"), ("mean", "sum"), None),
        (("2 * x", "3 * x"), ("2 * x", "4 * x"), None),
        (("2 * x", "x"), ("2 * x", "2 * (x + 1)"), None),
    ],
)
def test_edits_are_put_together_where_they_do_not_meet(
    one: tuple[str, str], other: tuple[str, str], both: str | None
) -> None:
    merger = Merger(BASE)
    first, second = (merger.edits(BASE.replace(*edit).replace("Doc", "Other")) for edit in (one, other))
    assert merger.composed(first, second) == (None if both is None else f"def f(x):\n{both}")


def test_calls_of_functions_of_one_line_are_inlined() -> None:
    text = "def a(x, w):\n    return x * w\n\n\ndef b(xs, w):\n    return a(xs, w + 1) - len(xs)\n"
    assert (inlined(text, "b") or "").endswith("return xs * (w + 1) - len(xs)")
    assert inlined(text, "a") is None


@pytest.mark.parametrize(
    ("declared", "words"),
    [
        ({"choices": {"other": (1, 2)}}, "`other` is no keyword-only parameter"),
        ({"choices": {"part": (2, 3)}}, "the default among them"),
        ({"choices": {"part": (1, [])}}, "no number, text or tuple"),
        ({"constants": {"part": (2.0, 3.0)}}, "a range that the default lies in"),
    ],
)
def test_an_open_part_is_declared_as_a_keyword_only_parameter(declared: dict[str, object], words: str) -> None:
    def wrong(x, *, part=1):  # type: ignore[no-untyped-def]
        """You."""

    with pytest.raises(AuthoringError, match=words):
        mistake(of="f", hint="Why?", **declared)(wrong)  # type: ignore[arg-type]
