"""What is told of the calls of a learner's code."""

from __future__ import annotations

import sys
from types import ModuleType

import pytest

from grader.authoring import AUTOGRAD, LEAST_SQUARES, LINEAR_LAYERS, LOSSES, OPTIMIZERS, SIGMOIDS, by_hand
from grader.execution.jobs import CheckJob, Job, Observations
from grader.execution.pool import Pool
from grader.wire.messages import Call, Probe, Returned, Source
from grader.worker.watching import Watch

FILE = """
import torch
from torch.nn.functional import mse_loss as innocent

def helper(x):
    return innocent(x, x)

def f(x):
    return helper(torch.tensor(x)).item()

def g(x):
    exec("w = torch.tensor(x, requires_grad=True); (w * w).backward()")
    return x

def h(x):
    return getattr(torch.nn, "MSE" + "Loss")()(torch.tensor(x), torch.tensor(x)).item()

def quiet(x):
    torch.tensor(x).requires_grad_(False)
    return x

def loud(x):
    torch.tensor(x).requires_grad_()
    return x

def renamed(x):
    place = {}
    exec(compile("def cost(x): return innocent(x, x)", "another.py", "exec"), {"innocent": innocent}, place)
    return place["cost"](torch.tensor(x)).item()

def elsewhere(x):
    from concurrent.futures import ThreadPoolExecutor
    with ThreadPoolExecutor() as threads:
        return threads.submit(innocent, torch.tensor(x), torch.tensor(x)).result().item()

def off(x):
    torch.nn.functional.mse_loss = innocent = torch.dist
    return x

exec("def hidden(x): return innocent(torch.tensor(x), torch.tensor(x)).item()")
"""
WATCHED = (".backward", ".requires_grad_", "torch.nn.functional.*_loss", "torch.nn.*Loss", "torch.autograd.backward")


def observe(pool: Pool, function: str, watched: tuple[str, ...] = WATCHED, probe: str = "") -> Observations:
    source = probe or f"def probe(m, x):\n    return m.{function}(x)\n"
    check = CheckJob("one", "file", function, Probe(source, "probe"), ({"x": 1.5},), 5.0)
    seen = pool.observe(Job((Source("file", "file.py", FILE, watched),), (check,)))
    assert seen.fault is None
    return seen


def calls(
    pool: Pool, function: str, watched: tuple[str, ...] = WATCHED, probe: str = ""
) -> dict[str, list[tuple[int, str]]]:
    (case,) = observe(pool, function, watched, probe).checks[0].cases
    return {call.name: [(frame.line, frame.function) for frame in call.frames] for call in case.calls}


def test_a_call_is_told_with_the_lines_that_it_came_through(pool: Pool) -> None:
    assert calls(pool, "f") == {"torch.nn.functional.mse_loss": [(9, "f"), (6, "helper")]}


def test_a_call_from_a_string_is_told_with_the_line_that_executed_it(pool: Pool) -> None:
    assert calls(pool, "g") == {".backward": [(12, "g")]}


def test_a_loss_object_is_told_however_its_class_is_spelled(pool: Pool) -> None:
    told = calls(pool, "h")
    assert told["torch.nn.MSELoss"] == [(16, "h")]


def test_a_function_that_stands_in_a_string_has_no_line(pool: Pool) -> None:
    assert calls(pool, "hidden") == {"torch.nn.functional.mse_loss": []}


def test_code_under_the_name_of_another_file_is_told_with_the_line_that_called_it(pool: Pool) -> None:
    assert calls(pool, "renamed") == {"torch.nn.functional.mse_loss": [(29, "renamed")]}


def test_a_call_that_a_thread_makes_for_the_learner_has_no_line(pool: Pool) -> None:
    assert calls(pool, "elsewhere") == {"torch.nn.functional.mse_loss": []}


def test_switching_off_is_not_told(pool: Pool) -> None:
    assert calls(pool, "quiet") == {}
    assert list(calls(pool, "loud")) == [".requires_grad_"]


def test_what_is_not_watched_is_not_told(pool: Pool) -> None:
    assert calls(pool, "f", ()) == {}


