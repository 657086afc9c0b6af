# 列表里的浮点数：`*=` 和 `+=` 不会改变已经记录的值
from math import isfinite


def ewa(costs, beta):
    averages, average = [], 0.0
    for value in costs:
        average *= beta
        average += (1 - beta) * value
        averages.append(average)
    return averages


def ewa_from_first(costs, beta):
    averages, average = [], costs[0]
    for value in costs:
        average *= beta
        average += (1 - beta) * value
        averages.append(average)
    return averages


def ewa_corrected(costs, beta):
    averages, average, power = [], 0.0, 1.0
    for value in costs:
        average *= beta
        average += (1 - beta) * value
        power *= beta
        averages.append(average / (1 - power))
    return averages


def diverged(costs):
    for cost in costs:
        if not isfinite(cost):
            return True
    return bool(costs[-1] > costs[0])


def curvature(xs):
    total = 0.0
    for x in xs:
        total += 2 * x**2
    return total / len(xs)


def error_factor(lr, curvature):
    factor = 1.0
    factor -= lr * curvature
    return factor


def largest_learning_rate(curvature):
    limit = 2.0
    limit /= curvature
    return limit
