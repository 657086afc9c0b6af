"""Derivatives by dual numbers of torch.

Of gradient_descent.gradient: uses torch.autograd.forward_ad.
"""

import torch
from torch.autograd import forward_ad as fw


def gradient(xs, ys, w):
    with fw.dual_level():
        v = fw.make_dual(torch.tensor(float(w), dtype=xs.dtype), torch.ones((), dtype=xs.dtype))
        return fw.unpack_dual(((xs * v - ys) ** 2).mean()).tangent
