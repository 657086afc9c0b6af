"""Running probes: containers, changed inputs, warnings, seeds, functions that are not there."""

import random
import struct
import sys
import textwrap
import warnings
from types import ModuleType
from typing import Any

import msgspec
import numpy as np
import pytest
import torch

from grader.wire.arguments import changed_arguments
from grader.wire.codec import encode
from grader.wire.messages import CaseDone, Container, Load, Missing, Probe, Raised, Returned, Source
from grader.wire.values import Array, Items, Value
from grader.worker.executing import load
from grader.worker.probing import compile_probe
from grader.worker.running import run

answers: msgspec.msgpack.Decoder[CaseDone] = msgspec.msgpack.Decoder(CaseDone)


def flexible(*numbers: float) -> Array:
    return Array("tensor", "float64", (len(numbers),), struct.pack(f"{len(numbers)}d", *numbers), flexible=True)


def observed(
    text: str, probe: str = "m.f(xs)", of: str = "f", container: Container = "tensor", **arguments: Value
) -> CaseDone:
    """What one case gives, through the bytes of the wire."""
    arguments = arguments or {"xs": flexible(1.0, 2.0, 3.0)}
    module, raised = load(Load(Source("learner_module", "learner.py", textwrap.dedent(text))))
    sys.modules.pop("learner_module", None)
    assert raised is None
    names = ", ".join(arguments)
    function = compile_probe(Probe(f"def probe(m, {names}):\n    return {probe}\n", "probe"))
    (done,) = run(module, of, function, (arguments,), container=container)
    return answers.decode(msgspec.msgpack.encode(done))


def returned(
    text: str, probe: str = "m.f(xs)", of: str = "f", container: Container = "tensor", **arguments: Value
) -> Returned:
    outcome = observed(text, probe, of, container, **arguments).outcome
    assert isinstance(outcome, Returned), outcome
    return outcome


def test_a_case_is_handed_over_as_the_tensor_that_it_is():
    outcome = returned("def f(xs): return xs.mean()")
    assert outcome.container == "tensor"
    assert outcome.value == Array("tensor", "float64", (), struct.pack("d", 2.0))


@pytest.mark.parametrize(
    ("body", "container", "value"),
    [
        ("import math\n    return sum(math.pow(x, 2) for x in xs)", "tensor", 14.0),
        ("return sum([math.sqrt(1)] + xs)\nimport math", "list", 7.0),
        ("return xs.index(2.0)", "list", 1),
        ("return xs.tolist().index(3.0) if isinstance(xs, __import__('numpy').ndarray) else xs + None", "array", 2),
    ],
)
def test_another_container_is_tried_where_the_first_does_not_fit(body, container, value):
    outcome = returned(f"def f(xs):\n    {body}")
    assert (outcome.container, outcome.value) == (container, value)


def test_where_no_container_fits_the_first_error_is_told():
    outcome = observed("def f(xs): return xs + object()").outcome
    assert isinstance(outcome, Raised)
    assert "Tensor" in outcome.message


def test_data_that_is_not_flexible_is_handed_over_once():
    text = "calls = []\ndef f(xs):\n    calls.append(1)\n    raise TypeError\ndef g(): return len(calls)"
    fixed = msgspec.structs.replace(flexible(1.0), flexible=False)
    module, _ = load(Load(Source("learner_module", "learner.py", text)))
    list(run(module, "f", lambda m, xs: m.f(xs), ({"xs": fixed},)))
    assert module.g() == 1


@pytest.mark.parametrize("error", ["ValueError", "RuntimeError('shape')", "ZeroDivisionError", "SystemExit"])
def test_an_error_that_is_not_about_the_container_is_told_at_once(error):
    outcome = observed(f"def f(xs): raise {error}").outcome
    assert isinstance(outcome, Raised)
    assert outcome.frames[-1].line == 1


@pytest.mark.parametrize(
    ("body", "changed"),
    [
        ("xs += 1", ("xs",)),
        ("xs[0] = 9.0", ("xs",)),
        ("xs.resize_(1)", ("xs",)),
        ("w.append(1)", ("w",)),
        ("w.clear(); xs.zero_()", ("xs", "w")),
        ("xs.requires_grad_()", ("xs",)),
        ("xs.unsqueeze_(0)", ("xs",)),
        ("xs.data = xs.data.float()", ("xs",)),
        ("xs.neg_()", ("xs",)),
        ("xs.numpy()[1] = 0.0", ("xs",)),
        ("xs = xs + 1; w = []", ()),
        ("xs[0] = xs[0]", ()),
    ],
)
def test_changed_inputs_are_named(body, changed):
    given = {"xs": flexible(1.0, 2.0), "w": Items("list", (1.0, 2.0))}
    assert changed_arguments(given, returned(f"def f(xs, w):\n    {body}", "m.f(xs, w)", **given), {}) == changed


@pytest.mark.parametrize("container", ["tensor", "list", "array"])
@pytest.mark.parametrize(("body", "changed"), [("return [*xs]", ()), ("xs[0] = 9.0", ("xs",))])
def test_changed_inputs_are_named_in_every_container(body, changed, container):
    given = {"xs": flexible(1.0, 2.0)}
    outcome = returned(f"def f(xs):\n    {body}", container=container, **given)
    assert outcome.container == container
    assert changed_arguments(given, outcome, {}) == changed


