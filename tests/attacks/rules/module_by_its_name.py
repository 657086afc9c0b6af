"""A module that is imported by its name in a string.

Of gradient_descent.gradient: uses torch.func.grad.
"""

import importlib

import torch


def gradient(xs, ys, w):
    func = importlib.import_module("torch.func")
    return func.grad(lambda v: ((xs * v - ys) ** 2).mean())(torch.tensor(float(w), dtype=xs.dtype))
