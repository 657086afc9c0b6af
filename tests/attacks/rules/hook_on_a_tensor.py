"""The derivative caught by a hook.

Of gradient_descent.gradient: uses .register_hook, .backward.
"""

import torch


def gradient(xs, ys, w):
    caught = []
    v = torch.full((), float(w), dtype=xs.dtype)
    v.requires_grad = True
    v.register_hook(caught.append)
    ((xs * v - ys) ** 2).mean().backward()
    return caught[0]
