"""Running a probe on a module, one case after the other."""

from __future__ import annotations

import random
import time
import warnings
from collections.abc import Callable, Iterator
from types import ModuleType
from typing import Any, Literal

import msgspec
import numpy as np
import torch

from grader.worker.codec import decode, encode
from grader.worker.loading import describe
from grader.worker.messages import CaseDone, Missing, Probe, Raised, Returned
from grader.worker.values import Array, Items, Table, Value

_CONTAINERS: tuple[Literal["tensor", "list", "array"], ...] = ("tensor", "list", "array")
_WRONG_CONTAINER = ("only one element tensors", "can only convert an array of size 1", "only length-1 arrays")
_MAX_WARNINGS = 5
_SEED = 20_011
# Not torch.manual_seed: where there is no CUDA it formats a stack trace at each call, for later, and keeps it.
_seed_torch = torch.default_generator.manual_seed


def compile_probe(probe: Probe) -> Callable[..., Any]:
    """The probe's function, made from its source."""
    namespace: dict[str, Any] = {"__name__": "probe"}
    exec(compile(probe.source, "<probe>", "exec"), namespace)  # noqa: S102 - the probe is the author's
    function: Callable[..., Any] = namespace[probe.function]
    return function


def has(module: ModuleType, dotted: str) -> bool:
    """Whether the module defines the function, class or method of this name."""
    found: Any = module
    for name in dotted.split("."):
        if not hasattr(found, name):
            return False
        found = getattr(found, name)
    return True


def run(
    module: ModuleType, of: str, probe: Callable[..., Any], cases: tuple[dict[str, Value], ...]
) -> Iterator[CaseDone]:
    """Run the probe on each case and yield what it gave, as it comes."""
    for arguments in cases:
        started = time.perf_counter()
        if not has(module, of):
            yield CaseDone(Missing(of), (), time.perf_counter() - started)
            continue
        with warnings.catch_warnings(record=True) as caught:
            warnings.simplefilter("always")
            outcome = _in_some_container(module, probe, arguments)
        given = tuple(f"{w.category.__name__}: {w.message}"[:300] for w in caught[:_MAX_WARNINGS])
        yield CaseDone(outcome, given, time.perf_counter() - started)


def _in_some_container(module: ModuleType, probe: Callable[..., Any], arguments: dict[str, Value]) -> Returned | Raised:
    """The outcome with the case's own containers, else with the first other one that does not raise."""
    first = _in_container(module, probe, arguments, "tensor")
    if isinstance(first, Returned) or not _is_about_container(first) or not any(map(_is_flexible, arguments.values())):
        return first
    for container in _CONTAINERS[1:]:
        other = _in_container(module, probe, arguments, container)
        if isinstance(other, Returned):
            return other
    return first


def _in_container(
    module: ModuleType,
    probe: Callable[..., Any],
    arguments: dict[str, Value],
    container: Literal["tensor", "list", "array"],
) -> Returned | Raised:
    _seed_torch(_SEED)
    np.random.seed(_SEED)
    random.seed(_SEED)
    try:
        objects = {name: decode(value, container) for name, value in arguments.items()}
        before = {name: _content(encode(item)) for name, item in objects.items()}
        value = encode(probe(module, **objects))
        changed = tuple(name for name, item in objects.items() if _content(encode(item)) != before[name])
    except BaseException as raised:  # noqa: BLE001 - a learner's code may raise anything, SystemExit too
        return describe(raised, module.__file__ or "")
    return Returned(value, container, changed)


def _is_about_container(raised: Raised) -> bool:
    if "TypeError" in raised.bases or "AttributeError" in raised.bases:
        return True
    return any(words in raised.message for words in _WRONG_CONTAINER)


def _is_flexible(value: Value) -> bool:
    if isinstance(value, Items):
        return any(map(_is_flexible, value.items))
    return isinstance(value, Array) and value.flexible


def _content(value: Value) -> Value:
    """The value without its gradients, which `backward()` may fill without changing an argument."""
    if isinstance(value, Array) and value.grad is not None:
        return msgspec.structs.replace(value, grad=None)
    if isinstance(value, Items):
        return Items(value.kind, tuple(map(_content, value.items)))
    if isinstance(value, Table):
        return Table(tuple((key, _content(item)) for key, item in value.entries))
    return value
