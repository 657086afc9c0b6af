"""What crosses of a checks file to the process that runs a learner's code, and what is refused."""

from __future__ import annotations

import math
from types import SimpleNamespace
from typing import Any

import pytest

from grader.authoring import AuthoringError

IMPORTS = "from grader.authoring import case, check, converges, random_case, satisfies, within\n"
HEAD = '@check(role="forward", of="forward", cases=[case(x=3.0, w=1.5)], fixed="An example.", {expect})\n'


def checks(before: str, body: str, *, expect: str = "", signature: str = "m, x, w", after: str = "") -> str:
    """A checks file with one check; what is `before` it begins on line 2."""
    probe = f'def prediction({signature}):\n    """A sentence that stays behind."""\n    {body}\n'
    return IMPORTS + before + HEAD.format(expect=expect) + probe + after


def called(probe: Any, module: Any = None) -> Any:
    """What the probe's function returns when nothing but its source is there."""
    namespace: dict[str, Any] = {}
    exec(compile(probe.source, "<probe>", "exec"), namespace)
    return namespace[probe.function](module or SimpleNamespace(forward=lambda x, w: x * w), 3.0, 1.5)


def test_a_probe_crosses_without_its_decorator_docstring_and_comments(load):
    loaded = load(checks=checks("", "return m.forward(x, w)  # 4.5 is right", expect="points=7"))
    probe = loaded.probes["prediction"]
    assert probe.source == "def prediction(m, x, w):\n    return m.forward(x, w)\n"
    assert called(probe) == 4.5


def test_what_a_probe_uses_crosses_with_it_and_nothing_else(load):
    before = """\
from __future__ import annotations
import math, cmath
import os.path
from dataclasses import dataclass, field
from functools import lru_cache
SCALE = 2.0
LEFT, RIGHT = 1, -2
UNUSED = 'unused'
TABLE: dict[str, float] = {'a': 1.0}
@dataclass
class Pair:
    "A docstring."
    left: float
    scale: float = SCALE
    def total(self) -> float:
        return self.left + twice(self.scale)
@lru_cache(maxsize=LEFT)
def twice(x: int) -> Unknown:
    "A docstring."
    y: Unknown = 2 * x
    return y + RIGHT + 2 + sum(math.floor(v) for v in TABLE.values()) - 1
def unused():
    return cmath.pi
"""
    probe = load(checks=checks("", "return Pair(left=x).total()").replace(IMPORTS, before + IMPORTS)).probes[
        "prediction"
    ]
    assert called(probe) == 7.0
    for absent in ("UNUSED", "cmath", "field", "unused", "docstring", "Unknown", "grader", "check", "os"):
        assert absent not in probe.source
    assert probe.source.index("import math") < probe.source.index("SCALE") < probe.source.index("class Pair")


def test_a_local_name_is_no_use_of_the_modules(load):
    before = "classic = case(x=1.0, w=2.0)\nsamples = 3\n"
    body = "classic = m.forward(x, w); return [samples for samples in [classic]][0]"
    assert "samples = 3" not in load(checks=checks(before, body)).probes["prediction"].source


def test_recursion_and_mutual_recursion_cross(load):
    before = "def even(n):\n    return n == 0 or odd(n - 1)\ndef odd(n):\n    return n != 0 and even(n - 1)\n"
    assert called(load(checks=checks(before, "return even(10)")).probes["prediction"]) is True
    body = "return x if w < 0 else prediction(m, x, -1)"
    assert called(load(checks=checks("", body)).probes["prediction"]) == 3.0


def test_an_import_inside_a_probe_crosses(load):
    assert called(load(checks=checks("", "import math; return math.pi")).probes["prediction"]) == math.pi


def test_data_of_cases_may_be_shared_with_a_probe(load):
    text = checks("STEPS = 3\n", "return STEPS").replace("cases=[", "cases=[case(x=STEPS, w=1), ")
    assert called(load(checks=text).probes["prediction"]) == 3


def test_a_probe_follows_from_its_own_code_alone(load):
    """What is recorded for a probe stays good when another check changes."""
    first = load(checks=checks("LOW = 1\n", "return LOW", expect="points=1")).probes
    other = (
        '@check(role="data", of="forward", points=0, cases=[case(x=1)])\ndef other(m, x):\n    """S."""\n    return x\n'
    )
    second = load(checks=checks("# a comment\nLOW = 1\nHIGH = 2\n", "return  LOW", after=other)).probes
    assert first["prediction"] == second["prediction"]


EXPECTED = 'EXPECTED = 4.5\ndef near(value, case):\n    return None if value == LIMIT else "no"\nLIMIT = 3\n'

