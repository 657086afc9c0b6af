"""Later functions on top of earlier ones that leave a graph, change objects, or are asked in a random order."""

from __future__ import annotations

import pytest
from grading.following import Graded
from grading.following_in_torch import RIGHT, grading_in_torch

from grader.execution.pool import Pool
from grader.grading.diagnosis.editable import reached_apart_from
from grader.grading.result import CheckResult

STEP = RIGHT["step"]
ZERO = "    optimizer.zero_grad()\n"
BACKWARD = "    loss.backward()\n"


@pytest.fixture(scope="module")
def graded(pool: Pool, tmp_path_factory: pytest.TempPathFactory) -> Graded:
    return grading_in_torch(tmp_path_factory.mktemp("torch"), pool)


def verdict(check: CheckResult) -> tuple[float, str]:
    return check.points, check.given.verdict if check.given else ""


def test_right_functions_need_none_of_it(graded: Graded) -> None:
    assert all(check.status == "passed" and check.given is None for check in graded().values())


@pytest.mark.parametrize(
    "unit",
    [
        "def unit(x, w, b):\n    return x * w - b\n",
        "def unit(x, w, b):\n    return x * w\n",  # a named mistake, on top of which the slope tells nothing of b
        "def unit(x, w, b):\n    return (x + w) / (b + 3.5)\n",  # no small edit sets it right
        "def unit(x, w, b):\n    return [x * w + b]\n",
        "def unit(x, w, b):\n    raise ValueError(x)\n",
    ],
)
def test_a_slope_through_a_wrong_function_is_judged_by_what_it_asks_and_pulls_back(graded: Graded, unit: str) -> None:
    checks = graded(unit=unit)
    assert checks["values"].points == 0
    assert verdict(checks["slopes"]) == (2.0, "right")


@pytest.mark.parametrize(
    "slope",
    [
        "def slope(x, w, b):\n    unit(x, w, b)\n    return torch.zeros_like(w)\n",
        "def slope(x, w, b):\n    return unit(x, w, b)\n",
        "def slope(x, w, b):\n    return w\n",
        "def slope(x, w, b):\n    unit\n",
        RIGHT["slope"].replace(" ** 2", ""),
        RIGHT["slope"].replace("    return w.grad\n", ""),
    ],
)
def test_a_wrong_slope_through_a_wrong_function_earns_nothing(graded: Graded, slope: str) -> None:
    for unit in ("def unit(x, w, b):\n    return x * w - b\n", "def unit(x, w, b):\n    return (x + w) / (b + 3.5)\n"):
        assert graded(unit=unit, slope=slope)["slopes"].points == 0


@pytest.mark.parametrize(
    "step",
    [
        STEP.replace(ZERO, ""),
        STEP.replace(ZERO, "").replace(BACKWARD, BACKWARD + ZERO),
        STEP.replace(BACKWARD, ""),
        STEP.replace("    optimizer.step()\n", ""),
        STEP.replace("model(x)", "model(x).detach()"),
        STEP.replace(BACKWARD, "").replace("    return", BACKWARD + "    return"),
        STEP.replace("loss.item()", "-loss.item()"),
    ],
)
def test_training_in_a_random_order_is_judged_with_the_step_set_right(graded: Graded, step: str) -> None:
    checks = graded(step=step)
    assert checks["one_step"].points == 0
    assert verdict(checks["in_random_order"]) == (2.0, "right")


@pytest.mark.parametrize(
    "shuffled",
    [
        "def shuffled(model, optimizer, x, y, epochs):\n    step(model, optimizer, x, y)\n    return [0.0] * epochs\n",
        "def shuffled(model, optimizer, x, y, epochs):\n    step\n    return x\n",
        "def shuffled(model, optimizer, x, y, epochs):\n    step\n",
        "def shuffled(model, optimizer, x, y, epochs):\n    return [step(model, optimizer, x, y)] * epochs\n",
    ],
)
def test_no_training_is_credited_because_the_step_could_be_set_right(graded: Graded, shuffled: str) -> None:
    assert graded(step=STEP.replace(ZERO, ""), shuffled=shuffled)["in_random_order"].points == 0


