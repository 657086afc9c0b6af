"""Executing a learner's file: whole, up to what raised, definitions only."""

import sys
import textwrap
from types import ModuleType
from typing import Any

import msgspec
import pytest

from grader.wire.messages import Frame, Load, Loaded, Raised, Source
from grader.worker.executing import describe, load

FILE = "gradient_descent.py"


def executed(text: str, *, definitions_only: bool = False) -> tuple[ModuleType, Raised | None]:
    try:
        return load(Load(Source("learner_module", FILE, textwrap.dedent(text)), definitions_only))
    finally:
        sys.modules.pop("learner_module", None)


def described(raise_it: str) -> Raised:
    """The description of what this code raises, which is checked to fit its bounds on the wire."""
    _, raised = executed(raise_it)
    assert raised is not None
    packed = msgspec.msgpack.encode(Loaded(raised))
    assert msgspec.msgpack.decode(packed, type=Loaded).raised == raised
    return raised


def test_a_file_is_executed_as_a_module():
    module, raised = executed(
        "import dataclasses\n@dataclasses.dataclass\nclass Point:\n    x: float\nthe_name = __name__\n"
    )
    assert raised is None
    assert module.Point(1.0).x == 1.0
    assert module.the_name == "learner_module"
    assert module.__file__ == FILE


def test_a_block_for_running_as_a_script_is_left_out():
    module, raised = executed("w = 1\nif __name__ == '__main__':\n    raise SystemExit('run as a script')\n")
    assert (module.w, raised) == (1, None)


def test_no_future_import_of_the_grader_holds_in_a_learners_file():
    for definitions_only in (False, True):
        module, _ = executed("def f(x: 1 + 1): pass\n", definitions_only=definitions_only)
        assert module.f.__annotations__ == {"x": 2}
        module, _ = executed(
            "from __future__ import annotations\ndef f(x: 1 + 1): pass\n", definitions_only=definitions_only
        )
        assert module.f.__annotations__ == {"x": "1 + 1"}


@pytest.mark.parametrize(
    ("statement", "type_name"),
    [
        ("1 / 0", "ZeroDivisionError"),
        ("raise SystemExit(0)", "SystemExit"),
        ("import sys; sys.exit('done')", "SystemExit"),
        ("raise KeyboardInterrupt", "KeyboardInterrupt"),
        ("raise GeneratorExit", "GeneratorExit"),
        ("for x in [1, 2]:\n    update(x)", "NotImplementedError"),
        ("import no_such_library", "ModuleNotFoundError"),
    ],
)
def test_what_stands_around_a_statement_that_raises_is_defined_all_the_same(statement, type_name):
    before = "import math\ndef update(x):\n    raise NotImplementedError\n"
    after = "\ndef later():\n    return math.pi\nprint(1 / 0)\n"
    module, raised = executed(before + statement + after)
    assert raised is not None
    assert raised.type_name == type_name
    assert raised.frames[0] == Frame(5 if "for" in statement else 4, "<module>")
    assert module.later() == pytest.approx(3.14159, abs=1e-5)


def test_a_definition_that_raises_does_not_stop_the_later_ones():
    module, raised = executed("1 / 0\nimport no_such_library\nx = no_such_name\ny = exit()\ndef f():\n    return 1\n")
    assert raised is not None
    assert raised.type_name == "ZeroDivisionError"
    assert module.f() == 1
    assert not hasattr(module, "x")


def test_definitions_only_leaves_out_what_runs():
    module, raised = executed(
        """
        import math
        from math import pi
        lr: float = 0.01
        xs = list(range(3))
        def train():
            while True: pass
        class Model:
            weight = 2
        async def wait(): pass
        w = train()
        losses = [train() for _ in xs]
        while True: pass
        train()
        if True:
            print(1 / 0)
        """,
        definitions_only=True,
    )
    assert raised is None
    assert (module.pi, module.lr, module.xs, module.Model.weight) == (module.math.pi, 0.01, [0, 1, 2], 2)
    assert callable(module.train)
    assert not hasattr(module, "w")
    assert not hasattr(module, "losses")


