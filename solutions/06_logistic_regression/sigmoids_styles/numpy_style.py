import numpy as np
from math import erf


def logistic(x):
    x = np.asarray(x)
    with np.errstate(over="ignore"):
        return 1.0 / (1.0 + np.exp(-x))


def logistic_derivative(x):
    s = logistic(x)
    return s - np.square(s)


def gudermannian(x):
    x = np.asarray(x)
    return 2 * np.arctan(np.tanh(0.5 * x))


def sigmoids(x):
    x = np.asarray(x)
    half_pi = np.pi / 2
    return {
        "tanh": np.tanh(x),
        "erf": np.array([erf(np.sqrt(np.pi) * v / 2) for v in x]),
        "root": x / np.sqrt(1 + x * x),
        "atan": np.arctan(half_pi * x) / half_pi,
        "gd": gudermannian(half_pi * x) / half_pi,
        "abs": x / (1 + np.abs(x)),
    }


def looks_like_a_sigmoid(xs, ys, flat):
    slopes = np.diff(ys) / np.diff(xs)
    return np.all(slopes >= 0) and max(slopes[0], slopes[-1]) < flat <= np.max(slopes)


def saturation_point(slope, level):
    # no special treatment of the start: the halving ends next to 0
    low, high = np.float64(0), np.float64(1)
    while slope(high) > level:
        high = high * 2
    for _ in range(200):
        middle = (low + high) / 2
        low, high = (middle, high) if slope(middle) > level else (low, middle)
    return high
