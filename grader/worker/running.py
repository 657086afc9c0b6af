"""Running a probe on a module, one case after the other."""

from __future__ import annotations

import random
import warnings
from collections.abc import Callable, Iterator
from types import ModuleType
from typing import Any, Literal

import msgspec
import numpy as np
import torch

from grader.worker.codec import decode, encode, has_content
from grader.worker.loading import describe
from grader.worker.messages import MAX_WARNING, MAX_WARNINGS, CaseDone, Missing, Probe, Raised, Returned
from grader.worker.texts import class_name, message_of
from grader.worker.values import Array, Items, Table, Value
from grader.worker.watching import PROBE, Watch

_CONTAINERS: tuple[Literal["tensor", "list", "array"], ...] = ("tensor", "list", "array")
_WRONG_CONTAINER = ("only one element tensors", "can only convert an array of size 1", "only length-1 arrays")
_UNCHANGING = frozenset((bool, int, float, complex, str, type(None)))
_SEED = 20_011
# Restored, which is quicker than seeding. And torch.manual_seed, where there is no CUDA, formats a stack trace at each
# call, for later, and keeps it.
_TORCH_START = torch.Generator().manual_seed(_SEED).get_state()
_PYTHON_START = random.Random(_SEED).getstate()


def compile_probe(probe: Probe) -> Callable[..., Any]:
    """The probe's function, made from its source."""
    namespace: dict[str, Any] = {"__name__": "probe"}
    exec(compile(probe.source, PROBE, "exec", dont_inherit=True), namespace)  # noqa: S102 - the probe is the author's
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
    module: ModuleType,
    of: str,
    probe: Callable[..., Any],
    cases: tuple[dict[str, Value], ...],
    watch: Watch | None = None,
) -> Iterator[CaseDone]:
    """Run the probe on each case and yield what it gave, as it comes, with what `watch` saw meanwhile."""
    for arguments in cases:
        if watch is not None:
            watch.begin(module.__file__ or "")
        with _Warnings() as given:
            try:
                there = has(module, of)
            except BaseException as raised:  # noqa: BLE001 - a learner may define what an attribute's look-up does
                outcome: Returned | Raised | Missing = describe(raised, module.__file__ or "")
            else:
                outcome = _in_some_container(module, probe, arguments) if there else Missing(of)
        yield CaseDone(outcome, tuple(given), watch.take() if watch is not None else ())


class _Warnings(warnings.catch_warnings):
    """Texts of the first warnings given in its block. The others are not kept: a loop may give a million."""

    def __enter__(self) -> list[str]:  # type: ignore[override]
        super().__enter__()
        warnings.simplefilter("always")
        texts: list[str] = []

        def keep(message: object, category: type, *where: object) -> None:
            if len(texts) < MAX_WARNINGS:
                texts.append(message_of(lambda: f"{class_name(category)}: {message}", MAX_WARNING))

        warnings.showwarning = keep  # type: ignore[assignment]
        return texts


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
    _start_randomness()
    try:
        objects = {name: decode(value, container) for name, value in arguments.items()}
        value = encode(probe(module, **objects))
        changed = tuple(
            [
                name
                for name, item in objects.items()
                if type(item) not in _UNCHANGING and not _is_as_given(item, arguments[name], container)
            ]
        )
    except BaseException as raised:  # noqa: BLE001 - a learner's code may raise anything, SystemExit too
        return describe(raised, module.__file__ or "")
    return Returned(value, container, changed)


def _start_randomness() -> None:
    """The same in each case, whatever was drawn before it."""
    torch.default_generator.set_state(_TORCH_START)
    np.random.seed(_SEED)
    random.setstate(_PYTHON_START)


def _is_about_container(raised: Raised) -> bool:
    if "TypeError" in raised.bases or "AttributeError" in raised.bases:
        return True
    return any(words in raised.message for words in _WRONG_CONTAINER)


def _is_flexible(value: Value) -> bool:
    if isinstance(value, Items):
        return any(map(_is_flexible, value.items))
    return isinstance(value, Array) and value.flexible


def _is_as_given(item: object, given: Value, container: str) -> bool:
    """Whether an argument still has the content with which it was handed over."""
    if type(item) is torch.Tensor and isinstance(given, Array) and has_content(item, given):
        return True
    # Another object made of the same value: as wire values of other containers the two can be compared.
    return _content(item) == _content(decode(given, container))


def _content(item: object) -> bytes:
    """An argument's content, for which NaN equals NaN."""
    return msgspec.msgpack.encode(_without_gradients(encode(item)))


def _without_gradients(value: Value) -> Value:
    """The value without its gradients, which `backward()` may fill without changing an argument."""
    if isinstance(value, Array) and value.grad is not None:
        return msgspec.structs.replace(value, grad=None)
    if isinstance(value, Items):
        return Items(value.kind, tuple(map(_without_gradients, value.items)))
    if isinstance(value, Table):
        return Table(tuple((key, _without_gradients(item)) for key, item in value.entries))
    return value
