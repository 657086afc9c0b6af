from __future__ import annotations

from dataclasses import dataclass

import torch


@dataclass(frozen=True)
class Shares:
    validation: float
    test: float

    def __post_init__(self) -> None:
        for name in ("validation", "test"):
            share = getattr(self, name)
            if not isinstance(share, float):
                raise TypeError(f"{name} has to be a float, not {type(share).__name__}")
            if not 0 <= share < 1:
                raise ValueError(f"{name} has to be from 0 to below 1, not {share}")
        if self.validation + self.test >= 1:
            raise ValueError("the shares have to leave something to train on")


def _count(n) -> int:
    if not isinstance(n, int) or isinstance(n, bool):
        raise TypeError("n has to be an int")
    if n < 0:
        raise ValueError("n has to be at least 0")
    return n


def _generator(generator) -> torch.Generator:
    if not isinstance(generator, torch.Generator):
        raise TypeError("generator has to be a torch.Generator")
    return generator


def _samples(xs, ys) -> None:
    if not isinstance(xs, torch.Tensor) or not isinstance(ys, torch.Tensor):
        raise TypeError("xs and ys have to be tensors")
    if xs.dim() not in (1, 2) or ys.dim() != 1 or len(xs) != len(ys):
        raise ValueError(f"shapes {tuple(xs.shape)} and {tuple(ys.shape)} do not fit")


def split_sizes(n: int, validation: float, test: float) -> tuple[int, int, int]:
    _count(n)
    shares = Shares(validation, test)
    n_validation, n_test = int(n * shares.validation), int(n * shares.test)
    return n - n_validation - n_test, n_validation, n_test


def shuffled_indices(n: int, generator: torch.Generator) -> torch.Tensor:
    return torch.randperm(_count(n), generator=_generator(generator))


def split_indices(n: int, validation: float, test: float, generator: torch.Generator):
    sizes = split_sizes(n, validation, test)
    return shuffled_indices(n, generator).split(sizes)


def take(xs: torch.Tensor, ys: torch.Tensor, indices: torch.Tensor):
    _samples(xs, ys)
    if indices.dtype != torch.int64 or indices.dim() != 1:
        raise TypeError("indices have to be a 1-D int64 tensor")
    if indices.numel() and not 0 <= int(indices.min()) <= int(indices.max()) < len(xs):
        raise IndexError("an index is outside of the data")
    return xs[indices], ys[indices]


def split(xs: torch.Tensor, ys: torch.Tensor, validation: float, test: float, generator: torch.Generator):
    _samples(xs, ys)
    if not len(xs):
        raise ValueError("there are no samples")
    return tuple(take(xs, ys, part) for part in split_indices(len(xs), validation, test, generator))
