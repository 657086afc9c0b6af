"""Later functions that ask for more than an earlier function gives: too much, too often, somebody else, or too late."""

from __future__ import annotations

import pytest
from grading.following import Graded, grading, make_following_course
from grading.following_in_torch import grading_in_torch

from grader.execution.pool import Pool

WAVES = "def scaled(x, w):\n    return math.sin(x) + math.cos(w) / 3.1 - 0.7 * x**3\n"
"""Wrong, no named mistake, and set right by no small edit: only questions are left."""
LOST = "def misfit(xs, w):\n    return math.sin(w) * len(xs) + math.cos(sum(xs)) / 7.3\n"
TURNED = "def misfit(xs, w):\n    return sum((scaled(w, float(x)) - 1.0) ** 2 for x in xs)\n"
"""Right, and asks what the reference never asks."""
MATH = "import math\n"


@pytest.fixture(scope="module")
def graded(pool: Pool, tmp_path_factory: pytest.TempPathFactory) -> Graded:
    return grading(make_following_course(tmp_path_factory.mktemp("asked")), pool)


def points(graded: Graded, misfit: str, first: str = "") -> float:
    return graded(MATH + first, scaled=WAVES, misfit=misfit, path="")["squares"].points


def test_a_right_function_that_asks_in_its_own_way_has_its_points(graded: Graded) -> None:
    assert points(graded, TURNED) == 2
    assert (
        points(graded, TURNED, "import sys\nsys.setrecursionlimit(900)\n") == 2
    )  # may look inside: asked all the same
    kept = "known = {}\n\n\ndef asked(x, w):\n    if (x, w) not in known:\n        known[x, w] = scaled(x, w)\n"
    kept += "    return known[x, w]\n"
    assert points(graded, TURNED.replace("scaled(", "asked("), kept) == 2


def test_what_rests_on_it_is_asked_as_well_and_a_hidden_check_after_the_others(graded: Graded) -> None:
    checks = graded(MATH, scaled=WAVES, misfit=TURNED)
    assert checks["steps_downhill"].points == 4
    assert (checks["other_steps"].status, checks["other_steps"].points) == ("passed", 1)
    standing = "def path(xs, w, steps):\n    misfit(xs, w)\n    return [w] * (steps + 1)\n"
    checks = graded(MATH, scaled=WAVES, misfit=TURNED, path=standing)
    assert checks["steps_downhill"].points == checks["other_steps"].points == 0


@pytest.mark.parametrize(
    "body",
    [
        "return 0.0",
        "return xs",
        "return xs[0]",
        "return w",
        "pass",
        "return scaled(float(xs[0]), w)",
        "return sum(scaled(float(x), w) for x in xs)",
        "return scaled(float(xs[0]), w) * 0.0",
        "return [scaled(float(x), w) for x in xs]",
        "return scaled",
        "raise ValueError(scaled(1.0, w))",
    ],
)
def test_trivial_bodies_earn_nothing_whatever_they_ask(graded: Graded, body: str) -> None:
    assert points(graded, f"def misfit(xs, w):\n    {body}\n") == 0
    assert points(graded, f"def misfit(xs, w):\n    scaled(1.0, w)\n    {body}\n") == 0


@pytest.mark.parametrize(
    "asking",
    [
        "for i in range(10**7): scaled(float(i), w)",
        "while True: scaled(random.random(), w)",
        "scaled(time.time(), w)",
        "scaled([1.0] * 10**6, w)",
        "scaled(10**5000, w)",
        "scaled(10.0**300, 10.0**300)",
        "scaled('x' * 10**6, w)",
        "scaled('/etc/passwd', w)",
        "scaled(nested, w)",
        "scaled(object(), w)",
        "scaled(scaled, misfit)",
        "scaled(b'bytes', w)",
        "scaled()",
        "scaled(1, 2, 3, 4)",
        "scaled([[]] * 10**5, 10**9)",
        "scaled('x', 10**9)",
        "scaled([0] * 1000, 10**7)",
    ],
)
def test_floods_and_giants_come_to_an_end_and_earn_nothing(graded: Graded, asking: str) -> None:
    first = "import random\nimport time\nnested = []\nfor _ in range(200): nested = [nested]\n"
    assert points(graded, f"def misfit(xs, w):\n    {asking}\n    return 0.0\n", first) == 0


