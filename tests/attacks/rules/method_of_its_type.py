"""A method that is taken from the type of an object.

Of gradient_descent.gradient: uses .backward.
"""

import torch


def gradient(xs, ys, w):
    v = torch.full((), float(w), dtype=xs.dtype)
    v.requires_grad = True
    loss = ((xs * v - ys) ** 2).mean()
    type(loss).backward(loss)
    return v.grad
