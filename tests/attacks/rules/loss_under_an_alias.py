"""A library's loss, from a module that is imported under another name.

Of gradient_descent.cost: uses torch.nn.functional.mse_loss.
"""

import torch.nn.functional as tools


def cost(xs, ys, w):
    return tools.mse_loss(xs * w, ys)
