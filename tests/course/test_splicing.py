"""The reference with one function replaced by a mistake."""

from __future__ import annotations

from typing import Any

import pytest

from grader.authoring import AuthoringError

LIBRARIES = ("torch", "numpy", "matplotlib")
HEAD = '@mistake(of="{of}", hint="Why?")\n'
IMPORTS = "from grader.authoring import mistake\n"
DOCSTRING = '    """You did."""\n'


@pytest.fixture
def spliced(load):
    """Executes the reference with the mistake in it."""

    def splice_and_run(reference: str, mistakes: str) -> dict[str, Any]:
        from grader.course.splicing import splice

        loaded = load(reference=reference + "\ndef forward(x, w): return x * w\n", mistakes=IMPORTS + mistakes)
        source = splice(loaded.reference_source, loaded.mistakes[-1], loaded.mistakes_source, LIBRARIES)
        assert "grader" not in source
        namespace: dict[str, Any] = {"__name__": "lines"}
        exec(compile(source, "lines.py", "exec"), namespace)
        return namespace

    return splice_and_run


def mistake(of: str, code: str, before: str = "") -> str:
    first, _, rest = code.partition("\n")
    return before + HEAD.format(of=of) + first + "\n" + DOCSTRING + rest


def test_a_function_is_replaced_for_all_that_use_it(spliced):
    module = spliced(
        "def loss(r):\n    return r ** 2\n\ndef cost(rs):\n    return sum(map(loss, rs))\nTABLE = {'loss': loss}\n",
        mistake("loss", "def absolute(r):\n    return abs(r)\n"),
    )
    assert module["cost"]([-3, 2]) == 5
    assert module["TABLE"]["loss"](-3) == 3
    assert module["loss"].__name__ == "loss"


def test_a_mistake_calls_the_exercise_and_itself(spliced):
    module = spliced(
        "def half(n):\n    return n // 2\n\ndef count(n):\n    return 0 if n == 0 else 1 + count(half(n))\n",
        mistake("count", "def off(n):\n    return 1 if n == 0 else 1 + off(half(n)) + 0 * count(0)\n"),
    )
    assert module["count"](4) == 4


def test_helpers_constants_and_imports_come_along(spliced):
    before = """\
import math as m, os
from functools import partial
FACTOR = 3
def helper(x):
    return m.floor(x) * FACTOR
"""
    module = spliced(
        "def f(x):\n    return x\n", mistake("f", "def wrong(x):\n    return partial(helper, x)()\n", before)
    )
    assert module["f"](2.5) == 6
    assert "os" not in module


def test_names_that_clash_are_renamed(spliced):
    reference = (
        "import math as tools\nSCALE = 10\ndef square(x):\n    return x * x * SCALE\n"
        "def f(x):\n    return square(x)\ndef g(x):\n    return square(x) + sum([x]) + tools.floor(0.5)\n"
    )
    before = (
        "import cmath as tools\nSCALE, OTHER = 2, 1\ndef sum(x):\n    return tools.sqrt(0).real + x\n"
        "class square:\n    value = SCALE\n    def __call__(self, x):\n        return square.value * sum(x)\n"
    )
    module = spliced(reference, mistake("f", "def wrong(x):\n    return square()(x)\n", before))
    assert module["f"](5) == 10
    assert module["g"](2) == 42


def test_a_helper_of_the_replaced_functions_name(spliced):
    module = spliced(
        "def f(x):\n    return x\n",
        mistake("f", "def wrong(x):\n    return f(x) + 1\n", "def f(x):\n    return 2 * x\n"),
    )
    assert module["f"](5) == 11


VALUE = """\
class Base:
    def __init__(self, data):
        self.data = data


class Value(Base):
    def __init__(self, data):
        super().__init__(data)
        self.__secret = 1

    @staticmethod
    def unit():
        return Value(1)

    @property
    def double(self):
        return 2 * self.data

    def add(self, other):
        return Value(self.data + other.data)

    def secret(self):
        return self.__secret


class Child(Value):
    pass
"""


