"""A method that is called by its name in a string.

Of gradient_descent.gradient: uses .backward.
"""

import operator

import torch


def gradient(xs, ys, w):
    v = torch.full((), float(w), dtype=xs.dtype)
    v.requires_grad = True
    operator.methodcaller("back" + "ward")(((xs * v - ys) ** 2).mean())
    return v.grad