@pytest.mark.parametrize("number", ["float('nan')", "float('inf')", "-float('inf')", "Same(1.0)"])
def test_no_question_is_like_every_other_one(graded: Graded, number: str) -> None:
    first = (
        "class Same(float):\n    def __eq__(self, other): return True\n    def __hash__(self): return 0\n"
        "    def __repr__(self): return 'same'\n"
    )
    asked = f"def misfit(xs, w):\n    return sum((scaled({number}, w) - 1.0) ** 2 for x in xs)\n"
    assert points(graded, asked, first) == 0


FOUND = (
    "def found(name):\n"
    "    return [cell.cell_contents for cell in scaled.__closure__ or ()\n"
    "            if getattr(cell.cell_contents, '__name__', '') == name][0]\n"
)


@pytest.mark.parametrize(
    "body",
    [
        "return found('answered')('misfit', [xs, w], None)[2]",
        "return found('answered')('path', [xs, w, 1], None)[2][1]",
        "return found('answered')('__import__', ['os'], None)[2]",
        "return found('answered')('scaled.__globals__', [xs, w], None)[2]",
        "found('answered')('scaled', [1.0, w], scaled); return 0.0",
        "return found('answered').__globals__['expected']",
    ],
)
def test_only_the_earlier_functions_answer(graded: Graded, body: str) -> None:
    assert points(graded, f"def misfit(xs, w):\n    {body}\n", FOUND) == 0


def test_a_function_is_not_told_by_one_that_rests_on_it(graded: Graded) -> None:
    """From a right `misfit`, x times w can be computed: the reference's `scaled` asks nobody, so nobody answers."""
    told = "def scaled(x, w):\n    return (misfit([2 * x], w) - 4 * misfit([x], w) + 3) / 4\n"
    alone = "def misfit(xs, w):\n    return sum((x * w - 1.0) ** 2 for x in xs)\n"
    assert graded(MATH, scaled=told, misfit=alone, path="")["product"].points == 1  # as for any right file
    assert graded(MATH, scaled=told, misfit=LOST, path="")["product"].points == 0


def test_an_earlier_function_that_the_reference_would_not_ask_does_not_answer(graded: Graded) -> None:
    """The reference's `misfit` calls `scaled`, and not `path`."""
    told = "def misfit(xs, w):\n    return (w - path(xs, w, 1)[1]) * 100\n"
    lost = "def path(xs, w, steps):\n    return [math.sin(w)] * steps\n"
    assert graded(MATH, misfit=told, path=lost)["squares"].points == 0


@pytest.mark.parametrize(
    "later",
    [
        "thread = threading.Thread(target=scaled, args=(1.0, w)); thread.start(); thread.join(); return 0.0",
        "[threading.Thread(target=scaled, args=(float(i), w)).start() for i in range(10)]; return 0.0",
        "kept.append(scaled); return caught(kept[0], 1.0, w)",
        "return caught(scaled, 1.0, w)",
        "atexit.register(scaled, 1.0, w); return 0.0",
        "kept.append(Late()); return 0.0",
        "threading.Thread(target=endless, args=(scaled, w), daemon=True).start(); return scaled(1.0, w)",
    ],
)
def test_questions_from_threads_and_after_the_answer_gain_nothing(graded: Graded, later: str) -> None:
    first = (
        "import atexit, random, threading, time\nkept = []\n\n\nclass Late:\n"
        "    def __del__(self): scaled(2.0, 0.5)\n\n\n"
        "def caught(function, *given):\n    try: return function(*given)\n    except BaseException: return 0.0\n\n\n"
        "def endless(function, w):\n    time.sleep(0.05)\n    while True: function(random.random(), w)\n"
    )
    assert points(graded, f"def misfit(xs, w):\n    {later}\n", first) == 0