def test_a_method_is_replaced(spliced):
    module = spliced(
        VALUE,
        mistake(
            "Value.add",
            "def wrong(self, other):\n    return Value(bump(self.data))\n",
            "def bump(x):\n    return x + 100\n",
        ),
    )
    value = module["Value"](1)
    assert value.add(value).data == 101
    assert module["Child"](2).add(value).data == 102
    assert value.double == 2


def test_a_methods_super_and_private_names_work(spliced):
    module = spliced(
        VALUE,
        mistake("Value.__init__", "def wrong(self, data):\n    super().__init__(data + 1)\n    self.__secret = 5\n"),
    )
    assert module["Value"](1).data == 2
    assert module["Value"](1).secret() == 5


@pytest.mark.parametrize(
    ("name", "code", "get"),
    [
        ("unit", "def wrong():\n    return Value(7)\n", lambda value: value.unit().data),
        ("double", "def wrong(self):\n    return 7\n", lambda value: value.double),
        ("add", "def wrong(self, other):\n    return wrong(self, None) if other else 7\n", lambda value: value.add(1)),
    ],
)
def test_how_a_method_is_called_is_the_references(spliced, name, code, get):
    assert get(spliced(VALUE, mistake(f"Value.{name}", code))["Value"](1)) == 7


def test_a_class_is_replaced(spliced):
    code = """\
class Forgets:
    def __init__(self, data):
        self.data = 0
    def twin(self):
        return Forgets(self.data)
"""
    module = spliced(VALUE + "LIMIT = 3\n", mistake("Value", code))
    assert module["Value"](5).data == 0
    assert module["Child"](5).data == 0
    assert isinstance(module["Value"](5).twin(), module["Value"])
    assert module["LIMIT"] == 3


def test_decorators_beside_the_mistakes_own_are_kept(spliced):
    code = HEAD.format(of="f") + "@contextlib.contextmanager\ndef wrong():\n" + DOCSTRING + "    yield 3\n"
    module = spliced("def f():\n    return 1\n", "import contextlib\n" + code)
    with module["f"]() as got:
        assert got == 3


def test_the_rest_of_the_reference_stays_as_it_is(load):
    from grader.course.splicing import splice

    reference = (
        '"""Title."""\n# a comment\n\n\ndef forward(x, w):\n    """Doc."""\n    return x\n\n\nLAST = "### x"  # end\n'
    )
    loaded = load(reference=reference, mistakes=IMPORTS + mistake("forward", "def wrong(x, w):\n    return w\n"))
    source = splice(loaded.reference_source, loaded.mistakes[0], loaded.mistakes_source, LIBRARIES)
    assert source.startswith('"""Title."""\n# a comment\n')
    assert source.endswith('\n\n\nLAST = "### x"  # end\n')


@pytest.mark.parametrize(
    ("before", "body", "line", "message"),
    [
        ("", "return nowhere(x)", 5, "`nowhere`: neither this file nor the reference"),
        ("from grader.authoring import case\n", "return case", 6, "`case`: the worker cannot run"),
        ("import msgspec\n", "return msgspec", 6, "`msgspec`: the worker cannot run"),
        ("if True:\n    n = 1\n", "return n", 7, "`n`: it is bound inside another statement"),
        (mistake("forward", "def other(x, w):\n    return 1\n"), "return other(x, w)", 9, "`other`: it is a mistake"),
        (
            "def x():\n    return forward\ndef forward(a, b):\n    return [x for x in a] + x()\n",
            "return forward(x, w)",
            5,
            "local",
        ),
    ],
)
def test_what_cannot_come_along(spliced, before, body, line, message):
    with pytest.raises(AuthoringError, match=message) as caught:
        spliced("def x(): pass\n", mistake("forward", f"def wrong(x, w):\n    {body}\n", before))
    assert caught.value.place is not None
    assert (caught.value.place.file.name, caught.value.place.line) == ("lines_mistakes.py", line)