@pytest.mark.parametrize("definitions_only", [False, True])
@pytest.mark.parametrize(
    ("text", "type_name", "line"),
    [
        ("x = 1\ndef f(:\n    pass\n", "SyntaxError", 2),
        ("x = 1\nif x:\n        y = 1\n    z = 2\n", "IndentationError", 4),
        ("if True:\n\ty = 1\n        z = 2\n", "TabError", 3),
        ("<<<<<<< HEAD\nx = 1\n", "SyntaxError", 1),
        ("x = 'open\n", "SyntaxError", 1),
    ],
)
def test_a_file_that_does_not_parse_gives_the_line(text, type_name, line, definitions_only):
    _, raised = executed(text, definitions_only=definitions_only)
    assert raised is not None
    assert (raised.type_name, raised.frames) == (type_name, (Frame(line, ""),))
    assert FILE not in raised.message
    assert "SyntaxError" in raised.bases


@pytest.mark.parametrize("text", ["x = '\0'", "(" * 500 + ")" * 500, "-" * 100_000 + "1", "f(" * 3000 + ")" * 3000])
def test_sources_that_break_the_compiler_are_described(text):
    _, raised = executed(text)
    assert raised is not None
    assert raised.type_name in ("SyntaxError", "ValueError", "MemoryError", "RecursionError")


def test_frames_are_the_learners_lines_innermost_last():
    raised = described(
        """
        import torch
        def cost(xs):
            return torch.stack(xs)
        def train():
            return cost(3)
        train()
        """
    )
    assert raised.type_name == "TypeError"
    assert raised.frames == (Frame(7, "<module>"), Frame(6, "train"), Frame(4, "cost"))
    assert raised.bases == ("TypeError", "Exception", "BaseException", "object")


def test_a_deep_recursion_keeps_the_first_frame_and_the_last_ones():
    raised = described("def f(n):\n    return f(n + 1)\nf(0)\n")
    assert raised.type_name == "RecursionError"
    assert len(raised.frames) == 20
    assert raised.frames[0] == Frame(3, "<module>")
    assert set(raised.frames[1:]) == {Frame(2, "f")}


HOSTILE = {
    "a message that raises": "class E(Exception):\n    def __str__(self): return 1 / 0\nraise E\n",
    "a message that exits": "class E(Exception):\n    def __str__(self): raise SystemExit\nraise E\n",
    "a message that is no text": "class E(Exception):\n    def __str__(self): return 5\nraise E\n",
    "a giant message": "raise ValueError('x' * 10**7)\n",
    "surrogates": "raise ValueError('\\ud800' * 10**5)\n",
    "a giant name": "raise type('E' * 10**6, (Exception,), {})\n",
    "a name of surrogates": "raise type('\\ud800' * 100, (Exception,), {})\n",
    "many bases": "E = Exception\nfor i in range(300): E = type(f'E{i}', (E,), {})\nraise E\n",
    "a metaclass": (
        "class M(type):\n    __name__ = property(lambda c: 1 / 0)\n    __mro__ = property(lambda c: 1 / 0)\n"
        "    def __getattribute__(c, n): raise SystemExit\nclass E(Exception, metaclass=M): pass\nraise E\n"
    ),
    "another traceback": "class E(Exception):\n    __traceback__ = property(lambda s: 1 / 0)\nraise E\n",
    "another class": "class E(Exception):\n    __class__ = property(lambda s: SyntaxError)\nraise E\n",
    "a syntax error with other parts": (
        "class E(SyntaxError):\n    lineno = property(lambda s: 1 / 0)\n    msg = property(lambda s: 1 / 0)\nraise E\n"
    ),
    "a syntax error at no line": "e = SyntaxError('m')\ne.lineno = 10**30\nraise e\n",
    "a function of another name": (
        "def f(): 1 / 0\nf.__code__ = f.__code__.replace(co_name='\\ud800' * 10**5)\nf()\n"
    ),
    "lines beyond the file": "exec(compile('\\n' * 10**6 + '1/0', __file__, 'exec'))\n",
    "a group": "raise BaseExceptionGroup('g', [ValueError(1)] * 1000)\n",
    "itself as its cause": "e = ValueError()\ntry: raise e from e\n"
    "except ValueError as f:\n    f.__context__ = f; raise\n",
}  # fmt: skip


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_a_hostile_exception_is_described_within_its_bounds(text):
    raised = described(text)
    assert raised.frames
    assert len(raised.message) <= 2000


def test_a_syntax_error_that_claims_an_impossible_line_has_none():
    error = SyntaxError("m")
    for line in (10**30, -1, 0, True, "3"):
        error.lineno = line  # type: ignore[assignment]
        assert describe(error, FILE).frames == ()


def test_a_traceback_of_inspect_shows_the_learners_source():
    import inspect

    module, _ = executed("def f():\n    return 1\n")
    function: Any = module.f
    assert inspect.getsource(function) == "def f():\n    return 1\n"