@pytest.mark.parametrize(
    "value",
    [float("nan"), encode(np.array([np.nan, 1.0])), Items("list", (float("nan"),)), float("inf"), -0.0],
    ids=["nan", "array", "list", "inf", "-0.0"],
)
def test_inputs_left_alone_are_not_changed_also_where_they_are_not_numbers(value):
    assert changed_arguments({"xs": value}, returned("def f(xs): return 1", xs=value), {}) == ()


def test_filling_gradients_changes_no_input():
    w = encode(__import__("torch").tensor([1.0, 2.0], requires_grad=True))
    assert changed_arguments({"xs": w}, returned("def f(xs): (xs ** 2).sum().backward()", xs=w), {}) == ()


@pytest.mark.parametrize("of", ["missing", "Model.missing", "f.missing", "missing.f"])
def test_a_function_that_is_not_there_is_missing(of):
    assert observed("def f(xs): pass\nclass Model:\n    def forward(self): pass\n", of=of).outcome == Missing(of)


def test_a_method_is_there():
    assert returned("class Model:\n    def forward(self): return 5", "m.Model().forward()", "Model.forward").value == 5


@pytest.mark.parametrize(
    "text",
    [
        "def __getattr__(name): raise SystemExit",
        "def __getattr__(name): return 1 / 0",
        "class M(type):\n    def __getattribute__(c, n): raise KeyboardInterrupt\nclass f(metaclass=M): pass",
    ],
)
def test_a_look_up_that_raises_is_described(text):
    assert isinstance(observed(text, of="f.g").outcome, Raised)


def test_warnings_are_told_with_their_kind():
    done = observed("import warnings\ndef f(xs):\n    warnings.warn('deprecated', FutureWarning)\n    return 1")
    assert done.warnings == ("FutureWarning: deprecated",)


def test_the_same_warning_is_told_in_each_case():
    text = "import warnings\ndef f(xs): warnings.warn('again')"
    module, _ = load(Load(Source("learner_module", "learner.py", text)))
    done = list(run(module, "f", lambda m, xs: m.f(xs), ({"xs": 1}, {"xs": 2})))
    assert [one.warnings for one in done] == [("UserWarning: again",)] * 2


def test_a_million_warnings_are_cut_and_not_kept():
    import tracemalloc

    tracemalloc.start()
    done = observed("import warnings\ndef f(xs):\n    for i in range(20_000): warnings.warn(str(i) + 'w' * 1000)")
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert len(done.warnings) == 5
    assert all(len(warning) <= 300 for warning in done.warnings)
    assert peak < 20 << 20


def test_of_a_long_message_only_the_beginning_is_shown():
    done = observed("import warnings\ndef f(xs):\n    warnings.warn('w' * 400)\n    raise ValueError('e' * 3000)")
    assert done.warnings == ("UserWarning: " + "w" * 285 + " …",)
    assert isinstance(done.outcome, Raised)
    assert done.outcome.message == "e" * 1998 + " …"


@pytest.mark.parametrize(
    "kind",
    [
        "class W(UserWarning):\n    def __str__(self): raise SystemExit",
        "W = type('W' * 100_000, (UserWarning,), {})",
        "class M(type):\n    __name__ = property(lambda c: 1 / 0)\nclass W(UserWarning, metaclass=M): pass",
    ],
)
def test_hostile_warnings_are_survived(kind):
    # Shown directly: warn() itself asks the message for its text and may raise on the way.
    done = observed(
        f"import warnings\n{kind}\ndef f(xs):\n    warnings.showwarning(W('w'), W, 'file', 1)\n    return 1"
    )
    assert isinstance(done.outcome, Returned)
    assert len(done.warnings) == 1


def test_warnings_are_as_they_were_afterwards():
    shown, filters = warnings.showwarning, warnings.filters[:]
    observed("import warnings\ndef f(xs):\n    warnings.simplefilter('ignore')\n    warnings.showwarning = None")
    assert warnings.showwarning is shown
    assert warnings.filters == filters


def test_randomness_is_the_same_in_each_case():
    text = """
        import random, numpy, torch
        def f(xs): return [random.random(), float(numpy.random.rand()), float(torch.rand(1)), float(torch.randn(1))]
    """
    assert returned(text).value == returned(text).value


def test_what_the_probe_returns_may_hold_anything():
    value: Any = returned("def f(xs): return {'a': (1, None), 'b': [xs]}").value
    assert [key for key, _ in value.entries] == ["a", "b"]


def test_a_value_that_cannot_be_encoded_is_the_learners_error():
    text = """
        table = {}
        class Grows:
            def __repr__(self):
                table[len(table)] = 1
                return "grows"
        def f(xs):
            table[0] = Grows()
            return table
    """
    outcome = observed(text).outcome
    assert isinstance(outcome, Raised)
    assert outcome.type_name == "RuntimeError"


def test_the_probe_runs_without_the_graders_future_imports():
    probe = compile_probe(
        Probe("def helper(x: 1 + 1): pass\ndef probe(m):\n    return helper.__annotations__['x']\n", "probe")
    )
    assert probe(None) == 2


def test_ambient_numbers_are_the_same_for_one_start_and_others_for_another():
    module = ModuleType("file")
    module.f = lambda: [random.random(), np.random.rand(), torch.rand(1).item()]

    def drawn(ambient):
        (done,) = run(module, "f", lambda m: m.f(), ({},), ambient=ambient)
        return done.outcome.value.items

    assert drawn(0) == drawn(0)
    assert drawn(3) == drawn(3)
    assert all(one != other for one, other in zip(drawn(0), drawn(3), strict=True))