def test_of_several_files_each_is_watched_by_its_own_rules(pool: Pool) -> None:
    sources = (Source("file", "file.py", FILE, WATCHED), Source("free", "free.py", FILE))
    probe = Probe("def probe(m, x):\n    return m.f(x)\n", "probe")
    checks = tuple(
        CheckJob(f"{module} {hidden}", module, "f", probe, ({"x": 1.5},), 5.0, hidden)
        for hidden in (False, True)
        for module in ("file", "free")
    )
    told = {check.id: check.cases[0].calls for check in pool.observe(Job(sources, checks)).checks}
    assert {id: bool(calls) for id, calls in told.items()} == {
        "file False": True, "free False": False, "file True": True, "free True": False,
    }  # fmt: skip


def test_what_the_probe_calls_itself_is_not_told(pool: Pool) -> None:
    probe = """
import torch
def probe(m, x):
    w = torch.tensor(x, requires_grad=True)
    torch.nn.functional.mse_loss(w * m.quiet(x), w).backward()
    return w.grad.item()
"""
    assert calls(pool, "quiet", probe=probe) == {}


def test_the_result_is_the_same_watched_or_not(pool: Pool) -> None:
    watched, free = (observe(pool, "h", names).checks[0].cases[0] for names in (WATCHED, ()))
    assert watched.outcome == free.outcome


def test_names_that_are_not_there_are_passed_over() -> None:
    Watch().put_on(("nowhere.at.all", "torch.no_such_*", ".no_such_method", "sorted", "flag=True"))


def test_a_module_is_watched_with_all_that_it_defines(monkeypatch: pytest.MonkeyPatch) -> None:
    module = ModuleType("toolbox")
    exec("def saw(x): return x\nclass Drill: pass\n_private = saw\n", module.__dict__)
    monkeypatch.setitem(sys.modules, "toolbox", module)
    monkeypatch.setitem(sys.modules, "parent", ModuleType("parent"))
    sys.modules["parent"].toolbox = module  # type: ignore[attr-defined]
    for value in (module.saw, module.Drill):
        value.__module__ = "parent.toolbox"
    watch = Watch()
    watch.put_on(("parent.toolbox",))
    namespace = {"tools": module}
    exec(compile("def f():\n    tools.saw(1)\n    tools.Drill()\n", "mine.py", "exec"), namespace)
    watch.begin("mine.py")
    namespace["f"]()  # type: ignore[operator]
    told = watch.take()
    assert [call.name for call in told] == ["parent.toolbox.saw", "parent.toolbox.Drill"]
    assert all(isinstance(call, Call) for call in told)
    namespace["f"]()  # type: ignore[operator]
    assert watch.take() == told


def test_only_what_is_watched_is_wrapped(monkeypatch: pytest.MonkeyPatch) -> None:
    module = ModuleType("workshop")
    exec("class Tool:\n    def __init__(self): pass\nclass Saw(Tool): pass\ndef saw(x): return x\n", module.__dict__)
    monkeypatch.setitem(sys.modules, "workshop", module)
    monkeypatch.setitem(sys.modules, "shed", module)
    before = {owner: dict(vars(owner)) for owner in (module, module.Tool, module.Saw)}
    watch = Watch()
    namespace = {"tools": module}
    exec(compile("def f():\n    tools.Saw()\n    return tools.saw(1)\n", "mine.py", "exec"), namespace)

    def told(*names: str) -> list[str]:
        watch.put_on(names)
        watch.begin("mine.py")
        assert namespace["f"]() == 1  # type: ignore[operator]
        return [call.name for call in watch.take()]

    assert told("workshop.saw", "shed.s*w", "workshop.Saw") == ["workshop.Saw", "workshop.saw"]
    assert told("shed.s*w") == ["shed.saw"]
    assert told("shed.S*w") == ["shed.Saw"]
    assert told() == []
    assert {owner: dict(vars(owner)) for owner in before} == before


def test_what_replaced_a_watched_function_stays(monkeypatch: pytest.MonkeyPatch) -> None:
    module = ModuleType("workshop")
    module.saw = len  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "workshop", module)
    watch = Watch()
    watch.put_on(("workshop.saw",))
    module.saw = max  # type: ignore[attr-defined]
    watch.put_on(())
    assert module.saw is max


@pytest.mark.parametrize(
    "names", [AUTOGRAD, LOSSES, OPTIMIZERS, SIGMOIDS, LINEAR_LAYERS, LEAST_SQUARES, by_hand().forbidden, ()]
)
def test_a_tensor_can_be_printed_whatever_is_watched(pool: Pool, names: tuple[str, ...]) -> None:
    probe = "def probe(m, x):\n    return str(m.torch.tensor([x]))\n"
    (case,) = observe(pool, "f", names, probe).checks[0].cases
    assert case.outcome == Returned("tensor([1.5000])")
