"""The derivative of a loss, as the kernel that backward itself calls.

Of gradient_descent.gradient: uses torch.ops.aten.mse_loss_backward.
"""

import torch


def gradient(xs, ys, w):
    one = torch.ones((), dtype=xs.dtype)
    return (torch.ops.aten.mse_loss_backward(one, xs * w, ys, 1) * xs).sum()
