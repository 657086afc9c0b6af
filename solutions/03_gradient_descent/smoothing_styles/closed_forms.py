# 直接把权重写出来：beta ** 0, beta ** 1, ...
from itertools import accumulate
from math import fsum, isinf, isnan


def weighted(costs, beta, t):
    return fsum(beta**k * float(costs[t - k]) for k in range(t + 1))


def ewa(costs, beta):
    return [(1 - beta) * weighted(costs, beta, t) for t in range(len(costs))]


def ewa_from_first(costs, beta):
    return list(accumulate([float(c) for c in costs], lambda a, c: c + beta * (a - c)))


def ewa_corrected(costs, beta):
    # the weights' own sum, 1 + beta + beta**2 + ..., is the divisor
    return [weighted(costs, beta, t) / fsum(beta**k for k in range(t + 1)) for t in range(len(costs))]


def diverged(costs):
    numbers = [float(c) for c in costs]
    return any(map(isnan, numbers)) or any(map(isinf, numbers)) or numbers[0] < numbers[-1]


def curvature(xs):
    # the cost is a quadratic in w: its second difference over steps of 1 is the second derivative
    cost = lambda w: fsum((float(x) * w) ** 2 for x in xs) / len(xs)
    return cost(1.0) - 2 * cost(0.0) + cost(-1.0)


def error_factor(lr, curvature):
    return -(lr * curvature - 1)


def largest_learning_rate(curvature):
    return (1 / curvature) * 2
