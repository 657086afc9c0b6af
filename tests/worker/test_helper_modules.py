"""The learner's own modules beside an exercise file, imported in the learner's process."""

from __future__ import annotations

import pytest

from grader.execution.jobs import CheckJob, Job, Observations
from grader.execution.pool import Pool
from grader.wire.messages import Helper, Probe, Raised, Returned, Source
from grader.wire.values import Value

FIRST = 101
"""Where the lines of the first helper are numbered from."""
TOOLS = (
    "import torch\n\ndef double(x):\n    return 2 * x\n\ndef cost(x):\n    return torch.nn.functional.mse_loss(x, x)\n"
)


def helper(text: str, module: str = "tools", first_line: int = FIRST) -> Helper:
    return Helper(module, f"{module}.py", text, first_line)


def asking(expression: str = "m.f()", module: str = "file", *, hidden: bool = False) -> CheckJob:
    probe = Probe(f"def probe(m, x):\n    return {expression}\n", "probe")
    return CheckJob(f"{module} {expression} {hidden}", module, "__name__", probe, ({"x": 1.5},), 5.0, hidden)


def observe(pool: Pool, text: str, *helpers: Helper, watched: tuple[str, ...] = ()) -> Observations:
    seen = pool.observe(Job((Source("file", "file.py", text, watched, helpers),), (asking(),)))
    assert seen.fault is None
    return seen


def value(seen: Observations, check: int = 0) -> Value:
    outcome = seen.checks[check].cases[0].outcome
    assert isinstance(outcome, Returned), outcome
    return outcome.value


def raised(seen: Observations) -> Raised:
    outcome = seen.checks[0].cases[0].outcome
    assert isinstance(outcome, Raised)
    return outcome


@pytest.mark.parametrize(
    "text",
    [
        "from tools import double\ndef f(): return double(3)\n",
        "import tools\ndef f(): return tools.double(3)\n",
        "from .tools import double\ndef f(): return double(3)\n",
        "from . import tools as t\ndef f(): return t.double(3)\n",
        "from tools import *\ndef f(): return double(3)\n",
        "def f():\n    from tools import double\n    return double(3)\n",
        "import importlib\ndef f(): return importlib.import_module('tools').double(3)\n",
    ],
)
def test_a_helper_is_imported_however_that_is_written(pool: Pool, text: str) -> None:
    assert value(observe(pool, text, helper(TOOLS))) == 6


def test_a_helper_imports_another_one(pool: Pool) -> None:
    more = helper("from .tools import double\ndef four(x): return double(double(x))\n", "more", 201)
    assert value(observe(pool, "from more import four\ndef f(): return four(1)\n", helper(TOOLS), more)) == 4


def test_nobody_else_has_it(pool: Pool) -> None:
    text = "def f():\n    import tools\n"
    observe(pool, text, helper(TOOLS))
    assert raised(observe(pool, text)).type_name == "ModuleNotFoundError"


def test_it_does_not_take_the_place_of_a_library(pool: Pool) -> None:
    own = [helper("mean = None\n", name) for name in ("colorsys", "torch")]
    text = "import colorsys, torch\ndef f(): return 'ours' if hasattr(colorsys, 'mean') else float(torch.tensor(1.0))\n"
    assert value(observe(pool, text, *own)) == 1.0


def test_each_exercise_has_its_own_under_the_same_name(pool: Pool) -> None:
    text = "def f():\n    import tools\n    return tools.me\n"
    sources = tuple(Source(name, f"{name}.py", text, (), (helper(f"me = {name!r}\n"),)) for name in ("file", "other"))
    without = Source(
        "free", "free.py", "def f():\n    try:\n        import tools\n    except ImportError:\n        return 0\n"
    )
    modules = ("file", "other", "free")
    checks = tuple(asking(module=module, hidden=hidden) for hidden in (False, True) for module in modules)
    seen = pool.observe(Job((*sources, without), checks))
    assert [value(seen, number) for number in range(6)] == ["file", "other", 0, "file", "other", 0]


def test_an_exception_names_the_lines_of_both_files(pool: Pool) -> None:
    own = helper("def g(x):\n    y = x\n    return 1 / y\n")
    error = raised(observe(pool, "from tools import g\ndef f():\n    return g(0)\n", own))
    assert error.type_name == "ZeroDivisionError"
    assert [(frame.line, frame.function) for frame in error.frames] == [(3, "f"), (FIRST + 2, "g")]


@pytest.mark.parametrize(
    ("text", "line", "type_name"),
    [("x = 1\ny = (\n", 1, "SyntaxError"), ("x = 1\ny = x / 0\n", 1, "ZeroDivisionError")],
)
def test_a_helper_that_does_not_load_stops_the_file_where_it_is_imported(
    pool: Pool, text: str, line: int, type_name: str
) -> None:
    seen = observe(pool, "z = 1\nfrom tools import y\ndef f(): return z\n", helper(text))
    error = seen.loads[0].raised
    assert error is not None
    assert (error.type_name, error.frames[0].line, error.frames[-1].line) == (type_name, 2, FIRST + line)
    assert value(seen) == 1  # what comes after the import is defined as in any other file that stops


def test_only_the_definitions_of_a_helper_are_executed_where_it_never_ends(pool: Pool) -> None:
    own = helper("def double(x): return 2 * x\nwhile True:\n    pass\n")
    seen = observe(pool, "from tools import double\ndef f(): return double(2)\n", own)
    assert (value(seen), seen.loads[0].definitions_only) == (4, True)


def test_what_a_rule_forbids_is_watched_in_a_helper(pool: Pool) -> None:
    text = "import torch\nfrom tools import cost\ndef f():\n    return cost(torch.tensor(1.0)).item()\n"
    seen = observe(pool, text, helper(TOOLS), watched=("torch.nn.functional.*_loss",))
    (call,) = seen.checks[0].cases[0].calls
    assert [(frame.line, frame.function) for frame in call.frames] == [(4, "f"), (FIRST + 6, "cost")]
