"""Runs a probe on a module, one case after another."""

from __future__ import annotations

import random
import warnings
from collections.abc import Callable, Iterator
from types import ModuleType
from typing import Any

import numpy as np
import torch

from grader.wire.arguments import can_change, is_flexible
from grader.wire.codec import decode, encode
from grader.wire.messages import MAX_WARNING, MAX_WARNINGS, CaseDone, Container, Missing, Raised, Returned
from grader.wire.object_texts import class_name, message_of
from grader.wire.values import Value
from grader.worker.executing import describe
from grader.worker.watching import Watch

_CONTAINERS: tuple[Container, ...] = ("tensor", "list", "array")
_WRONG_CONTAINER = ("only one element tensors", "can only convert an array of size 1", "only length-1 arrays")
_SEED = 20_011
# States are restored because that is faster than seeding. Without CUDA, torch.manual_seed formats and keeps a stack
# trace at each call, which the method of the generator does not.
_TORCH_START = torch.Generator().manual_seed(_SEED).get_state()
_PYTHON_START = random.Random(_SEED).getstate()


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
    container: Container = "tensor",
    ambient: int = 0,
) -> Iterator[CaseDone]:
    """Run the probe on each case and yield each outcome as it is produced, with the calls that `watch` recorded."""
    for arguments in cases:
        if watch is not None:
            watch.begin(module.__file__ or "")
        with _Warnings() as given:
            try:
                there = has(module, of)
            except BaseException as raised:  # noqa: BLE001 - a learner may define attribute access
                outcome: Returned | Raised | Missing = describe(raised, module.__file__ or "")
            else:
                if not there:
                    outcome = Missing(of)
                elif container == "tensor":
                    outcome = _in_some_container(module, probe, arguments, ambient)
                else:
                    outcome = _in_container(module, probe, arguments, container, ambient)
        yield CaseDone(outcome, tuple(given), watch.take() if watch is not None else ())


class _Warnings(warnings.catch_warnings):
    """Collects the texts of the first warnings in its block. The others are dropped: a loop may issue a million."""

    def __enter__(self) -> list[str]:  # type: ignore[override]
        super().__enter__()
        warnings.simplefilter("always")
        texts: list[str] = []

        def keep(message: object, category: type, *where: object) -> None:
            if len(texts) < MAX_WARNINGS:
                texts.append(message_of(lambda: f"{class_name(category)}: {message}", MAX_WARNING))

        warnings.showwarning = keep  # type: ignore[assignment]
        return texts


def _in_some_container(
    module: ModuleType, probe: Callable[..., Any], arguments: dict[str, Value], ambient: int
) -> Returned | Raised:
    """The outcome with the case's own containers or, if that raises, with the first other one that does not."""
    first = _in_container(module, probe, arguments, "tensor", ambient)
    if isinstance(first, Returned) or not _is_about_container(first) or not any(map(is_flexible, arguments.values())):
        return first
    for container in _CONTAINERS[1:]:
        other = _in_container(module, probe, arguments, container, ambient)
        if isinstance(other, Returned):
            return other
    return first


def _in_container(
    module: ModuleType,
    probe: Callable[..., Any],
    arguments: dict[str, Value],
    container: Container,
    ambient: int,
) -> Returned | Raised:
    start_randomness(ambient)
    try:
        objects = {name: decode(value, container) for name, value in arguments.items()}
        value = encode(probe(module, **objects))
        after = {name: encode(objects[name]) for name, given in arguments.items() if can_change(given)}
    except BaseException as raised:  # noqa: BLE001 - a learner's code may raise anything, SystemExit too
        return describe(raised, module.__file__ or "")
    return Returned(value, container, after)


def start_randomness(ambient: int = 0) -> None:
    """Reset the global random generators to the same state for each case; another `ambient` gives another state."""
    if ambient:
        torch.default_generator.manual_seed(_SEED + ambient)
        np.random.seed(_SEED + ambient)
        random.seed(_SEED + ambient)
        return
    torch.default_generator.set_state(_TORCH_START)
    np.random.seed(_SEED)
    random.setstate(_PYTHON_START)


def _is_about_container(raised: Raised) -> bool:
    if "TypeError" in raised.bases or "AttributeError" in raised.bases:
        return True
    return any(words in raised.message for words in _WRONG_CONTAINER)
