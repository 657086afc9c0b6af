import itertools
import math
import re
import subprocess
import sys
import warnings
from xml.etree import ElementTree as ET

import pytest

from grader.grading.result import CurveResult
from grader.reports.language import language_for
from grader.reports.plots import difference_plot, plot
from reports import samples

ENGLISH, CHINESE = language_for("en"), language_for("zh")
TITLE = {"en": "Cost over the epochs", "zh": "每轮的代价"}


def drawn(learner, reference, language=ENGLISH, **more):
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        return plot(CurveResult(TITLE, tuple(learner), tuple(reference), **more), "p", language)


def lines(drawing, name):
    return [path for path in ET.fromstring(drawing.svg).iter("path") if path.get("class") == f"s-{name}"]


def test_learner_and_reference_differ_in_more_than_colour():
    drawing = drawn([4, 3, 2], [4, 2, 1])
    learner, reference = lines(drawing, "learner")[0], lines(drawing, "reference")[0]
    assert learner.get("stroke-dasharray") is None
    assert reference.get("stroke-dasharray") is not None
    assert "f-paper" in drawing.svg


def test_colours_and_fonts_are_the_pages():
    drawing = drawn([4, 3, 2], [4, 2, 1])
    assert "style=" not in drawing.svg
    assert "#0" not in re.sub(r'href="#[^"]*"|url\(#[^)]*\)', "", drawing.svg)
    assert "font-family" not in drawing.svg


def test_words_are_in_the_readers_language():
    root = ET.fromstring(drawn([4, 3], [4, 2], CHINESE).svg)
    texts = [element.text for element in root.iter("text")]
    assert "步数" in texts
    assert "值" in texts
    assert [element.text for element in root][:2] == ["每轮的代价", root[1].text]
    assert "从 4 到 3" in (root[1].text or "")


def test_a_screen_reader_hears_title_and_numbers():
    root = ET.fromstring(drawn([4, 3, 0.5], [4, 2, 1]).svg)
    assert root.get("role") == "img"
    assert root.get("aria-labelledby") == "p-title p-desc"
    assert (root[0].tag, root[0].text) == ("title", "Cost over the epochs")
    assert root[1].text == "Yours: from 4 to 0.5 in 2 steps. Reference: from 4 to 1 in 2 steps."


def test_costs_over_decades_are_drawn_on_a_logarithmic_axis():
    def steps(drawing):
        numbers = re.findall(r"[ML] \S+ (\S+)", lines(drawing, "reference")[0].get("d", ""))
        heights = [float(number) for number in numbers]
        return [b - a for a, b in itertools.pairwise(heights)]

    falling = [10.0**-power for power in range(6)]
    logarithmic = steps(drawn(falling, falling))
    assert max(logarithmic) == pytest.approx(min(logarithmic), rel=1e-3)
    linear = steps(drawn([3, 2, 1], [3, 2.5, 1]))
    assert max(linear) > 2 * min(linear)


@pytest.mark.parametrize(
    "learner",
    [[], [None, None], [1.0], [1.0, None, 3.0], [math.nan, 1.0], [math.inf, 1.0], [1e308, -1e308], [0.0, 0.0],
     [5.0] * 500, [1e-300, 1e150], [-1.0, 1e-12]],
)  # fmt: skip
def test_any_numbers_can_be_drawn(learner):
    drawing = drawn(learner, [2.0, 1.0])
    assert lines(drawing, "reference")
    assert "nan" not in drawing.svg.replace("a non-finite value", "")
    on_cost = drawn(learner, [1.0, 2.0], cost_w=(0.0, 1.0, 2.0), cost=(1.0, None, 3.0), learner_cost=tuple(learner),
                    reference_cost=(2.0, 1.0))  # fmt: skip
    assert on_cost.on_cost
    assert lines(on_cost, "cost")


def test_steps_that_lead_far_away_leave_the_cost_curve_in_sight():
    grid = tuple(float(w) for w in range(5))
    near = drawn([1.0, 2.0], [1.0, 2.0], cost_w=grid, cost=grid, learner_cost=(1.0, 2.0), reference_cost=(1.0, 2.0))
    far = drawn([1.0, 2e6], [1.0, 2.0], cost_w=grid, cost=grid, learner_cost=(1.0, None), reference_cost=(1.0, 2.0))
    assert lines(far, "cost")[0].get("d") == lines(near, "cost")[0].get("d")


def test_plots_of_one_page_share_no_id_and_drawing_is_repeatable():
    curve = samples.curves()[0]
    first, second = plot(curve, "a", ENGLISH), plot(curve, "b", ENGLISH)
    ids = [set(re.findall(r'\bid="([^"]*)"', one.svg)) for one in (first, second)]
    assert ids[0]
    assert not ids[0] & ids[1]
    assert first.svg.replace('"a-', '"b-').replace("#a-", "#b-").replace(" a-", " b-") == second.svg


def test_reports_import_matplotlib_only_to_draw():
    program = (
        "import sys, grader.reports.html, grader.reports.plots, grader.reports.formats; "
        "sys.exit(any(name in sys.modules for name in ('matplotlib', 'torch', 'numpy')))"
    )
    assert subprocess.run([sys.executable, "-c", program], check=False).returncode == 0


def apart(learner, reference, language=ENGLISH, **more):
    return difference_plot(CurveResult(TITLE, tuple(learner), tuple(reference), **more), "p", language)


FALLING = [100 * 0.9**step for step in range(30)]


def test_where_the_curves_lie_on_each_other_their_difference_is_drawn():
    drawing = apart([value + 0.01 * (-1) ** step for step, value in enumerate(FALLING)], FALLING)
    assert drawing is not None
    assert drawing.title == "Cost over the epochs: yours − reference"
    assert "furthest apart at step" in drawing.description
    assert drawing.with_reference
    assert lines(drawing, "reference")


def test_differences_over_decades_are_drawn_by_their_size():
    drawing = apart([value - 1e-6 * 1.6**step for step, value in enumerate(FALLING)], FALLING, CHINESE)
    assert drawing is not None
    assert not drawing.with_reference
    heights = [float(found) for found in re.findall(r"[ML] \S+ (\S+)", lines(drawing, "learner")[0].get("d", ""))]
    steps = [b - a for a, b in itertools.pairwise(heights)]
    assert max(steps) == pytest.approx(min(steps), rel=0.05)


@pytest.mark.parametrize(
    ("learner", "reference"),
    [
        (FALLING, FALLING),
        (FALLING, ()),
        ((), ()),
        (FALLING[:-1], FALLING),
        ([*FALLING[:-1], None], FALLING),
        ([0.5 * value for value in FALLING], FALLING),
        ([1.0, 1.0 + 1e-9], [1.0, 1.0]),
    ],
)
def test_there_is_no_difference_to_draw_where_there_is_none_or_it_is_seen(learner, reference):
    assert apart(learner, reference) is None
