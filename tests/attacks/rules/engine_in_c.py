"""The engine of autograd, under the name of its C++ class.

Of gradient_descent.gradient: uses torch._C, torch.nn.Parameter.
"""

import torch


def gradient(xs, ys, w):
    p = torch.nn.Parameter(torch.tensor(float(w), dtype=torch.float64))
    loss = ((xs * p - ys) ** 2).mean()
    torch._C._ImperativeEngine().run_backward((loss,), (None,), False, False, (), allow_unreachable=True)
    return p.grad
