"""Products in place of loops: a copy is a product with ones, and a sum over copies is one, too."""

from functools import reduce

import torch


def broadcast_shape(a, b):
    """Fill with ones; two sizes fit where (p - q)(p - 1)(q - 1) is 0, and then p + q - 1 or p is the common one."""
    n = max(len(a), len(b))
    pairs = [((1,) * n + a)[-n:] if n else (), ((1,) * n + b)[-n:] if n else ()]
    if any((p - q) * (p - 1) * (q - 1) for p, q in zip(*pairs)):
        raise ValueError("%r and %r do not fit" % (a, b))
    return tuple(p if p == q else p + q - 1 for p, q in zip(*pairs))


def factors(small, large):
    """For each axis of `large`, the matrix that makes of the small axis the large one."""
    small = (1,) * (len(large) - len(small)) + tuple(small)
    return [torch.eye(q, dtype=torch.float64) if p == q else torch.ones(q, p, dtype=torch.float64)
            for p, q in zip(small, large)]


def along(x, matrix, axis):
    return torch.movedim(torch.tensordot(matrix, x, dims=([1], [axis])), 0, axis)


def expand(x, shape):
    if x.dim() > len(shape) or any(p not in (1, q) for p, q in zip(reversed(x.shape), reversed(shape))):
        raise ValueError("%r does not become %r" % (tuple(x.shape), tuple(shape)))
    matrices = factors(x.shape, shape)
    lifted = x.reshape((1,) * (len(shape) - x.dim()) + tuple(x.shape))
    return reduce(lambda t, k: along(t, matrices[k], k), range(len(shape)), lifted).clone()


def sum_to(grad, shape):
    """The transposed matrices."""
    matrices = factors(shape, grad.shape)
    return reduce(lambda t, k: along(t, matrices[k].T, k), range(grad.dim()), grad).reshape(shape)


def residual_table(y_hat, y):
    ones = torch.ones_like(y_hat)
    return torch.outer(ones, y_hat) - torch.outer(y.flatten(), ones)


def safe_mse(y_hat, y):
    """The mean of squares is the variance plus the square of the mean."""
    if y_hat.shape != y.shape:
        raise ValueError(f"{y_hat.shape} and {y.shape}")
    r = y_hat - y
    return r.var(unbiased=False) + r.mean() ** 2
