import numpy as np
from math import erf, pi, sqrt


def logistic(x):
    x = np.array(x)
    e = np.exp(-np.abs(x))
    return np.where(x < 0, e, 1.0) / (1 + e)


def logistic_derivative(x):
    e = np.exp(-np.abs(np.array(x)))
    return e / (1 + e) ** 2


def gudermannian(x):
    return np.arcsin(np.tanh(np.array(x)))


def sigmoids(x):
    x = np.array(x)
    return {
        "root": np.tanh(np.arcsinh(x)),
        "abs": x / (np.abs(x) + 1),
        "atan": np.arctan(np.pi * x / 2) * (2 / np.pi),
        "tanh": 1 - 2 / (np.exp(2 * np.clip(x, -300, 300)) + 1),
        "erf": np.vectorize(erf)(sqrt(pi) / 2 * x),
        "gd": 2 / np.pi * gudermannian(np.pi / 2 * x),
    }


def looks_like_a_sigmoid(xs, ys, flat):
    slopes = np.diff(np.array(ys)) / np.diff(np.array(xs))
    if (slopes < 0).any():
        return False
    return bool(slopes[0] < flat and slopes[-1] < flat and (slopes >= flat).any())


def saturation_point(slope, level):
    """bisection with scipy's idea of a bracket"""
    if slope(0.0) <= level:
        return np.float64(0.0)
    b = 1.0
    while slope(b) > level:
        b = 2 * b
    a = b / 2 if b > 1 else 0.0
    for _ in range(100):
        m = a + (b - a) / 2
        a, b = (m, b) if slope(m) > level else (a, m)
    return np.float64(b)


if __name__ == "__main__":
    print(saturation_point(lambda x: 1 / (1 + x) ** 2, 0.04))
