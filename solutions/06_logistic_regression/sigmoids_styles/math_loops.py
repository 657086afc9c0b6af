import math


def logistic(x):
    result = []
    for value in x:
        v = float(value)
        if v >= 0:
            result.append(1 / (1 + math.exp(-v)))
        else:
            e = math.exp(v)
            result.append(e / (1 + e))
    return result


def logistic_derivative(x):
    return [s * (1 - s) for s in logistic(x)]


def gudermannian(x):
    return [2 * math.atan(math.tanh(v / 2)) for v in x]


def sigmoids(x):
    table = {"abs": [], "gd": [], "atan": [], "root": [], "erf": [], "tanh": []}
    for v in x:
        v = float(v)
        table["tanh"].append(math.tanh(v))
        table["erf"].append(math.erf(math.sqrt(math.pi) / 2 * v))
        table["root"].append(v / math.hypot(1, v))
        table["atan"].append(math.atan(math.pi * v / 2) * 2 / math.pi)
        table["gd"].append(gudermannian([math.pi / 2 * v])[0] / (math.pi / 2))
        table["abs"].append(v / (1 + abs(v)))
    return table


def looks_like_a_sigmoid(xs, ys, flat):
    slopes = []
    for i in range(len(xs) - 1):
        slopes.append((ys[i + 1] - ys[i]) / (xs[i + 1] - xs[i]))
    for s in slopes:
        if s < 0:
            return False
    if slopes[0] >= flat or slopes[-1] >= flat:
        return False
    return any(s >= flat for s in slopes)


def saturation_point(slope, level):
    if slope(0) <= level:
        return 0
    end = 1
    while slope(end) >= level:
        end *= 2
    start = 0
    while end - start > 1e-13 * end:
        m = 0.5 * (start + end)
        if slope(m) >= level:
            start = m
        else:
            end = m
    return start
