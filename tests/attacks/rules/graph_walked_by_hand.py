"""The graph that torch recorded, walked backwards node by node.

Of gradient_descent.gradient: uses torch.nn.Parameter, .grad_fn, .next_functions.
"""

import torch


def gradient(xs, ys, w):
    p = torch.nn.Parameter(torch.tensor(float(w), dtype=torch.float64))
    loss = ((xs * p - ys) ** 2).mean()

    def walk(node, upstream):
        if type(node).__name__ == "AccumulateGrad":
            return upstream.sum()
        given = node(upstream)
        given = given if isinstance(given, tuple) else (given,)
        pairs = zip(node.next_functions, given, strict=False)
        return sum(walk(before, one) for (before, _), one in pairs if before is not None and one is not None)

    return walk(loss.grad_fn, torch.ones((), dtype=torch.float64)).detach()