def test_a_step_that_no_small_edit_sets_right_leaves_what_calls_it_unjudged(graded: Graded) -> None:
    checks = graded(step="def step(model, optimizer, x, y):\n    return float(model(x).sum() * 3 - y.mean() ** 2)\n")
    assert verdict(checks["in_random_order"]) == (0.0, "unjudged")


def test_a_function_whose_experiment_calls_others_is_judged_on_top_of_what_those_call(graded: Graded) -> None:
    """`smallest` calls nothing; its check's experiment calls `total`, which is right, and calls `squares`."""
    checks = graded(squares="def squares(xs):\n    return [abs(x) ** 2.5 + 0.1 for x in xs]\n")
    assert verdict(checks["sum_of_squares"]) == (1.0, "right")
    assert verdict(checks["place_of_the_smallest"]) == (2.0, "right")
    given = checks["place_of_the_smallest"].given
    assert given is not None
    assert given.functions == ("squares",)
    wrong = "def smallest(totals):\n    return 0\n"
    assert graded(squares="def squares(xs):\n    return xs\n", smallest=wrong)["place_of_the_smallest"].points == 0


def test_what_an_experiment_sees_on_objects_is_not_taken_for_the_later_function_s_mistake(graded: Graded) -> None:
    """With the reference's answers in its place, `step` takes no step of the optimizer, which could be counted."""
    same = RIGHT["shuffled"].replace("torch.rand(len(x)).argsort()", "torch.randperm(len(x)).tolist()")
    unseen = same.replace("            loss = ", "            model.train()\n            loss = ")
    for shuffled in (same, unseen):
        assert verdict(graded(step=STEP.replace(ZERO, ""), shuffled=shuffled)["in_random_order"]) == (2.0, "right")


def test_an_edit_of_what_the_later_function_uses_itself_credits_nothing(graded: Graded) -> None:
    """Both call `_mean`: set right there, the later function is another than the one that was handed in."""
    helper = "def _mean(errors):\n    return -(errors**2).mean()\n"
    step = STEP.replace("((model(x) - y) ** 2).mean()", "_mean(model(x) - y)")
    whole = (
        "def shuffled(model, optimizer, x, y, epochs):\n    losses = []\n    for _ in range(epochs):\n"
        "        for i in torch.rand(len(x)).argsort().tolist():\n"
        "            step(model, optimizer, x[i : i + 1], y[i : i + 1])\n"
        "        losses.append(_mean(model(x) - y).item())\n    return losses\n"
    )
    assert graded(helper, step=step, shuffled=whole)["in_random_order"].points == 0
    apart = whole.replace("_mean(model(x) - y)", "((model(x) - y) ** 2).mean()")
    assert graded(helper, step=step, shuffled=apart)["in_random_order"].points == 2


def test_a_function_that_is_blocked_itself_is_not_set_right(graded: Graded) -> None:
    """`total` is wrong whatever `squares` gives; of both together, nobody knows what would be right."""
    checks = graded(
        squares="def squares(xs):\n    return [abs(x) ** 2.5 + 0.1 for x in xs]\n",
        total="def total(xs):\n    return -sum(squares(xs))\n",
    )
    assert checks["sum_of_squares"].points == 0


def test_what_a_function_reaches_apart_from_another() -> None:
    text = (
        "def a():\n    return b() + c()\n\n\ndef b():\n    return d()\n\n\ndef c():\n    return 1\n\n\n"
        "def d():\n    return 2\n\n\nclass K:\n    def m(self):\n        return a()\n"
    )
    assert reached_apart_from(text, "a", ["b"]) == {"a", "c"}
    assert reached_apart_from(text, "a", []) == {"a", "b", "c", "d"}
    assert {"K", "K.m", "a"} <= reached_apart_from(text, "K.m", [])
    assert reached_apart_from("def a(:", "a", []) == frozenset()
