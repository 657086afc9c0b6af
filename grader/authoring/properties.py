"""Common properties for `satisfies`: the kind of an entry of the observed dict."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from grader.authoring.expectations import Property
from grader.text import Text, ready_made


def python_float(*names: str) -> Property:
    """These entries are Python floats, or lists or tuples of them; without names, the observation itself is."""

    def holds(observed: Any, arguments: Mapping[str, Any]) -> Text | None:
        for name, value in _entries(observed, names):
            items = value if isinstance(value, (list, tuple)) else [value]
            for item in items:
                if not isinstance(item, float):
                    return _not_a_float(name, item, listed=items is value)
        return None

    return holds


def leaf(*names: str) -> Property:
    """These entries are tensors that are leaves of the graph, not computed from others, and require a gradient."""

    def holds(observed: Any, arguments: Mapping[str, Any]) -> Text | None:
        for name, value in _entries(observed, names):
            if _container(value) != "tensor":
                return ready_made(
                    en=f"{name or 'The result'} should be a tensor; it is {kind_of(value)}.",
                    zh=_wrong_kind(name, "张量", value),
                )
            if not value.is_leaf:
                return ready_made(
                    en=f"{name or 'The result'} is no longer a leaf of the graph: it was computed from other tensors.",
                    zh=f"{_chinese(name)}不再是计算图的叶子张量：它是由别的张量计算出来的。",
                )
            if not value.requires_grad:
                return ready_made(
                    en=f"{name or 'The result'} does not require a gradient.",
                    zh=f"{_chinese(name)}不需要梯度（requires_grad 为 False）。",
                )
        return None

    return holds


def no_gradient(*names: str) -> Property:
    """These entries are tensors whose gradients are None or all 0."""

    def holds(observed: Any, arguments: Mapping[str, Any]) -> Text | None:
        for name, value in _entries(observed, names):
            if _container(value) != "tensor":
                return ready_made(
                    en=f"{name or 'The result'} should be a tensor; it is {kind_of(value)}.",
                    zh=_wrong_kind(name, "张量", value),
                )
            if value.grad is not None and value.grad.any():
                shown = ", ".join(f"{number:.4g}" for number in value.grad.reshape(-1)[:4].tolist())
                return ready_made(
                    en=f"The gradient of {name or 'the result'} should be 0 or None; it is {shown}.",
                    zh=f"{_chinese(name)}的梯度还在：{shown}。它应为 0 或 None。",
                )
        return None

    return holds


def kind_of(value: Any) -> str:
    """The kind of an observed value, for an English sentence: "a tensor", "a NumPy array", "an int", …"""
    container = _container(value)
    if container:
        return "a tensor" if container == "tensor" else "a NumPy array"
    if value is None:
        return "None"
    name = type(value).__name__
    return f"{'an' if name[:1] in 'aeiou' else 'a'} {name}"


def _container(value: Any) -> str:
    return str(getattr(value, "container", ""))


def _entries(observed: Any, names: tuple[str, ...]) -> list[tuple[str, Any]]:
    return [(f"`{name}`", observed[name]) for name in names] if names else [("", observed)]


def _wrong_kind(name: str, wanted: str, value: Any) -> str:
    return f"{_chinese(name)}应为{wanted}，得到的是{_chinese_kind(value)}。"


def _not_a_float(name: str, item: Any, *, listed: bool) -> Text:
    what, kind = name or "The result", kind_of(item)
    if listed:
        return ready_made(
            en=f"{what} should hold Python floats; it holds {kind}. `.item()` converts a tensor to a float.",
            zh=f"{_chinese(name)}里应为 Python 浮点数，却有{_chinese_kind(item)}。张量的 `.item()` 给出浮点数。",
        )
    return ready_made(
        en=f"{what} should be a Python float; it is {kind}. `.item()` converts a tensor to a float.",
        zh=f"{_chinese(name)}应为 Python 浮点数，得到的是{_chinese_kind(item)}。张量的 `.item()` 给出浮点数。",
    )


def _chinese(name: str) -> str:
    """What a Chinese sentence begins with: the entry's name, or the result."""
    return f"{name} " if name else "结果"


def _chinese_kind(value: Any) -> str:
    return {"tensor": "张量", "array": " NumPy 数组"}.get(_container(value), f" {type(value).__name__}")
