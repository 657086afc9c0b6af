"""Broadcasting, with every documented condition on the arguments enforced."""

from __future__ import annotations

from dataclasses import dataclass

import torch


@dataclass(frozen=True)
class Shape:
    """A shape that has been looked at: a tuple of ints, none of them negative."""

    sizes: tuple[int, ...]

    @classmethod
    def of(cls, shape: object) -> Shape:
        if not isinstance(shape, tuple):
            raise TypeError(f"a shape is a tuple, not a {type(shape).__name__}")
        for size in shape:
            if not isinstance(size, int) or isinstance(size, bool):
                raise TypeError(f"a size is an int, not {size!r}")
            if size < 0:
                raise ValueError(f"a size is at least 0, not {size}")
        return cls(tuple(shape))

    def padded(self, axes: int) -> tuple[int, ...]:
        return (1,) * (axes - len(self.sizes)) + self.sizes

    def grows_to(self, other: Shape) -> bool:
        if len(self.sizes) > len(other.sizes):
            return False
        return all(p in (1, q) for p, q in zip(self.padded(len(other.sizes)), other.sizes))


def float64(x: object, name: str) -> torch.Tensor:
    if not isinstance(x, torch.Tensor):
        raise TypeError(f"{name} is a tensor, not a {type(x).__name__}")
    if x.dtype != torch.float64:
        raise TypeError(f"{name} is float64, not {x.dtype}")
    return x


def broadcast_shape(a, b):
    first, second = Shape.of(a), Shape.of(b)
    axes = max(len(first.sizes), len(second.sizes))
    common = []
    for p, q in zip(first.padded(axes), second.padded(axes)):
        if p != q and p != 1 and q != 1:
            raise ValueError(f"{first.sizes} and {second.sizes} do not fit: {p} meets {q}")
        common.append(q if p == 1 else p)
    return tuple(common)


def expand(x, shape):
    source, target = Shape.of(tuple(float64(x, "x").shape)), Shape.of(shape)
    if not source.grows_to(target):
        raise ValueError(f"{source.sizes} does not become {target.sizes}")
    grown = x.clone().reshape(source.padded(len(target.sizes)))
    for axis, size in enumerate(target.sizes):
        if grown.shape[axis] != size:
            grown = grown.index_select(axis, torch.zeros(size, dtype=torch.int64))
    return grown


def sum_to(grad, shape):
    target = Shape.of(shape)
    if not target.grows_to(Shape.of(tuple(float64(grad, "grad").shape))):
        raise ValueError(f"{target.sizes} does not broadcast to {tuple(grad.shape)}")
    lead = grad.dim() - len(shape)
    copied = [axis for axis in range(grad.dim()) if axis < lead or shape[axis - lead] == 1]
    for axis in copied:
        grad = grad.sum(dim=axis, keepdim=True)
    result = grad.reshape(shape)
    assert tuple(result.shape) == shape
    return result


def residual_table(y_hat, y):
    float64(y_hat, "y_hat"), float64(y, "y")
    if y_hat.dim() != 1:
        raise ValueError(f"y_hat has the shape (N,), not {tuple(y_hat.shape)}")
    if y.shape != (len(y_hat), 1):
        raise ValueError(f"y has the shape ({len(y_hat)}, 1), not {tuple(y.shape)}")
    table = torch.empty(len(y), len(y_hat), dtype=torch.float64)
    for i in range(len(y)):
        table[i] = y_hat - y[i, 0]
    return table


def safe_mse(y_hat, y):
    float64(y_hat, "y_hat"), float64(y, "y")
    if tuple(y_hat.shape) != tuple(y.shape):
        raise ValueError(f"the shapes {tuple(y_hat.shape)} and {tuple(y.shape)} are not equal")
    if y_hat.numel() == 0:
        raise ValueError("the mean of no numbers is not defined")
    residuals = y_hat - y
    return residuals.square().sum() / residuals.numel()
