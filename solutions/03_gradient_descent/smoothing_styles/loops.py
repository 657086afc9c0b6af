import math


def ewa(costs, beta):
    v = 0
    result = []
    for c in costs:
        v = v * beta + c * (1 - beta)
        result.append(v)
    return result


def ewa_from_first(costs, beta):
    result = []
    for i in range(len(costs)):
        if i == 0:
            result.append(costs[0])
        else:
            result.append(beta * result[i - 1] + (1 - beta) * costs[i])
    return result


def ewa_corrected(costs, beta):
    v = 0
    result = []
    t = 0
    for c in costs:
        t += 1
        v = beta * v + (1 - beta) * c
        result.append(v / (1 - beta ** t))
    return result


def diverged(costs):
    for c in costs:
        c = float(c)
        if math.isnan(c) or math.isinf(c):
            return True
    if costs[-1] > costs[0]:
        return True
    return False


def curvature(xs):
    s = 0
    for x in xs:
        s += 2 * x * x
    return s / len(xs)


def error_factor(lr, curvature):
    w, best = 1.0, 0.0
    grad = curvature * (w - best)
    w = w - lr * grad
    return w - best


def largest_learning_rate(curvature):
    half = curvature / 2
    return 1 / half
