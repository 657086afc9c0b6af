from __future__ import annotations

from dataclasses import dataclass

import torch
from torch import Tensor


@dataclass(frozen=True)
class Samples:
    xs: Tensor
    ys: Tensor

    def __post_init__(self) -> None:
        for values in (self.xs, self.ys):
            if not isinstance(values, Tensor):
                raise TypeError("samples have to be tensors")
            if values.dim() != 1 or values.dtype != torch.float64:
                raise ValueError("samples have to be 1-D float64 tensors")
        if len(self.xs) != len(self.ys) or not len(self.xs):
            raise ValueError("xs and ys have to be of one length, at least 1")


def _degree(degree) -> int:
    if not isinstance(degree, int):
        raise TypeError("degree has to be an int")
    if degree < 0:
        raise ValueError("degree has to be at least 0")
    return degree


def features(xs, degree):
    return torch.vander(xs, _degree(degree) + 1, increasing=True)


def fit(xs, ys, degree):
    Samples(xs, ys)
    if degree >= len(xs) or len(xs.unique()) < degree + 1:
        raise ValueError("too few different x for this degree")
    if xs.abs().max() > 1:
        raise ValueError("xs has to lie between -1 and 1")
    return torch.linalg.lstsq(features(xs, degree), ys).solution


def predict(xs, coefficients):
    if coefficients.dim() != 1 or not len(coefficients):
        raise ValueError("coefficients have to be of shape (degree + 1,)")
    return features(xs, len(coefficients) - 1) @ coefficients


def cost(xs, ys, coefficients):
    Samples(xs, ys)
    return torch.mean((predict(xs, coefficients) - ys) ** 2)


def errors_by_degree(train_xs, train_ys, validation_xs, validation_ys, degrees):
    if not isinstance(degrees, list):
        raise TypeError("degrees have to be a list")
    fits = [fit(train_xs, train_ys, _degree(degree)) for degree in degrees]
    return [cost(train_xs, train_ys, c) for c in fits], [cost(validation_xs, validation_ys, c) for c in fits]


def best_degree(degrees, train_errors, validation_errors):
    if not len(degrees) == len(train_errors) == len(validation_errors):
        raise ValueError("there has to be one error of each kind for each degree")
    if len(set(map(float, validation_errors))) < len(degrees):
        raise ValueError("two validation errors are equal")
    return min(zip(validation_errors, degrees))[1]


def choose(train, validation, test, degrees):
    parts = [Samples(*part) for part in (train, validation, test)]
    errors = errors_by_degree(parts[0].xs, parts[0].ys, parts[1].xs, parts[1].ys, degrees)
    degree = best_degree(degrees, *errors)
    return degree, cost(parts[2].xs, parts[2].ys, fit(parts[0].xs, parts[0].ys, degree))