REFUSED = {
    "a case": ("classic = case(x=1.0)\n", "return classic", 6, "`classic`.* not a literal"),
    "a thing of the grader": ("", "return case(x=1)", 5, "`case`.*belongs to the grader"),
    "the grader itself": ("import grader\n", "return grader", 6, "belongs to the grader"),
    "the grader, inside": ("", "import grader.numerics as n; return n", 5, "belongs to the grader"),
    "another check": (
        HEAD.format(expect="") + "def other(m, x, w):\n    '''S.'''\n    return 1\n",
        "return other",
        9,
        "`other`.*the result of `@check`",
    ),
    "a generator of cases": (
        "@random_case()\ndef draw(g):\n    return case(x=1)\n",
        "return draw",
        8,
        "`draw`.*the result of `@random_case`",
    ),
    "the reference": ("", "import lines; return lines.forward(x, w)", 5, "`import lines` is neither"),
    "the reference, relatively": ("", "from . import lines; return lines", 5, "neither the standard library"),
    "an expected value": (EXPECTED, "return EXPECTED", 9, "`EXPECTED`.*expectation uses it"),
    "a property": (EXPECTED, "return near", 9, "`near`.*expectation uses it"),
    "what a property uses": (EXPECTED, "return LIMIT", 9, "`LIMIT`.*expectation uses it"),
    "an expected value, in a default": (EXPECTED, "return a", 7, "`EXPECTED`"),
    "an expected value, in a closure": (EXPECTED, "return (lambda: [EXPECTED for _ in 'a'])()", 9, "`EXPECTED`"),
    "an expected value, through a helper": (EXPECTED + "def h(b=LIMIT):\n    return b\n", "return h()", 6, "`LIMIT`"),
    "an expected value, beside another": ("EXPECTED, b = 4.5, 2\ndef near(v, c): return None\n", "return b", 7, "`b`"),
    "an open file": ("", "return open(x)", 5, "`open`"),
    "eval": ("def h(x):\n    return eval('EXP' + x)\n", "return h(x)", 3, "`eval`"),
    "exec": ("", "exec('x')", 5, "`exec`"),
    "globals": ("", "return globals()", 5, "`globals`"),
    "__import__": ("", "return __import__('lines')", 5, "`__import__`"),
    "__file__": ("", "return __file__", 5, "`__file__`"),
    "importlib": ("import importlib.util\n", "return importlib.util", 6, "`importlib`"),
    "inspect, inside": ("", "from inspect import stack; return stack()", 5, "`inspect`"),
    "sys": ("import sys\n", "return sys.modules", 6, "`sys`"),
    "an attribute that leads out": ("", "return prediction.__globals__", 5, "`.__globals__`"),
    "such an attribute by its name": ("", "return getattr(m, '__globals__')", 5, "`__globals__`"),
    "a computed constant": ("n = len('abc')\n", "return n", 6, "`n`.*not a literal"),
    "an alias": ("from math import pi\np = pi\n", "return p", 7, "`p`.*not a literal"),
    "a constant bound twice": ("n = 1\nn = 2\n", "return n", 7, "`n`.*bound again on line 3"),
    "a constant that grows": ("n = 1\nn += 1\n", "return n", 7, "`n`.*bound inside another statement"),
    "a constant of a condition": ("if True:\n    n = 1\n", "return n", 7, "`n`.*bound inside another statement"),
    "a library that the worker has not": ("import msgspec\n", "return msgspec", 6, "`import msgspec` is neither"),
    "an undefined name": ("", "return undefined_name", 5, "`undefined_name`.*not defined in this file"),
}  # fmt: skip


@pytest.mark.parametrize(("before", "body", "line", "message"), REFUSED.values(), ids=REFUSED)
def test_what_a_probe_may_not_reach(load, before, body, line, message):
    expect = "expect=satisfies(near), points=EXPECTED" if "EXPECTED" in before else ""
    signature = "m, x, w, a=EXPECTED" if body == "return a" else "m, x, w"
    with pytest.raises(AuthoringError, match=message) as caught:
        load(checks=checks(before, body, expect=expect, signature=signature))
    assert "check `prediction`" in str(caught.value)
    assert caught.value.place is not None
    assert (caught.value.place.file.name, caught.value.place.line) == ("lines_checks.py", line)


def test_an_expected_value_of_another_check_may_not_cross_either(load):
    before = HEAD.format(expect="expect=within(LOW, 3)") + "def other(m, x, w):\n    '''S.'''\n    return 1\n"
    with pytest.raises(AuthoringError, match=r"`prediction` uses `LOW`"):
        load(checks=checks("LOW = 1\n" + before, "return LOW"))


def test_an_expectation_hidden_in_shared_arguments_may_not_cross(load):
    with pytest.raises(AuthoringError, match=r"uses `LOW`"):
        load(checks=checks("LOW = 1\nCOMMON = {'expect': within(LOW, 3)}\n", "return LOW", expect="**COMMON"))


MADE_IN_A_FUNCTION = """\
def make():
    @check(role="cost", of="forward", cases=[case(x=1)], points=0)
    def inner(m, x):
        "A sentence."
    return inner
found = make()
"""

MADE_WITHOUT_THE_DECORATOR = """\
def bare(m, x):
    "A sentence."
found = check(role="cost", of="forward", cases=[case(x=1)], points=0)(bare)
"""


@pytest.mark.parametrize("text", [MADE_IN_A_FUNCTION, MADE_WITHOUT_THE_DECORATOR])
def test_a_probe_that_cannot_be_cut_out(load, text):
    with pytest.raises(AuthoringError, match=r"not a plain function at the top level of lines_checks\.py"):
        load(checks=IMPORTS + text)
