"""Compares, on the trusted side, a case's arguments as they were passed with what the learner's code left of them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import msgspec

from grader.wire.messages import Returned
from grader.wire.values import Array, BigInt, Complex, Items, Table, Value

_encode = msgspec.msgpack.Encoder().encode


def changed_arguments(
    given: Mapping[str, Value], outcome: Returned, known: dict[str, dict[str, bytes]]
) -> tuple[str, ...]:
    """The names of the arguments whose numbers, shape, dtype or `requires_grad` have changed.

    A gradient that `backward()` stored on a tensor does not count as a change. `known` caches the original arguments,
    by container, from one learner to the next.
    """
    before = known.get(outcome.container)
    if before is None:
        handed = {name: value for name, value in given.items() if can_change(value)}
        before = {name: _encode(handed_over(value, outcome.container)) for name, value in handed.items()}
        known[outcome.container] = before
    return tuple(
        name
        for name, content in before.items()
        if name not in outcome.after or _encode(_without_gradients(outcome.after[name])) != content
    )


def can_change(value: Value) -> bool:
    """Whether the object that is decoded from a value can be modified in place."""
    return not (value is None or isinstance(value, (bool, int, float, str, BigInt, Complex)))


def is_flexible(value: Value) -> bool:
    """Whether a value may be passed in another container, or holds one that may."""
    if isinstance(value, Items):
        return any(map(is_flexible, value.items))
    return isinstance(value, Array) and value.flexible


def handed_over(value: Value, container: str) -> Value:
    """The value as it would come back from an object that was not modified."""
    if isinstance(value, Array):
        kind = container if value.flexible else value.kind
        if kind == "list":
            return _listed(value.to_numpy().tolist())
        if kind == "tensor":
            return Array("tensor", value.dtype, value.shape, value.data, requires_grad=value.requires_grad)
        if value.dtype == "bfloat16":
            return Array(kind, "float32", value.shape, value.to_numpy().tobytes())  # type: ignore[arg-type]
        return Array(kind, value.dtype, value.shape, value.data)  # type: ignore[arg-type]
    if isinstance(value, Items):
        return Items(value.kind, tuple(handed_over(item, container) for item in value.items))
    if isinstance(value, Table):
        return Table(tuple((handed_over(key, container), handed_over(item, container)) for key, item in value.entries))
    return value


def _listed(numbers: Any) -> Value:
    return Items("list", tuple(map(_listed, numbers))) if isinstance(numbers, list) else numbers


def _without_gradients(value: Value) -> Value:
    if isinstance(value, Array) and value.grad is not None:
        return msgspec.structs.replace(value, grad=None)
    if isinstance(value, Items):
        return Items(value.kind, tuple(map(_without_gradients, value.items)))
    if isinstance(value, Table):
        return Table(tuple((key, _without_gradients(item)) for key, item in value.entries))
    return value
