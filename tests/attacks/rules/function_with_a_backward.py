"""A function of autograd with a derivative of its own.

Of gradient_descent.gradient: uses torch.autograd.Function.
"""

import torch


class Square(torch.autograd.Function):
    @staticmethod
    def forward(ctx, x):
        ctx.save_for_backward(x)
        return x * x

    @staticmethod
    def backward(ctx, upstream):
        return 2 * ctx.saved_tensors[0] * upstream


def gradient(xs, ys, w):
    return (Square.apply(xs * w - ys) * xs).mean()