def test_what_was_answered_is_all_that_lies_in_the_process(graded: Graded) -> None:
    """The answers that are expected are known to this file by their squares, and it finds them nowhere."""
    looking = (
        "import gc, sys\n\n\ndef everything():\n    frame, found = sys._getframe(1), []\n    while frame is not None:\n"
        "        found += [one for one in list(frame.f_locals.values()) if type(one) is float]\n"
        "        frame = frame.f_back\n    for one in gc.get_objects():\n"
        "        if type(one) in (list, tuple): found += [item for item in one if type(item) is float]\n"
        "        if type(one) is dict: found += [item for item in one.values() if type(item) is float]\n"
        "    return found\n\n\nSQUARES = {0.5: 16.50390625, -1.5: 4333.25975625, 0.9: 0.66227044}\n"
    )
    finding = (
        "def misfit(xs, w):\n    scaled(1.0, w)\n"
        "    near = [one for one in everything() if abs(one * one - SQUARES[w]) < 1e-6]\n"
        "    return near[0] if near else 0.0\n"
    )
    assert points(graded, finding, looking) == 0
    known = finding.replace("everything()", "[4.0625, 65.8275, 0.8138]")
    assert points(graded, known, looking) == 2  # so it would have been right


@pytest.mark.parametrize(
    "body",
    [
        "return seen()[-1][2]",
        "return sum(one[2] for one in seen())",
        "return (seen()[0][2] - 1.0) ** 2",
        "return seen().pop()[2]",
        "seen().clear(); return scaled(1.0, w)",
        "while True: pass",
        "import os; os._exit(0)",
        "import os; os.write(1, repr(seen()).encode()); return 0.0",
    ],
)
def test_a_later_function_that_knows_that_it_is_answered_gains_nothing(graded: Graded, body: str) -> None:
    seen = (
        "import sys\n\n\ndef seen():\n    frame = sys._getframe(1)\n    while frame is not None:\n"
        "        if 'answers_' in frame.f_locals: return frame.f_locals['answers_']\n"
        "        frame = frame.f_back\n    return None\n"
    )
    later = (
        f"def misfit(xs, w):\n    [scaled(float(x), w) for x in xs]\n    if seen() is None: return 0.0\n    {body}\n"
    )
    checks = graded(MATH + seen, scaled=WAVES, misfit=later, path="")
    assert checks["squares"].points == 0
    assert "answers_" not in str(list(checks.values())).replace(later, "").replace(seen, "")


def test_an_answer_that_is_made_up_in_the_process_is_compared_like_any_other(graded: Graded) -> None:
    lying = (
        "def misfit(xs, w):\n    frame = sys._getframe(1)\n"
        "    while 'answers_' not in frame.f_locals: frame = frame.f_back\n"
        "    frame.f_locals['asked'].append(('given', 0.0))\n    return 0.0\n"
    )
    assert points(graded, lying, "import sys\n") == 0


@pytest.mark.parametrize(
    "slope",
    [
        "y = unit(x, w.clone().requires_grad_(), b); return y.grad_fn(torch.ones_like(y))[1]",
        "y = unit(x, w.clone().requires_grad_(), b); [y.grad_fn(y * i) for i in range(10**6)]; return w",
        "w = w.clone().requires_grad_(); (unit(x, w, b) * float('nan')).sum().backward(); return w.grad",
        "w = w.clone().requires_grad_(); unit(x.repeat(10**6), w, b).sum().backward(); return w.grad",
        "w = w.clone().requires_grad_(); unit(x, w, b).sum().backward(); return w.grad",
    ],
)
def test_slopes_that_are_asked_for_on_the_side_earn_nothing(in_torch: Graded, slope: str) -> None:
    unit = "def unit(x, w, b):\n    return (x + w) / (b + 3.5)\n"
    assert in_torch(unit=unit, slope=f"def slope(x, w, b):\n    {slope}\n")["slopes"].points == 0


@pytest.fixture(scope="module")
def in_torch(pool: Pool, tmp_path_factory: pytest.TempPathFactory) -> Graded:
    return grading_in_torch(tmp_path_factory.mktemp("torch"), pool)
