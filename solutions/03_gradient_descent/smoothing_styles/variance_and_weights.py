import numpy as np
import torch


def ewa(costs, beta):
    v, out = 0, []
    for c in costs.tolist() if hasattr(costs, "tolist") else costs:
        v = v + (1 - beta) * (c - v)
        out.append(v)
    return tuple(out)


def ewa_from_first(costs, beta):
    c = np.asarray(costs)
    n = len(c)
    i = np.arange(n)
    W = np.where(i[:, None] >= i, (1 - beta) * beta ** np.maximum(i[:, None] - i, 0.0), 0.0)
    W[:, 0] = beta ** i.astype(float)
    return W @ c


def ewa_corrected(costs, beta):
    num = den = 0.0
    out = torch.empty_like(costs)
    for t, c in enumerate(costs):
        num = beta * num + c
        den = beta * den + 1
        out[t] = num / den
    return out


def diverged(costs):
    c = torch.as_tensor(costs)
    if torch.isnan(c).any():
        return True
    if c.abs().max() == float("inf"):
        return True
    return (c[-1] - c[0]).item() > 0


def curvature(xs):
    return 2 * np.var(np.asarray(xs)) + 2 * np.mean(np.asarray(xs)) ** 2


def error_factor(lr, curvature):
    return np.subtract(1, np.multiply(lr, curvature))


def largest_learning_rate(curvature):
    return float(np.reciprocal(curvature / 2.0))
