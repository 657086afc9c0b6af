import numpy as np


def ewa(costs, beta):
    out = np.zeros(len(costs))
    for t, c in enumerate(costs):
        out[t] = beta * (out[t - 1] if t > 0 else 0.0) + (1 - beta) * c
    return out


def ewa_from_first(costs, beta):
    out = np.array(costs, dtype=float)
    for t in range(1, len(out)):
        out[t] = beta * out[t - 1] + (1 - beta) * out[t]
    return out


def ewa_corrected(costs, beta):
    return ewa(costs, beta) / (1 - beta ** np.arange(1, len(costs) + 1))


def diverged(costs):
    costs = np.array(costs)
    return np.isnan(costs).any() or np.isinf(costs).any() or costs[-1] > costs[0]


def curvature(xs):
    return 2 * np.mean(np.square(np.asarray(xs)))


def error_factor(lr, curvature):
    return np.float64(1) - np.float64(lr) * curvature


def largest_learning_rate(curvature):
    return np.divide(2, curvature)
