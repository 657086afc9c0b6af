import itertools

import numpy as np
import torch


def chord_gap(f, a, b, t):
    return np.interp(t, [0, 1], [f(a), f(b)]) - f(np.interp(t, [0, 1], [a, b]))


def looks_convex(f, pairs, shares, slack):
    return min(chord_gap(f, a, b, t) for (a, b), t in itertools.product(pairs, shares)) >= -slack


def classify(hessian):
    vals, vecs = np.linalg.eigh(hessian.numpy())
    vals = vals / (abs(vals).max() or 1)
    lo, hi = vals[0], vals[-1]
    if lo < -1e-6 and hi > 1e-6:
        return "saddle"
    return "minimum" if lo > 1e-6 else "maximum" if hi < -1e-6 else "undecided"


def saddle_gradient(x, y):
    H = torch.tensor([[2.0, 3.0], [3.0, 2.0]], dtype=torch.float64)
    return torch.mv(H, torch.tensor([x, y], dtype=torch.float64)).tolist()


def descend(x, y, lr, steps):
    M = np.eye(2) - lr * np.array([[2.0, 3.0], [3.0, 2.0]])
    return [np.linalg.matrix_power(M, k) @ [x, y] for k in range(steps + 1)]
